"""A trail to tamper with: entries of two clinics and of the platform, sealed, and a way in as the database's owner."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg

from vet_core import audit
from vet_core.audit.sealing import Batch, seal_batch
from vet_core.audit.signing import Signer
from vet_core.db import Database
from vet_core.kernel.actor import Actor
from vet_core.kernel.clock import utc_now
from vet_core.kernel.ids import new_id

SEED = b"a signing key only for the tests"
SIGNER = Signer(SEED)
CLINIC, OTHER = UUID(int=0xC1), UUID(int=0xC2)
VET = Actor(UUID(int=0xA1), session_id="sess_1")


async def write(database: Database, *actions: str, clinic_id: UUID | None = CLINIC) -> list[UUID]:
    """One transaction per action; the ids of the entries."""
    ids = []
    for action in actions:
        async with database.transaction() as session:
            entry = audit.add(
                session, VET, action, "appointment", new_id(), now=utc_now(), clinic_id=clinic_id,
                fields=["note"], reason="Because.",
            )  # fmt: skip
            await session.flush()
            ids.append(entry.id)
    return ids


async def seal(database: Database, limit: int = 500, signer: Signer | None = SIGNER) -> Batch:
    async with database.transaction() as session:
        return await seal_batch(session, signer, now=utc_now(), limit=limit)


async def written_and_sealed(database: Database, count: int = 6) -> list[UUID]:
    """A chain of CLINIC with a checkpoint every two entries, and shorter ones beside it."""
    ids = []
    for number in range(1, count, 2):
        ids += await write(database, f"act {number}", f"act {number + 1}")
        await seal(database)
    await write(database, "elsewhere", clinic_id=OTHER)
    await write(database, "of nobody", clinic_id=None)
    await seal(database)
    return ids


@asynccontextmanager
async def as_owner(database_url: str) -> AsyncIterator[asyncpg.Connection]:
    """Somebody who may do everything, with every trigger switched off."""
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute("SET session_replication_role = replica")
        yield connection
    finally:
        await connection.close()


async def do(database_url: str, *statements: str, values: Sequence[object] = ()) -> None:
    async with as_owner(database_url) as owner, owner.transaction():
        for statement in statements:
            await owner.execute(statement, *values)
