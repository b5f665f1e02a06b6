"""Calendars behind a secret: who can make one, what it shows, and when it stops."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar
from sqlalchemy import delete, update
from vet_core.identity.models import Membership, Person
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.policy import Refused
from vet_core.pets.models import PetOwner
from vet_core.scheduling.enums import AppointmentStatus, FeedKind
from vet_core.scheduling.models import Appointment, CalendarFeed
from vet_core.scheduling.schemas import FeedIn, RescheduleIn
from vet_core.testing import factories

from tests.world import World, change, tuesday
from vet_services.scheduling import booking, feeds
from vet_services.scheduling.errors import FeedNotFound, TooManyFeeds
from vet_services.scheduling.feeds import FeedText, NewFeed
from vet_services.settings import LinksSettings

LINKS = LinksSettings(web_url="https://app.example.com")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def vet_of(world: World) -> Actor:
    person = Person(id=world.veterinarian.person_id)
    return factories.actor_of(person, (world.clinic, Role.VETERINARIAN))


async def subscribe(world: World, by: Actor | None = None, kind: FeedKind = FeedKind.OWNER, **over) -> NewFeed:
    async with world.acting(by or world.as_owner) as session:
        return await feeds.create_feed(session, FeedIn(kind=kind, **over), by=by or world.as_owner, now=world.now)


async def read(world: World, secret: str) -> FeedText:
    """As the route does it: nobody is signed in, and PostgreSQL shows nothing of its own accord."""
    assert world.scoped is not None
    async with world.scoped.transaction() as session:
        return await feeds.read_feed(session, secret, now=world.now, links=LINKS)


async def events(world: World, secret: str) -> dict[str, Any]:
    calendar: Any = Calendar.from_ical((await read(world, secret)).text)
    assert calendar["method"] == "PUBLISH"
    return {str(event["uid"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}


async def set_(world: World, appointment_id: UUID, **values) -> None:
    async with world.database.transaction() as session:
        await session.execute(update(Appointment).where(Appointment.id == appointment_id).values(**values))


async def test_an_owner_subscribes_to_the_visits_of_their_own_pets(world: World):
    mine = await world.book(tuesday(10))
    other, pet = await world.another_owner()
    await world.book(tuesday(11), by=other, pet_id=pet.id)
    feed = await subscribe(world)
    found = await events(world, feed.secret)
    assert list(found) == [str(mine.id)]
    event = found[str(mine.id)]
    assert (event["dtstart"].dt.astimezone(UTC), event["dtend"].dt.astimezone(UTC)) == (mine.starts_at, mine.ends_at)
    assert event["dtstart"].params["TZID"] == "Europe/Berlin"
    assert (event["uid"], event["status"]) == (f"{mine.id}@appointments.vet-clinic", "CONFIRMED")
    assert event["url"] == f"https://app.example.com/appointments/{mine.id}"
    assert (await events(world, (await subscribe(world, other)).secret)).keys() != found.keys()


async def test_titles_name_nobody_unless_that_was_wished_for(world: World):
    await change(world.database, world.pet, name="Pretzel")
    await world.book(tuesday(10), note="Limps")
    plain = (await read(world, (await subscribe(world)).secret)).text
    detailed = (await read(world, (await subscribe(world, shows_details=True)).secret)).text
    unfolded = plain.replace("\r\n ", "")
    for private in ("Pretzel", world.kind.name, world.veterinarian.display_name, "Limps", world.owner.family_name):
        assert private not in unfolded, private
    assert f"SUMMARY:Appointment at {world.clinic.name}\r\n" in unfolded
    assert f"SUMMARY:Pretzel: {world.kind.name}\r\n" in detailed.replace("\r\n ", "")
    assert "Limps" not in detailed


async def test_a_move_keeps_the_entry_and_raises_its_sequence(world: World):
    feed = await subscribe(world)
    booked = await world.book(tuesday(10))
    assert int((await events(world, feed.secret))[str(booked.id)]["sequence"]) == 0
    before = await read(world, feed.secret)
    async with world.database.transaction() as session:
        await booking.reschedule(
            session, booked.id, RescheduleIn(starts_at=tuesday(12)), by=world.as_owner, now=world.now
        )
    [event] = (await events(world, feed.secret)).values()
    assert (int(event["sequence"]), event["dtstart"].dt.astimezone(UTC)) == (1, tuesday(12))
    assert (await read(world, feed.secret)).etag != before.etag


async def test_what_was_called_off_stays_for_thirty_days_as_cancelled(world: World):
    feed = await subscribe(world)
    booked = await world.book(tuesday(10))
    async with world.database.transaction() as session:
        await booking.cancel(session, booked.id, by=world.as_owner, now=world.now)
    [event] = (await events(world, feed.secret)).values()
    assert (event["status"], int(event["sequence"])) == ("CANCELLED", 1)
    world.clock.advance(30 * DAY)
    assert list(await events(world, feed.secret)) == [str(booked.id)]
    world.clock.advance(MINUTE)
    assert await events(world, feed.secret) == {}


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (AppointmentStatus.REQUESTED, "TENTATIVE"),
        (AppointmentStatus.COMPLETED, "CONFIRMED"),
        (AppointmentStatus.DECLINED, "CANCELLED"),
    ],
)
async def test_each_status_has_its_word(world: World, status, told):
    booked = await world.book(tuesday(10))
    await set_(world, booked.id, status=status, decided_at=world.now)
    [event] = (await events(world, (await subscribe(world)).secret)).values()
    assert event["status"] == told


async def test_past_visits_leave_after_thirty_days(world: World):
    feed = await subscribe(world)
    booked = await world.book(tuesday(10))
    world.clock.advance(booked.ends_at + 30 * DAY - world.now)
    assert list(await events(world, feed.secret)) == [str(booked.id)]
    world.clock.advance(MINUTE)
    assert await events(world, feed.secret) == {}


async def test_a_veterinarian_subscribes_to_their_work_where_they_still_work(world_of_two: World):
    world = world_of_two
    first, second = world.veterinarians
    mine = await world.book(tuesday(10), veterinarian_id=first.id)
    await world.book(tuesday(11), veterinarian_id=second.id)
    feed = await subscribe(world, vet_of(world), FeedKind.VETERINARIAN)
    assert list(await events(world, feed.secret)) == [str(mine.id)]
    async with world.database.transaction() as session:
        await session.execute(
            update(Membership).where(Membership.person_id == first.person_id).values(ends_at=world.now)
        )
    assert await events(world, feed.secret) == {}


async def test_only_veterinarians_have_a_calendar_of_their_work(world: World):
    with pytest.raises(Refused) as refusal:
        await subscribe(world, world.as_owner, FeedKind.VETERINARIAN)
    assert refusal.value.code == "scheduling.veterinarians_only"
    assert await world.count(CalendarFeed) == 0


async def test_a_pet_that_is_ones_own_no_longer_is_not_shown(world: World):
    await world.book(tuesday(10))
    feed = await subscribe(world)
    async with world.database.transaction() as session:
        await session.execute(delete(PetOwner).where(PetOwner.person_id == world.owner.id))
    assert await events(world, feed.secret) == {}


async def test_the_secret_is_kept_nowhere_and_revoking_ends_it_at_once(world: World):
    feed = await subscribe(world)
    [row] = await world.all(CalendarFeed)
    assert feed.secret not in str(vars(row))
    assert len(feed.secret) >= 43
    async with world.acting(world.as_owner) as session:
        [listed] = (await feeds.list_feeds(session, by=world.as_owner)).items
        assert (listed.id, listed.kind, listed.last_read_at) == (feed.id, FeedKind.OWNER, None)
    for _ in range(2):
        async with world.acting(world.as_owner) as session:
            await feeds.revoke_feed(session, feed.id, by=world.as_owner, now=world.now)
    for secret in (feed.secret, feed.secret[:-1], "", "\ud800", "x" * 5000):
        with pytest.raises(FeedNotFound):
            await read(world, secret)
    async with world.acting(world.as_owner) as session:
        assert (await feeds.list_feeds(session, by=world.as_owner)).items == []


async def test_nobody_else_can_see_or_revoke_it(world: World):
    feed = await subscribe(world)
    for stranger in (world.as_stranger, world.as_(Role.CLINIC_ADMINISTRATOR)):
        async with world.acting(stranger) as session:
            assert (await feeds.list_feeds(session, by=stranger)).items == []
        with pytest.raises(FeedNotFound):
            async with world.acting(stranger) as session:
                await feeds.revoke_feed(session, feed.id, by=stranger, now=world.now)
    # Nor would it help to be past row-level security.
    with pytest.raises(FeedNotFound):
        async with world.database.transaction() as session:
            await feeds.revoke_feed(session, feed.id, by=world.as_stranger, now=world.now)
    assert str(world.owner.id) not in (await read(world, feed.secret)).text


async def test_whoever_left_the_platform_has_no_calendar(world: World):
    feed = await subscribe(world)
    await change(world.database, world.owner, deleted_at=world.now)
    with pytest.raises(FeedNotFound):
        await read(world, feed.secret)


async def test_unchanged_visits_are_the_same_text_and_reads_are_noted_once_a_minute(world: World):
    await world.book(tuesday(10))
    feed = await subscribe(world)
    first = await read(world, feed.secret)
    [row] = await world.all(CalendarFeed)
    assert row.last_read_at == world.now
    noted = world.now
    world.clock.advance(MINUTE)
    assert await read(world, feed.secret) == first
    [row] = await world.all(CalendarFeed)
    assert row.last_read_at == noted
    world.clock.advance(MINUTE)
    await read(world, feed.secret)
    [row] = await world.all(CalendarFeed)
    assert row.last_read_at == world.now


async def test_a_person_has_ten_feeds_at_most(world: World):
    made = [await subscribe(world) for _ in range(feeds.MOST_FEEDS)]
    with pytest.raises(TooManyFeeds):
        await subscribe(world)
    async with world.acting(world.as_owner) as session:
        await feeds.revoke_feed(session, made[0].id, by=world.as_owner, now=world.now)
    assert (await subscribe(world)).secret not in {each.secret for each in made}


async def test_a_visit_in_a_repeated_hour_keeps_its_instant(world: World):
    """02:30 comes twice in Berlin on 25 October; the second time is told in UTC."""
    booked = await world.book(tuesday(10))
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    await set_(world, booked.id, starts_at=second, ends_at=second + timedelta(minutes=30))
    [event] = (await events(world, (await subscribe(world)).secret)).values()
    assert (event["dtstart"].dt, event["dtend"].dt) == (second, second + timedelta(minutes=30))
