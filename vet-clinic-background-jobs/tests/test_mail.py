"""From a booking to the mail in the owner's mailbox."""

from datetime import datetime, timedelta

import pytest
from icalendar import Calendar
from pydantic import SecretStr
from redis.asyncio import Redis
from sqlalchemy import select
from vet_core.db import Database
from vet_core.kernel.clock import FrozenClock, utc_now
from vet_core.notifications.enums import DeliveryState as MailState
from vet_core.outbox.models import OutboxDelivery
from vet_services.notifications.adapters.smtp import SmtpMailer
from vet_services.notifications.delivery import send_due
from vet_services.settings import LinksSettings, MailSettings

from tests.support.clinic import open_practice
from tests.support.deliveries import mails_by_state, relay_and_deliver
from tests.support.mailbox import Mailbox
from tests.support.platform import Platform
from tests.support.waiting import until
from vet_clinic_jobs.outbox.relaying import Ring, relay_batch
from vet_clinic_jobs.outbox.stream import RealtimeStream
from vet_clinic_jobs.outbox.tasks import ring_all

BOOKED_AND_SENT = ("appointment_booked", MailState.SENT)
REMINDER_TO_COME = ("appointment_reminder", MailState.SCHEDULED)


@pytest.mark.usefixtures("configured")
async def test_a_booking_sends_one_mail_with_the_visit_for_the_calendar_however_often_it_is_rung(
    database: Database, platform: Platform, mails: Mailbox
) -> None:
    practice = await open_practice(database)
    # No beat runs: nothing but the relay's call and the handler's ring can send this mail.
    _relay, worker = platform.start("relay", "worker")
    [appointment] = await practice.book_many(1, now=utc_now())

    async def sent() -> bool:
        return BOOKED_AND_SENT in await mails_by_state(database)

    await until(sent, "the mail", platform.said)
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
    assert calendar.get_param("method") == "REQUEST"
    [visit] = Calendar.from_ical(calendar.get_content()).walk("VEVENT")
    assert (visit.decoded("DTSTART"), visit.decoded("DTEND")) == (appointment.starts_at, appointment.ends_at)
    assert str(appointment.id) in str(visit["UID"])


async def test_a_mail_whose_ring_was_lost_is_found_by_the_sweep(
    database: Database, platform: Platform, mails: Mailbox, redis_url: str
) -> None:
    practice = await open_practice(database)
    await practice.book_many(1, now=utc_now())
    async with Redis.from_url(redis_url) as redis:
        # What is left of a relay that was killed after its commit: the delivery is there, nobody rang.
        batch = await relay_batch(database, RealtimeStream(redis), now=utc_now(), limit=100)
    assert len(batch.rings) == 1

    platform.start("worker", "beat")

    async def sent() -> bool:
        return BOOKED_AND_SENT in await mails_by_state(database)

    await until(sent, "the mail", platform.said)
    assert len(mails.received) == 1


async def test_a_reminder_leaves_when_its_hour_has_come_and_not_before(
    database: Database, mails: Mailbox, clock: FrozenClock, redis_url: str
) -> None:
    practice = await open_practice(database)
    [appointment] = await practice.book_many(1, now=clock.now())
    await relay_and_deliver(database, redis_url, now=clock.now())
    mailer = SmtpMailer(MailSettings(mail_smtp_url=SecretStr(mails.url), mail_from="Vet Clinic <hello@example.com>"))
    links = LinksSettings(web_url="https://app.example.com")
    due_at = appointment.starts_at - timedelta(hours=24)

    async def send_at(instant: datetime) -> list[str]:
        clock.set(instant)
        before = len(mails.received)
        await send_due(database, mailer, clock, links=links)
        return [str(mail["Subject"]) for mail in mails.received[before:]]

    assert len(await send_at(clock.now())) == 1
    assert await send_at(due_at - timedelta(seconds=1)) == []
    [subject] = await send_at(due_at)
    assert subject.startswith("Reminder")
    assert await send_at(due_at + timedelta(hours=1)) == []
    assert await mails_by_state(database) == {BOOKED_AND_SENT: 1, ("appointment_reminder", MailState.SENT): 1}
