"""Tell everybody that a clinic's calendar is another one: the event, and the answers about free time that are void.

Whoever waits is asked again when there may be more free time than before.
"""

from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from vet_core import outbox
from vet_core.clinics.models import Clinic
from vet_core.db import Interval, Session
from vet_core.scheduling.events import CalendarChanged, TimeOpened

from vet_services.scheduling import slot_cache
from vet_services.scheduling.availability import instant

_AS_FAR_AS_ANYBODY_BOOKS = timedelta(days=731)


def tell(
    session: Session,
    clinic_id: UUID,
    veterinarian_id: UUID | None = None,
    *,
    now: datetime,
    opens: Interval | None = None,
) -> None:
    """To be called by whatever changes hours, rooms, blocks or the pause, in the same transaction.

    `opens` is the stretch in which there may be more free time than before, if there is one.
    """
    outbox.add(session, CalendarChanged(clinic_id=clinic_id, veterinarian_id=veterinarian_id), now=now)
    if opens is not None:
        opened = TimeOpened(
            clinic_id=clinic_id, veterinarian_id=veterinarian_id, starts_at=opens.start, ends_at=opens.end
        )
        outbox.add(session, opened, now=now)
    slot_cache.changed(session, clinic_id)


def from_now_on(now: datetime) -> Interval:
    """All the time that anybody can be offered."""
    return Interval(now, now + _AS_FAR_AS_ANYBODY_BOOKS)


async def on_day(session: Session, clinic_id: UUID, day: date) -> Interval:
    """A local day of the clinic and the one after it, into which its hours may reach."""
    zone = ZoneInfo((await session.get_one(Clinic, clinic_id)).time_zone)
    return Interval(instant(zone, day, 0), instant(zone, day + timedelta(days=2), 0))
