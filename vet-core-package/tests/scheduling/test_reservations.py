"""The exclusion constraint is what makes double booking impossible; these tests talk to it directly."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from vet_core.clinics.models import Veterinarian
from vet_core.db import Database, Interval, Session
from vet_core.kernel.ids import new_id
from vet_core.scheduling.enums import ReservationState, ResourceKind
from vet_core.scheduling.models import Appointment, AppointmentType, Hold, Reservation
from vet_core.testing.factories import (
    make_appointment,
    make_appointment_type,
    make_clinic,
    make_hold,
    make_person,
    make_pet,
    make_reservation,
    make_resource,
    make_veterinarian,
)

NINE = datetime(2026, 3, 3, 9, tzinfo=UTC)


def minutes(start: int, end: int) -> Interval:
    return Interval(NINE + timedelta(minutes=start), NINE + timedelta(minutes=end))


@pytest.fixture
async def visit(session: Session) -> Appointment:
    """An appointment from 9:00 to 9:30; its reservations are those of its veterinarian and its pet."""
    clinic = await make_clinic(session)
    veterinarian = await make_veterinarian(session, [clinic])
    owner = await make_person(session)
    pet = await make_pet(session, owner)
    kind = await make_appointment_type(session, clinic, [veterinarian])
    appointment = await make_appointment(session, kind, veterinarian, pet, owner, starts_at=NINE)
    await session.commit()
    return appointment


@pytest.mark.parametrize(
    "during", [minutes(0, 30), minutes(29, 45), minutes(-10, 1), minutes(10, 20), minutes(-60, 60)]
)
async def test_overlapping_reservation_of_one_resource_is_refused(
    session: Session, visit: Appointment, during: Interval
) -> None:
    with pytest.raises(IntegrityError, match="ex_reservations_resource_id_during"):
        await make_reservation(
            session, visit.veterinarian_id, during, state=ReservationState.BOOKED, appointment_id=visit.id
        )


@pytest.mark.parametrize("during", [minutes(30, 60), minutes(-30, 0)])
async def test_touching_reservations_do_not_overlap(session: Session, visit: Appointment, during: Interval) -> None:
    row = await make_reservation(
        session, visit.veterinarian_id, during, state=ReservationState.BOOKED, appointment_id=visit.id
    )
    assert row.during == during


async def test_another_resource_may_be_busy_at_the_same_time(session: Session, visit: Appointment) -> None:
    other = new_id()
    await make_resource(session, other, ResourceKind.ROOM)
    await make_reservation(session, other, minutes(0, 30), state=ReservationState.BOOKED, appointment_id=visit.id)
    assert await session.scalar(select(func.count()).select_from(Reservation)) == 3


async def test_released_reservations_free_the_time(session: Session, visit: Appointment) -> None:
    row = await session.scalar(select(Reservation).where(Reservation.resource_id == visit.veterinarian_id))
    assert row is not None
    row.state = ReservationState.RELEASED
    await session.flush()
    await make_reservation(
        session, visit.veterinarian_id, minutes(0, 30), state=ReservationState.BOOKED, appointment_id=visit.id
    )


async def test_on_conflict_do_nothing_tells_how_many_were_faster(session: Session, visit: Appointment) -> None:
    free = new_id()
    await make_resource(session, free, ResourceKind.ROOM)
    wanted = [
        {
            "id": new_id(),
            "resource_id": resource,
            "during": minutes(15, 45),
            "state": "booked",
            "appointment_id": visit.id,
        }
        for resource in (visit.veterinarian_id, free)
    ]
    taken = await session.scalars(
        insert(Reservation).values(wanted).on_conflict_do_nothing().returning(Reservation.resource_id)
    )
    assert taken.all() == [free]


async def make_hold_beside(session: Session, visit: Appointment, starts_at: datetime) -> Hold:
    """A hold on the same veterinarian."""
    kind = await session.get_one(AppointmentType, visit.appointment_type_id)
    veterinarian = await session.get_one(Veterinarian, visit.veterinarian_id)
    return await make_hold(session, await make_person(session), kind, veterinarian, starts_at=starts_at)


async def test_a_booked_reservation_cannot_hang_on_a_hold(session: Session, visit: Appointment) -> None:
    hold = await make_hold_beside(session, visit, NINE + timedelta(hours=2))
    held = await session.scalar(select(Reservation).where(Reservation.hold_id == hold.id))
    assert held is not None
    held.state, held.appointment_id = ReservationState.BOOKED, visit.id
    with pytest.raises(IntegrityError, match="ck_reservations_booked_has_appointment"):
        await session.flush()


async def test_a_held_reservation_needs_a_hold_and_an_expiry(session: Session, visit: Appointment) -> None:
    with pytest.raises(IntegrityError, match="ck_reservations_held_has_hold_and_expiry"):
        await make_reservation(session, visit.veterinarian_id, minutes(60, 90), state=ReservationState.HELD)


async def test_removing_a_hold_frees_its_time_and_no_booked_one(
    database: Database, session: Session, visit: Appointment
) -> None:
    hold = await make_hold_beside(session, visit, NINE + timedelta(hours=2))
    await session.commit()
    async with database.transaction() as other:
        await other.delete(await other.get_one(Hold, hold.id))
    states = (await session.scalars(select(Reservation.state).execution_options(populate_existing=True))).all()
    assert states == [ReservationState.BOOKED, ReservationState.BOOKED]
