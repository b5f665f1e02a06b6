"""Turn a wish into an appointment, or say why not. Mail listens; nothing is sent here.

Moving a visit and calling it off stand in changes.py and are found here too.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Uuid, bindparam, text
from vet_core.db import Interval, Session
from vet_core.db.direct import Direct
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce
from vet_core.scheduling.enums import AppointmentStatus, ResourceKind
from vet_core.scheduling.models import ClinicResource, Hold
from vet_core.scheduling.schemas import AppointmentIn, AppointmentOut

from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import (
    answers,
    holds,
    home_visits,
    ledger,
    offers,
    override,
    quotas,
    reservations,
    slot_cache,
)
from vet_services.scheduling.assignment import Assignment
from vet_services.scheduling.changes import cancel, reschedule
from vet_services.scheduling.drafts import Draft
from vet_services.scheduling.facts import Facts, ResourceFacts, TypeFacts
from vet_services.scheduling.offers import Wish
from vet_services.scheduling.policy import is_staff, may_override
from vet_services.scheduling.reservations import Claim, ForAppointment

__all__ = ["book", "cancel", "reschedule"]

_COUNT_ASSIGNED = Direct(
    text("SELECT vet_count_assigned(:appointment_type_id, :veterinarian_id)").bindparams(
        bindparam("appointment_type_id", type_=Uuid()), bindparam("veterinarian_id", type_=Uuid())
    )
)


async def book(
    session: Session,
    wish: AppointmentIn,
    *,
    by: Actor,
    now: datetime,
    is_horizon_ignored: bool = False,
    is_settled: bool = False,
) -> AppointmentOut:
    """Create the appointment and reserve everything it needs, from a hold or at once; the caller commits.

    Without a named veterinarian it is the turn of the one who was given the fewest visits of this kind, and the next
    one's when somebody was faster. A visit of a series may lie beyond the horizon (`is_horizon_ignored`). From a hold
    that is settled (`is_settled`), because a link accepts it and nobody can be asked, no answer and no address is
    missing. Raises NotOffered when the rules would not offer that start, SlotTaken when somebody was faster,
    AnswerMissing or AnswerUnknown, AddressMissing or AddressUnneeded, HoldExpired or HoldNotFound; ClinicNotFound,
    AppointmentTypeNotFound, PetNotFound or PetDeceased.
    With an `override_reason` the rules are not asked (see override.py); Refused to whoever does not keep the calendar.
    """
    if wish.hold_id is not None:
        return await _book_hold(session, wish.hold_id, wish, by=by, now=now, is_settled=is_settled)
    assert wish.clinic_id is not None
    assert wish.appointment_type_id is not None
    assert wish.starts_at is not None
    asked = Wish(
        clinic_id=wish.clinic_id,
        appointment_type_id=wish.appointment_type_id,
        starts_at=wish.starts_at,
        veterinarian_id=wish.veterinarian_id,
        pet_id=wish.pet_id,
        is_horizon_ignored=is_horizon_ignored,
    )
    if wish.override_reason is not None:
        return await _book_anyway(session, asked, wish, by=by, now=now)
    offer = await quotas.offer_at(session, asked, by=by, now=now)

    async def reserve(assignment: Assignment) -> AppointmentOut:
        draft = _draft(offer.facts, offer.type, assignment, wish, by=by)
        booked, entry = draft.draw_up(by=by, now=now)
        claims = reservations.claims(assignment, wish.pet_id)
        await reservations.take(session, ForAppointment(booked.id), claims, now=now, entering=entry)
        return booked

    booked = await reservations.in_turn(session, offer.candidates, wish.pet_id, reserve)
    if wish.veterinarian_id is None:
        await _count_assigned(session, booked.appointment_type_id, booked.veterinarian_id)
    slot_cache.changed(session, booked.clinic_id)
    return booked


async def _book_anyway(
    session: Session, asked: Wish, wish: AppointmentIn, *, by: Actor, now: datetime
) -> AppointmentOut:
    enforce(may_override(by, asked.clinic_id), hidden=ClinicNotFound())
    known, kind = await offers.known_at(session, asked, by=by, now=now)
    assignment = override.assign(known, kind, asked.starts_at, asked.caller(by, now))
    booked, entry = _draft(known, kind, assignment, wish, by=by).draw_up(by=by, now=now)
    await override.take(session, booked.id, reservations.claims(assignment, wish.pet_id), now=now, entering=entry)
    slot_cache.changed(session, booked.clinic_id)
    return booked


async def _book_hold(
    session: Session, hold_id: UUID, wish: AppointmentIn, *, by: Actor, now: datetime, is_settled: bool
) -> AppointmentOut:
    """A hold was checked against the rules when it was made: only what the pet changes is checked again."""
    hold = await holds.claim(session, hold_id, by=by, now=now)
    known, kind, veterinarian = await offers.for_hold(session, hold, wish.pet_id, by=by, now=now)
    visit = Interval(hold.starts_at, hold.ends_at)
    draft = Draft(
        known=known,
        kind=kind,
        veterinarian=veterinarian,
        pet_id=wish.pet_id,
        visit=visit,
        status=_first_status(known, kind, by),
        room=await _room_of(session, hold, known),
        note=wish.note,
        visit_address=home_visits.checked(kind.place, wish.visit_address, is_settled=is_settled),
        answers=answers.checked(
            kind.questions, wish.answers, are_needed=not is_settled and not is_staff(by, known.clinic_id)
        ),
    )
    booked, entry = draft.draw_up(by=by, now=now)
    await ledger.enter(session, entry)
    pet = Claim(wish.pet_id, ResourceKind.PET, visit)
    await reservations.convert(session, hold, booked.id, pet, now=now, requirements=len(kind.requirements))
    if hold.is_any_veterinarian:
        await _count_assigned(session, kind.id, veterinarian.id)
    await holds.forget(session, hold.id)
    return booked


async def _room_of(session: Session, hold: Hold, known: Facts) -> ResourceFacts | None:
    """The room that is held, even if no new visit gets it any more."""
    if hold.room_id is None:
        return None
    offered = next((each for each in known.resources if each.id == hold.room_id), None)
    if offered is not None:
        return offered
    room = await session.get_one(ClinicResource, hold.room_id)
    return ResourceFacts(room.id, ResourceKind.ROOM, room.category, room.name, ())


def _draft(known: Facts, kind: TypeFacts, assignment: Assignment, wish: AppointmentIn, *, by: Actor) -> Draft:
    return Draft(
        known=known,
        kind=kind,
        veterinarian=assignment.veterinarian,
        pet_id=wish.pet_id,
        visit=assignment.candidate.visit,
        status=_first_status(known, kind, by),
        room=assignment.room,
        note=wish.note,
        visit_address=home_visits.checked(kind.place, wish.visit_address),
        answers=answers.checked(kind.questions, wish.answers, are_needed=not is_staff(by, known.clinic_id)),
        override_reason=wish.override_reason,
    )


def _first_status(known: Facts, kind: TypeFacts, by: Actor) -> AppointmentStatus:
    """An owner's visit of a kind that the clinic wants to confirm is a request at first; its time is reserved."""
    is_request = kind.is_confirmation_needed and not is_staff(by, known.clinic_id)
    return AppointmentStatus.REQUESTED if is_request else AppointmentStatus.CONFIRMED


async def _count_assigned(session: Session, appointment_type_id: UUID, veterinarian_id: UUID) -> None:
    await _COUNT_ASSIGNED.rows(
        session, {"appointment_type_id": appointment_type_id, "veterinarian_id": veterinarian_id}
    )
