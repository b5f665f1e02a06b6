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


class AppointmentRequested(AppointmentEvent):
    """An owner asks for a time that is reserved until the clinic confirms or declines."""

    type: ClassVar[str] = "scheduling.appointment_requested"


class AppointmentConfirmed(AppointmentEvent):
    """The clinic said yes to a request."""

    type: ClassVar[str] = "scheduling.appointment_confirmed"


class AppointmentDeclined(AppointmentEvent):
    """The clinic said no to a request; its time is free again."""

    type: ClassVar[str] = "scheduling.appointment_declined"


class AppointmentRoomed(AppointmentEvent):
    """The pet was led to a room, or to another one."""

    type: ClassVar[str] = "scheduling.appointment_roomed"
    room_id: UUID | None = None


class AppointmentDeparted(AppointmentEvent):
    """The pet and its people left."""

    type: ClassVar[str] = "scheduling.appointment_departed"


class CalendarChanged(Event):
    """Rosters, hours, blocks, rooms or the pause changed; whoever shows free time asks again.

    Without a veterinarian all of the clinic's calendar may be another one.
    """

    type: ClassVar[str] = "scheduling.calendar_changed"
    veterinarian_id: UUID | None = None


class BlockRemoved(Event):
    """Time that was kept free can be booked again."""

    type: ClassVar[str] = "scheduling.block_removed"
    resource_id: UUID
    starts_at: datetime
    ends_at: datetime


class TimeOpened(Event):
    """Hours, rooms or the pause changed so that there may be more free time in this stretch.

    Those who wait are asked in steps: `after_at` and `after_id` name the last one who was asked already.
    """

    type: ClassVar[str] = "scheduling.time_opened"
    is_news: ClassVar[bool] = False
    veterinarian_id: UUID | None = None
    starts_at: datetime
    ends_at: datetime
    after_at: datetime | None = None
    after_id: UUID | None = None


class WaitlistOffered(Event):
    """A time that came free is kept for the one who waits, until `expires_at`."""

    type: ClassVar[str] = "scheduling.waitlist_offered"
    offer_id: UUID
    entry_id: UUID
    expires_at: datetime


class WaitlistOfferEnded(Event):
    """Somebody let a time go that was kept for them; the next may have it."""

    type: ClassVar[str] = "scheduling.waitlist_offer_ended"
    offer_id: UUID
    entry_id: UUID
    veterinarian_id: UUID
    starts_at: datetime
    ends_at: datetime


class MoveProposed(Event):
    """The clinic cannot keep a visit's time and offers others."""

    type: ClassVar[str] = "scheduling.move_proposed"
    proposal_id: UUID
    appointment_id: UUID
