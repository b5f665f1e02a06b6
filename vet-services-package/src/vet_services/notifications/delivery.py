"""Send mails that have fallen due: claim, commit, hand each one over outside of any transaction, note what came of it.

A mail leaves once unless its outcome is lost. SMTP has one gap that nobody can close (RFC 1047): between the mail's
last line and our note of the server's answer, nobody can know. Two things keep it as narrow as it can be. The last line
and a first note of it leave in the same breath, so that a process killed while it waits for the answer, or before it
can write that down, sends nothing twice. And the answer is committed mail by mail, again and again while the database
is away. An answer that never comes while we listen means: once more, when the lease has passed, with the same
Message-ID, by which mailboxes recognize a copy.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any
from uuid import UUID

import structlog
from vet_core.db import Database, Session
from vet_core.kernel.clock import Clock
from vet_core.kernel.errors import Unavailable
from vet_core.kernel.settings import load
from vet_core.notifications.enums import DeliveryState

from vet_services.notifications import desk
from vet_services.notifications.desk import Due
from vet_services.notifications.mail import (
    Conversation,
    HandedOver,
    Mailer,
    MailOutcomeUnknown,
    MailPostponed,
    MailRefused,
    MailServerAway,
)
from vet_services.notifications.messages import compose
from vet_services.notifications.policy import MOST_ATTEMPTS, wait_after, why_drop
from vet_services.settings import LinksSettings

LEASE = timedelta(minutes=2)
_AWAY_WAIT = timedelta(seconds=30)
_MARGIN = timedelta(seconds=5)
# What came of a mail must not be lost to a hiccup of the database: these are the waits of about a minute of trying.
_RECORDING_WAITS = (0.1, 0.3, 1.0, 3.0, 5.0, 10.0, 20.0, 20.0)

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Report:
    """What became of one batch."""

    claimed: int = 0
    sent: int = 0
    postponed: int = 0
    failed: int = 0
    dropped: int = 0
    unknown: int = 0


async def send_due(
    database: Database,
    mailer: Mailer,
    clock: Clock,
    *,
    links: LinksSettings | None = None,
    batch_size: int = 100,
    lease: timedelta = LEASE,
) -> Report:
    """Send one batch of what is due. Several may run at once, in any number of processes: rows are claimed, not listed.

    Owns its transactions. A claim without an outcome is free for others once its lease has passed, and that is never
    before its conversation with the mail server must have ended.
    """
    lease_ends_at = clock.now() + lease
    batch = _Batch(database, mailer, clock, links or load(LinksSettings), lease, lease_ends_at)
    claimed = await batch.claim(batch_size)
    if claimed:
        async with mailer.conversation() as conversation:
            for position, delivery_id in enumerate(claimed):
                if not await batch.deliver(delivery_id, conversation):
                    await batch.give_back(claimed[position + 1 :])
                    break
    return batch.report


@dataclass(slots=True)
class _Batch:
    database: Database
    mailer: Mailer
    clock: Clock
    links: LinksSettings
    lease: timedelta
    lease_ends_at: datetime
    report: Report = field(default_factory=Report)

    async def claim(self, batch_size: int) -> list[UUID]:
        async with self.database.transaction() as session:
            for delivery_id in await desk.presume_sent(session, self.clock.now()):
                log.warning("mail_presumed_sent", delivery_id=str(delivery_id))
            claimed = await desk.claim(session, batch_size, self.clock.now(), self.lease_ends_at)
        self.report.claimed = len(claimed)
        return claimed

    async def give_back(self, unused: list[UUID]) -> None:
        """The mail server is away: whoever comes next tries in half a minute."""
        now = self.clock.now()

        async def note(session: Session) -> None:
            await desk.give_back(session, unused, due_at=now + _AWAY_WAIT, lease_ends_at=self.lease_ends_at, now=now)

        await self._record(note)
        self.report.postponed += len(unused)

    async def deliver(self, delivery_id: UUID, conversation: Conversation) -> bool:
        """Send one mail; False when the mail server is away and the others need not try."""
        now = self.clock.now()
        # The claim must outlast the conversation, or somebody else would send the mail while we still do.
        own_lease_ends_at = now + max(self.lease, self.mailer.timeout + _MARGIN)
        async with self.database.transaction() as session:
            due = await desk.take_up(
                session,
                delivery_id,
                domain=self.mailer.sender.domain,
                lease_ends_at=self.lease_ends_at,
                new_lease_ends_at=own_lease_ends_at,
                now=now,
            )
        if due is None:
            return True
        if due.attempts > MOST_ATTEMPTS:
            await self._fail(due, "Its outcome was lost too often.")
            return True
        reason = why_drop(due.standing, now)
        if reason is not None:
            self.report.dropped += 1
            await self._settle(due, DeliveryState.CANCELLED, error=f"Not sent: {reason}.")
            return True
        return await self._hand_over(due, conversation, own_lease_ends_at)

    async def _hand_over(self, due: Due, conversation: Conversation, lease_ends_at: datetime) -> bool:
        try:
            message = self._compose(due)
            async with self._hand_over_note(due, lease_ends_at) as note:
                await conversation.send(message, recipient=due.recipient.email, handed_over=note)
        except MailOutcomeUnknown as unknown:
            # Left claimed: the same mail goes out again when the lease has passed.
            log.warning("mail_outcome_unknown", delivery_id=str(due.id), reason=str(unknown))
            self.report.unknown += 1
            await self._doubt(due, lease_ends_at)
        except MailServerAway as away:
            log.warning("mail_server_away", reason=str(away))
            await self._postpone(due, self.clock.now() + _AWAY_WAIT, lease_ends_at, str(away), counts=False)
            return False
        except MailRefused as refusal:
            await self._fail(due, str(refusal))
        except MailPostponed as refusal:
            await self._try_later(due, lease_ends_at, str(refusal))
        else:
            self.report.sent += 1
            await self._settle(due, DeliveryState.SENT)
        return True

    def _compose(self, due: Due) -> EmailMessage:
        try:
            return compose(
                due.kind,
                due.about,
                due.recipient,
                sender=self.mailer.sender,
                message_id=due.message_id,
                web_url=self.links.web_url,
                now=self.clock.now(),
            )
        except Exception as fault:
            # One mail that cannot be put into words must not hold up all the others behind it.
            log.exception("mail_not_composed", delivery_id=str(due.id))
            raise MailPostponed(f"{type(fault).__name__}: {fault}") from fault

    async def _try_later(self, due: Due, lease_ends_at: datetime, error: str) -> None:
        if due.attempts >= MOST_ATTEMPTS:
            await self._fail(due, error)
        else:
            due_at = self.clock.now() + wait_after(due.attempts)
            await self._postpone(due, due_at, lease_ends_at, error, counts=True)

    @asynccontextmanager
    async def _hand_over_note(self, due: Due, lease_ends_at: datetime) -> AsyncIterator[HandedOver]:
        """A note on a connection that is already there, outside of any transaction: one turn of the event loop lies
        between a mail's last line and its bytes."""
        statement = desk.hand_over(due.id, lease_ends_at=lease_ends_at, now=self.clock.now())
        async with self.database.write_engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection

            async def note() -> None:
                try:
                    await driver.execute(statement)
                except Exception as failure:
                    log.warning("hand_over_not_noted", delivery_id=str(due.id), reason=str(failure))

            yield note

    async def _doubt(self, due: Due, lease_ends_at: datetime) -> None:
        now = self.clock.now()

        async def note(session: Session) -> None:
            await desk.doubt(session, due.id, lease_ends_at=lease_ends_at, now=now)

        await self._record(note)

    async def _fail(self, due: Due, error: str) -> None:
        log.error("mail_failed", delivery_id=str(due.id), reason=error, attempts=due.attempts)
        self.report.failed += 1
        await self._settle(due, DeliveryState.FAILED, error=error)

    async def _settle(self, due: Due, state: DeliveryState, *, error: str | None = None) -> None:
        now = self.clock.now()

        async def note(session: Session) -> None:
            await desk.settle(session, due.id, state, now=now, error=error)

        await self._record(note)

    async def _postpone(self, due: Due, due_at: datetime, lease_ends_at: datetime, error: str, *, counts: bool) -> None:
        now = self.clock.now()
        self.report.postponed += 1

        async def note(session: Session) -> None:
            await desk.postpone(
                session, due.id, due_at=due_at, lease_ends_at=lease_ends_at, error=error, counts=counts, now=now
            )

        await self._record(note)

    async def _record(self, note: Callable[[Session], Awaitable[None]]) -> None:
        for wait in (*_RECORDING_WAITS, None):
            try:
                async with self.database.transaction() as session:
                    await note(session)
                return
            except Unavailable:
                if wait is None:
                    raise
                await asyncio.sleep(wait)
