"""Processes and Redis are killed in the middle of forty mails: each arrives, none twice, and nobody has to help."""

from collections import Counter
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import update
from vet_core.db import Database
from vet_core.kernel.clock import utc_now
from vet_core.notifications.enums import DeliveryState as MailState
from vet_core.notifications.models import NotificationDelivery

from tests.support.clinic import open_practice
from tests.support.deliveries import mails_by_state
from tests.support.mailbox import Mailbox
from tests.support.platform import Platform
from tests.support.valkey import OwnValkey
from tests.support.waiting import until

MAILS = 40
BOOKED_AND_SENT = ("appointment_booked", MailState.SENT)
REMINDER_TO_COME = ("appointment_reminder", MailState.SCHEDULED)


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[OwnValkey]:
    valkey = OwnValkey(tmp_path / "valkey")
    valkey.start()
    yield valkey
    valkey.kill()


async def every_mail_arrives_once(database: Database, platform: Platform, mails: Mailbox) -> None:
    async def sent() -> bool:
        return (await mails_by_state(database))[BOOKED_AND_SENT] == MAILS

    await until(sent, f"{MAILS} mails", platform.said)
    assert await mails_by_state(database) == {BOOKED_AND_SENT: MAILS, REMINDER_TO_COME: MAILS}
    assert Counter(mails.message_ids).most_common(1)[0][1] == 1
    assert len(mails.received) == MAILS


async def some_mails(database: Database, platform: Platform) -> None:
    async def sent() -> bool:
        return (await mails_by_state(database))[BOOKED_AND_SENT] >= MAILS // 4

    await until(sent, "the first mails", platform.said)
    assert (await mails_by_state(database))[BOOKED_AND_SENT] < MAILS


async def test_killing_the_worker_loses_no_mail_and_sends_none_twice(
    database: Database, platform: Platform, mails: Mailbox
) -> None:
    practice = await open_practice(database)
    mails.seconds_per_message = 0.02
    await practice.book_many(MAILS, now=utc_now())
    _relay, worker, _beat = platform.start("relay", "worker", "beat")
    await some_mails(database, platform)

    worker.kill()
    await let_leases_pass(database)
    platform.start("worker")

    await every_mail_arrives_once(database, platform, mails)


async def test_a_worker_killed_while_the_mail_server_takes_a_mail_does_not_send_it_again(
    database: Database, database_url: str, platform: Platform, mails: Mailbox
) -> None:
    practice = await open_practice(database)
    await practice.book_many(MAILS, now=utc_now())
    _relay, worker, _beat = platform.start("relay", "worker", "beat")

    async def kill_at_the_middle(message: EmailMessage) -> None:
        if len(mails.received) == MAILS // 2:
            await handed_over(database_url, str(message["Message-ID"]))
            worker.kill()

    mails.before_reply = kill_at_the_middle

    async def dead() -> bool:
        return not worker.is_running

    await until(dead, "the worker to be killed", platform.said)
    await let_leases_pass(database)
    platform.start("worker")

    await every_mail_arrives_once(database, platform, mails)


async def let_leases_pass(database: Database) -> None:
    """As if their time had passed."""
    async with database.transaction() as session:
        await session.execute(
            update(NotificationDelivery)
            .where(NotificationDelivery.leased_until.is_not(None))
            .values(leased_until=utc_now())
        )


async def handed_over(database_url: str, message_id: str) -> None:
    """Until the worker has noted that this mail left: microseconds on an idle machine, longer on a busy one."""
    connection = await asyncpg.connect(database_url)

    async def noted() -> bool:
        row = "SELECT sent_at IS NOT NULL FROM notification_deliveries WHERE message_id = $1"
        return bool(await connection.fetchval(row, message_id))

    try:
        await until(noted, "the note of a hand-over")
    finally:
        await connection.close()


async def test_killing_redis_loses_no_mail_and_sends_none_twice(
    database: Database, environment: dict[str, str], mails: Mailbox, valkey: OwnValkey, tmp_path: Path
) -> None:
    practice = await open_practice(database)
    mails.seconds_per_message = 0.02
    now = utc_now()
    booked = await practice.book_many(MAILS - 1, now=now)
    [last] = await practice.starts(1, after=booked[-1].ends_at, now=now)
    with Platform(environment | {"REDIS_URL": valkey.url}, tmp_path) as platform:
        processes = platform.start("relay", "worker", "beat")
        await some_mails(database, platform)

        valkey.kill()
        await practice.book(last, now=now)
        processes[0].wait_for("waiting_for_redis")
        processes[1].wait_for("Connection to broker lost")
        valkey.start()

        await every_mail_arrives_once(database, platform, mails)
        assert [process.stop() for process in processes] == [0, 0, 0]
