"""What the tables say about deliveries and mails."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import func, select
from vet_core.db import Database
from vet_core.notifications.enums import DeliveryState as MailState
from vet_core.notifications.models import NotificationDelivery
from vet_core.outbox.enums import DeliveryState
from vet_core.outbox.models import OutboxDelivery


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
