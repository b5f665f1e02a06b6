"""Mails leave once, whatever the server and our own processes do."""

import asyncio
from datetime import timedelta

import pytest
from vet_core.notifications.enums import DeliveryState
from vet_core.notifications.models import NotificationDelivery

from tests.notifications.conftest import Post
from tests.notifications.smtp_server import ACCEPT
from tests.notifications.test_reactions import cancel, move
from tests.world import World, change, tuesday
from vet_services.notifications import delivery, desk
from vet_services.notifications.delivery import Report
from vet_services.notifications.messages import compose

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def booked(world: World, post: Post):
    """One visit far ahead whose confirmation is due."""
    booked = await world.book(tuesday(12, day=4))
    await post.react()
    return booked


async def test_a_due_mail_is_sent_once_and_noted(world: World, post: Post, booked):
    assert await post.send() == Report(claimed=1, sent=1)
    assert await post.send() == Report()
    [message] = post.server.messages
    [row, _] = await post.rows()
    assert (row.state, row.sent_at, row.attempts, row.leased_until) == ("sent", world.now, 1, None)
    assert message["Message-ID"] == row.message_id == f"<{row.id}@vet.example.com>"
    assert post.server.envelopes[0][:2] == ("hello@vet.example.com", [world.owner.email])


async def test_nothing_leaves_before_it_is_due(world: World, post: Post, booked):
    await post.send()
    world.clock.set(tuesday(12) - timedelta(seconds=1))
    assert (await post.send()).claimed == 0
    world.clock.set(tuesday(12))
    assert (await post.send()).sent == 1
    assert post.server.messages[-1]["Subject"].startswith("Reminder: ")


async def test_many_senders_at_once_send_each_mail_once(world: World, post: Post):
    for hour in range(9, 17):
        await world.book(tuesday(hour))
    await post.react()
    reports = await asyncio.gather(*(post.send(batch_size=3) for _ in range(6)))
    assert sum(report.sent for report in reports) == 8
    assert len({message["Message-ID"] for message in post.server.messages}) == len(post.server.messages) == 8


async def test_a_batch_travels_over_one_connection(world: World, post: Post):
    for hour in (9, 10, 11):
        await world.book(tuesday(hour))
    await post.react()
    assert (await post.send()).sent == 3
    assert post.server.connections == 1


async def test_no_transaction_is_open_while_the_server_makes_up_its_mind(world: World, post: Post, booked):
    from sqlalchemy import text

    seen: list[str] = []

    async def look():
        await asyncio.sleep(0.2)
        async with world.database.transaction() as session:
            seen.extend(
                await session.scalars(
                    text(
                        "SELECT state FROM pg_stat_activity WHERE datname = current_database()"
                        " AND pid <> pg_backend_pid() AND state LIKE '%in transaction%'"
                    )
                )
            )

    post.server.on_data = look
    await post.send()
    assert (seen, len(post.server.messages)) == ([], 1)


async def test_a_server_that_is_away_postpones_the_whole_batch_without_counting(world: World, post: Post):
    for hour in (9, 10, 11):
        await world.book(tuesday(hour))
    await post.react()
    report = await post.send(mail_smtp_url="smtp://127.0.0.1:1")
    assert report == Report(claimed=3, postponed=3)
    assert {
        (row.state, row.attempts, row.due_at, row.leased_until) for row in await post.rows("appointment_booked")
    } == {(DeliveryState.SCHEDULED, 0, world.now + timedelta(seconds=30), None)}
    assert (await post.send()).claimed == 0
    world.clock.advance(timedelta(seconds=30))
    assert (await post.send()).sent == 3


async def test_an_address_that_does_not_exist_fails_for_good_and_holds_up_no_other(world: World, post: Post, booked):
    owner, pet = await world.another_owner()
    await world.book(tuesday(13, day=4), by=owner, pet_id=pet.id)
    await post.react()
    post.server.rcpt = lambda address: "550 No such user" if address == world.owner.email else ACCEPT
    assert await post.send() == Report(claimed=2, sent=1, failed=1)
    failed = [row for row in await post.rows() if row.state == "failed"]
    assert ["550" in (row.last_error or "") for row in failed] == [True]
    world.clock.advance(timedelta(hours=3))
    assert (await post.send()).claimed == 0


@pytest.mark.parametrize("where", ["mail", "rcpt", "data"])
async def test_a_server_that_says_later_is_asked_again_with_growing_waits(world: World, post: Post, booked, where):
    if where == "mail":
        post.server.mail = "451 Later"
    elif where == "rcpt":
        post.server.rcpt = lambda address: "451 Greylisted"
    else:
        post.server.data = lambda envelope: "451 Later"
    waits = []
    for _ in range(9):
        assert (await post.send()).postponed == 1
        [row] = await post.rows("appointment_booked")
        waits.append((row.due_at - world.now) // MINUTE)
        assert (row.state, row.sent_at, "451" in (row.last_error or "")) == ("scheduled", None, True)
        world.clock.set(row.due_at)
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert (await post.send()).failed == 1
    assert await post.states("appointment_booked") == ["failed"]


async def test_a_body_the_server_refuses_fails_for_good(world: World, post: Post, booked):
    post.server.data = lambda envelope: "554 Spam"
    assert (await post.send()).failed == 1
    [row] = await post.rows("appointment_booked")
    assert (row.state, row.sent_at) == ("failed", None)


async def test_a_lost_answer_sends_the_same_mail_again_after_the_lease(world: World, post: Post, booked):
    post.server.data = lambda envelope: None
    assert await post.send() == Report(claimed=1, unknown=1)
    post.server.data = lambda envelope: ACCEPT
    assert (await post.send()).claimed == 0
    world.clock.advance(delivery.LEASE)
    assert (await post.send()).sent == 1
    first, second = post.server.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert first.get_body(("plain",)).as_string() == second.get_body(("plain",)).as_string()  # type: ignore[union-attr]


async def test_answers_that_keep_getting_lost_end_in_failure(world: World, post: Post, booked):
    post.server.data = lambda envelope: None
    for _ in range(10):
        assert (await post.send()).unknown == 1
        world.clock.advance(delivery.LEASE)
    assert (await post.send()).failed == 1
    assert len(post.server.messages) == 10


async def test_a_sender_that_dies_before_handing_over_delays_the_mail_by_its_lease(world: World, post: Post, booked):
    async with world.database.transaction() as session:
        [claimed] = await desk.claim(session, 10, world.now, world.now + MINUTE)
    assert (await post.send()).claimed == 0
    world.clock.advance(MINUTE)
    assert (await post.send()).sent == 1
    assert post.server.messages[0]["Message-ID"] == f"<{claimed}@vet.example.com>"


async def test_a_sender_that_dies_while_the_server_answers_sends_nothing_twice(world: World, post: Post, booked):
    answering = asyncio.Event()

    async def hang():
        while (await post.rows("appointment_booked"))[0].sent_at is None:
            await asyncio.sleep(0.01)
        answering.set()
        await asyncio.sleep(60)

    post.server.on_data = hang
    sending = asyncio.create_task(post.send())
    await answering.wait()
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    post.server.on_data = None
    world.clock.advance(delivery.LEASE)
    assert await post.send() == Report()
    assert await post.states("appointment_booked") == ["sent"]
    assert len(post.server.messages) == 1


async def test_a_claim_that_ran_out_meanwhile_is_left_to_its_new_owner(world: World, post: Post, booked):
    owner, pet = await world.another_owner()
    await world.book(tuesday(13, day=4), by=owner, pet_id=pet.id)
    await post.react()

    async def somebody_else_takes_over():
        post.server.on_data = None
        world.clock.advance(delivery.LEASE)
        assert (await post.send()).sent == 1

    post.server.on_data = somebody_else_takes_over
    report = await post.send()
    assert (report.claimed, report.sent) == (2, 1)
    assert len({message["Message-ID"] for message in post.server.messages}) == len(post.server.messages) == 2


@pytest.mark.parametrize("what", ["cancelled", "moved", "begun", "deleted"])
async def test_a_reminder_is_checked_just_before_it_leaves(world: World, post: Post, booked, what):
    """The reaction to the change has not run yet: the row still says that the reminder is due."""
    await post.send()
    world.clock.set(tuesday(12))
    if what == "cancelled":
        await cancel(world, booked.id)
    elif what == "moved":
        await move(world, booked.id, tuesday(14, day=4))
    elif what == "begun":
        world.clock.set(tuesday(12, day=4))
    else:
        await change(world.database, world.owner, deleted_at=world.now)
    assert await post.send() == Report(claimed=1, dropped=1)
    [row] = await post.rows("appointment_reminder")
    assert (row.state, row.sent_at) == ("cancelled", None)
    assert len(post.server.messages) == 1


async def test_booked_and_cancelled_in_one_breath_are_told_in_order(world: World, post: Post):
    booked = await world.book(tuesday(12, day=4))
    await cancel(world, booked.id)
    await post.react()
    await post.send()
    subjects = [message["Subject"].split(":")[0] for message in post.server.messages]
    assert subjects == [f"{world.pet.name} is booked in", "Cancelled"]


async def test_an_older_mail_never_follows_a_newer_one(world: World, post: Post):
    booked = await world.book(tuesday(12, day=4))
    await cancel(world, booked.id)
    post.server.rcpt = lambda address: "451 Later" if not post.server.messages else ACCEPT
    await post.react()
    [confirmation] = await post.rows("appointment_booked")
    async with world.database.transaction() as session:
        row = await session.get_one(NotificationDelivery, confirmation.id)
        row.due_at = world.now + MINUTE
    post.server.rcpt = lambda address: ACCEPT
    await post.send()
    world.clock.advance(MINUTE)
    assert await post.send() == Report(claimed=1, dropped=1)
    assert [message["Subject"].split(":")[0] for message in post.server.messages] == ["Cancelled"]


async def test_a_mail_that_cannot_be_put_into_words_holds_up_no_other(world: World, post: Post, booked, monkeypatch):
    owner, pet = await world.another_owner()
    await world.book(tuesday(13, day=4), by=owner, pet_id=pet.id)
    await post.react()

    def refuse(kind, visit, recipient, **rest):
        if recipient.email == world.owner.email:
            raise ValueError("no words")
        return compose(kind, visit, recipient, **rest)

    monkeypatch.setattr("vet_services.notifications.delivery.compose", refuse)
    assert await post.send() == Report(claimed=2, sent=1, postponed=1)
