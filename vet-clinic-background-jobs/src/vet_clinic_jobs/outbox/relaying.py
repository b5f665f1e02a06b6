"""Hand one batch of events on: a delivery row for every handler, a line in the realtime stream, then the mark.

All of it is one transaction, so an event is either marked and has all its deliveries, or it is taken again. The
stream is written before the commit: a browser may hear of an event twice, never not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from vet_core.db import Database
from vet_core.outbox import is_news, known_types
from vet_core.outbox.enums import DeliveryState
from vet_core.outbox.models import OutboxDelivery, OutboxEvent

from vet_clinic_jobs.outbox.free_time import drop_answers
from vet_clinic_jobs.outbox.handlers import handlers_of
from vet_clinic_jobs.outbox.stream import RealtimeStream


@dataclass(frozen=True)
class Ring:
    """A delivery that waits for a worker."""

    event_id: UUID
    handler: str


@dataclass(frozen=True)
class Batch:
    size: int
    rings: Sequence[Ring]


async def relay_batch(database: Database, stream: RealtimeStream, *, now: datetime, limit: int) -> Batch:
    """Take up to `limit` waiting events, oldest first, skipping those another relay holds.

    Ring the returned deliveries after this has returned. An event of a type this release does not know is left
    for the newer relay that does. Raises DatabaseUnavailable, or redis.RedisError; then nothing was marked.
    """
    waiting = (
        select(OutboxEvent)
        .where(OutboxEvent.relayed_at.is_(None), OutboxEvent.type.in_(known_types()))
        .order_by(OutboxEvent.position)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    async with database.transaction() as session:
        events = (await session.scalars(waiting)).all()
        if not events:
            return Batch(0, ())
        rings = [Ring(event.id, handler.name) for event in events for handler in handlers_of(event.type)]
        if rings:
            pending = {"state": DeliveryState.PENDING, "next_attempt_at": now}
            rows = [{"event_id": ring.event_id, "handler": ring.handler, **pending} for ring in rings]
            await session.execute(insert(OutboxDelivery).values(rows).on_conflict_do_nothing())
        news = [event for event in events if is_news(event.type)]
        await stream.append(news)
        await drop_answers(session, stream.slot_cache, news)
        await session.execute(
            update(OutboxEvent).where(OutboxEvent.id.in_([event.id for event in events])).values(relayed_at=now)
        )
    return Batch(len(events), rings)
