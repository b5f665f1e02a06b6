"""Facts of scheduling. Clinic staff and the people in `audience_person_ids` hear of them at once."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from vet_core.outbox.events import Event
from vet_core.scheduling.enums import AppointmentStatus


class AppointmentEvent(Event):
    """What every event of an appointment tells: which one, whose, and how it stands after the change.

    `sequence` is the appointment's own count of changes, so that listeners can tell an older fact from a newer one.
    """

    appointment_id: UUID
    veterinarian_id: UUID
    pet_id: UUID
    starts_at: datetime
    ends_at: datetime
    status: AppointmentStatus
    previous_starts_at: datetime | None = None
    sequence: int = 0


class AppointmentBooked(AppointmentEvent):
    type: ClassVar[str] = "scheduling.appointment_booked"


class AppointmentRescheduled(AppointmentEvent):
    """The visit moved to another start or veterinarian; `previous_starts_at` is the start before."""

    type: ClassVar[str] = "scheduling.appointment_rescheduled"


class AppointmentCancelled(AppointmentEvent):
    type: ClassVar[str] = "scheduling.appointment_cancelled"


class AppointmentStatusChanged(AppointmentEvent):
    """The visit moved on in the clinic: checked in, started, finished, or missed."""

    type: ClassVar[str] = "scheduling.appointment_moved"
