"""Load, in one statement, everything the rules of a slot need to know. Decides nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic_core import from_json
from vet_core.db import Session
from vet_core.identity.enums import PetAccess
from vet_core.kernel.species import Species
from vet_core.scheduling.enums import Clients, Place, ResourceKind

from vet_services.scheduling.availability import Busy, Hours, Parameters, WeeklyWindow
from vet_services.scheduling.facts_sql import FACTS

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class RequirementFacts:
    """A kind of resource of the clinic that is needed besides the veterinarian."""

    kind: ResourceKind
    category: str


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """The kind of visit, and what it asks of the calendar."""

    id: UUID
    name: str
    parameters: Parameters
    species: frozenset[str]
    price_minor: int
    currency: str
    is_active: bool
    is_owner_bookable: bool
    clients: Clients
    place: Place
    daily_cap: int | None
    requirements: tuple[RequirementFacts, ...]
    deposit_minor: int
    late_fee_minor: int
    cancellation_notice_minutes: int
    is_confirmation_needed: bool
    questions: tuple[dict[str, Any], ...]
    translations: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Taken:
    """A stretch that somebody has, its buffers included, and whose party they belong to."""

    start: datetime
    end: datetime
    party_id: UUID | None = None

    def for_party(self, party_id: UUID | None) -> Busy:
        """As it looks to this party: a stretch of its own leaves its other seats free."""
        return Busy(self.start, self.end, is_exclusive=party_id is None or self.party_id != party_id)


@dataclass(frozen=True, slots=True)
class VeterinarianFacts:
    """Somebody who performs this visit at this clinic now, and how often it was given to them without being asked."""

    id: UUID
    name: str
    species: frozenset[str]
    assigned_count: int
    duration_minutes: int | None
    roster: Hours
    taken: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class ResourceFacts:
    """A room or a piece of equipment that could serve a requirement of the visit."""

    id: UUID
    kind: ResourceKind
    category: str
    name: str
    taken: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class PetFacts:
    """The pet, its people (the primary owner first), who of them manages it, and whether the clinic treats it."""

    name: str
    species: Species
    is_deceased: bool
    is_client: bool
    owner_ids: tuple[UUID, ...]
    manager_ids: frozenset[UUID]
    owners: tuple[tuple[UUID, str], ...]
    """Each owner with their access."""
    owner_name: str | None
    taken: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """A clinic, a kind of visit, who performs it and with what, and perhaps for which pet."""

    clinic_id: UUID
    clinic_name: str
    zone_name: str
    zone: ZoneInfo
    is_paused: bool
    is_suspended: bool
    species: frozenset[str]
    opening: Hours
    type: TypeFacts | None
    veterinarians: tuple[VeterinarianFacts, ...]
    pet: PetFacts | None
    resources: tuple[ResourceFacts, ...]
    starts_of_type: tuple[datetime, ...]
    """When visits and holds of this kind begin, for a kind with a daily cap."""

    @property
    def closed_days(self) -> frozenset[date]:
        """The local days that have reached the cap of the kind of visit."""
        if self.type is None or self.type.daily_cap is None:
            return frozenset()
        counted = Counter(at.astimezone(self.zone).date() for at in self.starts_of_type)
        return frozenset(day for day, count in counted.items() if count >= self.type.daily_cap)


@dataclass(frozen=True, slots=True)
class Question:
    """What to load facts about: every start from one instant on whose visit ends by another, or a single start.

    A reservation of the person's own hold, or of the appointment that is to move, does not count as busy.
    """

    clinic_id: UUID
    appointment_type_id: UUID
    starts_from: datetime
    ends_by: datetime
    veterinarian_id: UUID | None = None
    pet_id: UUID | None = None
    person_id: UUID | None = None
    own_hold_id: UUID | None = None
    own_appointment_id: UUID | None = None
    duration_minutes: int | None = None
    buffer_before_minutes: int | None = None
    buffer_after_minutes: int | None = None
    room_id: UUID | None = None


_ASKED = tuple(each.name for each in fields(Question))


async def load(session: Session, question: Question, *, now: datetime) -> Facts | None:
    """The facts, or None when there is no such clinic."""
    asked = {name: getattr(question, name) for name in _ASKED}
    rows = await FACTS.rows(session, asked | {"now": now})
    return _facts(question.clinic_id, from_json(rows[0][0])) if rows else None


def _facts(clinic_id: UUID, found: dict[str, Any]) -> Facts:
    return Facts(
        clinic_id=clinic_id,
        clinic_name=found["clinic_name"],
        zone_name=found["zone"],
        zone=ZoneInfo(found["zone"]),
        is_paused=found["is_paused"],
        is_suspended=found["is_suspended"],
        species=frozenset(found["species"]),
        opening=Hours(
            tuple(WeeklyWindow(weekday, (opens, closes)) for weekday, opens, closes in found["opening"] or ()),
            _overrides([(day, [], []) for day in found["holidays"] or ()]) | _overrides(found["opening_overrides"]),
        ),
        type=None if found["type"] is None else _type(found["type"]),
        veterinarians=tuple(_veterinarian(each) for each in found["veterinarians"] or ()),
        pet=None if found["pet"] is None else _pet(found["pet"]),
        resources=tuple(_resource(each) for each in found["resources"] or ()),
        starts_of_type=tuple(_instant(at) for at in found["starts_of_type"] or ()),
    )


def _type(found: dict[str, Any]) -> TypeFacts:
    return TypeFacts(
        id=UUID(found["id"]),
        name=found["name"],
        parameters=Parameters(
            duration_minutes=found["duration"],
            interval_minutes=found["interval"],
            buffer_before_minutes=found["before"],
            buffer_after_minutes=found["after"],
            notice_minutes=found["notice"],
            horizon_days=found["horizon"],
            offset_minutes=found["offset"],
            capacity=found["capacity"],
            same_day_percent=found["same_day_percent"],
        ),
        species=frozenset(found["species"]),
        price_minor=found["price"],
        currency=found["currency"],
        is_active=found["is_active"],
        is_owner_bookable=found["is_owner_bookable"],
        clients=Clients(found["clients"]),
        place=Place(found["place"]),
        daily_cap=found["daily_cap"],
        requirements=tuple(
            RequirementFacts(ResourceKind(kind), category) for kind, category in found["requirements"] or ()
        ),
        deposit_minor=found["deposit"],
        late_fee_minor=found["late_fee"],
        cancellation_notice_minutes=found["cancellation_notice"],
        is_confirmation_needed=found["is_confirmation_needed"],
        questions=tuple(found["questions"]),
        translations=found["translations"],
    )


def _veterinarian(found: dict[str, Any]) -> VeterinarianFacts:
    return VeterinarianFacts(
        id=UUID(found["id"]),
        name=found["name"],
        species=frozenset(found["species"]),
        assigned_count=found["assigned"],
        duration_minutes=found["duration"],
        roster=Hours(
            tuple(
                WeeklyWindow(weekday, (starts, ends), _day(since, date.min), _day(until, date.max), weeks, week)
                for weekday, starts, ends, since, until, weeks, week in found["roster"] or ()
            ),
            _overrides(found["overrides"]),
        ),
        taken=_taken(found["taken"]),
    )


def _resource(found: dict[str, Any]) -> ResourceFacts:
    return ResourceFacts(
        id=UUID(found["id"]),
        kind=ResourceKind(found["kind"]),
        category=found["category"],
        name=found["name"],
        taken=_taken(found["taken"]),
    )


def _pet(found: dict[str, Any]) -> PetFacts:
    # Owners may not see one another's names; they are counted all the same.
    owners: Sequence[tuple[str, str | None, str | None, str]] = found["owners"] or ()
    named = next((f"{given} {family}" for _, given, family, _ in owners if given is not None), None)
    return PetFacts(
        name=found["name"],
        species=Species(found["species"]),
        is_deceased=found["is_deceased"],
        is_client=found["is_client"],
        owner_ids=tuple(UUID(person_id) for person_id, *_ in owners),
        manager_ids=frozenset(UUID(person_id) for person_id, _, _, access in owners if access == PetAccess.MANAGE),
        owners=tuple((UUID(person_id), access) for person_id, _, _, access in owners),
        owner_name=None if named is None else named.strip(),
        taken=_taken(found["taken"]),
    )


def _day(value: str | None, otherwise: date) -> date:
    return otherwise if value is None else date.fromisoformat(value)


def _overrides(found: Sequence[tuple[str, list[int], list[int]]] | None) -> dict[date, tuple[tuple[int, int], ...]]:
    return {date.fromisoformat(day): tuple(zip(starts, ends, strict=True)) for day, starts, ends in found or ()}


def _taken(found: Sequence[tuple[int, int, str]] | None) -> tuple[Taken, ...]:
    return tuple(Taken(_instant(start), _instant(end), UUID(party)) for start, end, party in found or ())


def _instant(microseconds: int) -> datetime:
    return _EPOCH + timedelta(microseconds=microseconds)
