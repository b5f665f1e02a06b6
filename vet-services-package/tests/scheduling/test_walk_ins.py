"""Whoever comes without an appointment, and the board on which the front desk sees the day."""

import json
from datetime import date, timedelta

import pytest
from vet_core.audit.models import AuditEntry
from vet_core.kernel.actor import Role
from vet_core.kernel.policy import Refused
from vet_core.scheduling.enums import ClinicResourceKind, ReservationState
from vet_core.scheduling.models import Reservation
from vet_core.scheduling.schemas import BoardOut, WalkInIn
from vet_core.testing import factories

from tests.scheduling.test_changes import cancel, move
from tests.scheduling.test_override import a_clients_pet, force
from tests.scheduling.test_status import step
from tests.world import World, tuesday
from vet_services.clinics.errors import ClinicNotFound
from vet_services.pets.errors import PetNotFound
from vet_services.scheduling import board, status, walk_ins
from vet_services.scheduling.errors import NotOffered, UnknownRoom, WrongMove


async def walk_in(world: World, *, by=None, pet=None, **over):
    if pet is None:
        _, pet = await a_clients_pet(world)
    wish = WalkInIn(clinic_id=world.clinic.id, appointment_type_id=world.kind.id, pet_id=pet.id, **over)
    async with world.database.transaction() as session:
        return await walk_ins.add(session, wish, by=by or world.as_(Role.RECEPTIONIST), now=world.now)


async def lead(world: World, appointment_id, room_id, *, by=None):
    async with world.database.transaction() as session:
        return await status.room(session, appointment_id, room_id, by=by or world.as_(Role.TECHNICIAN), now=world.now)


async def look(world: World, on: date | None = None, *, by=None) -> BoardOut:
    async with world.database.transaction() as session:
        text = await board.get(session, world.clinic.id, on, by=by or world.as_(Role.TECHNICIAN), now=world.now)
    return BoardOut.model_validate_json(text)


async def test_a_walk_in_gets_the_next_free_time_on_a_grid_of_five_minutes(world: World):
    await world.book(tuesday(10))
    world.clock.set(tuesday(9, 41))
    came = await walk_in(world, note="Ate a sock.")
    assert (came.starts_at, came.status, came.stage, came.is_walk_in) == (
        tuesday(10, 30), "checked_in", "arrived", True,
    )  # fmt: skip
    assert (came.arrived_at, came.note, came.override_reason) == (tuesday(9, 41), "Ate a sock.", None)
    world.clock.set(tuesday(11, 2))
    assert (await walk_in(world)).starts_at == tuesday(11, 5)
    [event, *_] = [each for each in await world.events() if each.payload["appointment_id"] == str(came.id)]
    assert (event.type, event.payload["status"]) == ("scheduling.appointment_booked", "checked_in")


async def test_whoever_is_free_first_sees_a_walk_in_unless_one_is_named(world_of_two: World):
    world = world_of_two
    first, second = sorted(world.veterinarians, key=lambda vet: vet.id)
    await world.book(tuesday(10), veterinarian_id=first.id)
    world.clock.set(tuesday(10))
    assert (await walk_in(world)).veterinarian_id == second.id
    assert (await walk_in(world, veterinarian_id=second.id)).starts_at == tuesday(10, 30)


async def test_when_the_day_is_full_a_walk_in_is_seen_in_between(world: World):
    world.clock.set(tuesday(16, 33))
    other = await walk_in(world)
    assert (other.starts_at, other.override_reason) == (tuesday(16, 33), walk_ins.SQUEEZED_IN)
    again = await walk_in(world)
    assert again.starts_at == tuesday(16, 33)
    states = [row.state for row in await world.all(Reservation, Reservation.appointment_id == again.id)]
    assert sorted(states) == [ReservationState.BLOCKED, ReservationState.BOOKED]


async def test_who_takes_walk_ins_and_which(world: World):
    with pytest.raises(Refused):
        await walk_in(world, by=world.as_(Role.TECHNICIAN))
    for outsider in (world.as_owner, world.as_stranger):
        with pytest.raises(ClinicNotFound):
            await walk_in(world, by=outsider)
    _, strange = await world.another_owner()
    with pytest.raises(PetNotFound):
        await walk_in(world, pet=strange)


async def test_a_pet_goes_through_the_stages_of_the_board(world: World):
    async with world.database.transaction() as session:
        exam = await factories.make_clinic_resource(session, world.clinic, name="Exam 1")
    booked = await world.book(tuesday(10))
    desk, vet = world.as_(Role.RECEPTIONIST), world.as_(Role.VETERINARIAN)
    seen = []

    async def note(minute: int):
        world.clock.set(tuesday(10, minute))
        [item] = (await look(world)).items
        seen.append((item.stage.value, item.waiting_minutes, item.room_name, item.expected_at))

    await note(0)
    with pytest.raises(WrongMove):
        await lead(world, booked.id, exam.id)
    world.clock.set(tuesday(10, 5))
    arrived = await step(world, status.check_in, booked.id, by=desk)
    assert arrived.arrived_at == tuesday(10, 5)
    await note(12)
    roomed = await lead(world, booked.id, exam.id)
    assert (roomed.stage, roomed.roomed_at, roomed.room_name) == ("roomed", tuesday(10, 12), "Exam 1")
    await note(20)
    await step(world, status.start, booked.id, by=vet)
    with pytest.raises(WrongMove):
        await lead(world, booked.id, exam.id)
    await note(40)
    await step(world, status.finish, booked.id, by=vet)
    await note(45)
    gone = await step(world, status.depart, booked.id, by=desk)
    assert (gone.stage, gone.departed_at, gone.finished_at) == ("gone", tuesday(10, 45), tuesday(10, 40))
    with pytest.raises(WrongMove):
        await step(world, status.depart, booked.id, by=desk)
    await note(50)
    late = tuesday(10, 5)
    assert seen == [
        ("expected", None, None, tuesday(10)),
        ("arrived", 7, None, late),
        ("roomed", 15, "Exam 1", late),
        ("with_vet", 15, "Exam 1", late),
        ("to_pay", 15, "Exam 1", late),
        ("gone", 15, "Exam 1", late),
    ]
    types = [event.type for event in await world.events()]
    assert types[-2:] == ["scheduling.appointment_moved", "scheduling.appointment_departed"]
    assert "scheduling.appointment_roomed" in types
    actions = {entry.action for entry in await world.all(AuditEntry)}
    assert actions == {"booked", "checked_in", "roomed", "started", "finished", "departed"}


async def test_the_calendar_of_the_rooms_follows_the_pet(world: World):
    async with world.database.transaction() as session:
        first, second = [await factories.make_clinic_resource(session, world.clinic) for _ in range(2)]
        laser = await factories.make_clinic_resource(session, world.clinic, ClinicResourceKind.EQUIPMENT)
    booked = await world.book(tuesday(10))
    await step(world, status.check_in, booked.id, by=world.as_(Role.RECEPTIONIST))

    async def taken():
        rows = await world.all(Reservation, Reservation.state == "booked")
        return {row.resource_id for row in rows} - {world.veterinarian.id, world.pet.id}

    await lead(world, booked.id, first.id)
    assert await taken() == {first.id}
    world.clock.advance(timedelta(minutes=5))
    moved = await lead(world, booked.id, second.id)
    assert (await taken(), moved.roomed_at) == ({second.id}, world.now - timedelta(minutes=5))
    for unknown in (laser.id, world.pet.id):
        with pytest.raises(UnknownRoom) as refusal:
            await lead(world, booked.id, unknown)
        assert refusal.value.pointer == "/room_id"


async def test_the_board_shows_one_local_day_in_the_order_of_who_is_next(world: World):
    ten, nine = await world.book(tuesday(10)), await world.book(tuesday(9))
    await cancel(world, (await world.book(tuesday(11))).id)
    await world.book(tuesday(9, day=4))
    shown = await look(world, date(2026, 3, 3))
    assert (shown.on, shown.time_zone, [item.id for item in shown.items]) == (
        date(2026, 3, 3), "Europe/Berlin", [nine.id, ten.id],
    )  # fmt: skip
    assert shown.items[0].owner_name == f"{world.owner.given_name} {world.owner.family_name}"
    assert (await look(world)).items == []
    world.clock.set(tuesday(0, 30))
    assert len((await look(world)).items) == 2


async def test_the_board_is_the_clinics_own(world: World):
    for stranger in (world.as_owner, world.as_stranger):
        with pytest.raises(ClinicNotFound):
            await look(world, by=stranger)
    async with world.acting(world.as_(Role.RECEPTIONIST)) as session:
        text = await board.get(session, world.clinic.id, by=world.as_(Role.RECEPTIONIST), now=world.now)
    assert json.loads(text)["items"] == []


async def test_a_visit_off_the_grid_can_be_resized_where_it_is(world: World):
    world.clock.set(tuesday(8))
    await world.book(tuesday(9))
    mine = await force(world, tuesday(11, 5))
    longer = await move(world, mine.id, tuesday(11, 5), by=world.as_(Role.RECEPTIONIST), duration_minutes=45)
    assert longer.ends_at == tuesday(11, 50)
    with pytest.raises(NotOffered):
        await move(world, mine.id, tuesday(11, 10), by=world.as_(Role.RECEPTIONIST))
