"""Stop online booking with one press, and start it again. Staff go on booking; what is booked stays."""

from datetime import datetime
from uuid import UUID

from vet_core import audit, outbox
from vet_core.clinics.events import ClinicChanged
from vet_core.clinics.models import Clinic
from vet_core.db import Interval, Session
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce

from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import calendar_news
from vet_services.scheduling.policy import may_pause


async def pause_booking(
    session: Session, clinic_id: UUID, *, reason: str | None = None, by: Actor, now: datetime
) -> None:
    """Owners book nothing from now on, and may read why. A second press changes nothing but the reason.

    Raises ClinicNotFound or Refused.
    """
    clinic = await _pressed(session, clinic_id, by=by)
    if clinic.is_booking_paused and clinic.pause_reason == reason:
        return
    if not clinic.is_booking_paused:
        clinic.paused_at = now
    clinic.is_booking_paused, clinic.pause_reason = True, reason
    await _tell(session, clinic, "booking_paused", by=by, now=now)


async def resume_booking(session: Session, clinic_id: UUID, *, by: Actor, now: datetime) -> None:
    """Owners book again. Where nothing was paused nothing changes. Raises ClinicNotFound or Refused."""
    clinic = await _pressed(session, clinic_id, by=by)
    if not clinic.is_booking_paused:
        return
    clinic.is_booking_paused, clinic.pause_reason, clinic.paused_at = False, None, None
    await _tell(session, clinic, "booking_resumed", by=by, now=now, opens=calendar_news.from_now_on(now))


async def _pressed(session: Session, clinic_id: UUID, *, by: Actor) -> Clinic:
    enforce(may_pause(by, clinic_id), hidden=ClinicNotFound())
    clinic = await session.get(Clinic, clinic_id, with_for_update=True)
    if clinic is None:
        raise ClinicNotFound()
    return clinic


async def _tell(
    session: Session, clinic: Clinic, action: str, *, by: Actor, now: datetime, opens: Interval | None = None
) -> None:
    await session.flush()
    audit.add(session, by, action, "clinic", clinic.id, now=now, clinic_id=clinic.id, fields=["is_booking_paused"])
    outbox.add(session, ClinicChanged(clinic_id=clinic.id), now=now)
    calendar_news.tell(session, clinic.id, now=now, opens=opens)
