"""The words of notifications."""

from enum import StrEnum


class NotificationKind(StrEnum):
    APPOINTMENT_BOOKED = "appointment_booked"
    APPOINTMENT_RESCHEDULED = "appointment_rescheduled"
    APPOINTMENT_CANCELLED = "appointment_cancelled"
    APPOINTMENT_REMINDER = "appointment_reminder"
    CLINIC_INVITATION = "clinic_invitation"
    PET_INVITATION = "pet_invitation"
    BREAK_GLASS_OPENED = "break_glass_opened"
    EXPORT_READY = "export_ready"
    ERASURE_DONE = "erasure_done"
    APPOINTMENT_REQUESTED = "appointment_requested"
    APPOINTMENT_CONFIRMED = "appointment_confirmed"
    APPOINTMENT_DECLINED = "appointment_declined"
    WAITLIST_OFFERED = "waitlist_offered"
    MOVE_PROPOSED = "move_proposed"


class Channel(StrEnum):
    EMAIL = "email"


class DeliveryState(StrEnum):
    """`sending` is leased to one worker; `failed` used up its attempts; `cancelled` is no longer wanted."""

    SCHEDULED = "scheduled"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"
