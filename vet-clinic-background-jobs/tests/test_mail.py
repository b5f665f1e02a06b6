"""From a booking to the mail in the owner's mailbox, through the real processes."""

import pytest
from sqlalchemy import select
from vet_core.db import Database
from vet_core.kernel.clock import utc_now
from vet_core.notifications.enums import DeliveryState as MailState
from vet_core.outbox.models import OutboxDelivery

from tests.support.clinic import open_practice
from tests.support.deliveries import mails_by_state
from tests.support.mailbox import Mailbox
from tests.support.platform import Platform
from tests.support.waiting import until
from vet_clinic_jobs.outbox.relaying import Ring
from vet_clinic_jobs.outbox.tasks import ring_all

BOOKED_AND_SENT = ("appointment_booked", MailState.SENT)
REMINDER_TO_COME = ("appointment_reminder", MailState.SCHEDULED)


async def test_a_booking_sends_one_mail_with_the_visit_for_the_calendar_however_often_it_is_rung(
    database: Database, platform: Platform, mails: Mailbox, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice = await open_practice(database)
    # No beat runs: nothing but the relay's call and the handler's ring can send this mail.
    _relay, worker = platform.start("relay", "worker")
    [appointment] = await practice.book_many(1, now=utc_now())

    async def sent() -> bool:
        return BOOKED_AND_SENT in await mails_by_state(database)

    await until(sent, "the mail", platform.said)
    monkeypatch.setenv("REDIS_URL", redis_url)
    async with database.reading() as session:
        rows = (await session.execute(select(OutboxDelivery.event_id, OutboxDelivery.handler))).all()
    ring_all([Ring(event_id, handler) for event_id, handler in rows] * 3)

    async def rung_again() -> bool:
        return len(
            [line for line in worker.said.splitlines() if "Task outbox.deliver" in line and "succeeded" in line]
        ) == 4 * len(rows)

    await until(rung_again, "the repeated rings", platform.said)
    assert await mails_by_state(database) == {BOOKED_AND_SENT: 1, REMINDER_TO_COME: 1}
    [mail] = mails.received
    assert practice.owner_email in mail["To"]
    [calendar] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    text = calendar.get_content()
    assert calendar.get_param("method") == "REQUEST"
    assert f"DTSTART:{appointment.starts_at:%Y%m%dT%H%M%SZ}" in text
    assert str(appointment.id) in text
