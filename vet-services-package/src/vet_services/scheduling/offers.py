"""Answer what is on offer, to whom: load the facts, then let the pure rules decide. Never writes."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from vet_core.db import Interval, Session
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce
from vet_core.scheduling.models import Hold
from vet_core.scheduling.schemas import SlotOut, SlotsOut

from vet_services.clinics.errors import ClinicNotFound, ClinicSuspended
from vet_services.pets.errors import PetDeceased, PetNotFound
from vet_services.scheduling import availability, facts
from vet_services.scheduling.availability import Busy, Parameters, WhyNot
from vet_services.scheduling.errors import AppointmentTypeNotFound, HoldExpired, NotOffered, SlotRangeTooLong, SlotTaken
from vet_services.scheduling.facts import Facts, PetFacts, Question, TypeFacts, VeterinarianFacts
from vet_services.scheduling.policy import BookingFacts, is_staff, may_book

LONGEST_RANGE = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class SlotQuery:
    """Which slots somebody wants to see. Their own hold does not stand in their way."""

    clinic_id: UUID
    appointment_type_id: UUID
    starts_from: datetime
    ends_by: datetime
    veterinarian_id: UUID | None = None
    pet_id: UUID | None = None
    hold_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """One start somebody wants, from whichever veterinarian unless one is named."""

    clinic_id: UUID
    appointment_type_id: UUID
    starts_at: datetime
    veterinarian_id: UUID | None = None
    pet_id: UUID | None = None
    own_appointment_id: UUID | None = None
    duration_minutes: int | None = None
    """How long the visit is when it was agreed before; the kind of visit decides otherwise."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A start that is free at this moment, and who is free for it, the least busy that day first."""

    facts: Facts
    type: TypeFacts
    parameters: Parameters
    starts_at: datetime
    veterinarians: tuple[VeterinarianFacts, ...]

    @property
    def visit(self) -> Interval:
        return self.parameters.visit(self.starts_at)

    @property
    def blocked(self) -> Interval:
        return self.parameters.blocked(self.starts_at)


async def list_slots(session: Session, query: SlotQuery, *, by: Actor | None, now: datetime) -> SlotsOut:
    """Every start on offer in the range, with the veterinarians free for it. `by` is None for a visitor.

    Staff of the clinic see what they may book: rosters without opening hours, and no notice. Raises ClinicNotFound,
    AppointmentTypeNotFound, PetNotFound or SlotRangeTooLong.
    """
    if not timedelta() < query.ends_by - query.starts_from <= LONGEST_RANGE:
        raise SlotRangeTooLong()
    within = Interval(query.starts_from, query.ends_by)
    question = Question(
        clinic_id=query.clinic_id,
        appointment_type_id=query.appointment_type_id,
        starts_from=within.start,
        ends_by=within.end,
        veterinarian_id=query.veterinarian_id,
        pet_id=query.pet_id,
        person_id=None if by is None else by.person_id,
        own_hold_id=query.hold_id,
    )
    known, kind = await _load(session, question, by=by, now=now)
    as_staff = is_staff(by, query.clinic_id)
    return SlotsOut(
        clinic_id=query.clinic_id,
        appointment_type_id=query.appointment_type_id,
        time_zone=known.zone_name,
        items=_slots(known, kind, as_staff=as_staff, now=now, within=within),
    )


async def offer_at(session: Session, wish: Wish, *, by: Actor, now: datetime) -> Offer:
    """The wish as an offer, or why not.

    Raises NotOffered when the rules would not offer that start on an empty calendar, SlotTaken when they would but
    somebody is busy; ClinicNotFound, AppointmentTypeNotFound, PetNotFound or PetDeceased.
    """
    question = Question(
        clinic_id=wish.clinic_id,
        appointment_type_id=wish.appointment_type_id,
        starts_from=wish.starts_at,
        ends_by=wish.starts_at,
        veterinarian_id=wish.veterinarian_id,
        pet_id=wish.pet_id,
        person_id=by.person_id,
        own_appointment_id=wish.own_appointment_id,
        duration_minutes=wish.duration_minutes,
    )
    known, kind = await _load(session, question, by=by, now=now)
    _refuse_deceased(known.pet)
    as_staff = is_staff(by, wish.clinic_id)
    parameters = _parameters(kind, as_staff=as_staff)
    if wish.duration_minutes is not None:
        parameters = replace(parameters, duration_minutes=wish.duration_minutes)
    return Offer(
        facts=known,
        type=kind,
        parameters=parameters,
        starts_at=wish.starts_at,
        veterinarians=_free_for(known, kind, parameters, wish.starts_at, as_staff=as_staff, now=now),
    )


async def for_hold(
    session: Session, hold: Hold, pet_id: UUID, *, by: Actor, now: datetime
) -> tuple[Facts, TypeFacts, VeterinarianFacts]:
    """What a held visit needs to know when its pet is named.

    The hold promised the start, so only what the pet changes can refuse it: raises PetNotFound, PetDeceased, NotOffered
    for the wrong species, and HoldExpired when its veterinarian has left the clinic or the visit is offered no more.
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
    known, kind = await _load(session, question, by=by, now=now)
    _refuse_deceased(known.pet)
    if not known.veterinarians or not kind.is_active:
        raise HoldExpired()
    veterinarian = known.veterinarians[0]
    if not all(_treats(each, known.pet) for each in (known.species, kind.species, veterinarian.species)):
        raise NotOffered(WhyNot.SPECIES)
    return known, kind, veterinarian


async def _load(session: Session, question: Question, *, by: Actor | None, now: datetime) -> tuple[Facts, TypeFacts]:
    known = await facts.load(session, question, now=now)
    if known is None:
        raise ClinicNotFound()
    if known.is_suspended:
        raise ClinicSuspended()
    if known.type is None:
        raise AppointmentTypeNotFound()
    if question.pet_id is not None:
        _refuse_strangers(by, known.clinic_id, known.pet)
    return known, known.type


def _refuse_strangers(by: Actor | None, clinic_id: UUID, pet: PetFacts | None) -> None:
    """Raise PetNotFound unless this person may book for the pet at this clinic."""
    if by is None or pet is None:
        raise PetNotFound()
    wish = BookingFacts(clinic_id, frozenset(pet.owner_ids), pet.is_client, pet.manager_ids)
    enforce(may_book(by, wish), hidden=PetNotFound())


def _refuse_deceased(pet: PetFacts | None) -> None:
    if pet is not None and pet.is_deceased:
        raise PetDeceased()


def _slots(known: Facts, kind: TypeFacts, *, as_staff: bool, now: datetime, within: Interval) -> list[SlotOut]:
    parameters = _parameters(kind, as_staff=as_staff)
    bookable = availability.bookable_range(known.zone, parameters, now=now, within=within)
    is_for_the_living = known.pet is None or not known.pet.is_deceased
    if bookable is None or not is_for_the_living or _why_none(known, kind, as_staff=as_staff) is not None:
        return []
    points = availability.grid(known.zone, parameters.interval_minutes, bookable)
    opening = None if as_staff else availability.working(known.zone, known.opening, bookable)
    free: dict[datetime, list[UUID]] = {}
    for veterinarian in sorted(known.veterinarians, key=lambda each: each.id):
        if not _treats(veterinarian.species, known.pet):
            continue
        roster = availability.working(known.zone, veterinarian.roster, bookable)
        windows = roster if opening is None else availability.common([opening, roster])
        for start in availability.free(points, windows, _busy(known, veterinarian), parameters, bookable):
            free.setdefault(start, []).append(veterinarian.id)
    return [
        SlotOut(
            starts_at=start,
            ends_at=start + parameters.duration,
            starts_local=start.astimezone(known.zone).strftime("%Y-%m-%dT%H:%M"),
            veterinarian_ids=free[start],
        )
        for start in sorted(free)
    ]


def _free_for(
    known: Facts, kind: TypeFacts, parameters: Parameters, start: datetime, *, as_staff: bool, now: datetime
) -> tuple[VeterinarianFacts, ...]:
    reason = _why_none(known, kind, as_staff=as_staff)
    if reason is not None:
        raise NotOffered(reason)
    suited = [each for each in known.veterinarians if _treats(each.species, known.pet)]
    if known.veterinarians and not suited:
        raise NotOffered(WhyNot.SPECIES)
    opening = None if as_staff else known.opening
    on_duty: list[VeterinarianFacts] = []
    refusal = WhyNot.OFF_DUTY
    for veterinarian in suited:
        refused = availability.why_not(known.zone, opening, veterinarian.roster, parameters, now=now, start=start)
        if refused is None:
            on_duty.append(veterinarian)
        else:
            refusal = refused
    if not on_duty:
        raise NotOffered(refusal)
    free = [each for each in on_duty if not availability.is_taken(_busy(known, each), parameters, start)]
    if not free:
        raise SlotTaken()
    return tuple(sorted(free, key=lambda each: (each.load, each.id)))


def _why_none(known: Facts, kind: TypeFacts, *, as_staff: bool) -> WhyNot | None:
    """Why nothing at all is offered to this person for this pet."""
    if not kind.is_active or not (as_staff or kind.is_owner_bookable):
        return WhyNot.INACTIVE
    if known.is_paused and not as_staff:
        return WhyNot.PAUSED
    if known.pet is not None and not (_treats(known.species, known.pet) and _treats(kind.species, known.pet)):
        return WhyNot.SPECIES
    return None


def _parameters(kind: TypeFacts, *, as_staff: bool) -> Parameters:
    return replace(kind.parameters, notice_minutes=0) if as_staff else kind.parameters


def _treats(species: frozenset[str], pet: PetFacts | None) -> bool:
    return pet is None or not species or pet.species in species


def _busy(known: Facts, veterinarian: VeterinarianFacts) -> Busy:
    return Busy(veterinarian.busy, known.pet.busy if known.pet is not None else ())
