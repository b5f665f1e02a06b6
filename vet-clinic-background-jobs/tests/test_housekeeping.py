"""Old things go; whatever still matters stays."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from vet_core.db import Database
from vet_core.idempotency.models import IdempotencyKey
from vet_core.jobs.models import JobRun
from vet_core.kernel.clock import FrozenClock
from vet_core.outbox.enums import DeliveryState
from vet_core.outbox.models import OutboxDelivery, OutboxEvent
from vet_services.flows.platform_data import EVENTS_KEPT, RUNS_KEPT

from tests.support.events import note
from vet_clinic_jobs.housekeeping import forget


async def test_only_events_whose_work_is_done_are_forgotten(database: Database, clock: FrozenClock) -> None:
    done, dead, unrelayed, without_handlers = await note(database, now=clock.now(), times=4)
    async with database.transaction() as session:
        for event_id in (done, dead, without_handlers):
            (await session.get_one(OutboxEvent, event_id)).relayed_at = clock.now()
        for event_id, state in ((done, DeliveryState.DONE), (dead, DeliveryState.DEAD)):
            row = OutboxDelivery(event_id=event_id, handler="tests.traces", next_attempt_at=clock.now(), state=state)
            session.add(row)

    clock.advance(EVENTS_KEPT)
    await forget(database, now=clock.now())
    assert await events(database) == {done, dead, unrelayed, without_handlers}

    clock.advance(timedelta(seconds=1))
    await forget(database, now=clock.now())
    assert await events(database) == {dead, unrelayed}


async def test_expired_answers_and_old_runs_are_forgotten(database: Database, clock: FrozenClock) -> None:
    later = clock.now() + timedelta(days=1)
    async with database.transaction() as session:
        for key, expires_at in (("old", clock.now()), ("new", clock.now() + RUNS_KEPT + timedelta(days=1))):
            answer = IdempotencyKey(
                person_id=UUID(int=1), key=key, method_path="POST /", request_hash="0", expires_at=expires_at
            )
            session.add(answer)
        session.add(JobRun(job="tests.job", period_starts_at=clock.now(), started_at=clock.now()))
        session.add(JobRun(job="tests.job", period_starts_at=later, started_at=later))

    clock.advance(RUNS_KEPT + timedelta(seconds=1))
    await forget(database, now=clock.now())

    async with database.reading() as session:
        assert (await session.scalars(select(IdempotencyKey.key))).all() == ["new"]
        assert (await session.scalars(select(JobRun.period_starts_at))).all() == [later]


async def events(database: Database) -> set[UUID]:
    async with database.reading() as session:
        return set(await session.scalars(select(OutboxEvent.id)))
