"""One handler, one event, one effect; a failure leaves no trace but its count."""

import asyncio
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, text, update
from vet_core.db import Database, DatabaseUnavailable, Session
from vet_core.kernel.clock import FrozenClock
from vet_core.outbox import Event, Later
from vet_core.outbox.enums import DeliveryState
from vet_core.outbox.models import OutboxDelivery
from vet_services.bootstrap import Handler

from tests.support.events import break_after_trace, handling, leave_trace, note, traces
from vet_clinic_jobs.outbox.delivering import Outcome, Patience, Result, WorkerLost, deliver, record_failure
from vet_clinic_jobs.outbox.relaying import Ring

PATIENCE = Patience(attempts=3, first_wait=timedelta(seconds=2), handler_timeout=timedelta(seconds=5))


async def waiting(database: Database, handler: str, *, now: datetime) -> Ring:
    """One event with one pending delivery for that handler."""
    [event_id] = await note(database, now=now)
    async with database.transaction() as session:
        session.add(OutboxDelivery(event_id=event_id, handler=handler, next_attempt_at=now))
    return Ring(event_id, handler)


async def row_of(database: Database, ring: Ring) -> OutboxDelivery:
    async with database.reading() as session:
        found = select(OutboxDelivery).where(
            OutboxDelivery.event_id == ring.event_id, OutboxDelivery.handler == ring.handler
        )
        return (await session.scalars(found)).one()


async def test_the_handlers_effect_and_the_mark_are_kept_together(database: Database, clock: FrozenClock) -> None:
    with handling(Handler("tests.traces", leave_trace, rings=("tests.next",))):
        ring = await waiting(database, "tests.traces", now=clock.now())

        assert await deliver(database, ring, PATIENCE, now=clock.now()) == Result(Outcome.DONE, ("tests.next",))

    row = await row_of(database, ring)
    assert (row.state, row.attempts, row.done_at, row.last_error) == (DeliveryState.DONE, 1, clock.now(), None)
    assert await traces(database) == 1


async def test_sixteen_rings_at_once_and_one_later_cause_one_effect(database: Database, clock: FrozenClock) -> None:
    async def leave_trace_slowly(session: Session, event: Event, now: datetime) -> None:
        await session.execute(text("SELECT pg_sleep(0.5)"))
        await leave_trace(session, event, now)

    with handling(Handler("tests.traces", leave_trace_slowly)):
        ring = await waiting(database, "tests.traces", now=clock.now())
        rings = (deliver(database, ring, PATIENCE, now=clock.now()) for _ in range(16))
        outcomes = [result.outcome for result in await asyncio.gather(*rings)]
        later = await deliver(database, ring, PATIENCE, now=clock.now())

    assert sorted(outcomes) == [Outcome.ABSENT] * 15 + [Outcome.DONE]
    assert later == Result(Outcome.ABSENT)
    assert await traces(database) == 1


async def test_what_a_handler_puts_off_is_undone_uncounted_and_done_at_its_instant(
    database: Database, clock: FrozenClock
) -> None:
    at = clock.now() + timedelta(seconds=30)

    async def leave_trace_at(session: Session, event: Event, now: datetime) -> None:
        await leave_trace(session, event, now)
        if now < at:
            raise Later(at)

    with handling(Handler("tests.traces", leave_trace_at, rings=("tests.next",))):
        ring = await waiting(database, "tests.traces", now=clock.now())
        for _ in range(PATIENCE.attempts + 1):
            assert await deliver(database, ring, PATIENCE, now=clock.now()) == Result(
                Outcome.RETRY, wait=timedelta(seconds=30)
            )
            row = await row_of(database, ring)
            assert (row.state, row.attempts, row.next_attempt_at) == (DeliveryState.PENDING, 0, at)
            assert await traces(database) == 0
            async with database.transaction() as session:  # as a ring that comes too early
                await session.execute(update(OutboxDelivery).values(next_attempt_at=clock.now()))
        async with database.transaction() as session:
            await session.execute(update(OutboxDelivery).values(next_attempt_at=at))
        clock.advance(timedelta(seconds=20))
        assert await deliver(database, ring, PATIENCE, now=clock.now()) == Result(Outcome.ABSENT)
        clock.advance(timedelta(seconds=10))
        assert await deliver(database, ring, PATIENCE, now=clock.now()) == Result(Outcome.DONE, ("tests.next",))
    assert await traces(database) == 1


async def test_a_failure_undoes_the_handlers_writes_and_waits_longer_each_time_until_it_is_dead(
    database: Database, clock: FrozenClock
) -> None:
    with handling(Handler("tests.breaks", break_after_trace)):
        ring = await waiting(database, "tests.breaks", now=clock.now())
        results = []
        for _ in range(3):
            results.append(await deliver(database, ring, PATIENCE, now=clock.now()))
            clock.advance(timedelta(minutes=1))
        after_death = await deliver(database, ring, PATIENCE, now=clock.now())

    assert results == [
        Result(Outcome.RETRY, wait=timedelta(seconds=2)),
        Result(Outcome.RETRY, wait=timedelta(seconds=8)),
        Result(Outcome.DEAD),
    ]
    assert after_death == Result(Outcome.ABSENT)
    row = await row_of(database, ring)
    assert (row.state, row.attempts, row.last_error) == (DeliveryState.DEAD, 3, "RuntimeError: broken on purpose")
    assert await traces(database) == 0


async def test_a_ring_before_its_time_is_ignored(database: Database, clock: FrozenClock) -> None:
    with handling(Handler("tests.breaks", break_after_trace)):
        ring = await waiting(database, "tests.breaks", now=clock.now())
        patience = Patience(attempts=3, first_wait=timedelta(seconds=60), handler_timeout=timedelta(seconds=5))
        await deliver(database, ring, patience, now=clock.now())
        clock.advance(timedelta(seconds=30))

        assert await deliver(database, ring, patience, now=clock.now()) == Result(Outcome.ABSENT)

        clock.advance(timedelta(seconds=30))
        assert (await deliver(database, ring, patience, now=clock.now())).outcome is Outcome.RETRY


async def test_a_failing_handler_holds_up_no_other_handler_of_the_same_event(
    database: Database, clock: FrozenClock
) -> None:
    with handling(Handler("tests.breaks", break_after_trace), Handler("tests.traces", leave_trace)):
        broken = await waiting(database, "tests.breaks", now=clock.now())
        async with database.transaction() as session:
            session.add(OutboxDelivery(event_id=broken.event_id, handler="tests.traces", next_attempt_at=clock.now()))

        assert (await deliver(database, broken, PATIENCE, now=clock.now())).outcome is Outcome.RETRY
        other = await deliver(database, Ring(broken.event_id, "tests.traces"), PATIENCE, now=clock.now())

    assert other.outcome is Outcome.DONE
    assert await traces(database) == 1


async def test_a_handler_that_takes_too_long_counts_as_failed(database: Database, clock: FrozenClock) -> None:
    async def sleep(session: Session, _event: Event, _now: datetime) -> None:
        await session.execute(text("SELECT pg_sleep(30)"))

    patience = Patience(attempts=3, first_wait=timedelta(seconds=2), handler_timeout=timedelta(milliseconds=50))
    with handling(Handler("tests.sleeps", sleep)):
        ring = await waiting(database, "tests.sleeps", now=clock.now())
        assert (await deliver(database, ring, patience, now=clock.now())).outcome is Outcome.RETRY

    row = await row_of(database, ring)
    assert (row.attempts, row.last_error) == (1, "HandlerTooSlow: the handler took longer than 0.05 s")


async def test_an_outage_of_the_database_is_not_the_deliverys_fault(database: Database, clock: FrozenClock) -> None:
    async def lose_database(_session: Session, _event: Event, _now: datetime) -> None:
        raise DatabaseUnavailable()

    with handling(Handler("tests.outage", lose_database)):
        ring = await waiting(database, "tests.outage", now=clock.now())
        with pytest.raises(DatabaseUnavailable):
            await deliver(database, ring, PATIENCE, now=clock.now())

    row = await row_of(database, ring)
    assert (row.state, row.attempts, row.next_attempt_at) == (DeliveryState.PENDING, 0, clock.now())


async def test_a_handler_this_release_lacks_is_counted_and_tried_again(database: Database, clock: FrozenClock) -> None:
    ring = await waiting(database, "tests.from_tomorrow", now=clock.now())

    assert (await deliver(database, ring, PATIENCE, now=clock.now())).outcome is Outcome.RETRY

    assert "no handler tests.from_tomorrow for tests.noted" in ((await row_of(database, ring)).last_error or "")


async def test_a_delivery_that_keeps_killing_its_worker_ends_among_the_dead(
    database: Database, clock: FrozenClock
) -> None:
    ring = await waiting(database, "tests.kills", now=clock.now())
    lost = [await record_failure(database, ring, WorkerLost("gone"), PATIENCE, now=clock.now()) for _ in range(3)]

    assert [result.outcome for result in lost] == [Outcome.RETRY, Outcome.RETRY, Outcome.DEAD]


async def test_losing_a_worker_after_the_work_was_done_changes_nothing(database: Database, clock: FrozenClock) -> None:
    with handling(Handler("tests.traces", leave_trace)):
        ring = await waiting(database, "tests.traces", now=clock.now())
        await deliver(database, ring, PATIENCE, now=clock.now())

        result = await record_failure(database, ring, WorkerLost("gone"), PATIENCE, now=clock.now())

    assert result == Result(Outcome.ABSENT)
    assert (await row_of(database, ring)).state == DeliveryState.DONE


async def test_a_ring_for_a_delivery_that_does_not_exist_does_nothing(database: Database, clock: FrozenClock) -> None:
    ring = Ring(UUID(int=1), "tests.traces")

    assert await deliver(database, ring, PATIENCE, now=clock.now()) == Result(Outcome.ABSENT)


def test_waits_grow_fourfold_and_stop_at_an_hour() -> None:
    waits = [PATIENCE.wait_after(failures).total_seconds() for failures in (1, 2, 3, 4, 5, 6, 7, 50)]

    assert waits == [2, 8, 32, 128, 512, 2048, 3600, 3600]
