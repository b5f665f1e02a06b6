"""Reserve what a visit needs, all or nothing. The database decides who was first; nothing here asks before writing."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import ARRAY, Text, Uuid, bindparam, text
from vet_core.db import Interval, Session, UtcInstant
from vet_core.db.direct import Direct
from vet_core.kernel.ids import new_id
from vet_core.scheduling.enums import ReservationState, ResourceKind
from vet_core.scheduling.models import Hold

from vet_services.scheduling import ledger
from vet_services.scheduling.assignment import Assignment, choose, has_choice
from vet_services.scheduling.errors import HoldExpired, SlotTaken
from vet_services.scheduling.why_not import Candidate

T = TypeVar("T")

# Rows go in in the order of the resources' ids, so that two bookings never wait for each other in a circle. Holds that
# have run out are removed and unknown resources added first: the insert begins once both have been counted, and the
# trigger that counts the seats of a class finds the resource's row to lock.
CLEARED = """
    WITH wanted AS MATERIALIZED (
        SELECT * FROM json_to_recordset(CAST(:claims AS json))
                      AS w (id uuid, resource_id uuid, kind text, starts_at timestamptz, ends_at timestamptz,
                            party_id uuid, seats smallint)
    ), expired AS (
        DELETE FROM reservations r USING wanted w
         WHERE r.resource_id = w.resource_id AND r.during && tstzrange(w.starts_at, w.ends_at)
           AND r.state IN ('held', 'booked') AND r.state = 'held' AND r.expires_at <= :now
        RETURNING r.id
    ), known AS (
        INSERT INTO resources (id, kind) SELECT resource_id, kind FROM wanted ORDER BY resource_id
        ON CONFLICT (id) DO NOTHING
        RETURNING id
    )"""
"""What every claim begins with: what is wanted, without the holds on it that have run out, its resources known."""

_SQL = """{cleared}{besides}, taken AS (
        INSERT INTO reservations (id, resource_id, during, state, hold_id, appointment_id, expires_at, party_id, seats)
        SELECT w.id, w.resource_id, tstzrange(w.starts_at, w.ends_at), :state, :hold_id, :appointment_id, :expires_at,
               w.party_id, w.seats
          FROM wanted w
         WHERE (SELECT count(*) FROM expired) >= 0 AND (SELECT count(*) FROM known) >= 0
         ORDER BY w.resource_id
        ON CONFLICT DO NOTHING
        RETURNING resource_id
    )
    SELECT resource_id, (SELECT count(*) FROM expired) > 0 AS was_held FROM taken
"""
_PARAMETERS = (
    bindparam("claims", type_=Text()),
    bindparam("hold_id", type_=Uuid()),
    bindparam("appointment_id", type_=Uuid()),
    bindparam("expires_at", type_=UtcInstant()),
    bindparam("now", type_=UtcInstant()),
)
_TAKE = Direct(text(_SQL.format(cleared=CLEARED, besides="")).bindparams(*_PARAMETERS))
_TAKE_AND_ENTER = Direct(
    text(_SQL.format(cleared=CLEARED, besides=f", {ledger.ENTER}")).bindparams(*_PARAMETERS, *ledger.PARAMETERS)
)

# Whoever goes against the rules may put a visit over a hold that is about to run out. It waits for nobody who sweeps
# that hold aside, and is waited for; only a look that begins afterwards is sure to see it.
_OVERRIDDEN = text("""
    SELECT r.resource_id
      FROM json_to_recordset(CAST(:claims AS json))
           AS w (resource_id uuid, starts_at timestamptz, ends_at timestamptz, party_id uuid)
      JOIN reservations r ON r.resource_id = w.resource_id AND r.during && tstzrange(w.starts_at, w.ends_at)
     WHERE r.state = 'blocked' AND r.appointment_id IS NOT NULL AND r.party_id <> w.party_id
""").bindparams(bindparam("claims", type_=Text()))

_CONVERT = text("""
    UPDATE reservations SET state = 'booked', appointment_id = :appointment_id, hold_id = NULL, expires_at = NULL
     WHERE hold_id = :hold_id AND state = 'held'
       AND (resource_id = :pet_id OR resource_id IS DISTINCT FROM :held_pet_id)
    RETURNING resource_id
""").bindparams(*(bindparam(name, type_=Uuid()) for name in ("appointment_id", "hold_id", "pet_id", "held_pet_id")))

# In the order of their ids, as an override looks at them.
_RELEASE = text("""
    WITH mine AS MATERIALIZED (
        SELECT id FROM reservations WHERE appointment_id = :appointment_id AND state IN ('booked', 'blocked')
                                      AND (:resource_id IS NULL OR resource_id = :resource_id)
         ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE reservations r SET state = 'released' FROM mine WHERE r.id = mine.id
""").bindparams(bindparam("appointment_id", type_=Uuid()), bindparam("resource_id", type_=Uuid()))

_QUEUE = text("""
    SELECT id FROM resources WHERE id = ANY(:resource_ids)
     ORDER BY kind IN ('room', 'equipment'), id FOR NO KEY UPDATE
""").bindparams(bindparam("resource_ids", type_=ARRAY(Uuid())))


@dataclass(frozen=True, slots=True)
class Claim:
    """One resource for one stretch of time, buffers included.

    Claims of one party may share a resource's time, as many as there are seats; without a party nobody shares it.
    """

    resource_id: UUID
    kind: ResourceKind
    during: Interval
    party_id: UUID | None = None
    seats: int = 1

    def row(self) -> dict[str, object]:
        """As the statements below read it."""
        id = new_id()
        return {
            "id": id,
            "resource_id": self.resource_id,
            "kind": self.kind,
            "starts_at": self.during.start,
            "ends_at": self.during.end,
            "party_id": self.party_id or id,
            "seats": self.seats,
        }


@dataclass(frozen=True, slots=True)
class ForHold:
    """The claim of a hold, good until it expires."""

    hold_id: UUID
    expires_at: datetime

    @property
    def columns(self) -> dict[str, object]:
        return {
            "state": ReservationState.HELD.value,
            "hold_id": self.hold_id,
            "appointment_id": None,
            "expires_at": self.expires_at,
        }


@dataclass(frozen=True, slots=True)
class ForAppointment:
    """The claim of an appointment, good until it is called off."""

    appointment_id: UUID

    @property
    def columns(self) -> dict[str, object]:
        return {
            "state": ReservationState.BOOKED.value,
            "hold_id": None,
            "appointment_id": self.appointment_id,
            "expires_at": None,
        }


def claims(assignment: Assignment, pet_id: UUID | None) -> list[Claim]:
    """What a visit needs: the veterinarian, rooms and equipment with buffers around it, the pet for the visit alone."""
    candidate = assignment.candidate
    whose = [(candidate.id, ResourceKind.VETERINARIAN)]
    whose += [(each.id, ResourceKind(each.kind)) for each in assignment.resources]
    wanted = [Claim(id, kind, candidate.blocked, candidate.party_id, candidate.seats) for id, kind in whose]
    if pet_id is not None:
        wanted.append(Claim(pet_id, ResourceKind.PET, candidate.visit))
    return wanted


async def in_turn(
    session: Session,
    candidates: Sequence[Candidate],
    pet_id: UUID | None,
    reserve: Callable[[Assignment], Awaitable[T]],
    *,
    keeps_transaction: bool = False,
) -> T:
    """Reserve by the first assignment that nobody was faster with; SlotTaken when none is left.

    Each but the only one is tried within a savepoint, and with `keeps_transaction` that one too: the transaction can
    go on after SlotTaken.
    """
    without: frozenset[UUID] = frozenset()
    while (assignment := choose(candidates, without)) is not None:
        if not keeps_transaction and not has_choice(candidates):
            return await reserve(assignment)
        try:
            async with session.begin_nested():
                return await reserve(assignment)
        except SlotTaken as taken:
            if pet_id in taken.resource_ids:
                raise
            without |= taken.resource_ids
    raise SlotTaken(without)


async def take(
    session: Session,
    holder: ForHold | ForAppointment,
    wanted: Iterable[Claim],
    *,
    now: datetime,
    entering: ledger.Entry | None = None,
) -> None:
    """Reserve everything, or raise SlotTaken. After SlotTaken undo the transaction, or the savepoint around the call.

    Waits while somebody else is about to commit an overlapping reservation. Holds that have run out do not count.
    The new appointment that the time is for can be entered by the same statement.
    """
    rows = sorted(wanted, key=lambda claim: claim.resource_id)
    claimed = to_json([claim.row() for claim in rows]).decode()
    statement = _TAKE if entering is None else _TAKE_AND_ENTER
    taken = await statement.rows(session, {"claims": claimed, "now": now, **holder.columns, **(entering or {})})
    missing = {claim.resource_id for claim in rows} - {row["resource_id"] for row in taken}
    if not missing and taken[0]["was_held"]:
        missing = set(await session.scalars(_OVERRIDDEN, {"claims": claimed}))
    if missing:
        raise SlotTaken(frozenset(missing))


async def convert(
    session: Session, hold: Hold, appointment_id: UUID, pet: Claim, *, now: datetime, requirements: int
) -> None:
    """Turn a hold's reservations into the appointment's; the pet's is taken now when the hold was without this pet.

    Raises HoldExpired when something of what the hold reserved has gone (the veterinarian, the room, or one of as many
    things as the visit has requirements), SlotTaken when the pet is busy.
    """
    converted = await session.execute(
        _CONVERT,
        {
            "appointment_id": appointment_id,
            "hold_id": hold.id,
            "pet_id": pet.resource_id,
            "held_pet_id": hold.pet_id,
        },
    )
    booked = set(converted.scalars())
    is_whole = booked >= {hold.veterinarian_id, hold.room_id or hold.veterinarian_id}
    if not is_whole or len(booked - {pet.resource_id}) < 1 + requirements:
        raise HoldExpired()
    if pet.resource_id not in booked:
        await take(session, ForAppointment(appointment_id), [pet], now=now)


async def release(session: Session, appointment_id: UUID, *, resource_id: UUID | None = None) -> None:
    """Give back what an appointment reserved, or of it one resource; the rows stay and remember."""
    await session.execute(_RELEASE, {"appointment_id": appointment_id, "resource_id": resource_id})


async def queue(session: Session, resource_ids: Iterable[UUID]) -> None:
    """Wait for one's turn with these resources.

    Whoever moves a visit gives one stretch back and takes another. Two such moves that want each other's time would
    each wait for the other to end; standing in line at the resources they cannot: veterinarians and pets first, then
    rooms and equipment, each in the order of their ids.
    """
    await session.execute(_QUEUE, {"resource_ids": sorted(set(resource_ids))})
