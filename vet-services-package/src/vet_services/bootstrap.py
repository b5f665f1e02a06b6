"""Who reacts to what. The relay and the workers read this registry; nothing else knows both sides."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from vet_core.clinics.events import BreakGlassOpened
from vet_core.db import Session
from vet_core.identity.events import InvitationMade, SessionEnded
from vet_core.outbox import Event
from vet_core.scheduling.events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentRescheduled,
    AppointmentStatusChanged,
)

from vet_services.notifications import letter_reactions, reactions

Reaction = Callable[[Session, Event, datetime], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Handler:
    """One reaction to one type of event. `name` never changes once released: delivery rows remember it.

    `fn` writes with the session it is given and never commits; `rings` names the tasks to wake once that is committed.
    """

    name: str
    fn: Reaction
    rings: tuple[str, ...] = ()


async def _only_ring(session: Session, event: Event, now: datetime) -> None:
    """What is to be done stands in a table already; the task that does it is only woken."""
    del session, event, now


_SEND_DUE = ("notifications.send_due",)

HANDLERS: dict[str, list[Handler]] = {
    AppointmentBooked.type: [Handler("notifications.appointment_booked", reactions.tell_owners, _SEND_DUE)],
    AppointmentRescheduled.type: [Handler("notifications.appointment_rescheduled", reactions.tell_owners, _SEND_DUE)],
    AppointmentCancelled.type: [Handler("notifications.appointment_cancelled", reactions.tell_owners, _SEND_DUE)],
    InvitationMade.type: [Handler("notifications.invitation", letter_reactions.send_invitation, _SEND_DUE)],
    BreakGlassOpened.type: [
        Handler("notifications.break_glass_opened", letter_reactions.tell_administrators, _SEND_DUE)
    ],
    SessionEnded.type: [Handler("identity.tell_clerk", _only_ring, ("identity.tell_clerk",))],
    AppointmentStatusChanged.type: [Handler("notifications.appointment_moved", reactions.follow_status)],
}
