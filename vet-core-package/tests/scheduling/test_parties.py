"""Group classes share a time, everybody else's times exclude one another, and nobody gets a seat too many."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from vet_core.db import Database, Interval, Session
from vet_core.kernel.ids import new_id
from vet_core.scheduling.enums import ReservationState, ResourceKind
from vet_core.scheduling.models import Appointment, Reservation
from vet_core.testing.factories import (
    make_appointment,
    make_appointment_type,
    make_block,
    make_clinic,
    make_person,
    make_pet,
    make_reservation,
    make_resource,
    make_veterinarian,
)

NINE = datetime(2026, 3, 3, 9, tzinfo=UTC)
INSERT = text("""
    INSERT INTO reservations (id, resource_id, during, state, appointment_id, party_id, seats)
    VALUES (:id, :resource_id, tstzrange(:starts_at, :ends_at), 'booked', :appointment_id, :party_id, :seats)
    ON CONFLICT DO NOTHING RETURNING id
""")


def minutes(start: int, end: int) -> Interval:
    return Interval(NINE + timedelta(minutes=start), NINE + timedelta(minutes=end))


@pytest.fixture
async def visit(session: Session) -> Appointment:
    """Some appointment, for rows to belong to; its own reservations lie on another day."""
    clinic = await make_clinic(session)
    veterinarian = await make_veterinarian(session, [clinic])
    owner = await make_person(session)
    kind = await make_appointment_type(session, clinic, [veterinarian])
    pet = await make_pet(session, owner)
    starts_at = NINE + timedelta(days=1)
    appointment = await make_appointment(session, kind, veterinarian, pet, owner, starts_at=starts_at)
    await session.commit()
    return appointment


async def sit(session: Session, visit: Appointment, party: UUID, during: Interval, seats: int = 3) -> bool:
    """Take a seat as a booking does: whether there was one."""
    row = {
        "id": new_id(),
        "resource_id": visit.veterinarian_id,
        "starts_at": during.start,
        "ends_at": during.end,
        "appointment_id": visit.id,
        "party_id": party,
        "seats": seats,
    }
    return await session.scalar(INSERT, row) is not None


async def test_rows_of_different_parties_exclude_one_another(session: Session, visit: Appointment) -> None:
    """Every row is a party by itself unless it says otherwise."""
    booked = {"state": ReservationState.BOOKED, "appointment_id": visit.id}
    first = await make_reservation(session, visit.veterinarian_id, minutes(0, 30), **booked)
    second = await make_reservation(session, visit.veterinarian_id, minutes(30, 60), **booked)
    await session.refresh(first)
    await session.refresh(second)
    assert first.party_id != second.party_id
    assert (first.seats, second.seats) == (1, 1)
    for own in ({}, {"party_id": new_id()}):
        await refused(session, "ex_reservations_resource_id_during", visit, minutes(29, 45), **booked, **own)


async def test_a_class_keeps_everybody_else_out_and_is_kept_out(session: Session, visit: Appointment) -> None:
    party = new_id()
    assert await sit(session, visit, party, minutes(0, 60))
    assert not await sit(session, visit, new_id(), minutes(59, 90))
    assert not await sit(session, visit, new_id(), minutes(30, 40), seats=1)
    assert await sit(session, visit, new_id(), minutes(60, 90), seats=1)
    assert not await sit(session, visit, party, minutes(30, 75)), "it ends in somebody else's time"


async def test_a_class_has_its_seats_and_no_more_at_any_moment(session: Session, visit: Appointment) -> None:
    party = new_id()
    taken = [
        await sit(session, visit, party, minutes(*each)) for each in ((0, 60), (0, 60), (0, 60), (0, 60), (59, 90))
    ]
    assert taken == [True, True, True, False, False]
    # Two at a time here, and one in the middle that would be the fourth for a minute only.
    other = new_id()
    later = [(120, 150), (120, 150), (149, 180), (150, 180), (100, 149), (149, 151), (150, 200)]
    assert [await sit(session, visit, other, minutes(*each)) for each in later] == [
        True,
        True,
        True,
        True,
        True,
        False,
        True,
    ]


async def test_released_and_blocked_rows_take_no_seat(session: Session, visit: Appointment) -> None:
    party = new_id()
    for _ in range(3):
        assert await sit(session, visit, party, minutes(0, 60))
    await session.execute(text("UPDATE reservations SET state = 'released' WHERE party_id = :party"), {"party": party})
    assert await sit(session, visit, party, minutes(0, 60))
    await session.execute(
        text(
            "INSERT INTO reservations (id, resource_id, during, state, appointment_id, party_id, seats) SELECT"
            " gen_random_uuid(), resource_id, during, 'blocked', appointment_id, party_id, 3 FROM reservations"
            " WHERE party_id = :party"
        ),
        {"party": party},
    )
    assert await sit(session, visit, party, minutes(0, 60))


@pytest.mark.parametrize("with_resource", [True, False])
async def test_sixteen_racers_get_exactly_the_seats_there_are(
    database: Database, session: Session, visit: Appointment, with_resource: bool
) -> None:
    """Also when the resource is new: its row is written by the very statement that takes the first seat."""
    party, resource, seats = new_id(), new_id(), 5
    if with_resource:
        await make_resource(session, resource, ResourceKind.VETERINARIAN)
        await session.commit()
    ready = asyncio.Barrier(16)
    statement = text(
        f"WITH known AS (INSERT INTO resources (id, kind) VALUES (:resource_id, 'veterinarian')"
        f" ON CONFLICT DO NOTHING) {INSERT.text}"
    )

    async def race() -> bool:
        row = {
            "id": new_id(),
            "resource_id": resource,
            "starts_at": NINE,
            "ends_at": NINE + timedelta(hours=1),
            "appointment_id": visit.id,
            "party_id": party,
            "seats": seats,
        }
        async with database.transaction() as racing:
            await racing.execute(select(1))
            await ready.wait()
            return await racing.scalar(statement, row) is not None

    won = await asyncio.gather(*(race() for _ in range(16)))
    assert sum(won) == seats
    count = select(func.count()).select_from(Reservation).where(Reservation.resource_id == resource)
    assert await session.scalar(count) == seats


async def test_whoever_takes_a_seat_waits_for_the_one_who_is_taking_one(database: Database, visit: Appointment) -> None:
    """Without the lock both would count before either is seen, and both sit on the last seat."""
    party = new_id()
    async with database.transaction() as first:
        assert await sit(first, visit, party, minutes(0, 60), seats=2)
        assert await sit(first, visit, party, minutes(0, 60), seats=2)

        async def second() -> bool:
            async with database.transaction() as other:
                return await sit(other, visit, party, minutes(30, 90), seats=2)

        waiting = asyncio.create_task(second())
        done, _ = await asyncio.wait([waiting], timeout=0.5)
        assert not done
    assert await waiting is False


async def test_without_the_trigger_the_class_is_overfull(session: Session, visit: Appointment) -> None:
    """What keeps to the seats is the trigger: the exclusion lets the whole party in."""
    await session.execute(text("ALTER TABLE reservations DISABLE TRIGGER reservations_keep_to_seats"))
    assert [await sit(session, visit, party, minutes(0, 60)) for party in [new_id()] * 5] == [True] * 5
    await session.rollback()


async def test_racers_for_overlapping_but_different_times_never_sit_too_many(
    database: Database, session: Session, visit: Appointment
) -> None:
    party, seats = new_id(), 2
    ready = asyncio.Barrier(16)

    async def race(number: int) -> bool:
        async with database.transaction() as racing:
            await racing.execute(select(1))
            await ready.wait()
            return await sit(racing, visit, party, minutes(number, number + 20), seats=seats)

    won = await asyncio.gather(*(race(number * 3) for number in range(16)))
    rows = (await session.scalars(select(Reservation.during).where(Reservation.party_id == party))).all()
    assert len(rows) == sum(won) >= 4
    assert max(sum(other.start <= each.start < other.end for other in rows) for each in rows) == seats


async def test_blocks_lie_over_anything_and_say_whose_they_are(session: Session, visit: Appointment) -> None:
    clinic = await session.get_one(type(await make_clinic(session)), visit.clinic_id)
    person = await make_person(session)
    at = {"starts_at": visit.starts_at, "ends_at": visit.ends_at}
    first = await make_block(session, clinic, visit.veterinarian_id, person, **at)
    await make_block(session, clinic, visit.veterinarian_id, person, **at)
    blocked = {"state": ReservationState.BLOCKED}
    for whose in ({}, {"block_id": first.id, "appointment_id": visit.id}):
        await refused(session, "ck_reservations_blocked_has_reason", visit, minutes(0, 30), **blocked, **whose)
    booked = {"state": ReservationState.BOOKED, "appointment_id": visit.id, "block_id": first.id}
    await refused(session, "ck_reservations_block_is_blocked", visit, minutes(0, 30), **booked)


async def refused(session: Session, constraint: str, visit: Appointment, during: Interval, **values: Any) -> None:
    """The database refuses such a row of the visit's veterinarian, by that constraint."""
    attempt = await session.begin_nested()
    with pytest.raises(IntegrityError, match=constraint):
        await make_reservation(session, visit.veterinarian_id, during, **values)
    await attempt.rollback()
