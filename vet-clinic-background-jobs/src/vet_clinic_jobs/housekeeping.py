"""Forget what nobody will ask for again, so that the tables of the outbox and of periodic jobs stay small."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, exists, select
from vet_core.db import Database
from vet_core.idempotency.models import IdempotencyKey
from vet_core.jobs.models import JobRun
from vet_core.outbox.enums import DeliveryState
from vet_core.outbox.models import OutboxDelivery, OutboxEvent
from vet_services.flows.platform_data import EVENTS_KEPT, RUNS_KEPT

from vet_clinic_jobs.app import app
from vet_clinic_jobs.runtime import here, run

EVENTS_AT_ONCE = 5000


@app.task(name="jobs.prune", time_limit=120)
def prune() -> None:
    """Remove old events, runs and answers."""
    runtime = here()
    run(forget(runtime.database, now=runtime.clock.now()))


async def forget(database: Database, *, now: datetime) -> None:
    """Remove relayed events older than 30 days whose deliveries are all done, runs older than a week, and expired
    idempotency keys. What is dead or pending stays."""
    unfinished = exists().where(OutboxDelivery.event_id == OutboxEvent.id, OutboxDelivery.state != DeliveryState.DONE)
    old = select(OutboxEvent.id).where(OutboxEvent.relayed_at < now - EVENTS_KEPT, ~unfinished).limit(EVENTS_AT_ONCE)
    async with database.transaction() as session:
        await session.execute(delete(OutboxEvent).where(OutboxEvent.id.in_(old)))
        await session.execute(delete(JobRun).where(JobRun.started_at < now - RUNS_KEPT))
        await session.execute(delete(IdempotencyKey).where(IdempotencyKey.expires_at < now))
