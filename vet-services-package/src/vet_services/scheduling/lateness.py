"""Note that an owner changed a visit too late, and what that costs by the rule of its kind. Staff may waive the fee.

A clinic that changes a visit is never late, and nothing is charged here: payments read what is noted.
"""

from datetime import datetime, timedelta

from vet_core.db import Session
from vet_core.kernel.actor import Actor
from vet_core.scheduling.models import Appointment, AppointmentType

from vet_services.scheduling.policy import is_staff


async def note(session: Session, appointment: Appointment, *, by: Actor, now: datetime) -> None:
    """Mark the visit when an owner moves or cancels it after its cancellation notice; the last moment is in time."""
    if is_staff(by, appointment.clinic_id):
        return
    kind = await session.get_one(AppointmentType, appointment.appointment_type_id)
    if now <= appointment.starts_at - timedelta(minutes=kind.cancellation_notice_minutes):
        return
    appointment.is_late = True
    if kind.late_fee_minor:
        appointment.late_fee_minor = kind.late_fee_minor
        appointment.currency = kind.currency
