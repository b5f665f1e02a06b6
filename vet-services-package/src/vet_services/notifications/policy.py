"""When a message is due, and whether it is still worth sending. Pure: facts in, answers out.

A reminder is due 24 hours before the visit; when less than that is left at the time of booking or moving, the mail that
says so reminds enough and none is planned.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from vet_core.notifications.enums import NotificationKind
from vet_core.scheduling.enums import AppointmentStatus

REMINDER_LEAD = timedelta(hours=24)
MOST_ATTEMPTS = 10
_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=1)
_AHEAD = frozenset({AppointmentStatus.REQUESTED, AppointmentStatus.CONFIRMED})


@dataclass(frozen=True, slots=True)
class Standing:
    """How the appointment stands just before its mail leaves, against what the mail would tell."""

    kind: NotificationKind
    status: AppointmentStatus
    starts_at: datetime
    told_starts_at: datetime
    is_newer_sent: bool
    is_recipient_gone: bool


@dataclass(frozen=True, slots=True)
class LetterStanding:
    """Whether somebody is left to read a letter, and whether what it leads to is still there."""

    is_recipient_gone: bool
    is_over: bool = False


def reminder_due_at(status: AppointmentStatus, starts_at: datetime, now: datetime) -> datetime | None:
    """When to remind of a visit, or None when there is nothing to remind of or no time left to do it in."""
    due_at = starts_at - REMINDER_LEAD
    return due_at if status in _AHEAD and due_at > now else None


def why_drop(standing: Standing | LetterStanding, now: datetime) -> str | None:
    """Why a mail that is due must not leave any more; None when it is still wanted."""
    if standing.is_recipient_gone:
        return "the account was deleted"
    if isinstance(standing, LetterStanding):
        return "its link is no longer good" if standing.is_over else None
    if standing.is_newer_sent:
        return "a newer mail about this appointment has left"
    if standing.kind is NotificationKind.APPOINTMENT_REMINDER:
        if standing.status not in _AHEAD:
            return f"the appointment is {standing.status.value}"
        if standing.starts_at != standing.told_starts_at:
            return "the appointment was moved"
        if standing.starts_at <= now:
            return "the appointment has begun"
    return None


def wait_after(attempts: int) -> timedelta:
    """How long to wait after that many attempts: twice as long each time, an hour at most."""
    doublings = max(0, min(attempts - 1, 10))
    return min(_FIRST_WAIT * (1 << doublings), _LONGEST_WAIT)
