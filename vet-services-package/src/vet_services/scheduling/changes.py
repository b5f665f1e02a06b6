"""Move a visit, call it off, or say where else it takes place.

A move is one step: when the new time is taken the old one is still theirs.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from vet_core import audit, outbox
from vet_core.db import Interval, Session
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce
from vet_core.kernel.versions import VersionCheck, any_version
from vet_core.scheduling.enums import AppointmentStatus
from vet_core.scheduling.events import AppointmentRescheduled, AppointmentStatusChanged
from vet_core.scheduling.models import Appointment, AppointmentMove, AppointmentType
from vet_core.scheduling.schemas import AppointmentOut, RescheduleIn

from vet_services.scheduling import (
    home_visits,
    lateness,
    offers,
    override,
    queries,
    quotas,
    reservations,
    rooms,
    slot_cache,
    status,
)
from vet_services.scheduling.assignment import Assignment
from vet_services.scheduling.errors import AlreadyBegun, AppointmentNotFound, SlotTaken, WrongMove
from vet_services.scheduling.offers import Wish
from vet_services.scheduling.policy import is_staff, may_cancel, may_override, may_readdress, may_reschedule
from vet_services.scheduling.reservations import ForAppointment

_MOVABLE = frozenset({AppointmentStatus.REQUESTED, AppointmentStatus.CONFIRMED})


async def cancel(
    session: Session,
    appointment_id: UUID,
    *,
    by: Actor,
    now: datetime,
    reason: str | None = None,
    check: VersionCheck = any_version,
) -> AppointmentOut:
    """Call the visit off and give its time back.

    Raises AppointmentNotFound, Refused, WrongMove, or AlreadyBegun to an owner whose visit's time has come.
    """
    appointment, owners = await status.load(session, appointment_id)
    enforce(may_cancel(by, status.facts(appointment, owners)), hidden=AppointmentNotFound())
    check(appointment.version)
    status.refuse_move(appointment, AppointmentStatus.CANCELLED)
    _refuse_past(appointment, by, now)
    await lateness.note(session, appointment, by=by, now=now)
    appointment.cancelled_at = now
    appointment.cancelled_by_id = by.person_id
    appointment.cancellation_reason = reason or None
    appointment.sequence += 1
    status.move(session, appointment, AppointmentStatus.CANCELLED, owners.ids, by=by, now=now, reason=reason)
    await session.flush()
    await reservations.release(session, appointment_id)
    slot_cache.changed(session, appointment.clinic_id)
    return await queries.show(session, appointment_id, by=by)


async def reschedule(
    session: Session,
    appointment_id: UUID,
    wish: RescheduleIn,
    *,
    by: Actor,
    now: datetime,
    check: VersionCheck = any_version,
    by_staff_rules: bool = False,
    is_never_late: bool = False,
    is_horizon_ignored: bool = False,
) -> AppointmentOut:
    """Move the visit to another start, in one step: when the new time is taken the old one is still theirs.

    The veterinarian and the room stay unless others are named (or the room is taken and another will do), and so does
    the length unless staff say another. `by_staff_rules` and `is_never_late` are for a time that the clinic itself has
    proposed, `is_horizon_ignored` for a visit of a series that reaches further. Raises AppointmentNotFound, Refused,
    WrongMove, AlreadyBegun, NotOffered or SlotTaken; after SlotTaken nothing has changed. With an `override_reason` the
    rules are not asked.
    """
    appointment, owners = await status.load(session, appointment_id)
    enforce(may_reschedule(by, status.facts(appointment, owners)), hidden=AppointmentNotFound())
    if any(each is not None for each in (wish.override_reason, wish.duration_minutes, wish.room_id)):
        enforce(may_override(by, appointment.clinic_id), hidden=AppointmentNotFound())
    check(appointment.version)
    if appointment.status not in _MOVABLE:
        raise WrongMove(f"A visit that is {appointment.status} keeps its time.", status=appointment.status)
    _refuse_past(appointment, by, now)
    asked = Wish(
        clinic_id=appointment.clinic_id,
        appointment_type_id=appointment.appointment_type_id,
        starts_at=wish.starts_at,
        veterinarian_id=wish.veterinarian_id or appointment.veterinarian_id,
        pet_id=appointment.pet_id,
        own_appointment_id=appointment_id,
        duration_minutes=wish.duration_minutes or appointment.duration_minutes,
        buffer_before_minutes=appointment.buffer_before_minutes,
        buffer_after_minutes=appointment.buffer_after_minutes,
        room_id=wish.room_id,
        as_staff=by_staff_rules or None,
        is_horizon_ignored=is_horizon_ignored,
        is_start_kept=wish.starts_at == appointment.starts_at and is_staff(by, appointment.clinic_id),
    )
    if _is_as_it_was(appointment, asked):
        return await queries.show(session, appointment_id, by=by)
    if wish.room_id is not None:
        await rooms.refuse_unknown(session, appointment.clinic_id, wish.room_id)
    if wish.override_reason is None:
        assignment = await _move(session, appointment, asked, by=by, now=now)
    else:
        assignment = await _force(session, appointment, asked, by=by, now=now)
        appointment.override_reason = wish.override_reason
    if not is_never_late:
        await lateness.note(session, appointment, by=by, now=now)
    _record(session, appointment, assignment, owners.ids, by=by, now=now, reason=wish.override_reason)
    await session.flush()
    slot_cache.changed(session, appointment.clinic_id)
    return await queries.show(session, appointment_id, by=by)


async def change_address(
    session: Session,
    appointment_id: UUID,
    visit_address: str,
    *,
    by: Actor,
    now: datetime,
    check: VersionCheck = any_version,
) -> AppointmentOut:
    """Say where a visit that lies ahead takes place, when that is at the pet's home; its time stays.

    Links in mails stay good. Raises AppointmentNotFound, Refused, AddressUnneeded, WrongMove or AlreadyBegun.
    """
    appointment, owners = await status.load(session, appointment_id)
    enforce(may_readdress(by, status.facts(appointment, owners)), hidden=AppointmentNotFound())
    check(appointment.version)
    kind = await session.get_one(AppointmentType, appointment.appointment_type_id)
    home_visits.checked(kind.place, visit_address)
    if appointment.status not in _MOVABLE:
        raise WrongMove(f"A visit that is {appointment.status} keeps its address.", status=appointment.status)
    _refuse_past(appointment, by, now)
    if appointment.visit_address != visit_address:
        appointment.visit_address = visit_address
        outbox.add(session, AppointmentStatusChanged(**status.event_facts(appointment, owners.ids)), now=now)
        audit.add(
            session,
            by,
            "readdressed",
            "appointment",
            appointment_id,
            now=now,
            clinic_id=appointment.clinic_id,
            fields=["visit_address"],
        )
        await session.flush()
    return await queries.show(session, appointment_id, by=by)


async def _move(session: Session, appointment: Appointment, asked: Wish, *, by: Actor, now: datetime) -> Assignment:
    """By the rules, to whatever is free; in the same room when that is free too and nobody named another."""
    if asked.room_id is None and appointment.room_id is not None:
        try:
            return await _move_as(session, appointment, replace(asked, room_id=appointment.room_id), by=by, now=now)
        except SlotTaken:
            pass  # the room may be all that is taken
    return await _move_as(session, appointment, asked, by=by, now=now)


async def _move_as(session: Session, appointment: Appointment, asked: Wish, *, by: Actor, now: datetime) -> Assignment:
    # First of all, as series and offers to who waits do it: the line of a capped day is stood in afterwards.
    people = [appointment.veterinarian_id, asked.veterinarian_id or appointment.veterinarian_id, appointment.pet_id]
    await reservations.queue(session, people)
    offer = await quotas.offer_at(session, asked, by=by, now=now)
    others = [each.id for candidate in offer.candidates for free in candidate.resources for each in free]
    if others or appointment.room_id is not None:
        await reservations.queue(session, [*_involved(appointment), *others])

    async def replace_reservations(assignment: Assignment) -> Assignment:
        await reservations.release(session, appointment.id)
        claims = reservations.claims(assignment, appointment.pet_id)
        await reservations.take(session, ForAppointment(appointment.id), claims, now=now)
        return assignment

    return await reservations.in_turn(
        session, offer.candidates, appointment.pet_id, replace_reservations, keeps_transaction=True
    )


async def _force(session: Session, appointment: Appointment, asked: Wish, *, by: Actor, now: datetime) -> Assignment:
    known, kind = await offers.known_at(session, asked, by=by, now=now)
    caller = replace(asked.caller(by, now), room_id=asked.room_id or appointment.room_id)
    assignment = override.assign(known, kind, asked.starts_at, caller)
    claims = reservations.claims(assignment, appointment.pet_id)
    await reservations.queue(session, [*_involved(appointment), *(claim.resource_id for claim in claims)])
    async with session.begin_nested():
        await reservations.release(session, appointment.id)
        await override.take(session, appointment.id, claims, now=now)
    return assignment


def _is_as_it_was(appointment: Appointment, asked: Wish) -> bool:
    return (
        asked.starts_at == appointment.starts_at
        and asked.veterinarian_id == appointment.veterinarian_id
        and asked.duration_minutes == appointment.duration_minutes
        and asked.room_id in (None, appointment.room_id)
    )


def _involved(appointment: Appointment) -> list[UUID]:
    room = [] if appointment.room_id is None else [appointment.room_id]
    return [appointment.veterinarian_id, appointment.pet_id, *room]


def _record(
    session: Session,
    appointment: Appointment,
    assignment: Assignment,
    owner_ids: Sequence[UUID],
    *,
    by: Actor,
    now: datetime,
    reason: str | None,
) -> None:
    """Write the new time down, with its move, its event and its audit entry."""
    visit: Interval = assignment.candidate.visit
    previous_starts_at = appointment.starts_at
    new = {
        "starts_at": visit.start,
        "ends_at": visit.end,
        "duration_minutes": assignment.candidate.parameters.duration_minutes,
        "veterinarian_id": assignment.veterinarian.id,
        "room_id": None if assignment.room is None else assignment.room.id,
    }
    changed = [name for name, value in new.items() if getattr(appointment, name) != value]
    for name in changed:
        setattr(appointment, name, new[name])
    if "starts_at" in changed:
        appointment.owner_confirmed_at = None  # they promised to come at another time
    appointment.sequence += 1
    session.add(
        AppointmentMove(
            appointment_id=appointment.id,
            from_status=appointment.status,
            to_status=appointment.status,
            by_person_id=by.person_id,
            at=now,
            starts_at=visit.start,
        )
    )
    facts = status.event_facts(appointment, tuple(owner_ids))
    outbox.add(session, AppointmentRescheduled(**facts, previous_starts_at=previous_starts_at), now=now)
    audit.add(
        session,
        by,
        "rescheduled",
        "appointment",
        appointment.id,
        now=now,
        clinic_id=appointment.clinic_id,
        fields=[name for name in changed if name != "ends_at"],
        reason=reason,
    )


def _refuse_past(appointment: Appointment, by: Actor, now: datetime) -> None:
    if appointment.starts_at <= now and not is_staff(by, appointment.clinic_id):
        raise AlreadyBegun()
