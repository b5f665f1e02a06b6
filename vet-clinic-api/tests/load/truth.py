"""What stands in the tables once everybody has gone."""

from typing import Any

from sqlalchemy import text
from vet_core.db import Session

_OVERLAPS = text("""
    SELECT count(*) FROM reservations a JOIN reservations b
        ON b.resource_id = a.resource_id AND b.id > a.id AND b.during && a.during AND b.party_id <> a.party_id
     WHERE a.state IN ('held', 'booked') AND b.state IN ('held', 'booked')
""")
_DOUBLE_BOOKED = text("""
    SELECT count(*) FROM appointments a JOIN appointments b
        ON b.id > a.id AND (b.veterinarian_id = a.veterinarian_id OR b.pet_id = a.pet_id)
       AND b.starts_at < a.ends_at AND a.starts_at < b.ends_at
     WHERE a.status IN ('requested', 'confirmed') AND b.status IN ('requested', 'confirmed')
""")
_ASKEW = text("""
    SELECT count(*) FROM appointments a
     WHERE (SELECT count(*) FROM reservations r
             WHERE r.appointment_id = a.id AND r.state = 'booked'
               AND r.resource_id IN (a.veterinarian_id, a.pet_id)
               AND r.during = tstzrange(a.starts_at, a.ends_at))
           <> CASE WHEN a.status IN ('requested', 'confirmed') THEN 2 ELSE 0 END
""")
_VISITS = text("SELECT id::text, status, starts_at, veterinarian_id::text, version FROM appointments")
_TOLD = text("""
    SELECT count(*), count(DISTINCT payload ->> 'appointment_id') FROM outbox_events
     WHERE type IN ('scheduling.appointment_booked', 'scheduling.appointment_requested')
""")


async def visits(session: Session) -> dict[str, Any]:
    """Every visit there is, by id."""
    return {row.id: row for row in await session.execute(_VISITS)}


async def faults(session: Session) -> dict[str, int]:
    """Overlaps among what keeps others out, visits in one place, and visits whose reservations tell another story."""
    return {
        "overlapping reservations": await session.scalar(_OVERLAPS) or 0,
        "double bookings": await session.scalar(_DOUBLE_BOOKED) or 0,
        "visits without exactly their reservations": await session.scalar(_ASKEW) or 0,
    }


async def events(session: Session) -> tuple[int, int]:
    """How many events tell of a new visit, and of how many visits."""
    row = (await session.execute(_TOLD)).one()
    return row[0], row[1]


NO_FAULTS = {
    "overlapping reservations": 0,
    "double bookings": 0,
    "visits without exactly their reservations": 0,
}
