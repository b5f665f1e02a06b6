"""Booking at once and from a hold, and what happens when sixteen want the same time."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr
from sqlalchemy import text, update
from vet_core.audit.models import AuditEntry
from vet_core.db import Database, Interval
from vet_core.identity.models import Membership
from vet_core.kernel.actor import Role
from vet_core.kernel.policy import Refused
from vet_core.pets.enums import Species
from vet_core.scheduling.enums import AppointmentStatus, ReservationState
from vet_core.scheduling.models import Appointment, AppointmentMove, Hold, Reservation
from vet_core.scheduling.schemas import AppointmentIn
from vet_core.testing import factories

from tests.world import World, build, change, tuesday
from vet_services.clinics.errors import ClinicNotFound
from vet_services.pets.errors import PetDeceased, PetNotFound
from vet_services.scheduling import booking, queries, reservations
from vet_services.scheduling.availability import WhyNot
from vet_services.scheduling.errors import AppointmentTypeNotFound, NotOffered, SlotTaken


async def test_an_owner_books_and_everything_tells_of_it(world: World):
    booked = await world.book(tuesday(10), note="Limps since Sunday.")

    assert (booked.status, booked.starts_at, booked.ends_at) == ("confirmed", tuesday(10), tuesday(10, 30))
    assert (booked.starts_local, booked.time_zone, booked.sequence, booked.version) == (
        "2026-03-03T10:00",
        "Europe/Berlin",
        0,
        1,
    )
    assert (booked.note, booked.price.amount_minor, booked.owner_name) == ("Limps since Sunday.", 4900, None)
    [event] = await world.events()
    assert (event.type, event.clinic_id, event.person_ids) == (
        "scheduling.appointment_booked",
        world.clinic.id,
        [world.owner.id],
    )
    assert event.payload["appointment_id"] == str(booked.id)
    assert event.payload["starts_at"] == "2026-03-03T09:00:00Z"
    [move] = await world.all(AppointmentMove)
    assert (move.from_status, move.to_status, move.by_person_id, move.at) == (
        None,
        "confirmed",
        world.owner.id,
        world.now,
    )
    [entry] = await world.all(AuditEntry)
    assert (entry.action, entry.subject_id, entry.actor_person_id) == ("booked", booked.id, world.owner.id)


async def test_what_booking_shows_is_what_reading_shows(world: World):
    booked = await world.book(by=world.as_owner)
    async with world.database.reading() as session:
        assert await queries.show(session, booked.id, by=world.as_owner) == booked


async def test_the_veterinarian_is_reserved_with_buffers_and_the_pet_for_the_visit_alone(database, clock):
    world = await build(database, clock, buffer_before_minutes=5, buffer_after_minutes=10)
    await world.book(tuesday(10))
    reserved = {row.resource_id: (row.state, row.during) for row in await world.all(Reservation)}
    assert reserved == {
        world.veterinarian.id: (ReservationState.BOOKED, Interval(tuesday(9, 55), tuesday(10, 40))),
        world.pet.id: (ReservationState.BOOKED, Interval(tuesday(10), tuesday(10, 30))),
    }


def write_at_once(monkeypatch, racers: int) -> None:
    """Nobody begins to write before all have been told by the rules that the time is free."""
    gate = asyncio.Barrier(racers)
    take = reservations.take
    arrived = 0

    async def take_together(*arguments, **rest):
        nonlocal arrived
        arrived += 1
        if arrived <= racers:
            await gate.wait()
        await take(*arguments, **rest)

    monkeypatch.setattr(reservations, "take", take_together)


@pytest.mark.parametrize("constraint", [True, False], ids=["with the constraint", "without it the race is lost"])
async def test_sixteen_racers_for_one_slot_leave_one_appointment_and_no_trace_of_the_rest(
    constraint, fresh_database_url, database_settings, clock, monkeypatch
):
    """The second round proves the first: without the exclusion constraint the same race books many times."""
    database = Database(database_settings.model_copy(update={"url": SecretStr(fresh_database_url), "pool_size": 20}))
    try:
        world = await build(database, clock)
        if not constraint:
            async with database.transaction() as session:
                await session.execute(
                    text("ALTER TABLE reservations DROP CONSTRAINT ex_reservations_resource_id_during")
                )
        racers = [await world.another_owner() for _ in range(16)]
        write_at_once(monkeypatch, 16)

        async def race(owner, pet):
            try:
                await world.book(tuesday(10), by=owner, pet_id=pet.id)
            except SlotTaken as taken:
                return taken.code
            return "booked"

        async with asyncio.timeout(60):
            outcomes = await asyncio.gather(*(race(owner, pet) for owner, pet in racers))

        if not constraint:
            assert outcomes.count("booked") > 1
            return
        assert sorted(outcomes) == ["booked"] + ["scheduling.slot_taken"] * 15
        assert await world.count(Appointment) == len(await world.events()) == await world.count(AuditEntry) == 1
        assert await world.count(AppointmentMove) == 1
        assert await world.count(Reservation) == 2
    finally:
        await database.close()


async def test_a_pet_cannot_be_in_two_places_at_once(world_of_two: World):
    world = world_of_two
    await world.book(tuesday(10), veterinarian_id=world.veterinarians[0].id)
    with pytest.raises(SlotTaken):
        await world.book(tuesday(10), veterinarian_id=world.veterinarians[1].id)
    assert await world.count(Appointment) == 1


async def test_visits_that_touch_do_not_overlap(world: World):
    await world.book(tuesday(10))
    await world.book(tuesday(10, 30))
    await world.book(tuesday(9, 30))
    assert await world.count(Appointment) == 3


async def test_without_a_named_veterinarian_the_least_busy_that_day_is_chosen(world_of_two: World):
    world = world_of_two
    first, second = sorted(world.veterinarians, key=lambda vet: vet.id)
    owner, pet = await world.another_owner()
    # Neither the days around nor a visit that was called off count.
    await world.book(tuesday(15, day=2), veterinarian_id=first.id)
    await world.book(tuesday(9, day=4), veterinarian_id=first.id)
    called_off = await world.book(tuesday(15), veterinarian_id=first.id)
    async with world.database.transaction() as session:
        await booking.cancel(session, called_off.id, by=world.as_owner, now=world.now)
    assert (await world.book(tuesday(9), by=owner, pet_id=pet.id)).veterinarian_id == first.id
    assert (await world.book(tuesday(10))).veterinarian_id == second.id
    assert (await world.book(tuesday(11))).veterinarian_id == first.id


async def test_a_race_for_one_veterinarian_falls_back_to_the_other(world_of_two: World, monkeypatch):
    world = world_of_two
    write_at_once(monkeypatch, 4)
    racers = [await world.another_owner() for _ in range(4)]
    outcomes = await asyncio.gather(
        *(world.book(tuesday(10), by=owner, pet_id=pet.id) for owner, pet in racers), return_exceptions=True
    )
    booked = [each for each in outcomes if not isinstance(each, BaseException)]
    assert {each.veterinarian_id for each in booked} == {vet.id for vet in world.veterinarians}
    assert [type(each) for each in outcomes if isinstance(each, BaseException)] == [SlotTaken, SlotTaken]
    assert await world.count(Appointment) == 2
    assert await world.count(Reservation) == 4


@pytest.mark.parametrize(
    ("starts_at", "reason"),
    [
        (tuesday(8), WhyNot.OFF_DUTY),
        (tuesday(7), WhyNot.CLOSED),
        (tuesday(10, 10), WhyNot.OFF_GRID),
        (datetime(2026, 3, 2, 8, tzinfo=UTC), WhyNot.NOTICE),
        (datetime(2026, 6, 9, 8, tzinfo=UTC), WhyNot.HORIZON),
    ],
)
async def test_a_start_the_rules_would_not_offer_is_refused_with_the_rule(world: World, starts_at, reason):
    with pytest.raises(NotOffered) as refusal:
        await world.book(starts_at)
    assert refusal.value.params == {"reason": reason.value}
    assert await world.count(Appointment) == 0


async def test_notice_binds_owners_and_not_staff(database, clock):
    world = await build(database, clock, minimum_notice_minutes=24 * 60)
    await world.book(tuesday(11))
    soon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    with pytest.raises(NotOffered) as refusal:
        await world.book(soon)
    assert refusal.value.reason == WhyNot.NOTICE
    assert (await world.book(soon, by=world.as_(Role.RECEPTIONIST))).starts_at == soon


async def test_opening_hours_bind_owners_and_not_staff(world: World):
    async with world.database.transaction() as session:
        await factories.make_roster(session, world.clinic, world.veterinarian, weekdays=[5])
    saturday = tuesday(10, day=7)
    await world.book(tuesday(9))
    with pytest.raises(NotOffered) as refusal:
        await world.book(saturday)
    assert refusal.value.reason == WhyNot.CLOSED
    assert (await world.book(saturday, by=world.as_(Role.RECEPTIONIST))).starts_at == saturday


@pytest.mark.parametrize(
    ("row", "values", "reason"),
    [
        ("clinic", {"is_booking_paused": True}, WhyNot.PAUSED),
        ("kind", {"is_active": False}, WhyNot.INACTIVE),
        ("kind", {"is_owner_bookable": False}, WhyNot.INACTIVE),
        ("kind", {"species": ["cat"]}, WhyNot.SPECIES),
        ("clinic", {"species": ["cat"]}, WhyNot.SPECIES),
        ("veterinarian", {"species": ["cat"]}, WhyNot.SPECIES),
    ],
)
async def test_what_is_not_for_this_owner_or_pet_is_refused_with_the_rule(world: World, row, values, reason):
    await change(world.database, getattr(world, row), **values)
    with pytest.raises(NotOffered) as refusal:
        await world.book()
    assert refusal.value.reason == reason


async def test_staff_may_book_when_owners_may_not(world: World):
    await world.book(tuesday(9))
    await change(world.database, world.clinic, is_booking_paused=True)
    await change(world.database, world.kind, is_owner_bookable=False)
    booked = await world.book(by=world.as_(Role.RECEPTIONIST))
    assert booked.owner_name == f"{world.owner.given_name} {world.owner.family_name}"


async def test_a_veterinarian_without_the_role_any_more_is_off_duty(world: World):
    async with world.database.transaction() as session:
        await session.execute(
            update(Membership).where(Membership.person_id == world.veterinarian.person_id).values(ends_at=world.now)
        )
    with pytest.raises(NotOffered) as refusal:
        await world.book()
    assert refusal.value.reason == WhyNot.OFF_DUTY


async def test_somebody_elses_pet_does_not_exist(world: World):
    for actor in (world.as_stranger, world.as_(Role.RECEPTIONIST)):
        with pytest.raises(PetNotFound):
            await world.book(by=actor)
    assert await world.count(Reservation) == 0


async def test_staff_book_for_the_pets_their_clinic_knows(world: World):
    await world.book(tuesday(9))
    booked = await world.book(tuesday(12), by=world.as_(Role.VETERINARIAN))
    assert booked.pet_id == world.pet.id
    with pytest.raises(Refused):
        await world.book(tuesday(13), by=world.as_(Role.TECHNICIAN))
    elsewhere = await build(world.database, world.clock)
    with pytest.raises(PetNotFound):
        await elsewhere.book(tuesday(12), by=elsewhere.as_(Role.RECEPTIONIST), pet_id=world.pet.id)


async def test_a_deceased_pet_has_no_more_visits(world: World):
    await change(world.database, world.pet, deceased_on=world.now.date())
    with pytest.raises(PetDeceased):
        await world.book()
    with pytest.raises(PetDeceased):
        await world.hold(pet_id=world.pet.id)


async def test_unknown_clinics_and_kinds_do_not_exist(world: World):
    elsewhere = await build(world.database, world.clock)
    with pytest.raises(ClinicNotFound):
        await world.book(clinic_id=world.pet.id)
    with pytest.raises(AppointmentTypeNotFound):
        await world.book(appointment_type_id=elsewhere.kind.id)


async def test_a_taken_time_is_taken_and_not_off_the_menu(world: World):
    await world.book(tuesday(10))
    owner, pet = await world.another_owner()
    with pytest.raises(SlotTaken):
        await world.book(tuesday(10), by=owner, pet_id=pet.id)


async def test_a_hold_becomes_the_appointment(world: World):
    held = await world.hold(pet_id=world.pet.id)
    async with world.database.transaction() as session:
        wish = AppointmentIn(hold_id=held.id, pet_id=world.pet.id)
        booked = await booking.book(session, wish, by=world.as_owner, now=world.now)
    assert (booked.starts_at, booked.veterinarian_id) == (held.starts_at, held.veterinarian_id)
    assert await world.count(Hold) == 0
    rows = await world.all(Reservation)
    assert {(row.resource_id, row.state, row.hold_id, row.expires_at, row.appointment_id) for row in rows} == {
        (resource, ReservationState.BOOKED, None, None, booked.id) for resource in (world.veterinarian.id, world.pet.id)
    }


async def test_species_are_bounded_for_birds(world: World):
    await change(world.database, world.clinic, species=["dog"])
    async with world.database.transaction() as session:
        bird = await factories.make_pet(session, world.owner, species=Species.BIRD)
    with pytest.raises(NotOffered):
        await world.book(pet_id=bird.id)
    assert (await world.book()).status is AppointmentStatus.CONFIRMED


async def test_the_horizon_counts_local_days(database, clock):
    world = await build(database, clock, horizon_days=1)
    await world.book(tuesday(16, 30))
    with pytest.raises(NotOffered) as refusal:
        await world.book(tuesday(9, day=4))
    assert refusal.value.reason == WhyNot.HORIZON
    clock.advance(timedelta(hours=14))
    assert (await world.book(tuesday(9, day=4))).starts_at == tuesday(9, day=4)
