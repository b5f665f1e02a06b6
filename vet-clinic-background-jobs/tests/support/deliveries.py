"""What the tables say about deliveries and mails."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from redis.asyncio import Redis
from sqlalchemy import func, select
from vet_core.db import Database
from vet_core.notifications.enums import DeliveryState as MailState
from vet_core.notifications.models import NotificationDelivery
from vet_core.outbox.enums import DeliveryState
from vet_core.outbox.models import OutboxDelivery

from vet_clinic_jobs.outbox.delivering import Outcome, Patience, deliver
from vet_clinic_jobs.outbox.relaying import relay_batch
from vet_clinic_jobs.outbox.stream import RealtimeStream
from vet_clinic_jobs.outbox.sweeping import overdue


async def deliveries(database: Database, handler: str, state: DeliveryState) -> int:
    """How many deliveries of that handler are in that state."""
    async with database.reading() as session:
        rows = select(func.count()).where(OutboxDelivery.handler == handler, OutboxDelivery.state == state)
        return await session.scalar(rows) or 0


async def mails_by_state(database: Database) -> Counter[tuple[str, MailState]]:
    """How many mails of each kind are in each state."""
    async with database.reading() as session:
        rows = select(NotificationDelivery.kind, NotificationDelivery.state, func.count()).group_by(
            NotificationDelivery.kind, NotificationDelivery.state
        )
        return Counter({(str(kind), state): count for kind, state, count in (await session.execute(rows)).all()})


PATIENCE = Patience(attempts=1, first_wait=timedelta(seconds=1), handler_timeout=timedelta(seconds=10))


async def relay_and_deliver(
    database: Database, redis_url: str, *, now: datetime, put_off: frozenset[str] = frozenset()
) -> None:
    """Do in this process, at that instant, what the relay and a worker do; only these handlers put it off."""
    async with Redis.from_url(redis_url) as redis:
        batch = await relay_batch(database, RealtimeStream(redis), now=now, limit=100)
    results = {ring.handler: await deliver(database, ring, PATIENCE, now=now) for ring in batch.rings}
    assert {handler for handler, result in results.items() if result.outcome is not Outcome.DONE} == put_off


async def sweep_and_deliver(database: Database, *, now: datetime) -> list[Outcome]:
    """Do what the sweep and a worker do with deliveries of which only the table knows."""
    rings = await overdue(database, now=now, patience=timedelta(0))
    return [(await deliver(database, ring, PATIENCE, now=now)).outcome for ring in rings]
