"""pytest plugin under which whoever reserves lingers: `python -m pytest -p devstack.testing.lingering`.

Others look at the same free time meanwhile, so that a race for it does not wait for luck. Nothing is guarded less.
"""

from __future__ import annotations

import asyncio

import asyncpg
import pytest

LINGER = """
CREATE OR REPLACE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_sleep(0.3); RETURN NULL; END $$;
CREATE OR REPLACE TRIGGER reservations_linger BEFORE INSERT ON reservations
FOR EACH STATEMENT EXECUTE FUNCTION linger();
"""


@pytest.fixture(autouse=True)
def with_time_for_others(worker_database_url: str) -> None:
    """Before anything else of the test: a reservation takes its time."""
    asyncio.run(slow_down(worker_database_url))


async def slow_down(database_url: str) -> None:
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(LINGER)
    finally:
        await connection.close()
