"""Put a visit where the rules have no room for it. Staff decide that with a reason that is kept; a pet is never in two
places, whatever the reason.

What a visit wants of a veterinarian or a room is cut into pieces: those that are free are booked like any other time,
those that others have are marked as blocked with this visit's name. The others' rows stay locked until this is
committed, so that a time cannot come free and be taken in between: two visits overlap only where somebody said so.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import Text, Uuid, bindparam, text
from vet_core.db import Session, UtcInstant
from vet_core.scheduling.enums import ResourceKind

from vet_services.scheduling import availability, ledger, why_not
from vet_services.scheduling.assignment import Assignment
from vet_services.scheduling.availability import WhyNot
from vet_services.scheduling.errors import NotOffered, SlotTaken
from vet_services.scheduling.facts import Facts, Taken, TypeFacts
from vet_services.scheduling.reservations import CLEARED, Claim
from vet_services.scheduling.why_not import Caller, Candidate

_ATTEMPTS = 20
_MOST_SEATS = 100

_SQL = """{cleared}, others AS MATERIALIZED (
        SELECT r.resource_id, r.during
          FROM reservations r JOIN wanted w ON w.resource_id = r.resource_id AND w.kind <> 'pet'
         WHERE r.during && tstzrange(w.starts_at, w.ends_at) AND r.state IN ('held', 'booked')
           AND (r.state = 'booked' OR r.expires_at > :now) AND r.party_id <> w.party_id
         ORDER BY r.id FOR SHARE OF r
    ), split AS MATERIALIZED (
        SELECT w.resource_id, w.party_id, w.seats, tstzmultirange(tstzrange(w.starts_at, w.ends_at)) AS whole,
               coalesce((SELECT range_agg(o.during) FROM others o WHERE o.resource_id = w.resource_id),
                        '{{}}'::tstzmultirange) AS had
          FROM wanted w
    ), pieces AS MATERIALIZED (
        SELECT resource_id, party_id, seats, unnest(whole - had) AS during, 'booked' AS state FROM split
         UNION ALL
        SELECT resource_id, party_id, seats, unnest(whole * had), 'blocked' FROM split
    ){besides}, entered AS (
        INSERT INTO reservations (id, resource_id, during, state, appointment_id, party_id, seats)
        SELECT gen_random_uuid(), p.resource_id, p.during, p.state, :appointment_id, p.party_id, p.seats
          FROM pieces p
         WHERE (SELECT count(*) FROM expired) >= 0 AND (SELECT count(*) FROM known) >= 0
         ORDER BY p.resource_id, p.during
        ON CONFLICT DO NOTHING
        RETURNING resource_id
    )
    SELECT p.resource_id
      FROM (SELECT resource_id, count(*) AS wanted FROM pieces GROUP BY resource_id) p
      LEFT JOIN (SELECT resource_id, count(*) AS entered FROM entered GROUP BY resource_id) e USING (resource_id)
     WHERE e.entered IS DISTINCT FROM p.wanted
"""
_PARAMETERS = (
    bindparam("claims", type_=Text()),
    bindparam("appointment_id", type_=Uuid()),
    bindparam("now", type_=UtcInstant()),
)
_FORCE = text(_SQL.format(cleared=CLEARED, besides="")).bindparams(*_PARAMETERS)
_FORCE_AND_ENTER = text(_SQL.format(cleared=CLEARED, besides=f", {ledger.ENTER}")).bindparams(
    *_PARAMETERS, *ledger.PARAMETERS
)


async def take(
    session: Session,
    appointment_id: UUID,
    wanted: Iterable[Claim],
    *,
    now: datetime,
    entering: ledger.Entry | None = None,
) -> None:
    """Reserve everything for the appointment, over whatever others have of it. Raises SlotTaken when the pet is busy.

    When somebody takes a free piece in the same moment, the pieces are cut anew.
    """
    rows = sorted((_seated(claim) for claim in wanted), key=lambda claim: claim.resource_id)
    pets = {claim.resource_id for claim in rows if claim.kind is ResourceKind.PET}
    parameters = {
        "claims": to_json([claim.row() for claim in rows]).decode(),
        "appointment_id": appointment_id,
        "now": now,
        **(entering or {}),
    }
    for _ in range(_ATTEMPTS):
        savepoint = await session.begin_nested()
        statement = _FORCE if entering is None else _FORCE_AND_ENTER
        missing = set((await session.execute(statement, parameters)).scalars())
        if not missing:
            await savepoint.commit()
            return
        await savepoint.rollback()
        if missing & pets:
            raise SlotTaken(frozenset(missing & pets))
    raise SlotTaken(frozenset(missing))


def assign(known: Facts, kind: TypeFacts, start: datetime, caller: Caller) -> Assignment:
    """Who and what serves a visit that the rules refuse: whoever is free before whoever is not.

    Raises NotOffered when nobody who performs this kind of visit works at the clinic.
    """
    candidates = [
        Candidate(each, why_not.parameters_for(kind, caller, each), start, why_not.party_of(kind, each.id))
        for each in known.veterinarians
    ]
    if not candidates:
        raise NotOffered(WhyNot.OFF_DUTY)
    chosen = min(
        candidates,
        key=lambda each: (not _is_clear(each, each.veterinarian.taken), each.veterinarian.assigned_count, each.id),
    )
    resources = [
        min(possible, key=lambda each: (not _is_clear(chosen, each.taken), each.id))
        for possible in why_not.choices(known, kind, caller)
        if possible
    ]
    return Assignment(chosen, tuple(resources))


def _is_clear(candidate: Candidate, taken: Iterable[Taken]) -> bool:
    busy = [each.for_party(candidate.party_id) for each in taken]
    return availability.is_clear(availability.blocked_starts(busy, candidate.parameters), candidate.starts_at)


def _seated(claim: Claim) -> Claim:
    """One more than a class has seats for may come in."""
    return replace(claim, seats=_MOST_SEATS) if claim.seats > 1 else claim
