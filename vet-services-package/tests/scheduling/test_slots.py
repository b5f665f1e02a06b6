"""What the list of slots shows, and to whom."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from redis.asyncio import Redis
from vet_core.kernel.actor import Role
from vet_core.kernel.ids import new_id
from vet_core.kernel.policy import Refused
from vet_core.scheduling.models import AppointmentType
from vet_core.scheduling.schemas import AppointmentTypeIn, SlotsOut
from vet_core.testing import factories

from tests.world import World, build, change, tuesday
from vet_services.clinics.errors import ClinicNotFound
from vet_services.pets.errors import PetNotFound
from vet_services.scheduling import slots as listing
from vet_services.scheduling.errors import AppointmentTypeNotFound, NotOffered, SlotRangeTooLong, SlotTaken
from vet_services.scheduling.slot_cache import SlotCache
from vet_services.scheduling.slots import SlotQuery

MIDNIGHT, LATE = tuesday(0), tuesday(23, 59)


async def slots(world: World, *, by=None, start=MIDNIGHT, end=LATE, **over):
    query = SlotQuery(
        **{"clinic_id": world.clinic.id, "appointment_type_id": world.kind.id} | over, starts_from=start, ends_by=end
    )
    async with world.database.reading() as session:
        found = await listing.list_slots(session, query, by=by, now=world.now)
    return SlotsOut.model_validate_json(found)


async def starts(world: World, **over) -> list[str]:
    return [slot.starts_local[-5:] for slot in (await slots(world, **over)).items]


async def test_a_visitor_sees_every_start_in_utc_and_in_the_clinics_time(world: World):
    shown = await slots(world)
    assert (shown.clinic_id, shown.appointment_type_id, shown.time_zone) == (
        world.clinic.id,
        world.kind.id,
        "Europe/Berlin",
    )
    assert len(shown.items) == 16
    first = shown.items[0]
    assert (first.starts_at, first.ends_at, first.starts_local, first.veterinarian_ids) == (
        tuesday(9),
        tuesday(9, 30),
        "2026-03-03T09:00",
        [world.veterinarian.id],
    )


async def test_booked_and_held_times_are_not_shown_and_expired_holds_are(world: World):
    await world.book(tuesday(9))
    held = await world.hold(tuesday(10))
    assert (await starts(world))[:3] == ["09:30", "10:30", "11:00"]
    assert (await starts(world, by=world.as_owner, hold_id=held.id))[:3] == ["09:30", "10:00", "10:30"]
    # Somebody else's hold, or no name, opens nothing.
    assert (await starts(world, by=world.as_stranger, hold_id=held.id))[:2] == ["09:30", "10:30"]
    assert (await starts(world, hold_id=held.id))[:2] == ["09:30", "10:30"]
    world.clock.advance(timedelta(minutes=10))
    assert (await starts(world))[:3] == ["09:30", "10:00", "10:30"]


async def test_buffers_keep_their_distance_on_both_sides(database, clock):
    world = await build(database, clock, buffer_before_minutes=10, buffer_after_minutes=15, slot_interval_minutes=15)
    await world.book(tuesday(10))
    shown = await starts(world)
    assert [each for each in shown if "09:00" <= each <= "11:00"] == ["09:00", "11:00"]


async def test_every_veterinarian_free_at_a_start_is_named(world_of_two: World):
    world = world_of_two
    first, second = sorted(vet.id for vet in world.veterinarians)
    await world.book(tuesday(9), veterinarian_id=first)
    shown = {slot.starts_local[-5:]: slot.veterinarian_ids for slot in (await slots(world)).items}
    assert (shown["09:00"], shown["09:30"]) == ([second], [first, second])
    assert await starts(world, veterinarian_id=first, end=tuesday(10, 30)) == ["09:30", "10:00"]


async def test_the_pet_is_busy_too(world_of_two: World):
    world = world_of_two
    await world.book(tuesday(9))
    assert (await starts(world))[0] == "09:00"
    assert (await starts(world, by=world.as_owner, pet_id=world.pet.id))[0] == "09:30"


async def test_a_pet_that_is_not_theirs_does_not_exist(world: World):
    for actor in (None, world.as_stranger, world.as_(Role.RECEPTIONIST)):
        with pytest.raises(PetNotFound):
            await slots(world, by=actor, pet_id=world.pet.id)


async def test_nothing_is_offered_for_the_wrong_kind_of_animal(world_of_two: World):
    world = world_of_two
    first, second = world.veterinarians
    await change(world.database, first, species=["cat"])
    shown = await slots(world, by=world.as_owner, pet_id=world.pet.id)
    assert {tuple(slot.veterinarian_ids) for slot in shown.items} == {(second.id,)}
    await change(world.database, world.kind, species=["cat"])
    assert await starts(world, by=world.as_owner, pet_id=world.pet.id) == []
    assert len(await starts(world)) == 16


async def test_nothing_is_offered_for_a_deceased_pet(world: World):
    await change(world.database, world.pet, deceased_on=world.now.date())
    assert await starts(world, by=world.as_owner, pet_id=world.pet.id) == []


async def test_owners_see_opening_hours_and_notice_and_staff_rosters_alone(database, clock):
    world = await build(database, clock, minimum_notice_minutes=24 * 60)
    async with database.transaction() as session:
        await factories.make_roster(
            session,
            world.clinic,
            world.veterinarian,
            weekdays=[0],
            starts_local=18 * 60,
            ends_local=19 * 60,
        )
    today = {"start": datetime(2026, 3, 2, tzinfo=UTC), "end": datetime(2026, 3, 2, 22, tzinfo=UTC)}
    assert await starts(world, **today) == []
    by_staff = await starts(world, by=world.as_(Role.RECEPTIONIST), **today)
    assert (by_staff[0], by_staff[-1]) == ("10:00", "18:30")


@pytest.mark.parametrize(
    ("row", "values"),
    [("clinic", {"is_booking_paused": True}), ("kind", {"is_owner_bookable": False})],
)
async def test_what_owners_cannot_book_only_staff_see(world: World, row, values):
    await change(world.database, getattr(world, row), **values)
    assert await starts(world) == await starts(world, by=world.as_owner) == []
    assert len(await starts(world, by=world.as_(Role.TECHNICIAN))) == 16


async def test_the_list_and_the_booking_agree_on_every_minute(world: World):
    """Whatever is shown can be held, whatever is not shown cannot."""
    await world.book(tuesday(11))
    shown = {slot.starts_at for slot in (await slots(world, by=world.as_owner)).items}
    for minute in range(0, 24 * 60, 30):
        start = tuesday(1) + timedelta(minutes=minute - 60)
        try:
            await world.hold(start, by=world.as_stranger)
        except (NotOffered, SlotTaken):
            assert start not in shown
        else:
            assert start in shown


async def test_the_night_of_a_clock_change_has_its_own_hours(database, clock):
    world = await build(database, clock)
    async with database.transaction() as session:
        for weekday in range(7):
            await factories.make_opening_hours(
                session,
                world.clinic,
                weekday=weekday,
                opens_local=60,
                closes_local=240,
            )
        await factories.make_roster(
            session,
            world.clinic,
            world.veterinarian,
            weekdays=range(7),
            starts_local=60,
            ends_local=240,
        )
    night = {"start": datetime(2026, 3, 28, 23, tzinfo=UTC), "end": datetime(2026, 3, 29, 5, tzinfo=UTC)}
    assert await starts(world, **night) == ["01:00", "01:30", "03:00", "03:30"]


async def test_unknown_clinics_kinds_and_long_ranges_are_refused(world: World):
    elsewhere = await build(world.database, world.clock)
    with pytest.raises(ClinicNotFound):
        await slots(world, clinic_id=world.pet.id)
    with pytest.raises(AppointmentTypeNotFound):
        await slots(world, appointment_type_id=elsewhere.kind.id)
    with pytest.raises(SlotRangeTooLong):
        await slots(world, end=tuesday(0) + timedelta(days=62, seconds=1))
    with pytest.raises(SlotRangeTooLong):
        await slots(world, end=tuesday(0))
    assert len(await starts(world, end=tuesday(0) + timedelta(days=62))) == 16 * 44


async def test_an_answer_is_remembered_until_the_clinic_changes(world: World, redis_url):
    redis = Redis.from_url(redis_url)
    cache = SlotCache(redis)
    query = SlotQuery(world.clinic.id, world.kind.id, MIDNIGHT, LATE)

    async def shown(*, by=None) -> int:
        async with world.database.reading() as session:
            text = await listing.list_slots(session, query, by=by, now=world.now, cache=cache)
            days = await listing.list_slot_days(session, query, by=by, now=world.now, cache=cache)
        count = len(SlotsOut.model_validate_json(text).items)
        assert sum(day["free_count"] for day in json.loads(days)["items"]) == count
        return count

    assert (await shown(), await shown(by=world.as_(Role.RECEPTIONIST))) == (16, 16)
    await change(world.database, world.clinic, is_booking_paused=True)
    assert (await shown(), await shown(by=world.as_owner)) == (16, 16)
    await cache.drop([world.clinic.id])
    assert (await shown(), await shown(by=world.as_(Role.RECEPTIONIST))) == (0, 16)
    await redis.aclose()


async def test_an_answer_lasts_until_the_next_hold_runs_out(world: World, redis_url):
    redis = Redis.from_url(redis_url)
    cache = SlotCache(redis)
    await world.hold(tuesday(10))
    world.clock.advance(timedelta(minutes=9, seconds=58))
    query = SlotQuery(world.clinic.id, world.kind.id, MIDNIGHT, LATE)
    async with world.database.reading() as session:
        await listing.list_slots(session, query, by=None, now=world.now, cache=cache)
    [kept] = [key async for key in redis.scan_iter("scheduling:slots:answer:*")]
    assert 0 < await redis.pttl(kept) <= 2000
    await redis.aclose()


async def test_a_time_that_is_not_offered_says_why_and_not_who(world: World):
    query = SlotQuery(world.clinic.id, world.kind.id, MIDNIGHT, LATE)

    async def asked(at: datetime, *, by=None) -> tuple[list[str], int]:
        async with world.database.reading() as session:
            found = json.loads(await listing.explain_slot(session, query, at, by=by, now=world.now))
        return found["why_not"], len(found["items"])

    await world.book(tuesday(9))
    assert await asked(tuesday(9, 30)) == ([], 1)
    assert await asked(tuesday(9)) == (["taken"], 0)
    assert await asked(tuesday(17)) == (["off_duty"], 0)
    assert await asked(tuesday(19, 10)) == (["off_grid", "closed"], 0)
    assert await asked(tuesday(19), by=world.as_(Role.RECEPTIONIST)) == (["off_duty"], 0)
    await change(world.database, world.clinic, is_booking_paused=True)
    assert await asked(tuesday(9)) == (["paused", "taken"], 0)


async def test_an_unsaved_kind_of_visit_is_previewed_and_nothing_is_written(world: World):
    query = SlotQuery(world.clinic.id, new_id(), MIDNIGHT, LATE)
    unsaved = AppointmentTypeIn.model_validate(
        {
            "clinic_id": world.clinic.id,
            "name": "Surgery",
            "duration_minutes": 120,
            "slot_interval_minutes": 60,
            "price": {"amount_minor": 9900, "currency": "EUR"},
            "veterinarian_ids": [world.veterinarian.id],
        }
    )
    async with world.database.reading() as session:
        administrator = world.as_(Role.CLINIC_ADMINISTRATOR)
        text = await listing.preview_slots(session, query, unsaved, by=administrator, now=world.now)
        with pytest.raises(Refused):
            await listing.preview_slots(session, query, unsaved, by=world.as_(Role.VETERINARIAN), now=world.now)
    shown = [slot.starts_local[-5:] for slot in SlotsOut.model_validate_json(text).items]
    assert shown == ["09:00", "10:00", "11:00", "12:00", "13:00", "14:00", "15:00"]
    assert await world.count(AppointmentType) == 1
