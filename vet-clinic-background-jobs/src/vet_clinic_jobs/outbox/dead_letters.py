"""Deliveries that were given up: what an operator sees of them, and how they get another chance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from vet_core.db import Database
from vet_core.outbox.enums import DeliveryState
from vet_core.outbox.models import OutboxDelivery, OutboxEvent

SHOWN = 200


async def listing(database: Database) -> Sequence[str]:
    """One line per dead delivery, oldest event first, 200 at most: when, what, to whom, why."""
    rows = (
        select(OutboxEvent.occurred_at, OutboxEvent.type, OutboxEvent.id, OutboxDelivery)
        .join(OutboxDelivery, OutboxDelivery.event_id == OutboxEvent.id)
        .where(OutboxDelivery.state == DeliveryState.DEAD)
        .order_by(OutboxEvent.position)
        .limit(SHOWN)
    )
    async with database.reading() as session:
        return [
            f"{at.isoformat()} {kind} {event_id} -> {dead.handler} ({dead.attempts} attempts): {dead.last_error}"
            for at, kind, event_id, dead in (await session.execute(rows)).all()
        ]


async def revive(database: Database, *, now: datetime) -> int:
    """Put every dead delivery back among the waiting ones with a clean count; returns how many."""
    back = update(OutboxDelivery).where(OutboxDelivery.state == DeliveryState.DEAD)
    back = back.values(state=DeliveryState.PENDING, attempts=0, next_attempt_at=now)
    async with database.transaction() as session:
        return len((await session.execute(back.returning(OutboxDelivery.event_id))).all())
