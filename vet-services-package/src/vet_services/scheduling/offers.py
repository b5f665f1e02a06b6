"""Judge one wished start: load the facts, then let the pure rules decide. Never writes: holding is booking's job."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vet_core.db import Session
from vet_core.identity.enums import PetAccess
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce
from vet_core.scheduling.models import Hold

from vet_services.clinics.errors import ClinicNotFound, ClinicSuspended
from vet_services.pets.errors import PetDeceased, PetNotFound
from vet_services.scheduling import facts, why_not
from vet_services.scheduling.availability import WhyNot
from vet_services.scheduling.errors import AppointmentTypeNotFound, HoldExpired, NotOffered, SlotTaken
from vet_services.scheduling.facts import Facts, PetFacts, Question, TypeFacts, VeterinarianFacts
from vet_services.scheduling.policy import BookingFacts, is_staff, may_book
from vet_services.scheduling.why_not import Caller, Candidate

__all__ = ["Candidate", "Offer", "Wish", "explain", "for_hold", "known_at", "load", "offer_at", "refuse_strangers"]

_FULL = frozenset({WhyNot.TAKEN, WhyNot.ROOM_BUSY})
_OF_THE_PET = frozenset({WhyNot.SPECIES, WhyNot.CLIENTS})


@dataclass(frozen=True, slots=True)
class Wish:
    """One start somebody wants, from whichever veterinarian unless one is named.

    A visit that was agreed before keeps its own length and buffers; the kind of visit decides otherwise.
    """

    clinic_id: UUID
    appointment_type_id: UUID
    starts_at: datetime
    veterinarian_id: UUID | None = None
    pet_id: UUID | None = None
    own_appointment_id: UUID | None = None
    own_hold_id: UUID | None = None
    duration_minutes: int | None = None
    buffer_before_minutes: int | None = None
    buffer_after_minutes: int | None = None
    is_horizon_ignored: bool = False
    is_start_kept: bool = False
    """The visit has this start already: neither notice nor horizon nor grid is asked about it again."""
    room_id: UUID | None = None
    as_staff: bool | None = None
    """Whether the rules for staff apply; by default they do when the clinic's staff ask."""

    def caller(self, by: Actor | None, now: datetime) -> Caller:
        return Caller(
            is_staff=is_staff(by, self.clinic_id) if self.as_staff is None else self.as_staff,
            now=now,
            duration_minutes=self.duration_minutes,
            buffer_before_minutes=self.buffer_before_minutes,
            buffer_after_minutes=self.buffer_after_minutes,
            is_horizon_ignored=self.is_horizon_ignored,
            is_start_kept=self.is_start_kept,
            is_moving=self.own_appointment_id is not None,
            room_id=self.room_id,
        )

    def question(self, by: Actor | None) -> Question:
        return Question(
            clinic_id=self.clinic_id,
            appointment_type_id=self.appointment_type_id,
            starts_from=self.starts_at,
            ends_by=self.starts_at,
            veterinarian_id=self.veterinarian_id,
            pet_id=self.pet_id,
            person_id=None if by is None else by.person_id,
            own_hold_id=self.own_hold_id,
            own_appointment_id=self.own_appointment_id,
            duration_minutes=self.duration_minutes,
            buffer_before_minutes=self.buffer_before_minutes,
            buffer_after_minutes=self.buffer_after_minutes,
            room_id=self.room_id,
        )


@dataclass(frozen=True, slots=True)
class Offer:
    """A start that is free at this moment, and who is free for it, in the order in which to ask them."""

    facts: Facts
    type: TypeFacts
    starts_at: datetime
    candidates: tuple[Candidate, ...]


async def offer_at(session: Session, wish: Wish, *, by: Actor, now: datetime) -> Offer:
    """The wish as an offer, or why not.

    Raises NotOffered when the rules would not offer that start on an empty calendar, SlotTaken when they would but
    somebody is busy; ClinicNotFound, AppointmentTypeNotFound, PetNotFound or PetDeceased.
    """
    known, kind = await known_at(session, wish, by=by, now=now)
    verdict = why_not.judge(known, kind, wish.starts_at, wish.caller(by, now))
    if verdict.reasons:
        first = verdict.reasons[0]
        raise SlotTaken() if first in _FULL else NotOffered(first)
    return Offer(known, kind, wish.starts_at, verdict.candidates)


async def explain(session: Session, wish: Wish, *, by: Actor | None, now: datetime) -> tuple[WhyNot, ...]:
    """Every reason against this start, in their order; none when it is on offer. Says nothing about who is there.

    Raises ClinicNotFound, AppointmentTypeNotFound, PetNotFound or PetDeceased.
    """
    known, kind = await known_at(session, wish, by=by, now=now)
    return why_not.judge(known, kind, wish.starts_at, wish.caller(by, now)).reasons


async def known_at(session: Session, wish: Wish, *, by: Actor | None, now: datetime) -> tuple[Facts, TypeFacts]:
    """What is known about the wished start, without the rules of time.

    Raises ClinicNotFound, AppointmentTypeNotFound, PetNotFound for whoever may not book for the pet, or PetDeceased.
    """
    known, kind = await load(session, wish.question(by), by=by, now=now)
    _refuse_deceased(known.pet)
    return known, kind


async def for_hold(
    session: Session, hold: Hold, pet_id: UUID, *, by: Actor, now: datetime
) -> tuple[Facts, TypeFacts, VeterinarianFacts]:
    """What a held visit needs to know when its pet is named.

    The hold promised the start, so only what the pet changes can refuse it: raises PetNotFound, PetDeceased, NotOffered
    for the wrong species or clients, and HoldExpired when its veterinarian has left or the visit is offered no more.
    """
    question = Question(
        clinic_id=hold.clinic_id,
        appointment_type_id=hold.appointment_type_id,
        starts_from=hold.starts_at,
        ends_by=hold.starts_at,
        veterinarian_id=hold.veterinarian_id,
        pet_id=pet_id,
        person_id=by.person_id,
        own_hold_id=hold.id,
    )
    known, kind = await load(session, question, by=by, now=now)
    _refuse_deceased(known.pet)
    if not known.veterinarians or not kind.is_active:
        raise HoldExpired()
    veterinarian = known.veterinarians[0]
    caller = Caller(is_staff=is_staff(by, known.clinic_id), now=now)
    for reason in why_not.about_the_visit(known, kind, caller):
        if reason in _OF_THE_PET:
            raise NotOffered(reason)
    return known, kind, veterinarian


async def load(session: Session, question: Question, *, by: Actor | None, now: datetime) -> tuple[Facts, TypeFacts]:
    """The facts, for whoever may ask about this pet. Raises like `known_at`, but says nothing against the dead."""
    known = await facts.load(session, question, now=now)
    if known is None:
        raise ClinicNotFound()
    if known.is_suspended:
        raise ClinicSuspended()
    if known.type is None:
        raise AppointmentTypeNotFound()
    if question.pet_id is not None:
        pet = known.pet
        refuse_strangers(
            by, known.clinic_id, None if pet is None else pet.owners, is_client=pet is not None and pet.is_client
        )
    return known, known.type


def refuse_strangers(
    by: Actor | None, clinic_id: UUID, owners: Collection[tuple[UUID, str]] | None, *, is_client: bool
) -> None:
    """Raise PetNotFound unless this person may book for the pet of these owners (None: no such pet) at this clinic."""
    if by is None or owners is None:
        raise PetNotFound()
    managers = frozenset(person_id for person_id, access in owners if access == PetAccess.MANAGE)
    wish = BookingFacts(clinic_id, frozenset(person_id for person_id, _ in owners), is_client, managers)
    enforce(may_book(by, wish), hidden=PetNotFound())


def _refuse_deceased(pet: PetFacts | None) -> None:
    if pet is not None and pet.is_deceased:
        raise PetDeceased()
