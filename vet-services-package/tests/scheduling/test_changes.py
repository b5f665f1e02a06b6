"""Moving and calling off a visit."""

import asyncio
from datetime import timedelta

import pytest
from vet_core.audit.models import AuditEntry
from vet_core.db import Interval
from vet_core.kernel.actor import Role
from vet_core.kernel.errors import PreconditionFailed
from vet_core.kernel.policy import Refused
from vet_core.scheduling.enums import AppointmentStatus, ReservationState
from vet_core.scheduling.models import Appointment, AppointmentMove, Reservation
from vet_core.scheduling.schemas import RescheduleIn

from tests.world import World, build, change, tuesday
from vet_services.scheduling import booking, reservations, why_not
from vet_services.scheduling.errors import (
    AlreadyBegun,
    AppointmentNotFound,
    NotOffered,
    SlotTaken,
    WrongMove,
)


async def move(world: World, appointment_id, starts_at, *, by=None, **over):
    async with world.database.transaction() as session:
        wish = RescheduleIn(starts_at=starts_at, **over)
        return await booking.reschedule(session, appointment_id, wish, by=by or world.as_owner, now=world.now)


async def cancel(world: World, appointment_id, *, by=None, reason=None, **over):
    async with world.database.transaction() as session:
        return await booking.cancel(
            session, appointment_id, by=by or world.as_owner, now=world.now, reason=reason, **over
        )


async def active(world: World):
    rows = await world.all(Reservation, Reservation.state == ReservationState.BOOKED)
    return {(row.resource_id, row.during) for row in rows}


async def test_a_visit_moves_in_one_step_and_everything_tells_of_it(world: World):
    booked = await world.book(tuesday(10))
    moved = await move(world, booked.id, tuesday(11))
    assert (moved.starts_at, moved.ends_at, moved.sequence, moved.version) == (tuesday(11), tuesday(11, 30), 1, 2)
    visit = Interval(tuesday(11), tuesday(11, 30))
    assert await active(world) == {(world.veterinarian.id, visit), (world.pet.id, visit)}
    [event] = await world.events("scheduling.appointment_rescheduled")
    assert (event.payload["previous_starts_at"], event.payload["starts_at"], event.payload["sequence"]) == (
        "2026-03-03T09:00:00Z",
        "2026-03-03T10:00:00Z",
        1,
    )
    [entry] = await world.all(AuditEntry, AuditEntry.action == "rescheduled")
    assert entry.fields == ["starts_at"]
    steps = await world.all(AppointmentMove, AppointmentMove.from_status.is_not(None))
    assert [(step.from_status, step.to_status, step.starts_at) for step in steps] == [
        ("confirmed", "confirmed", tuesday(11))
    ]


async def test_a_visit_may_move_onto_its_own_old_time(database, clock):
    world = await build(database, clock, slot_interval_minutes=15)
    booked = await world.book(tuesday(10))
    moved = await move(world, booked.id, tuesday(10, 15))
    assert moved.starts_at == tuesday(10, 15)


async def test_when_the_new_time_is_taken_the_old_one_stays(world: World):
    booked = await world.book(tuesday(10))
    before = await active(world)
    owner, pet = await world.another_owner()
    await world.book(tuesday(11), by=owner, pet_id=pet.id)
    with pytest.raises(SlotTaken):
        await move(world, booked.id, tuesday(11))
    assert before < await active(world)
    assert await world.events("scheduling.appointment_rescheduled") == []
    [row] = await world.all(Appointment, Appointment.id == booked.id)
    assert (row.starts_at, row.sequence, row.version) == (tuesday(10), 0, 1)


async def test_a_move_that_loses_the_race_keeps_the_old_time_within_the_same_transaction(world: World, monkeypatch):
    """The rules saw a free time, the database did not: the transaction lives on with the old reservation."""
    booked = await world.book(tuesday(10))
    before = await active(world)
    owner, pet = await world.another_owner()
    queue = reservations.queue

    async def somebody_is_faster(session, resource_ids):
        await world.book(tuesday(11), by=owner, pet_id=pet.id)
        await queue(session, resource_ids)

    monkeypatch.setattr(reservations, "queue", somebody_is_faster)
    async with world.database.transaction() as session:
        with pytest.raises(SlotTaken):
            await booking.reschedule(
                session, booked.id, RescheduleIn(starts_at=tuesday(11)), by=world.as_owner, now=world.now
            )
    assert before < await active(world)
    [row] = await world.all(Appointment, Appointment.id == booked.id)
    assert (row.starts_at, row.sequence) == (tuesday(10), 0)


async def test_two_visits_that_want_each_others_time_do_not_wait_for_each_other(world: World, monkeypatch):
    """Even when the rules were told that both times are free. Without the queue PostgreSQL ends one as a deadlock."""
    release = reservations.release

    async def release_slowly(session, appointment_id, **over):
        await release(session, appointment_id, **over)
        await asyncio.sleep(0.3)

    monkeypatch.setattr(reservations, "release", release_slowly)
    monkeypatch.setattr(why_not, "_is_free", lambda known, candidate: True)
    first = await world.book(tuesday(10))
    owner, pet = await world.another_owner()
    second = await world.book(tuesday(11), by=owner, pet_id=pet.id)
    async with asyncio.timeout(30):
        outcomes = await asyncio.gather(
            move(world, first.id, tuesday(11)), move(world, second.id, tuesday(10), by=owner), return_exceptions=True
        )
    assert [type(each) for each in outcomes] == [SlotTaken, SlotTaken]


async def test_a_visit_moves_to_a_named_veterinarian_and_keeps_its_length(world_of_two: World):
    world = world_of_two
    first, second = world.veterinarians
    booked = await world.book(tuesday(10), veterinarian_id=first.id)
    await change(world.database, world.kind, duration_minutes=60)
    moved = await move(world, booked.id, tuesday(11), veterinarian_id=second.id)
    assert (moved.veterinarian_id, moved.ends_at) == (second.id, tuesday(11, 30))
    visit = Interval(tuesday(11), tuesday(11, 30))
    assert await active(world) == {(second.id, visit), (world.pet.id, visit)}


async def test_moving_to_the_same_time_changes_nothing(world: World):
    booked = await world.book(tuesday(10))
    assert await move(world, booked.id, tuesday(10)) == booked
    assert len(await world.events()) == 1


async def test_the_rules_bind_the_new_time(world: World):
    booked = await world.book(tuesday(10))
    with pytest.raises(NotOffered) as refusal:
        await move(world, booked.id, tuesday(7))
    assert refusal.value.params == {"reason": "closed"}


async def test_cancelling_gives_the_time_back_and_says_why(world: World):
    booked = await world.book(tuesday(10))
    cancelled = await cancel(world, booked.id, reason="We found an earlier date.")
    assert (cancelled.status, cancelled.cancelled_at, cancelled.cancellation_reason, cancelled.sequence) == (
        AppointmentStatus.CANCELLED,
        world.now,
        "We found an earlier date.",
        1,
    )
    assert await active(world) == set()
    assert await world.count(Reservation, Reservation.state == ReservationState.RELEASED) == 2
    [event] = await world.events("scheduling.appointment_cancelled")
    assert (event.payload["status"], event.payload["sequence"]) == ("cancelled", 1)
    [entry] = await world.all(AuditEntry, AuditEntry.action == "cancelled")
    assert entry.reason == "We found an earlier date."
    await world.book(tuesday(10))


@pytest.mark.parametrize("change_it", [cancel, lambda world, id, **over: move(world, id, tuesday(11), **over)])
async def test_who_may_change_a_visit(world: World, change_it):
    booked = await world.book(tuesday(10))
    with pytest.raises(AppointmentNotFound):
        await change_it(world, booked.id, by=world.as_stranger)
    with pytest.raises(Refused) as refusal:
        await change_it(world, booked.id, by=world.as_(Role.TECHNICIAN))
    assert refusal.value.code == "scheduling.front_desk_only"
    assert (await change_it(world, booked.id, by=world.as_(Role.RECEPTIONIST))).id == booked.id
    with pytest.raises(AppointmentNotFound):
        await change_it(world, world.pet.id)


async def test_a_cancelled_visit_cannot_be_cancelled_or_moved_again(world: World):
    booked = await world.book(tuesday(10))
    await cancel(world, booked.id)
    with pytest.raises(WrongMove) as refusal:
        await cancel(world, booked.id)
    assert refusal.value.params == {"status": "cancelled"}
    with pytest.raises(WrongMove):
        await move(world, booked.id, tuesday(11))
    assert len(await world.events("scheduling.appointment_cancelled")) == 1


async def test_owners_change_what_lies_ahead_and_the_clinic_what_has_begun(world: World):
    booked = await world.book(tuesday(10))
    world.clock.set(tuesday(10))
    with pytest.raises(AlreadyBegun):
        await cancel(world, booked.id)
    with pytest.raises(AlreadyBegun):
        await move(world, booked.id, tuesday(11))
    await cancel(world, booked.id, by=world.as_(Role.RECEPTIONIST))


async def test_a_change_of_a_version_the_caller_has_not_seen_is_refused(world: World):
    booked = await world.book(tuesday(10))

    def check(current: int) -> None:
        assert current == 1
        raise PreconditionFailed

    with pytest.raises(PreconditionFailed):
        await cancel(world, booked.id, check=check)
    assert await world.events("scheduling.appointment_cancelled") == []


async def test_a_race_between_cancelling_and_moving_has_one_order(world: World):
    booked = await world.book(tuesday(10))
    outcomes = await asyncio.gather(
        cancel(world, booked.id), move(world, booked.id, tuesday(11)), return_exceptions=True
    )
    [row] = await world.all(Appointment)
    assert row.status is AppointmentStatus.CANCELLED
    assert await active(world) == set()
    assert [type(each) for each in outcomes if isinstance(each, BaseException)] in ([], [WrongMove])
    assert row.sequence == 2 - len([each for each in outcomes if isinstance(each, BaseException)])


async def test_a_visit_can_move_far_ahead_again_and_again(world: World):
    booked = await world.book(tuesday(10))
    for day in (4, 5, 6):
        moved = await move(world, booked.id, tuesday(10, day=day))
    assert (moved.sequence, moved.version) == (3, 4)
    assert await world.count(Reservation, Reservation.state == ReservationState.RELEASED) == 6
    assert moved.starts_at - booked.starts_at == timedelta(days=3)
