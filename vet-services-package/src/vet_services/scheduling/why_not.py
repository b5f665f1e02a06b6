"""Judge one start: who could serve it, or by which rules it is refused. Pure, and silent about who is there.

Rules about the clinic, the kind of visit and the start are all named. Rules about veterinarians and rooms narrow the
circle one after the other, and the one that leaves nobody is named: that somebody else is off duty explains nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import md5
from uuid import UUID

from vet_core.db import Interval
from vet_core.scheduling.enums import Clients

from vet_services.scheduling import availability, windows
from vet_services.scheduling.availability import Parameters, WhyNot
from vet_services.scheduling.facts import Facts, PetFacts, RequirementFacts, ResourceFacts, TypeFacts, VeterinarianFacts

_ANY_DAY = 10 * 365


@dataclass(frozen=True, slots=True)
class Caller:
    """By whose rules a start is judged, and for which visit. What is None is the kind of visit's own."""

    is_staff: bool
    now: datetime
    duration_minutes: int | None = None
    buffer_before_minutes: int | None = None
    buffer_after_minutes: int | None = None
    is_horizon_ignored: bool = False
    is_start_kept: bool = False
    is_moving: bool = False
    """The visit exists already: whether its pet is new here was asked when it was booked."""
    room_id: UUID | None = None
    """The one room that will do."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A veterinarian who is free for a start, with everything the visit needs."""

    veterinarian: VeterinarianFacts
    parameters: Parameters
    starts_at: datetime
    party_id: UUID | None
    """The party whose members may share a resource's time; None when the visit has it alone."""
    resources: tuple[tuple[ResourceFacts, ...], ...] = ()
    """For every requirement the resources that are free, in the order in which to try them."""

    @property
    def id(self) -> UUID:
        return self.veterinarian.id

    @property
    def seats(self) -> int:
        return self.parameters.capacity

    @property
    def visit(self) -> Interval:
        return self.parameters.visit(self.starts_at)

    @property
    def blocked(self) -> Interval:
        return self.parameters.blocked(self.starts_at)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The reasons against a start in their order, or the candidates, the one who was given the fewest first."""

    reasons: tuple[WhyNot, ...]
    candidates: tuple[Candidate, ...]


def party_of(kind: TypeFacts, veterinarian_id: UUID) -> UUID | None:
    """The party of a class; None for a visit that has its time alone."""
    return party_id(kind.id, veterinarian_id) if kind.parameters.capacity > 1 else None


def party_id(appointment_type_id: UUID, veterinarian_id: UUID) -> UUID:
    """One id for everybody who comes to one veterinarian for one kind of visit.

    An id and not a secret, by the one digest that PostgreSQL has in every version without an extension.
    """
    return UUID(hex=md5(f"{appointment_type_id}:{veterinarian_id}".encode(), usedforsecurity=False).hexdigest())


def parameters_for(kind: TypeFacts, caller: Caller, veterinarian: VeterinarianFacts | None = None) -> Parameters:
    """What the visit asks of the calendar when this caller books it with this veterinarian."""
    common = kind.parameters
    own = veterinarian.duration_minutes if veterinarian is not None else None
    before, after = caller.buffer_before_minutes, caller.buffer_after_minutes
    parameters = replace(
        common,
        duration_minutes=caller.duration_minutes or own or common.duration_minutes,
        buffer_before_minutes=common.buffer_before_minutes if before is None else before,
        buffer_after_minutes=common.buffer_after_minutes if after is None else after,
        horizon_days=_ANY_DAY if caller.is_horizon_ignored else common.horizon_days,
    )
    return replace(parameters, notice_minutes=0, same_day_percent=0) if caller.is_staff else parameters


def judge(known: Facts, kind: TypeFacts, start: datetime, caller: Caller) -> Verdict:
    """Everything that speaks against this start, or who could serve it."""
    reasons = {*about_the_visit(known, kind, caller), *_about_the_start(known, kind, start, caller)}
    candidates: tuple[Candidate, ...] = ()
    if WhyNot.SPECIES not in reasons:
        refused, candidates = _who_could(known, kind, start, caller)
        if refused is not None:
            reasons.add(refused)
    if reasons:
        return Verdict(tuple(reason for reason in WhyNot if reason in reasons), ())
    return Verdict((), candidates)


def about_the_visit(known: Facts, kind: TypeFacts, caller: Caller) -> Iterator[WhyNot]:
    """Why nothing at all is offered to this caller for this pet."""
    if not kind.is_active or not (caller.is_staff or kind.is_owner_bookable):
        yield WhyNot.INACTIVE
    if known.is_paused and not caller.is_staff:
        yield WhyNot.PAUSED
    pet = known.pet
    if pet is None:
        return
    if not (treats(known.species, pet) and treats(kind.species, pet)) or (
        known.veterinarians and not any(treats(each.species, pet) for each in known.veterinarians)
    ):
        yield WhyNot.SPECIES
    is_asked = not caller.is_staff and not caller.is_moving and kind.clients != Clients.EVERYONE
    if is_asked and (kind.clients == Clients.EXISTING) != pet.is_client:
        yield WhyNot.CLIENTS


def treats(species: frozenset[str], pet: PetFacts | None) -> bool:
    return pet is None or not species or pet.species in species


def _about_the_start(known: Facts, kind: TypeFacts, start: datetime, caller: Caller) -> Iterator[WhyNot]:
    if caller.is_start_kept:
        return
    parameters = parameters_for(kind, caller)
    if start < caller.now + timedelta(minutes=parameters.notice_minutes):
        yield WhyNot.NOTICE
    if start >= availability.horizon_end(known.zone, parameters, caller.now):
        yield WhyNot.HORIZON
    if not availability.is_on_grid(known.zone, parameters.interval_minutes, start, parameters.offset_minutes):
        yield WhyNot.OFF_GRID
    if not caller.is_staff and availability.day_of(known.zone, start) in known.closed_days:
        yield WhyNot.CAP


def _who_could(
    known: Facts, kind: TypeFacts, start: datetime, caller: Caller
) -> tuple[WhyNot | None, tuple[Candidate, ...]]:
    suited = [
        Candidate(each, parameters_for(kind, caller, each), start, party_of(kind, each.id))
        for each in known.veterinarians
        if treats(each.species, known.pet)
    ]
    if not suited:
        return WhyNot.OFF_DUTY, ()
    if not caller.is_staff:
        suited = [each for each in suited if _is_open(known, each)]
        if not suited:
            return WhyNot.CLOSED, ()
    on_duty = [each for each in suited if _is_on_duty(known, each)]
    if not on_duty:
        return WhyNot.OFF_DUTY, ()
    free = [each for each in on_duty if _is_free(known, each)]
    if not free:
        return WhyNot.TAKEN, ()
    equipped = [
        replace(each, resources=found) for each in free if (found := _resources(known, kind, each, caller)) is not None
    ]
    if not equipped:
        return WhyNot.ROOM_BUSY, ()
    shared = [each for each in equipped if _leaves_share(known, each, caller)]
    if not shared:
        return WhyNot.SAME_DAY_ONLY, ()
    return None, tuple(sorted(shared, key=lambda each: (each.veterinarian.assigned_count, each.id)))


def _is_open(known: Facts, candidate: Candidate) -> bool:
    return windows.holds(windows.working(known.zone, known.opening, candidate.visit), candidate.visit)


def _is_on_duty(known: Facts, candidate: Candidate) -> bool:
    """Whether the roster has them there for the whole visit; opening hours are asked about by themselves."""
    return windows.holds(windows.working(known.zone, candidate.veterinarian.roster, candidate.visit), candidate.visit)


def _is_free(known: Facts, candidate: Candidate) -> bool:
    busy = [each.for_party(candidate.party_id) for each in candidate.veterinarian.taken]
    pet = [each.for_party(None) for each in known.pet.taken] if known.pet is not None else []
    return availability.is_clear(availability.blocked_starts(busy, candidate.parameters, pet), candidate.starts_at)


def _resources(
    known: Facts, kind: TypeFacts, candidate: Candidate, caller: Caller
) -> tuple[tuple[ResourceFacts, ...], ...] | None:
    found: list[tuple[ResourceFacts, ...]] = []
    for suitable in choices(known, kind, caller):
        free = [each for each in suitable if _is_resource_free(each, candidate)]
        if not free:
            return None
        free.sort(key=lambda each: (not _is_used_by_party(each, candidate), each.id))
        found.append(tuple(free))
    return tuple(found)


def choices(known: Facts, kind: TypeFacts, caller: Caller) -> list[list[ResourceFacts]]:
    """For every requirement what would do. A room that is asked for takes the place of whichever was required."""
    asked_for = [each for each in known.resources if each.id == caller.room_id]
    if not asked_for:
        return [matching(known, wanted) for wanted in kind.requirements]
    others = [wanted for wanted in kind.requirements if wanted.kind != asked_for[0].kind]
    return [asked_for, *(matching(known, wanted) for wanted in others)]


def matching(known: Facts, wanted: RequirementFacts) -> list[ResourceFacts]:
    """The clinic's resources that would do."""
    return [each for each in known.resources if (each.kind, each.category) == (wanted.kind, wanted.category)]


def _is_resource_free(resource: ResourceFacts, candidate: Candidate) -> bool:
    busy = [each.for_party(candidate.party_id) for each in resource.taken]
    return availability.is_clear(availability.blocked_starts(busy, candidate.parameters), candidate.starts_at)


def _is_used_by_party(resource: ResourceFacts, candidate: Candidate) -> bool:
    """Whether the class stands in this room already: who comes later joins it there."""
    return candidate.party_id is not None and any(
        each.party_id == candidate.party_id
        and each.start < candidate.blocked.end
        and candidate.blocked.start < each.end
        for each in resource.taken
    )


def _leaves_share(known: Facts, candidate: Candidate, caller: Caller) -> bool:
    if not candidate.parameters.same_day_percent:
        return True
    return availability.has_same_day_share(
        known.zone,
        [known.opening, candidate.veterinarian.roster],
        [(each.start, each.end) for each in candidate.veterinarian.taken],
        candidate.parameters,
        now=caller.now,
        start=candidate.starts_at,
    )


def seats_left(candidate: Candidate) -> int:
    """How many more could come to a class that is on offer."""
    busy = [each.for_party(candidate.party_id) for each in candidate.veterinarian.taken]
    return availability.seats_left(busy, candidate.parameters, candidate.starts_at)
