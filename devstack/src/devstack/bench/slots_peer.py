"""The slots of a month as such code is usually written: ORM queries for each veterinarian and day, and a loop.

For orientation only. It knows none of the finer rules: no clock changes, buffers, classes, rooms or shares.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from vet_core import registry
from vet_core.clinics.models import Clinic, OpeningHours, Veterinarian
from vet_core.scheduling.models import Appointment, AppointmentType, AppointmentTypeVeterinarian, Roster

TABLES = registry


async def list_slots(
    session: AsyncSession, clinic_id: UUID, appointment_type_id: UUID, first: date, days: int
) -> dict[datetime, list[UUID]]:
    """Who is free at each start."""
    clinic = await session.get_one(Clinic, clinic_id)
    kind = await session.get_one(AppointmentType, appointment_type_id)
    zone = ZoneInfo(clinic.time_zone)
    vets = await session.scalars(
        select(Veterinarian)
        .join(AppointmentTypeVeterinarian, AppointmentTypeVeterinarian.veterinarian_id == Veterinarian.id)
        .where(AppointmentTypeVeterinarian.appointment_type_id == kind.id)
    )
    length, step = timedelta(minutes=kind.duration_minutes), timedelta(minutes=kind.slot_interval_minutes)
    free: dict[datetime, list[UUID]] = {}
    for vet in vets.all():
        for day in (first + timedelta(days=number) for number in range(days)):
            midnight = datetime.combine(day, time(), zone)
            opening = await session.scalars(
                select(OpeningHours).where(OpeningHours.clinic_id == clinic.id, OpeningHours.weekday == day.weekday())
            )
            rosters = await session.scalars(
                select(Roster).where(
                    Roster.clinic_id == clinic.id, Roster.veterinarian_id == vet.id, Roster.weekday == day.weekday()
                )
            )
            found = await session.scalars(
                select(Appointment).where(
                    Appointment.veterinarian_id == vet.id,
                    Appointment.status.not_in(["cancelled", "declined", "missed"]),
                    Appointment.starts_at < midnight + timedelta(days=1),
                    Appointment.ends_at > midnight,
                )
            )
            visits, hours = found.all(), opening.all()
            for roster in rosters.all():
                start = midnight + timedelta(minutes=max([roster.starts_local, *(each.opens_local for each in hours)]))
                end = midnight + timedelta(minutes=min([roster.ends_local, *(each.closes_local for each in hours)]))
                while start + length <= end:
                    if not any(each.starts_at < start + length and start < each.ends_at for each in visits):
                        free.setdefault(start, []).append(vet.id)
                    start += step
    return free
