"""Who reacts to what. The relay and the workers read this registry; nothing else knows both sides."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from vet_core.db import Session
from vet_core.outbox import Event
from vet_core.scheduling.events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentRescheduled,
    AppointmentStatusChanged,
)

from vet_services.notifications import reactions

Reaction = Callable[[Session, Event, datetime], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Handler:
    """One reaction to one type of event. `name` never changes once released: delivery rows remember it.

    `fn` writes with the session it is given and never commits; `rings` names the tasks to wake once that is committed.
    """

    name: str
    fn: Reaction
    rings: tuple[str, ...] = ()


_SEND_DUE = ("notifications.send_due",)

HANDLERS: dict[str, list[Handler]] = {
    AppointmentBooked.type: [Handler("notifications.appointment_booked", reactions.tell_owners, _SEND_DUE)],
    AppointmentRescheduled.type: [Handler("notifications.appointment_rescheduled", reactions.tell_owners, _SEND_DUE)],
    AppointmentCancelled.type: [Handler("notifications.appointment_cancelled", reactions.tell_owners, _SEND_DUE)],
    AppointmentStatusChanged.type: [Handler("notifications.appointment_moved", reactions.follow_status)],
}
