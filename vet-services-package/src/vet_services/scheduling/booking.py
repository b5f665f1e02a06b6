"""Turn a wish into an appointment, move it, call it off, or say why not. Mail listens; nothing is sent here."""

from datetime import datetime
from typing import Any
from uuid import UUID

from vet_core import audit, outbox
from vet_core.db import Interval, Session
from vet_core.kernel.actor import Actor
from vet_core.kernel.ids import new_id
from vet_core.kernel.money import Money
from vet_core.kernel.policy import enforce
from vet_core.kernel.versions import VersionCheck, any_version
from vet_core.scheduling.enums import AppointmentStatus
from vet_core.scheduling.events import AppointmentBooked, AppointmentRescheduled
from vet_core.scheduling.models import Appointment, AppointmentMove
from vet_core.scheduling.schemas import AppointmentIn, AppointmentOut, RescheduleIn

from vet_services.scheduling import holds, ledger, offers, queries, reservations, status
from vet_services.scheduling.errors import AlreadyBegun, AppointmentNotFound, SlotTaken, WrongMove
from vet_services.scheduling.facts import Facts, TypeFacts, VeterinarianFacts
from vet_services.scheduling.ledger import Entry
from vet_services.scheduling.offers import Wish
from vet_services.scheduling.policy import is_staff, may_cancel, may_reschedule
from vet_services.scheduling.reservations import ForAppointment

_MOVABLE = frozenset({AppointmentStatus.REQUESTED, AppointmentStatus.CONFIRMED})


async def book(session: Session, wish: AppointmentIn, *, by: Actor, now: datetime) -> AppointmentOut:
    """Create the appointment and reserve everything it needs, from a hold or at once; the caller commits.

    Without a named veterinarian the one with the fewest visits that day gets it, and the next when somebody was
    faster. Raises NotOffered when the rules would not offer that start, SlotTaken when somebody was faster, HoldExpired
    or HoldNotFound; ClinicNotFound, AppointmentTypeNotFound, PetNotFound or PetDeceased.
    """
    if wish.hold_id is not None:
        return await _book_hold(session, wish.hold_id, wish, by=by, now=now)
    assert wish.clinic_id is not None
    assert wish.appointment_type_id is not None
    assert wish.starts_at is not None
    offer = await offers.offer_at(
        session,
        Wish(
            clinic_id=wish.clinic_id,
            appointment_type_id=wish.appointment_type_id,
            starts_at=wish.starts_at,
            veterinarian_id=wish.veterinarian_id,
            pet_id=wish.pet_id,
        ),
        by=by,
        now=now,
    )
    *earlier, last = offer.veterinarians

    async def reserve(veterinarian: VeterinarianFacts) -> AppointmentOut:
        booked, entry = _draw_up(wish, offer.facts, offer.type, veterinarian, offer.visit, by=by, now=now)
        claims = reservations.claims(veterinarian.id, offer.blocked, wish.pet_id, offer.visit)
        await reservations.take(session, ForAppointment(booked.id), claims, now=now, entering=entry)
        return booked

    for veterinarian in earlier:
        try:
            async with session.begin_nested():
                return await reserve(veterinarian)
        except SlotTaken as taken:
            if wish.pet_id in taken.resource_ids:
                raise
    return await reserve(last)


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
    appointment.cancelled_at = now
    appointment.cancelled_by_id = by.person_id
    appointment.cancellation_reason = reason or None
    appointment.sequence += 1
    status.move(session, appointment, AppointmentStatus.CANCELLED, owners.ids, by=by, now=now, reason=reason)
    await session.flush()
    await reservations.release(session, appointment_id)
    return await queries.show(session, appointment_id, by=by)


async def reschedule(
    session: Session,
    appointment_id: UUID,
    wish: RescheduleIn,
    *,
    by: Actor,
    now: datetime,
    check: VersionCheck = any_version,
) -> AppointmentOut:
    """Move the visit to another start, in one step: when the new time is taken the old one is still theirs.

    The veterinarian stays unless another is named, and the visit keeps its length. Raises AppointmentNotFound,
    Refused, WrongMove, AlreadyBegun, NotOffered or SlotTaken; after SlotTaken nothing has changed.
    """
    appointment, owners = await status.load(session, appointment_id)
    enforce(may_reschedule(by, status.facts(appointment, owners)), hidden=AppointmentNotFound())
    check(appointment.version)
    if appointment.status not in _MOVABLE:
        raise WrongMove(f"A visit that is {appointment.status} keeps its time.", status=appointment.status)
    _refuse_past(appointment, by, now)
    veterinarian_id = wish.veterinarian_id or appointment.veterinarian_id
    if (wish.starts_at, veterinarian_id) == (appointment.starts_at, appointment.veterinarian_id):
        return await queries.show(session, appointment_id, by=by)
    offer = await offers.offer_at(
        session,
        Wish(
            clinic_id=appointment.clinic_id,
            appointment_type_id=appointment.appointment_type_id,
            starts_at=wish.starts_at,
            veterinarian_id=veterinarian_id,
            pet_id=appointment.pet_id,
            own_appointment_id=appointment_id,
            duration_minutes=appointment.duration_minutes,
        ),
        by=by,
        now=now,
    )
    await reservations.queue(session, [appointment.veterinarian_id, veterinarian_id, appointment.pet_id])
    claims = reservations.claims(veterinarian_id, offer.blocked, appointment.pet_id, offer.visit)
    async with session.begin_nested():
        await reservations.release(session, appointment_id)
        await reservations.take(session, ForAppointment(appointment_id), claims, now=now)
    _move_to(session, appointment, veterinarian_id, offer.visit, owners.ids, by=by, now=now)
    await session.flush()
    return await queries.show(session, appointment_id, by=by)


def _move_to(
    session: Session,
    appointment: Appointment,
    veterinarian_id: UUID,
    visit: Interval,
    owner_ids: tuple[UUID, ...],
    *,
    by: Actor,
    now: datetime,
) -> None:
    previous_starts_at = appointment.starts_at
    changed = ["starts_at"] if visit.start != previous_starts_at else []
    if veterinarian_id != appointment.veterinarian_id:
        changed.append("veterinarian_id")
    appointment.starts_at, appointment.ends_at = visit.start, visit.end
    appointment.veterinarian_id = veterinarian_id
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
    facts = status.event_facts(appointment, owner_ids)
    outbox.add(session, AppointmentRescheduled(**facts, previous_starts_at=previous_starts_at), now=now)
    audit.add(
        session,
        by,
        "rescheduled",
        "appointment",
        appointment.id,
        now=now,
        clinic_id=appointment.clinic_id,
        fields=changed,
    )


async def _book_hold(
    session: Session, hold_id: UUID, wish: AppointmentIn, *, by: Actor, now: datetime
) -> AppointmentOut:
    """A hold was checked against the rules when it was made: only what the pet changes is checked again."""
    hold = await holds.claim(session, hold_id, by=by, now=now)
    known, kind, veterinarian = await offers.for_hold(session, hold, wish.pet_id, by=by, now=now)
    visit = Interval(hold.starts_at, hold.ends_at)
    booked, entry = _draw_up(wish, known, kind, veterinarian, visit, by=by, now=now)
    await ledger.enter(session, entry)
    _, pet = reservations.claims(hold.veterinarian_id, visit, wish.pet_id, visit)
    await reservations.convert(session, hold_id, booked.id, hold.veterinarian_id, pet, now=now)
    await holds.forget(session, hold_id)
    return booked


def _draw_up(
    wish: AppointmentIn,
    known: Facts,
    kind: TypeFacts,
    veterinarian: VeterinarianFacts,
    visit: Interval,
    *,
    by: Actor,
    now: datetime,
) -> tuple[AppointmentOut, Entry]:
    """The appointment as it is shown, from what is known already, and as it is entered."""
    assert known.pet is not None
    appointment: dict[str, Any] = {
        "id": new_id(),
        "clinic_id": known.clinic_id,
        "appointment_type_id": kind.id,
        "veterinarian_id": veterinarian.id,
        "pet_id": wish.pet_id,
        "status": AppointmentStatus.CONFIRMED,
        "starts_at": visit.start,
        "ends_at": visit.end,
        "duration_minutes": int(visit.length.total_seconds()) // 60,
        "time_zone": known.zone_name,
        "note": wish.note or None,
        "sequence": 0,
        "version": 1,
        "created_at": now,
    }
    event = AppointmentBooked(
        appointment_id=appointment["id"],
        clinic_id=known.clinic_id,
        audience_person_ids=known.pet.owner_ids,
        veterinarian_id=veterinarian.id,
        pet_id=wish.pet_id,
        starts_at=visit.start,
        ends_at=visit.end,
        status=AppointmentStatus.CONFIRMED,
    )
    entry = ledger.entry({**appointment, "booked_by_id": by.person_id, "updated_at": now}, event, by=by, now=now)
    shown = AppointmentOut(
        **appointment,
        clinic_name=known.clinic_name,
        appointment_type_name=kind.name,
        veterinarian_name=veterinarian.name,
        pet_name=known.pet.name,
        pet_species=known.pet.species,
        owner_name=known.pet.owner_name if by.works_at(known.clinic_id) else None,
        starts_local=visit.start.astimezone(known.zone).strftime("%Y-%m-%dT%H:%M"),
        price=Money(kind.price_minor, kind.currency),
        cancelled_at=None,
        cancellation_reason=None,
    )
    return shown, entry


def _refuse_past(appointment: Appointment, by: Actor, now: datetime) -> None:
    if appointment.starts_at <= now and not is_staff(by, appointment.clinic_id):
        raise AlreadyBegun()
