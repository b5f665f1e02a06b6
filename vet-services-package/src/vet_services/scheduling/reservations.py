"""Reserve what a visit needs, all or nothing. The database decides who was first; nothing here asks before writing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import ARRAY, Text, Uuid, bindparam, text
from vet_core.db import Interval, Session, UtcInstant
from vet_core.kernel.ids import new_id
from vet_core.scheduling.enums import ReservationState, ResourceKind

from vet_services.scheduling import ledger
from vet_services.scheduling.errors import HoldExpired, SlotTaken

# Rows go in in the order of the resources' ids, so that two bookings never wait for each other in a circle.
# Holds that have run out are removed first: the insert only begins once their removal has been counted.
_SQL = """
    WITH wanted AS MATERIALIZED (
        SELECT * FROM json_to_recordset(CAST(:claims AS json))
                      AS w (id uuid, resource_id uuid, kind text, starts_at timestamptz, ends_at timestamptz)
    ), expired AS (
        DELETE FROM reservations r USING wanted w
         WHERE r.resource_id = w.resource_id AND r.during && tstzrange(w.starts_at, w.ends_at)
           AND r.state IN ('held', 'booked') AND r.state = 'held' AND r.expires_at <= :now
        RETURNING r.id
    ), known AS (
        INSERT INTO resources (id, kind) SELECT resource_id, kind FROM wanted ORDER BY resource_id
        ON CONFLICT (id) DO NOTHING
    ){besides}
    INSERT INTO reservations (id, resource_id, during, state, hold_id, appointment_id, expires_at)
    SELECT w.id, w.resource_id, tstzrange(w.starts_at, w.ends_at), :state, :hold_id, :appointment_id, :expires_at
      FROM wanted w
     WHERE (SELECT count(*) FROM expired) >= 0
     ORDER BY w.resource_id
    ON CONFLICT DO NOTHING
    RETURNING resource_id
"""
_PARAMETERS = (
    bindparam("claims", type_=Text()),
    bindparam("hold_id", type_=Uuid()),
    bindparam("appointment_id", type_=Uuid()),
    bindparam("expires_at", type_=UtcInstant()),
    bindparam("now", type_=UtcInstant()),
)
_TAKE = text(_SQL.format(besides="")).bindparams(*_PARAMETERS)
_TAKE_AND_ENTER = text(_SQL.format(besides=f", {ledger.ENTER}")).bindparams(*_PARAMETERS, *ledger.PARAMETERS)

_CONVERT = text("""
    UPDATE reservations SET state = 'booked', appointment_id = :appointment_id, hold_id = NULL, expires_at = NULL
     WHERE hold_id = :hold_id AND state = 'held' AND resource_id = ANY(:resource_ids)
    RETURNING resource_id
""").bindparams(
    bindparam("appointment_id", type_=Uuid()),
    bindparam("hold_id", type_=Uuid()),
    bindparam("resource_ids", type_=ARRAY(Uuid())),
)

_RELEASE = text("""
    UPDATE reservations SET state = 'released' WHERE appointment_id = :appointment_id AND state = 'booked'
""").bindparams(bindparam("appointment_id", type_=Uuid()))

_QUEUE = text("SELECT id FROM resources WHERE id = ANY(:resource_ids) ORDER BY id FOR NO KEY UPDATE").bindparams(
    bindparam("resource_ids", type_=ARRAY(Uuid()))
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One resource for one stretch of time, buffers included."""

    resource_id: UUID
    kind: ResourceKind
    during: Interval


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


def claims(veterinarian_id: UUID, blocked: Interval, pet_id: UUID | None, visit: Interval) -> list[Claim]:
    """What a visit needs: the veterinarian with buffers around it, the pet for the visit alone."""
    wanted = [Claim(veterinarian_id, ResourceKind.VETERINARIAN, blocked)]
    if pet_id is not None:
        wanted.append(Claim(pet_id, ResourceKind.PET, visit))
    return wanted


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
    taken = await session.execute(
        _TAKE if entering is None else _TAKE_AND_ENTER,
        {
            "claims": to_json(
                [
                    {
                        "id": new_id(),
                        "resource_id": claim.resource_id,
                        "kind": claim.kind,
                        "starts_at": claim.during.start,
                        "ends_at": claim.during.end,
                    }
                    for claim in rows
                ]
            ).decode(),
            "now": now,
            **holder.columns,
            **(entering or {}),
        },
    )
    missing = {claim.resource_id for claim in rows} - set(taken.scalars())
    if missing:
        raise SlotTaken(frozenset(missing))


async def convert(
    session: Session, hold_id: UUID, appointment_id: UUID, veterinarian_id: UUID, pet: Claim, *, now: datetime
) -> None:
    """Turn a hold's reservations into the appointment's; the pet's is taken now when the hold was without this pet.

    Raises HoldExpired when the hold's reservation has gone, SlotTaken when the pet is busy.
    """
    converted = await session.execute(
        _CONVERT,
        {
            "appointment_id": appointment_id,
            "hold_id": hold_id,
            "resource_ids": [veterinarian_id, pet.resource_id],
        },
    )
    booked = set(converted.scalars())
    if veterinarian_id not in booked:
        raise HoldExpired()
    if pet.resource_id not in booked:
        await take(session, ForAppointment(appointment_id), [pet], now=now)


async def release(session: Session, appointment_id: UUID) -> None:
    """Give back what an appointment reserved; the rows stay and remember."""
    await session.execute(_RELEASE, {"appointment_id": appointment_id})


async def queue(session: Session, resource_ids: Iterable[UUID]) -> None:
    """Wait for one's turn with these resources.

    Whoever moves a visit gives one stretch back and takes another. Two such moves that want each other's time would
    each wait for the other to end; standing in line at the resources, in the order of their ids, they cannot.
    """
    await session.execute(_QUEUE, {"resource_ids": sorted(set(resource_ids))})
