"""A visit's way through the clinic."""

from itertools import product

import pytest
from vet_core.audit.models import AuditEntry
from vet_core.kernel.actor import Role
from vet_core.kernel.policy import Refused
from vet_core.scheduling.enums import MOVES, AppointmentStatus
from vet_core.scheduling.models import Appointment, AppointmentMove

from tests.world import World, tuesday
from vet_services.scheduling import status
from vet_services.scheduling.errors import AppointmentNotFound, TooEarly, WrongMove

STEPS = {
    status.check_in: AppointmentStatus.CHECKED_IN,
    status.start: AppointmentStatus.IN_PROGRESS,
    status.finish: AppointmentStatus.COMPLETED,
    status.mark_missed: AppointmentStatus.MISSED,
}


async def step(world: World, operation, appointment_id, *, by):
    async with world.database.transaction() as session:
        return await operation(session, appointment_id, by=by, now=world.now)


async def test_a_visit_is_received_begun_and_finished(world: World):
    booked = await world.book(tuesday(10))
    vet = world.as_(Role.VETERINARIAN)
    await step(world, status.check_in, booked.id, by=world.as_(Role.RECEPTIONIST))
    await step(world, status.start, booked.id, by=vet)
    finished = await step(world, status.finish, booked.id, by=vet)
    assert (finished.status, finished.version, finished.sequence) == (AppointmentStatus.COMPLETED, 4, 0)
    moves = await world.all(AppointmentMove)
    assert [(move.from_status, move.to_status) for move in sorted(moves, key=lambda move: move.id)] == [
        (None, "confirmed"),
        ("confirmed", "checked_in"),
        ("checked_in", "in_progress"),
        ("in_progress", "completed"),
    ]
    events = await world.events("scheduling.appointment_moved")
    assert [event.payload["status"] for event in events] == ["checked_in", "in_progress", "completed"]
    actions = {entry.action for entry in await world.all(AuditEntry)}
    assert actions == {"booked", "checked_in", "started", "finished"}


async def test_a_visit_is_missed_only_once_it_should_have_begun_and_may_still_arrive_late(world: World):
    booked = await world.book(tuesday(10))
    desk = world.as_(Role.RECEPTIONIST)
    with pytest.raises(TooEarly):
        await step(world, status.mark_missed, booked.id, by=desk)
    world.clock.set(tuesday(10))
    assert (await step(world, status.mark_missed, booked.id, by=desk)).status is AppointmentStatus.MISSED
    assert (await step(world, status.check_in, booked.id, by=desk)).status is AppointmentStatus.CHECKED_IN


def test_the_table_of_moves_is_the_only_judge():
    for current, to in product(AppointmentStatus, AppointmentStatus):
        appointment = Appointment(status=current)
        if to in MOVES[current]:
            status.refuse_move(appointment, to)
        else:
            with pytest.raises(WrongMove) as refusal:
                status.refuse_move(appointment, to)
            assert refusal.value.params == {"status": current.value}


@pytest.mark.parametrize("operation", [status.start, status.finish, status.mark_missed])
async def test_a_step_out_of_order_leaves_no_trace(world: World, operation):
    booked = await world.book(tuesday(10))
    veterinarian = world.as_(Role.VETERINARIAN)
    await step(world, status.check_in, booked.id, by=veterinarian)
    if operation is status.start:
        await step(world, status.start, booked.id, by=veterinarian)
    world.clock.set(tuesday(12))
    with pytest.raises(WrongMove):
        await step(world, operation, booked.id, by=veterinarian)
    assert len(await world.events("scheduling.appointment_moved")) == await world.count(AppointmentMove) - 1


@pytest.mark.parametrize("operation", STEPS)
async def test_owners_are_told_and_strangers_learn_nothing(world: World, operation):
    booked = await world.book(tuesday(10))
    with pytest.raises(Refused):
        await step(world, operation, booked.id, by=world.as_owner)
    with pytest.raises(AppointmentNotFound):
        await step(world, operation, booked.id, by=world.as_stranger)


@pytest.mark.parametrize("operation", [status.start, status.finish])
async def test_only_clinical_staff_treat(world: World, operation):
    booked = await world.book(tuesday(10))
    with pytest.raises(Refused) as refusal:
        await step(world, operation, booked.id, by=world.as_(Role.RECEPTIONIST))
    assert refusal.value.code == "scheduling.clinical_staff_only"
