"""Somebody stands at the desk without an appointment: give them the next free time of today, or squeeze them in.

Neither notice nor opening hours nor the usual grid of the visit matter to somebody who is there already. When nobody
has time any more they are seen in between, which is an override like any other. A visit at the pet's home is booked,
for nobody waits for it here.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from vet_core.db import Interval, Session
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce
from vet_core.scheduling.enums import AppointmentStatus, Place
from vet_core.scheduling.schemas import AppointmentOut, WalkInIn

from vet_services.clinics.errors import ClinicNotFound
from vet_services.pets.errors import PetDeceased
from vet_services.scheduling import answers, availability, offers, override, reservations, slot_cache, why_not
from vet_services.scheduling.assignment import Assignment
from vet_services.scheduling.drafts import Draft
from vet_services.scheduling.errors import SlotTaken, WalkInElsewhere
from vet_services.scheduling.facts import Facts, Question, TypeFacts
from vet_services.scheduling.policy import may_take_in
from vet_services.scheduling.reservations import ForAppointment
from vet_services.scheduling.why_not import Caller

GRID_MINUTES = 5
SQUEEZED_IN = "A walk-in: nobody had time left today."
_DAY = timedelta(days=1)


async def add(session: Session, wish: WalkInIn, *, by: Actor, now: datetime) -> AppointmentOut:
    """A visit that is checked in, at the next free start of today or, without one, now.

    Raises ClinicNotFound, AppointmentTypeNotFound, PetNotFound, PetDeceased, Refused, AnswerUnknown; WalkInElsewhere
    for a visit at home, NotOffered when nobody performs this kind of visit, SlotTaken when the pet has another visit at
    this time.
    """
    enforce(may_take_in(by, wish.clinic_id), hidden=ClinicNotFound())
    question = Question(
        clinic_id=wish.clinic_id,
        appointment_type_id=wish.appointment_type_id,
        starts_from=now,
        ends_by=now + _DAY,
        veterinarian_id=wish.veterinarian_id,
        pet_id=wish.pet_id,
        person_id=by.person_id,
    )
    known, kind = await offers.load(session, question, by=by, now=now)
    if known.pet is not None and known.pet.is_deceased:
        raise PetDeceased()
    if kind.place is Place.HOME_VISIT:
        raise WalkInElsewhere()
    caller = Caller(is_staff=True, now=now)
    booked = await _place(session, wish, known, _on_the_walk_in_grid(kind), caller, by=by, now=now)
    if booked is None:
        booked = await _squeeze_in(session, wish, known, kind, caller, by=by, now=now)
    slot_cache.changed(session, wish.clinic_id)
    return booked


async def _place(
    session: Session, wish: WalkInIn, known: Facts, kind: TypeFacts, caller: Caller, *, by: Actor, now: datetime
) -> AppointmentOut | None:
    """The first start of today that nobody takes in the same moment; None when there is none."""
    for start in _starts_today(known, kind, caller):
        candidates = why_not.judge(known, kind, start, caller).candidates

        async def reserve(assignment: Assignment) -> AppointmentOut:
            booked, entry = _draft(wish, known, kind, assignment, now=now).draw_up(by=by, now=now)
            claims = reservations.claims(assignment, wish.pet_id)
            await reservations.take(session, ForAppointment(booked.id), claims, now=now, entering=entry)
            return booked

        try:
            return await reservations.in_turn(session, candidates, wish.pet_id, reserve, keeps_transaction=True)
        except SlotTaken:
            continue
    return None


def _starts_today(known: Facts, kind: TypeFacts, caller: Caller) -> list[datetime]:
    """When a veterinarian and the pet are free before midnight, soonest first; rooms are asked for each start."""
    midnight = availability.instant(known.zone, availability.day_of(known.zone, caller.now) + _DAY, 0)
    pet = [each.for_party(None) for each in known.pet.taken] if known.pet is not None else []
    found: set[datetime] = set()
    for veterinarian in known.veterinarians:
        party_id = why_not.party_of(kind, veterinarian.id)
        found.update(
            availability.starts(
                known.zone,
                [veterinarian.roster],
                [each.for_party(party_id) for each in veterinarian.taken],
                why_not.parameters_for(kind, caller, veterinarian),
                now=caller.now,
                within=Interval(caller.now, midnight),
                pet=pet,
            )
        )
    return sorted(found)


async def _squeeze_in(
    session: Session, wish: WalkInIn, known: Facts, kind: TypeFacts, caller: Caller, *, by: Actor, now: datetime
) -> AppointmentOut:
    start = now.replace(second=0, microsecond=0)
    assignment = override.assign(known, kind, start, caller)
    draft = replace(_draft(wish, known, kind, assignment, now=now), override_reason=SQUEEZED_IN)
    booked, entry = draft.draw_up(by=by, now=now)
    await override.take(session, booked.id, reservations.claims(assignment, wish.pet_id), now=now, entering=entry)
    return booked


def _draft(wish: WalkInIn, known: Facts, kind: TypeFacts, assignment: Assignment, *, now: datetime) -> Draft:
    return Draft(
        known=known,
        kind=kind,
        veterinarian=assignment.veterinarian,
        pet_id=wish.pet_id,
        visit=assignment.candidate.visit,
        status=AppointmentStatus.CHECKED_IN,
        room=assignment.room,
        note=wish.note,
        answers=answers.checked(kind.questions, wish.answers, are_needed=False),
        arrived_at=now,
    )


def _on_the_walk_in_grid(kind: TypeFacts) -> TypeFacts:
    return replace(kind, parameters=replace(kind.parameters, interval_minutes=GRID_MINUTES, offset_minutes=0))
