"""Lost rings are found again, patiently, and nobody else's work is disturbed."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from vet_core.db import Database
from vet_core.kernel.clock import FrozenClock
from vet_core.outbox.enums import DeliveryState
from vet_core.outbox.models import OutboxDelivery

from tests.support.events import note
from vet_clinic_jobs.outbox.dead_letters import listing, revive
from vet_clinic_jobs.outbox.relaying import Ring
from vet_clinic_jobs.outbox.sweeping import overdue

PATIENCE = timedelta(seconds=30)


async def waiting(database: Database, count: int, *, now: datetime) -> list[Ring]:
    ids = await note(database, now=now, times=count)
    async with database.transaction() as session:
        session.add_all(OutboxDelivery(event_id=id, handler="tests.traces", next_attempt_at=now) for id in ids)
    return [Ring(id, "tests.traces") for id in ids]


async def mark(database: Database, ring: Ring, state: DeliveryState) -> None:
    async with database.transaction() as session:
        await session.execute(
            update(OutboxDelivery).where(OutboxDelivery.event_id == ring.event_id).values(state=state, attempts=3)
        )


async def test_a_ring_is_missed_only_after_the_patience(database: Database, clock: FrozenClock) -> None:
    rings = await waiting(database, 2, now=clock.now())

    clock.advance(PATIENCE - timedelta(milliseconds=1))
    assert await overdue(database, now=clock.now(), patience=PATIENCE) == []

    clock.advance(timedelta(milliseconds=1))
    assert set(await overdue(database, now=clock.now(), patience=PATIENCE)) == set(rings)


async def test_each_delivery_is_named_once_per_patience(database: Database, clock: FrozenClock) -> None:
    rings = await waiting(database, 1, now=clock.now())
    clock.advance(PATIENCE)
    await overdue(database, now=clock.now(), patience=PATIENCE)

    clock.advance(timedelta(seconds=15))
    assert await overdue(database, now=clock.now(), patience=PATIENCE) == []

    clock.advance(timedelta(seconds=15))
    assert await overdue(database, now=clock.now(), patience=PATIENCE) == rings


async def test_what_is_done_dead_or_in_a_workers_hands_is_left_alone(database: Database, clock: FrozenClock) -> None:
    done, dead, held, lost = await waiting(database, 4, now=clock.now())
    await mark(database, done, DeliveryState.DONE)
    await mark(database, dead, DeliveryState.DEAD)
    clock.advance(PATIENCE)

    async with database.transaction() as session:
        await session.execute(select(OutboxDelivery).where(OutboxDelivery.event_id == held.event_id).with_for_update())
        assert await overdue(database, now=clock.now(), patience=PATIENCE) == [lost]


async def test_the_dead_are_listed_with_their_reason_and_can_be_revived(database: Database, clock: FrozenClock) -> None:
    dead, _pending = await waiting(database, 2, now=clock.now())
    await mark(database, dead, DeliveryState.DEAD)

    [line] = await listing(database)
    assert str(dead.event_id) in line
    assert "tests.noted" in line
    assert "tests.traces (3 attempts)" in line

    clock.advance(timedelta(days=1))
    assert await revive(database, now=clock.now()) == 1
    assert await listing(database) == []
    clock.advance(PATIENCE)
    assert dead in await overdue(database, now=clock.now(), patience=PATIENCE)
