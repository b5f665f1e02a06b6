"""Load, in one statement, everything the rules of a slot need to know. Decides nothing."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Integer, Uuid, bindparam, text
from vet_core.db import Session, UtcInstant
from vet_core.identity.enums import PetAccess
from vet_core.kernel.species import Species
from vet_core.scheduling.enums import ResourceKind

from vet_services.scheduling.availability import Busy, Hours, Parameters, WeeklyWindow

# A reservation keeps others out unless it is a hold that has run out, or the caller's own hold or appointment.
_BUSY = """
    (SELECT json_agg(json_build_array(extract(epoch FROM lower(r.during))::bigint,
                                      extract(epoch FROM upper(r.during))::bigint))
       FROM reservations r
      WHERE r.resource_id = {resource} AND r.state IN ('held', 'booked') AND r.during && around.reach
        AND (r.state = 'booked' OR r.expires_at > :now)
        AND (r.appointment_id IS NULL OR r.appointment_id IS DISTINCT FROM :own_appointment_id)
        AND (r.hold_id IS NULL OR r.hold_id IS DISTINCT FROM
                (SELECT h.id FROM holds h WHERE h.id = :own_hold_id AND h.person_id = :person_id)))
"""

_FACTS = text(f"""
    SELECT json_build_object(
        'clinic_name', c.name, 'zone', c.time_zone, 'is_paused', c.is_booking_paused,
        'is_suspended', c.suspended_at IS NOT NULL, 'species', c.species,
        'type', CASE WHEN t.id IS NOT NULL THEN json_build_object(
            'id', t.id, 'name', t.name, 'duration', t.duration_minutes, 'interval', t.slot_interval_minutes,
            'before', t.buffer_before_minutes, 'after', t.buffer_after_minutes,
            'notice', t.minimum_notice_minutes, 'horizon', t.horizon_days, 'species', t.species,
            'price', t.price_minor, 'currency', t.currency,
            'is_active', t.is_active, 'is_owner_bookable', t.is_owner_bookable) END,
        'opening', (SELECT json_agg(json_build_array(
                        o.weekday, extract(epoch FROM o.opens_local)::int / 60,
                        extract(epoch FROM o.closes_local)::int / 60))
                      FROM opening_hours o WHERE o.clinic_id = c.id),
        'veterinarians', (
            SELECT json_agg(json_build_object(
                'id', v.id, 'name', v.display_name, 'species', v.species,
                'load', vet_visits_between(v.id, around.day_starts_at, around.day_ends_at),
                'roster', (SELECT json_agg(json_build_array(
                               ro.weekday, extract(epoch FROM ro.starts_local)::int / 60,
                               extract(epoch FROM ro.ends_local)::int / 60, ro.effective_from, ro.effective_until))
                             FROM rosters ro WHERE ro.clinic_id = c.id AND ro.veterinarian_id = v.id),
                'busy', {_BUSY.format(resource="v.id")}))
              FROM appointment_type_veterinarians tv
              JOIN veterinarians v ON v.id = tv.veterinarian_id
             WHERE tv.appointment_type_id = t.id
               AND (:veterinarian_id IS NULL OR v.id = :veterinarian_id)
               AND EXISTS (SELECT 1 FROM memberships m
                            WHERE m.person_id = v.person_id AND m.clinic_id = c.id AND m.role = 'veterinarian'
                              AND m.starts_at <= :now AND (m.ends_at IS NULL OR m.ends_at > :now))),
        'pet', (SELECT json_build_object(
                    'name', p.name, 'species', p.species, 'is_deceased', p.deceased_on IS NOT NULL,
                    'owners', (SELECT json_agg(json_build_array(po.person_id, pe.given_name, pe.family_name, po.access)
                                               ORDER BY po.is_primary DESC, po.person_id)
                                 FROM pet_owners po LEFT JOIN persons pe ON pe.id = po.person_id
                                WHERE po.pet_id = p.id),
                    'is_client', EXISTS (SELECT 1 FROM appointments a WHERE a.pet_id = p.id AND a.clinic_id = c.id)
                              OR EXISTS (SELECT 1 FROM pet_shares s
                                          WHERE s.pet_id = p.id AND s.clinic_id = c.id
                                            AND (s.ends_at IS NULL OR s.ends_at > :now))
                              OR EXISTS (SELECT 1 FROM pet_owners po
                                           JOIN clinic_clients cc ON cc.person_id = po.person_id
                                          WHERE po.pet_id = p.id AND cc.clinic_id = c.id),
                    'busy', {_BUSY.format(resource="p.id")})
                  FROM pets p WHERE p.id = :pet_id)
    )::text
      FROM clinics c
      LEFT JOIN appointment_types t ON t.id = :appointment_type_id AND t.clinic_id = c.id
     CROSS JOIN LATERAL (SELECT date_trunc('day', :starts_from AT TIME ZONE c.time_zone) AS midnight) wall
     CROSS JOIN LATERAL (
         SELECT wall.midnight AT TIME ZONE c.time_zone AS day_starts_at,
                (wall.midnight + interval '1 day') AT TIME ZONE c.time_zone AS day_ends_at,
                tstzrange(:starts_from - make_interval(mins => t.buffer_before_minutes),
                          :ends_by + make_interval(mins => coalesce(:duration_minutes, t.duration_minutes)
                                                           + t.buffer_after_minutes)) AS reach) around
     WHERE c.id = :clinic_id
""").bindparams(  # noqa: S608  the only things formatted in are the two column names above
    *(bindparam(name, type_=UtcInstant()) for name in ("now", "starts_from", "ends_by")),
    *(
        bindparam(name, type_=Uuid())
        for name in (
            "clinic_id",
            "appointment_type_id",
            "veterinarian_id",
            "pet_id",
            "person_id",
            "own_hold_id",
            "own_appointment_id",
        )
    ),
    bindparam("duration_minutes", type_=Integer()),
)


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
    clients: str = "everyone"
    daily_cap: int | None = None
    requirements: tuple[RequirementFacts, ...] = ()


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
    resources: tuple[ResourceFacts, ...] = ()
    starts_of_type: tuple[datetime, ...] = ()
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


async def load(session: Session, question: Question, *, now: datetime) -> Facts | None:
    """The facts, or None when there is no such clinic. Veterinarians' load counts the local day of `starts_from`."""
    found: str | None = await session.scalar(
        _FACTS,
        {
            "clinic_id": question.clinic_id,
            "appointment_type_id": question.appointment_type_id,
            "starts_from": question.starts_from,
            "ends_by": question.ends_by,
            "veterinarian_id": question.veterinarian_id,
            "pet_id": question.pet_id,
            "person_id": question.person_id,
            "own_hold_id": question.own_hold_id,
            "own_appointment_id": question.own_appointment_id,
            "duration_minutes": question.duration_minutes,
            "now": now,
        },
    )
    return None if found is None else _facts(question.clinic_id, json.loads(found))


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
            tuple(WeeklyWindow(weekday, (opens, closes)) for weekday, opens, closes in found["opening"] or ())
        ),
        type=None if found["type"] is None else _type(found["type"]),
        veterinarians=tuple(_veterinarian(each) for each in found["veterinarians"] or ()),
        pet=None if found["pet"] is None else _pet(found["pet"]),
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
        ),
        species=frozenset(found["species"]),
        price_minor=found["price"],
        currency=found["currency"],
        is_active=found["is_active"],
        is_owner_bookable=found["is_owner_bookable"],
    )


def _veterinarian(found: dict[str, Any]) -> VeterinarianFacts:
    return VeterinarianFacts(
        id=UUID(found["id"]),
        name=found["name"],
        species=frozenset(found["species"]),
        assigned_count=found["load"],
        duration_minutes=None,
        roster=Hours(
            tuple(
                WeeklyWindow(weekday, (starts, ends), _day(since, date.min), _day(until, date.max))
                for weekday, starts, ends, since, until in found["roster"] or ()
            )
        ),
        taken=_taken(found["busy"]),
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
        owner_name=None if named is None else named.strip(),
        taken=_taken(found["busy"]),
    )


def _day(value: str | None, otherwise: date) -> date:
    return otherwise if value is None else date.fromisoformat(value)


def _taken(found: Sequence[tuple[int, int]] | None) -> tuple[Taken, ...]:
    return tuple(
        Taken(datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC)) for start, end in found or ()
    )
