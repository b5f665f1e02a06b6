"""Time that was just given back is offered to nobody who waits yet, so that whoever gave it back can take that back.

The rule is asked of the hold that an offer has just made: does it keep anything, a veterinarian, a room or a device, at
a time that a visit gave back a moment ago? Then the offer is undone and the event is followed once the moment is over.
Its delivery says when; nothing counts down that a worker could take with it.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, bindparam, text
from vet_core.db import Session, UtcInstant
from vet_core.outbox import Later
from vet_core.scheduling.events import AppointmentCancelled, AppointmentDeclined, AppointmentRescheduled

GRACE = timedelta(seconds=30)
"""How long a visit that was moved, called off or declined can be put back before anybody else is offered its time."""

_GIVING_BACK = [each.type for each in (AppointmentCancelled, AppointmentDeclined, AppointmentRescheduled)]
_CLOCKS_DIFFER_BY = timedelta(minutes=1)

# The relay marks an event after it was written: the two indices of what waits and of what was relayed last find it.
_GIVEN_BACK_AT = text("""
    SELECT max(e.occurred_at)
      FROM outbox_events e
      JOIN reservations freed ON freed.appointment_id = CAST(e.payload ->> 'appointment_id' AS uuid)
                             AND freed.state = 'released'
      JOIN reservations kept ON kept.resource_id = freed.resource_id AND kept.during && freed.during
     WHERE (e.relayed_at IS NULL OR e.relayed_at > :relayed_since)
       AND e.type = ANY(:types) AND e.occurred_at > :since
       AND kept.hold_id = :hold_id
""").bindparams(
    bindparam("relayed_since", type_=UtcInstant()),
    bindparam("since", type_=UtcInstant()),
    bindparam("types", type_=ARRAY(Text())),
    bindparam("hold_id", type_=Uuid()),
)


async def refuse_fresh_time(session: Session, hold_id: UUID, *, now: datetime) -> None:
    """Raise Later when some of what the hold keeps was given back less than GRACE ago."""
    since = now - GRACE
    asked = {
        "hold_id": hold_id,
        "types": _GIVING_BACK,
        "since": since,
        "relayed_since": since - _CLOCKS_DIFFER_BY,
    }
    given_back_at: datetime | None = await session.scalar(_GIVEN_BACK_AT, asked)
    if given_back_at is not None:
        raise Later(given_back_at + GRACE)
