"""Which visits of a series are told of together: those to which the same happened at the same instant."""

from typing import Any

from sqlalchemy import ColumnElement, exists, select
from vet_core.db import Session
from vet_core.scheduling.events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentEvent,
    AppointmentRequested,
    AppointmentRescheduled,
)
from vet_core.scheduling.models import Appointment, AppointmentMove


async def told_together(session: Session, event: AppointmentEvent) -> list[dict[str, Any]]:
    """The visits that one mail tells of, as a mail's context keeps them; empty outside of a series.

    They stand in the order in which they were booked, which is that of the rule. Whichever of their events is handled
    first, and whatever became of the series since, the first among them is the same.
    """
    visit = await session.get(Appointment, event.appointment_id, populate_existing=True)
    if visit is None or visit.series_id is None:
        return []
    same = await _same(session, event, visit)
    if same is None:
        return []
    rows = await session.execute(
        select(Appointment.id, Appointment.sequence, Appointment.starts_at, Appointment.ends_at)
        .where(Appointment.pet_id == visit.pet_id, Appointment.series_id.is_not(None), same)
        .order_by(Appointment.id)
    )
    return [
        {
            "appointment_id": str(appointment_id),
            "sequence": sequence,
            "starts_at": starts_at.isoformat(),
            "ends_at": ends_at.isoformat(),
        }
        for appointment_id, sequence, starts_at, ends_at in rows
    ]


async def _same(session: Session, event: AppointmentEvent, visit: Appointment) -> ColumnElement[bool] | None:
    if isinstance(event, AppointmentBooked | AppointmentRequested):
        return Appointment.created_at == visit.created_at
    if isinstance(event, AppointmentCancelled):
        return Appointment.cancelled_at == visit.cancelled_at
    if isinstance(event, AppointmentRescheduled):
        stays = AppointmentMove.from_status == AppointmentMove.to_status
        at = await session.scalar(
            select(AppointmentMove.at)
            .where(
                AppointmentMove.appointment_id == event.appointment_id,
                AppointmentMove.starts_at == event.starts_at,
                stays,
            )
            .order_by(AppointmentMove.at.desc())
            .limit(1)
        )
        return exists().where(AppointmentMove.appointment_id == Appointment.id, AppointmentMove.at == at, stays)
    return None
