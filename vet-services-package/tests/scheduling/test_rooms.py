"""Rooms and equipment besides the veterinarian, and classes that share them."""

import asyncio

import pytest
from vet_core.db import Interval
from vet_core.kernel.actor import Role
from vet_core.kernel.policy import Refused
from vet_core.scheduling.enums import ClinicResourceKind, ReservationState, ResourceKind
from vet_core.scheduling.models import Appointment, AppointmentTypeRequirement, Hold, Reservation
from vet_core.scheduling.schemas import AppointmentIn
from vet_core.testing import factories

from tests.scheduling.test_booking import write_at_once
from tests.scheduling.test_changes import cancel, move
from tests.world import World, build, change, tuesday
from vet_services.scheduling import booking, queries, reservations
from vet_services.scheduling.errors import HoldExpired, SlotTaken, UnknownRoom
from vet_services.scheduling.reservations import Claim, ForAppointment

ROOM, EQUIPMENT = ClinicResourceKind.ROOM, ClinicResourceKind.EQUIPMENT


async def needs(world: World, kind: ClinicResourceKind, category: str, *names: str):
    """The world's visit needs one of these from now on; gives them in the order of their ids."""
    async with world.database.transaction() as session:
        session.add(AppointmentTypeRequirement(appointment_type_id=world.kind.id, kind=kind, category=category))
        made = [
            await factories.make_clinic_resource(session, world.clinic, kind, category=category, name=name)
            for name in names
        ]
    return sorted(made, key=lambda each: each.id)


async def booked_ranges(world: World, resource_id):
    rows = await world.all(
        Reservation, Reservation.resource_id == resource_id, Reservation.state == ReservationState.BOOKED
    )
    return sorted((row.during for row in rows), key=lambda each: each.start)


async def book_for_another(world: World, starts_at, **over):
    owner, pet = await world.another_owner()
    return await world.book(starts_at, by=owner, pet_id=pet.id, **over)


async def test_a_visit_takes_a_room_and_its_equipment_for_as_long_as_the_veterinarian(database, clock):
    world = await build(database, clock, buffer_before_minutes=5, buffer_after_minutes=10)
    [theatre] = await needs(world, ROOM, "theatre", "Theatre")
    [laser] = await needs(world, EQUIPMENT, "laser", "Laser")
    async with world.database.transaction() as session:
        elsewhere = await factories.make_clinic_resource(session, world.clinic, ROOM, category="general")

    booked = await world.book(tuesday(10))

    assert (booked.room_id, booked.room_name) == (theatre.id, "Theatre")
    whole = [Interval(tuesday(9, 55), tuesday(10, 40))]
    assert [await booked_ranges(world, each.id) for each in (theatre, laser, elsewhere)] == [whole, whole, []]
    async with world.database.reading() as session:
        assert await queries.show(session, booked.id, by=world.as_owner) == booked


async def test_the_second_visit_gets_the_other_room_and_the_third_none(database, clock):
    world = await build(database, clock, veterinarians=3)
    rooms = await needs(world, ROOM, "exam", "Exam 1", "Exam 2")
    got = [(await book_for_another(world, tuesday(10))).room_id for _ in range(2)]
    assert got == [room.id for room in rooms]
    with pytest.raises(SlotTaken):
        await book_for_another(world, tuesday(10))
    await book_for_another(world, tuesday(10, 30))


async def test_a_room_out_of_use_is_nobodys(world: World):
    first, second = await needs(world, ROOM, "exam", "Exam 1", "Exam 2")
    await change(world.database, first, is_active=False)
    assert (await world.book(tuesday(10))).room_id == second.id


async def test_racers_share_out_the_rooms_that_there_are(database, clock, monkeypatch):
    """Four veterinarians have time, but there are three rooms: three are seen, whoever was told of which room."""
    world = await build(database, clock, veterinarians=4)
    rooms = await needs(world, ROOM, "exam", "Exam 1", "Exam 2", "Exam 3")
    write_at_once(monkeypatch, 8)
    outcomes = await asyncio.gather(*(book_for_another(world, tuesday(10)) for _ in range(8)), return_exceptions=True)
    booked = [each for each in outcomes if not isinstance(each, BaseException)]
    assert {each.room_id for each in booked} == {room.id for room in rooms}
    assert len({each.veterinarian_id for each in booked}) == len(booked) == 3
    assert [type(each) for each in outcomes if isinstance(each, BaseException)] == [SlotTaken] * 5
    assert await world.count(Reservation) == 9


async def test_a_hold_keeps_the_room_and_gives_it_to_the_visit(world: World):
    first, second = await needs(world, ROOM, "exam", "Exam 1", "Exam 2")
    held = await world.hold(tuesday(10))
    assert held.room_id == first.id
    async with world.database.transaction() as session:
        wish = AppointmentIn(hold_id=held.id, pet_id=world.pet.id)
        booked = await booking.book(session, wish, by=world.as_owner, now=world.now)
    assert (booked.room_id, booked.room_name) == (first.id, "Exam 1")
    assert await booked_ranges(world, first.id) == [Interval(tuesday(10), tuesday(10, 30))]
    assert (await world.count(Hold), await booked_ranges(world, second.id)) == (0, [])
    async with world.database.reading() as session:
        assert await queries.show(session, booked.id, by=world.as_owner) == booked


async def test_a_visit_gets_the_room_that_was_held_even_if_it_is_out_of_use_since(world: World):
    [room] = await needs(world, ROOM, "general", "One")
    hold = await world.hold(tuesday(10))
    await change(world.database, room, is_active=False)
    async with world.database.transaction() as session:
        wish = AppointmentIn(hold_id=hold.id, pet_id=world.pet.id)
        booked = await booking.book(session, wish, by=world.as_owner, now=world.now)
    assert (booked.room_id, booked.room_name) == (room.id, "One")


async def test_a_hold_that_lost_its_device_to_a_later_clock_is_over(world: World):
    """Whoever takes the device finds the hold run out; whoever books from the hold, a moment earlier by their clock."""
    [device] = await needs(world, EQUIPMENT, "x-ray", "Tube")
    hold = await world.hold(tuesday(10))
    claim = Claim(device.id, ResourceKind.EQUIPMENT, Interval(tuesday(10, 15), tuesday(10, 45)))
    other = await book_for_another(world, tuesday(15))
    async with world.database.transaction() as session:
        await reservations.take(session, ForAppointment(other.id), [claim], now=hold.expires_at)
    with pytest.raises(HoldExpired):
        async with world.database.transaction() as session:
            await booking.book(
                session, AppointmentIn(hold_id=hold.id, pet_id=world.pet.id), by=world.as_owner, now=world.now
            )
    assert await world.count(Appointment) == 1


async def test_a_moved_visit_keeps_its_room_when_it_can_and_takes_another_when_it_cannot(database, clock):
    world = await build(database, clock, veterinarians=2)
    first, second = await needs(world, ROOM, "exam", "Exam 1", "Exam 2")
    other = await book_for_another(world, tuesday(10), veterinarian_id=world.veterinarians[0].id)
    mine = await world.book(tuesday(10), veterinarian_id=world.veterinarians[1].id)
    assert (other.room_id, mine.room_id) == (first.id, second.id)
    assert (await move(world, mine.id, tuesday(11))).room_id == second.id
    third = await book_for_another(world, tuesday(14), veterinarian_id=world.veterinarians[1].id)
    assert third.room_id == first.id
    moved = await move(world, third.id, tuesday(10), by=world.as_(Role.RECEPTIONIST))
    assert moved.room_id == second.id
    assert await booked_ranges(world, first.id) == [Interval(tuesday(10), tuesday(10, 30))]
    await cancel(world, moved.id, by=world.as_(Role.RECEPTIONIST))
    assert await booked_ranges(world, second.id) == [Interval(tuesday(11), tuesday(11, 30))]


async def test_a_class_has_its_seats_and_not_one_more_however_many_race(database, clock, monkeypatch):
    world = await build(database, clock, capacity=5)
    [hall] = await needs(world, ROOM, "hall", "Hall")
    write_at_once(monkeypatch, 16)
    outcomes = await asyncio.gather(*(book_for_another(world, tuesday(10)) for _ in range(16)), return_exceptions=True)
    booked = [each for each in outcomes if not isinstance(each, BaseException)]
    assert [type(each) for each in outcomes if isinstance(each, BaseException)] == [SlotTaken] * 11
    assert {(each.veterinarian_id, each.room_id) for each in booked} == {(world.veterinarian.id, hall.id)}
    assert await world.count(Appointment) == 5
    assert await world.count(Reservation) == 15


async def test_a_class_and_everybody_else_keep_apart(world: World):
    async with world.database.transaction() as session:
        lesson = await factories.make_appointment_type(session, world.clinic, [world.veterinarian], capacity=3)
    await book_for_another(world, tuesday(10), appointment_type_id=lesson.id)
    with pytest.raises(SlotTaken):
        await book_for_another(world, tuesday(10))
    await book_for_another(world, tuesday(11))
    with pytest.raises(SlotTaken):
        await book_for_another(world, tuesday(11), appointment_type_id=lesson.id)
    for _ in range(2):
        await book_for_another(world, tuesday(10), appointment_type_id=lesson.id)
    with pytest.raises(SlotTaken):
        await book_for_another(world, tuesday(10), appointment_type_id=lesson.id)


async def test_a_seat_that_is_given_back_can_be_taken_again(database, clock):
    world = await build(database, clock, capacity=2)
    mine = await world.book(tuesday(10))
    await book_for_another(world, tuesday(10))
    await cancel(world, mine.id)
    held = await world.hold(tuesday(10))
    with pytest.raises(SlotTaken):
        await book_for_another(world, tuesday(10))
    clock.set(held.expires_at)
    await book_for_another(world, tuesday(10))
    assert await world.count(Reservation, Reservation.state == "held") == 0


async def test_the_same_pet_has_one_seat(database, clock):
    world = await build(database, clock, capacity=5)
    await world.book(tuesday(10))
    with pytest.raises(SlotTaken):
        await world.book(tuesday(10))


async def test_staff_name_the_room_and_nobody_elses(world: World):
    """A visit that needs no room can have one: as it was dragged to, and as long as it is free."""
    elsewhere = await build(world.database, world.clock)
    async with world.database.transaction() as session:
        first, second = [await factories.make_clinic_resource(session, world.clinic) for _ in range(2)]
        foreign = await factories.make_clinic_resource(session, elsewhere.clinic)
        laser = await factories.make_clinic_resource(session, world.clinic, EQUIPMENT)
    mine, desk = await world.book(tuesday(10)), world.as_(Role.RECEPTIONIST)
    for unknown in (foreign.id, laser.id, world.pet.id):
        for reason in (None, "It is urgent."):
            with pytest.raises(UnknownRoom):
                await move(world, mine.id, tuesday(10), by=desk, room_id=unknown, override_reason=reason)
    with pytest.raises(Refused):
        await move(world, mine.id, tuesday(10), room_id=first.id)
    assert (await move(world, mine.id, tuesday(10), by=desk, room_id=first.id)).room_id == first.id
    assert await booked_ranges(world, first.id) == [Interval(tuesday(10), tuesday(10, 30))]
    assert (await move(world, mine.id, tuesday(11))).room_id == first.id
    forced = await move(world, mine.id, tuesday(11, 10), by=desk, room_id=second.id, override_reason="It is urgent.")
    assert forced.room_id == second.id
    assert (await booked_ranges(world, first.id), len(await booked_ranges(world, second.id))) == ([], 1)


async def test_a_room_that_is_not_needed_is_left_behind_when_somebody_else_has_it(world_of_two: World):
    world = world_of_two
    async with world.database.transaction() as session:
        room = await factories.make_clinic_resource(session, world.clinic)
    desk = world.as_(Role.RECEPTIONIST)
    other = await book_for_another(world, tuesday(10), veterinarian_id=world.veterinarians[0].id)
    await move(world, other.id, tuesday(10), by=desk, room_id=room.id)
    mine = await world.book(tuesday(11), veterinarian_id=world.veterinarians[1].id)
    await move(world, mine.id, tuesday(11), by=desk, room_id=room.id)
    with pytest.raises(SlotTaken):
        await move(world, mine.id, tuesday(10), by=desk, room_id=room.id)
    assert (await move(world, mine.id, tuesday(10))).room_id is None
    assert await booked_ranges(world, room.id) == [Interval(tuesday(10), tuesday(10, 30))]
