"""What mails let their readers do: links that work and end, times to choose, and one mail for a whole series."""

from datetime import timedelta
from email.message import EmailMessage

import icalendar
import pytest
from vet_core.identity.enums import PetAccess
from vet_core.kernel.actor import Role
from vet_core.notifications.models import NotificationDelivery
from vet_core.pets.models import PetOwner
from vet_core.scheduling.enums import LinkPurpose
from vet_core.scheduling.models import AppointmentType
from vet_core.testing import factories

from tests.notifications.conftest import Post
from tests.notifications.test_messages import text_of
from tests.scheduling.test_day_moves import book as book_with_the_first
from tests.scheduling.test_day_moves import propose, token_of
from tests.scheduling.test_links import look_up, use
from tests.scheduling.test_series import create
from tests.scheduling.test_series_changes import cancel as cancel_series
from tests.scheduling.test_series_changes import move as move_series
from tests.scheduling.waiting import cancel as free_by_cancelling
from tests.scheduling.waiting import follow, newcomer
from tests.world import TEN, World, tuesday
from vet_services.notifications.delivery import Report
from vet_services.scheduling import status, waitlist_offering

PLACE = "https://app.example.com/l#token="


def links_in(message: EmailMessage) -> list[str]:
    """The tokens of a mail, in their order; the text and the page say the same."""
    found = [word.removeprefix(PLACE) for word in text_of(message).split() if word.startswith(PLACE)]
    for token in found:
        assert f'href="{PLACE}{token}"' in text_of(message, "html")
    return found


def for_(post: Post, email: str) -> list[EmailMessage]:
    return [each for each in post.server.messages if each["To"].addresses[0].addr_spec == email]


async def test_a_booking_mail_lets_its_reader_confirm_move_and_cancel(world: World, post: Post):
    booked = await world.book(tuesday(10, day=5))
    await post.react()
    assert (await post.send()).sent == 1
    tokens = links_in(post.server.messages[0])
    purposes = [(await look_up(world, token)).purpose for token in tokens]
    assert purposes == [LinkPurpose.CONFIRM, LinkPurpose.RESCHEDULE, LinkPurpose.CANCEL]
    assert f"/appointments/{booked.id}" in text_of(post.server.messages[0])
    await use(world, tokens[0])
    await use(world, tokens[1], starts_at=tuesday(12, day=5))
    await post.react()
    await post.send()
    newer = links_in(post.server.messages[1])
    assert len(newer) == 3
    assert newer != tokens
    assert (await use(world, newer[2])).status == "cancelled"
    await post.react()
    await post.send()
    assert "Cancelled" in post.server.messages[2]["Subject"]
    assert links_in(post.server.messages[2]) == []


async def test_whoever_looks_on_reads_without_links(world: World, post: Post):
    async with world.database.transaction() as session:
        viewer = await factories.make_person(session)
        session.add(PetOwner(pet_id=world.pet.id, person_id=viewer.id, access=PetAccess.VIEW))
    await world.book(tuesday(10, day=5))
    await post.react()
    await post.send()
    [seen], [managed] = for_(post, viewer.email), for_(post, world.owner.email)
    assert links_in(seen) == []
    assert len(links_in(managed)) == 3
    assert set(links_in(managed)).isdisjoint(text_of(seen).split())


async def ask_first(world: World) -> None:
    async with world.database.transaction() as session:
        (await session.get_one(AppointmentType, world.kind.id)).is_confirmation_needed = True


@pytest.mark.parametrize("answer", ["confirm", "decline"])
async def test_a_request_is_told_and_so_is_the_answer(world: World, post: Post, answer: str):
    await ask_first(world)
    booked = await world.book(tuesday(10, day=5))
    await post.react()
    await post.send()
    staff = world.as_(Role.RECEPTIONIST)
    async with world.acting(staff) as session:
        if answer == "confirm":
            await status.confirm(session, booked.id, by=staff, now=world.now)
        else:
            await status.decline(session, booked.id, reason="No dogs that day.", by=staff, now=world.now)
    await post.react()
    await post.send()
    asked, answered = post.server.messages
    assert asked["Subject"] == f"Asked for: {world.pet.name} on Thu 5 Mar, 10:00 (Berlin time)"
    assert [len(links_in(each)) for each in (asked, answered)] == [2, 3 if answer == "confirm" else 0]
    states = []
    for each in (asked, answered):
        [part] = each.iter_attachments()
        [event] = icalendar.Calendar.from_ical(part.get_content()).walk("VEVENT")
        states.append((part.get_param("method"), str(event["STATUS"])))
    if answer == "confirm":
        assert answered["Subject"].startswith("Confirmed: ")
        assert states == [("REQUEST", "TENTATIVE"), ("REQUEST", "CONFIRMED")]
    else:
        assert answered["Subject"].startswith("Not possible: ")
        assert "No dogs that day." in text_of(answered)
        assert states == [("REQUEST", "TENTATIVE"), ("CANCEL", "CANCELLED")]


async def test_a_series_is_told_of_in_one_mail_each_time(world: World, post: Post):
    made = await create(world)
    await post.react(newest_first=True)
    assert (await post.send()).sent == 1
    [first] = post.server.messages
    assert f"{world.pet.name} is booked in: Tue 3 Mar, 10:00" in first["Subject"]
    assert "And 5 more:\n- Tue 10 Mar, 10:00 (Berlin time)\n" in text_of(first)
    assert "Tue 7 Apr, 10:00" in text_of(first, "html")
    [part] = first.iter_attachments()
    entries = icalendar.Calendar.from_ical(part.get_content())
    assert (entries["METHOD"], len(entries.walk("VEVENT"))) == ("PUBLISH", 6)
    assert len({str(each["UID"]) for each in entries.walk("VEVENT")}) == 6

    world.clock.advance(timedelta(minutes=1))
    ahead = await move_series(world, made, 2, "following", "2026-03-17T11:00")
    await post.react()
    assert (await post.send()).sent == 1
    assert "New time for" in post.server.messages[1]["Subject"]
    assert "And 3 more:\n- Tue 24 Mar, 11:00" in text_of(post.server.messages[1])

    world.clock.advance(timedelta(minutes=1))
    await cancel_series(world, ahead, 2, "following")
    await post.react(times=2)
    assert (await post.send()).sent == 1
    assert "Tue 31 Mar, 11:00" in post.server.messages[2]["Subject"]
    assert "And 1 more:" in text_of(post.server.messages[2])
    assert await world.count(NotificationDelivery, NotificationDelivery.kind == "appointment_reminder") >= 6


async def test_a_kept_time_is_mailed_to_who_waits_and_taken_by_its_link(world: World, post: Post):
    booked = await world.book(TEN)
    by, _ = await newcomer(world)
    await free_by_cancelling(world, booked)
    await follow(world)
    await post.react()
    await post.send()
    [row] = await post.rows("waitlist_offered")
    assert row.person_id == by.person_id
    [message] = [each for each in post.server.messages if "A time for" in each["Subject"]]
    assert message["Reply-To"].addresses[0].addr_spec == world.clinic.email
    for body in (text_of(message), text_of(message, "html")):
        for fact in ("Tue 3 Mar, 10:00 (Berlin time)", "until Mon 2 Mar, 12:00 (Berlin time)", world.kind.name):
            assert fact in body, fact
    [token] = links_in(message)
    assert (await use(world, token)).status == "booked"


async def test_an_offer_that_is_over_is_not_mailed(world: World, post: Post):
    booked = await world.book(TEN)
    await newcomer(world)
    await free_by_cancelling(world, booked)
    await follow(world)
    await post.react()
    world.clock.advance(timedelta(hours=2))
    async with world.database.transaction() as session:
        await waitlist_offering.advance(session, now=world.now)
    before = len(post.server.messages)
    report: Report = await post.send()
    assert [row.state.value for row in await post.rows("waitlist_offered")] == ["cancelled"]
    assert report.dropped >= 1
    assert all("A time for" not in each["Subject"] for each in post.server.messages[before:])


async def test_owners_are_asked_by_mail(world: World, post: Post):
    booked = await book_with_the_first(world)
    await propose(world)
    await post.react()
    await post.send()
    [message] = [each for each in post.server.messages if "choose" in each["Subject"]]
    assert message["Subject"] == f"Please choose another time for {world.pet.name}"
    for body in (text_of(message), text_of(message, "html")):
        for fact in ("Tue 3 Mar, 10:00 (Berlin time)", "Wed 4 Mar, 10:00", "Tue 10 Mar, 10:00", "stays yours"):
            assert fact in body, fact
    assert links_in(message) == [await token_of(world, booked)]
    report = await post.send()
    assert report == Report()
