"""Entries are chained soon after they are committed, by one sealer at a time, and no writer ever waits for it."""

import asyncio

import asyncpg
import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from tests.audit.ledger import CLINIC, OTHER, SIGNER, VET, seal, write
from vet_core import audit
from vet_core.audit.chain import PLATFORM_CHAIN
from vet_core.audit.models import AuditCheckpoint, AuditEntry, AuditPending, AuditSeal
from vet_core.audit.reading import verify
from vet_core.audit.sealing import Batch, seal_batch
from vet_core.audit.signing import PublicKeys
from vet_core.db import Database
from vet_core.kernel.clock import utc_now
from vet_core.kernel.ids import new_id

KEYS = PublicKeys([SIGNER.public_key])


async def count(database: Database, table: type) -> int:
    async with database.reading() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def numbers(database: Database) -> dict[object, list[int]]:
    async with database.reading() as session:
        rows = await session.execute(select(AuditSeal.chain_id, AuditSeal.number).order_by(AuditSeal.number))
        chains: dict[object, list[int]] = {}
        for chain_id, number in rows:
            chains.setdefault(chain_id, []).append(number)
        return chains


async def sound(database: Database) -> bool:
    async with database.reading() as session:
        report = await verify(session, now=utc_now(), keys=KEYS)
    assert report.findings == []
    return report.waiting == 0


async def test_each_clinic_has_its_own_chain_and_the_platform_has_one(database: Database) -> None:
    await write(database, "first", "second")
    await write(database, "elsewhere", clinic_id=OTHER)
    await write(database, "of nobody", clinic_id=None)
    assert await count(database, AuditPending) == 4

    assert await seal(database) == Batch(entries=4, chains=3)

    assert await numbers(database) == {CLINIC: [1, 2], OTHER: [1], PLATFORM_CHAIN: [1]}
    assert (await count(database, AuditPending), await count(database, AuditCheckpoint)) == (0, 3)
    assert await sound(database)


async def test_batches_continue_one_another_and_say_when_there_is_more(database: Database) -> None:
    await write(database, "1", "2", "3", "4", "5")
    assert [await seal(database, limit=2) for _ in range(4)] == [
        Batch(2, 1, more=True),
        Batch(2, 1, more=True),
        Batch(1, 1),
        Batch(),
    ]
    assert await numbers(database) == {CLINIC: [1, 2, 3, 4, 5]}
    assert await sound(database)


async def test_an_entry_that_is_undone_waits_for_no_seal(database: Database) -> None:
    with pytest.raises(RuntimeError):  # noqa: PT012
        async with database.transaction() as session:
            audit.add(session, VET, "booked", "appointment", new_id(), now=utc_now(), clinic_id=CLINIC)
            await session.flush()
            raise RuntimeError
    assert await count(database, AuditPending) == 0


async def test_an_entry_that_commits_late_is_sealed_later(database: Database) -> None:
    async with database.transaction() as slow:
        audit.add(slow, VET, "slow", "appointment", new_id(), now=utc_now(), clinic_id=CLINIC)
        await slow.flush()
        await write(database, "quick")
        await seal(database)
    await seal(database)
    async with database.reading() as session:
        actions = await session.scalars(
            select(AuditEntry.action).join(AuditSeal, AuditSeal.entry_id == AuditEntry.id).order_by(AuditSeal.number)
        )
        assert actions.all() == ["quick", "slow"]
    assert await sound(database)


async def test_only_one_sealer_works_at_a_time_and_the_other_does_not_wait(database: Database) -> None:
    await write(database, "first")
    async with database.transaction() as session:
        assert await seal_batch(session, SIGNER, now=utc_now(), limit=10) == Batch(1, 1)
        assert await asyncio.wait_for(seal(database), 2) == Batch()
    assert await numbers(database) == {CLINIC: [1]}


async def test_without_a_key_chains_are_sealed_and_checkpoints_stay_unsigned(database: Database) -> None:
    await write(database, "first")
    await seal(database, signer=None)
    async with database.reading() as session:
        checkpoint = (await session.scalars(select(AuditCheckpoint))).one()
        assert (checkpoint.key_id, checkpoint.signature) == (None, None)
        assert (await verify(session, now=utc_now(), keys=None)).findings == []


@pytest.mark.parametrize("table", ["audit_seals", "audit_checkpoints"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET number = 9", "DELETE FROM {}", "TRUNCATE {}"])
async def test_the_database_refuses_to_change_a_chain(database: Database, table: str, statement: str) -> None:
    await write(database, "first")
    await seal(database)
    with pytest.raises(DBAPIError, match=r"append-only|permission denied"):
        async with database.transaction() as session:
            await session.execute(text(statement.format(table)))
    assert await sound(database)


WRITERS, EACH = 40, 50
INSERT = """
INSERT INTO audit_entries (id, at, acting_as, action, subject_type, subject_id, clinic_id)
VALUES ($1, now(), 'person', 'booked', 'appointment', $1, $2)
"""


async def writer(url: str, number: int) -> None:
    """Audited writes, each its own transaction, on a connection that gives up instead of waiting for a lock."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("SET lock_timeout = '500ms'")
        for _ in range(EACH):
            await connection.execute(INSERT, new_id(), CLINIC if number % 4 else OTHER)
    finally:
        await connection.close()


async def test_two_thousand_parallel_writers_keep_one_chain_and_none_waits_for_the_sealer(
    database: Database, database_url: str
) -> None:
    await write(database, "held by the sealer")
    async with database.transaction() as session:
        # A sealer in the middle of its work, with its lock and its seals uncommitted, for as long as all of them write.
        assert (await seal_batch(session, SIGNER, now=utc_now(), limit=10)).entries == 1
        await asyncio.gather(*(writer(database_url, number) for number in range(WRITERS // 2)))

    writing = asyncio.gather(*(writer(database_url, number) for number in range(WRITERS // 2, WRITERS)))
    while not writing.done():
        await seal(database, limit=100)
        await asyncio.sleep(0.01)
    await writing
    while (await seal(database)).entries:
        pass

    chains = await numbers(database)
    assert sum(map(len, chains.values())) == WRITERS * EACH + 1
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in chains.values())
    assert await sound(database)
