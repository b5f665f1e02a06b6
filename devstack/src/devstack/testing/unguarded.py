"""pytest plugin that takes a guard away: `python -m pytest -p devstack.testing.unguarded`.

A test that stays green without the thing it proves is worthless. With this plugin every test runs on a database whose
reservations may overlap; the tests about racing for a slot have to fail.
"""

from __future__ import annotations

import asyncio

import asyncpg
import pytest

CONSTRAINT = "ex_reservations_resource_id_during"


@pytest.fixture(autouse=True)
def without_the_exclusion_constraint(worker_database_url: str) -> None:
    """Before anything else of the test: reservations of one resource may overlap."""
    asyncio.run(drop(worker_database_url))


async def drop(database_url: str) -> None:
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(f"ALTER TABLE reservations DROP CONSTRAINT IF EXISTS {CONSTRAINT}")
        left = await connection.fetchval(
            "SELECT count(*) FROM pg_constraint WHERE conrelid = 'reservations'::regclass AND contype = 'x'"
        )
    finally:
        await connection.close()
    if left:
        pytest.exit(f"reservations has {left} exclusion constraints besides {CONSTRAINT}; name them here", returncode=5)
