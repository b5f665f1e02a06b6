"""A mail server, and the way from a booking to a mail."""

from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from vet_core.notifications.models import NotificationDelivery
from vet_core.outbox import Later, event_from
from vet_core.outbox.models import OutboxEvent

from tests.notifications.smtp_server import MailServer
from tests.world import World
from vet_services.bootstrap import HANDLERS
from vet_services.notifications import delivery
from vet_services.notifications.adapters.smtp import SmtpMailer
from vet_services.notifications.delivery import Report
from vet_services.settings import LinksSettings

LINKS = LinksSettings(web_url="https://app.example.com")


@pytest.fixture
async def mail_server() -> AsyncIterator[MailServer]:
    async with MailServer().running() as server:
        yield server


class Post:
    """What the relay and the workers do, without them: hand events to their handlers, send what is due."""

    def __init__(self, world: World, server: MailServer) -> None:
        self.world = world
        self.server = server

    async def react(self, *, newest_first: bool = False, times: int = 1) -> None:
        """Every handler of every event so far, each in a transaction of its own; what they put off is left undone."""
        async with self.world.database.transaction() as session:
            events = list(await session.scalars(select(OutboxEvent).order_by(OutboxEvent.position)))
        for event in events[::-1] if newest_first else events:
            for handler in HANDLERS.get(event.type, []):
                for _ in range(times):
                    with suppress(Later):
                        async with self.world.database.transaction() as session:
                            await handler.fn(session, event_from(event.type, event.payload), self.world.now)

    async def send(self, *, lease: timedelta = delivery.LEASE, batch_size: int = 100, **mail: Any) -> Report:
        mailer = SmtpMailer(self.server.settings(**mail))
        return await delivery.send_due(
            self.world.database, mailer, self.world.clock, links=LINKS, batch_size=batch_size, lease=lease
        )

    async def rows(self, kind: str | None = None) -> list[NotificationDelivery]:
        where = [] if kind is None else [NotificationDelivery.kind == kind]
        rows = await self.world.all(NotificationDelivery, *where)
        return sorted(rows, key=lambda row: (row.due_at, row.id))

    async def states(self, kind: str | None = None) -> list[str]:
        return [row.state.value for row in await self.rows(kind)]


@pytest.fixture
def post(world: World, mail_server: MailServer) -> Post:
    return Post(world, mail_server)
