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
    AppointmentConfirmed,
    AppointmentDeclined,
    AppointmentRequested,
    AppointmentRescheduled,
    AppointmentStatusChanged,
    BlockRemoved,
    MoveProposed,
    TimeOpened,
    WaitlistOffered,
    WaitlistOfferEnded,
)

from vet_services.notifications import letter_reactions, reactions
from vet_services.scheduling import reactions as calendar

Reaction = Callable[[Session, Event, datetime], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Handler:
    """One reaction to one type of event. `name` never changes once released: delivery rows remember it.

    `fn` writes with the session it is given and never commits; `rings` names the tasks to wake once that is committed.
    It may raise `outbox.Later` to be handed the event again at an instant.
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
    AppointmentRequested.type: [Handler("notifications.appointment_requested", reactions.tell_owners, _SEND_DUE)],
    AppointmentConfirmed.type: [Handler("notifications.appointment_confirmed", reactions.tell_owners, _SEND_DUE)],
    AppointmentDeclined.type: [
        Handler("notifications.appointment_declined", reactions.tell_owners, _SEND_DUE),
        Handler("scheduling.settle_declined", calendar.settle_visit),
        Handler("scheduling.follow_declined", calendar.follow_visit),
    ],
    AppointmentRescheduled.type: [
        Handler("notifications.appointment_rescheduled", reactions.tell_owners, _SEND_DUE),
        Handler("scheduling.settle_rescheduled", calendar.settle_visit),
        Handler("scheduling.follow_rescheduled", calendar.follow_visit),
    ],
    AppointmentCancelled.type: [
        Handler("notifications.appointment_cancelled", reactions.tell_owners, _SEND_DUE),
        Handler("scheduling.settle_cancelled", calendar.settle_visit),
        Handler("scheduling.follow_cancelled", calendar.follow_visit),
    ],
    BlockRemoved.type: [Handler("scheduling.follow_block_removed", calendar.follow_block)],
    TimeOpened.type: [Handler("scheduling.follow_time_opened", calendar.follow_opening)],
    WaitlistOfferEnded.type: [Handler("scheduling.follow_offer_ended", calendar.follow_refusal)],
    WaitlistOffered.type: [Handler("notifications.waitlist_offered", letter_reactions.tell_who_waits, _SEND_DUE)],
    MoveProposed.type: [Handler("notifications.move_proposed", letter_reactions.propose_move, _SEND_DUE)],
    InvitationMade.type: [Handler("notifications.invitation", letter_reactions.send_invitation, _SEND_DUE)],
    BreakGlassOpened.type: [
        Handler("notifications.break_glass_opened", letter_reactions.tell_administrators, _SEND_DUE)
    ],
    SessionEnded.type: [Handler("identity.tell_clerk", _only_ring, ("identity.tell_clerk",))],
    AppointmentStatusChanged.type: [Handler("notifications.appointment_moved", reactions.follow_status)],
}
