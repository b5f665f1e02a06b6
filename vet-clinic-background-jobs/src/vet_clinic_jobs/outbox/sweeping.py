"""Find deliveries whose ring was lost: with the broker's memory, with a killed relay, or with a killed worker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, tuple_, update
from vet_core.db import Database
from vet_core.outbox.enums import DeliveryState
from vet_core.outbox.models import OutboxDelivery

from vet_clinic_jobs.outbox.relaying import Ring

SWEPT_AT_ONCE = 500


async def overdue(database: Database, *, now: datetime, patience: timedelta) -> Sequence[Ring]:
    """Deliveries that wait longer than `patience`, longest first. Each is named at most once per `patience`, so a
    worker that is merely behind is not buried in rings."""
    key = (OutboxDelivery.event_id, OutboxDelivery.handler)
    waiting = (
        select(*key)
        .where(OutboxDelivery.state == DeliveryState.PENDING, OutboxDelivery.next_attempt_at <= now - patience)
        .order_by(OutboxDelivery.next_attempt_at)
        .limit(SWEPT_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    take = update(OutboxDelivery).where(tuple_(*key).in_(waiting)).values(next_attempt_at=now).returning(*key)
    async with database.transaction() as session:
        return [Ring(event_id, handler) for event_id, handler in (await session.execute(take)).all()]
