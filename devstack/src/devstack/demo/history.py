"""Live through the timeline with the services, each step at its own moment, and let its consequences follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update
from vet_core.db import Session
from vet_core.kernel.actor import FRONT_DESK, Actor
from vet_core.kernel.errors import VetError
from vet_core.notifications.enums import DeliveryState
from vet_core.notifications.models import NotificationDelivery
from vet_core.outbox import event_from
from vet_core.outbox.models import OutboxEvent
from vet_core.scheduling.enums import AppointmentStatus
from vet_core.scheduling.events import AppointmentStatusChanged
from vet_core.scheduling.schemas import AnswerIn, AppointmentIn, RescheduleIn
from vet_services.bootstrap import HANDLERS
from vet_services.scheduling import booking, status

from devstack.demo.calendar import Visit
from devstack.demo.cast import OFFERS, Offer
from devstack.demo.founding import Founded, work_address
from devstack.demo.timeline import Happening, What

# Events younger than this are left for the platform itself to tell of when it starts.
RECENT = timedelta(minutes=10)
ANSWERS = {"text": "For two weeks now.", "yes_no": "no"}
REASONS = ("We are travelling.", "It went away by itself.", "Found an earlier date elsewhere.", None)


@dataclass(frozen=True)
class Booked:
    """What became of a planned visit."""

    id: UUID
    offer: Offer
    is_requested: bool
    visit: Visit
    """Kept, so that no later visit gets the number by which this one is known here."""


class History:
    """Appointments of one world while its past is lived through."""

    def __init__(self, session: Session, world: Founded) -> None:
        self._session = session
        self._world = world
        self._booked: dict[int, Booked] = {}
        self._clients: set[tuple[str, UUID]] = set()
        self.refusals: list[str] = []

    async def live(self, happenings: list[Happening]) -> int:
        """Every step in order; the number of appointments that came of it.

        The services have the last word: a step they refuse is left out, with all that was to follow, and noted.
        """
        given_up: set[int] = set()
        for happening in happenings:
            if id(happening.visit) in given_up:
                continue
            try:
                async with self._session.begin_nested():
                    await (self._book if happening.what is What.BOOK else self._continue)(happening)
            except VetError as refusal:
                given_up.add(id(happening.visit))
                self.refusals.append(f"{happening.what.value} {happening.visit.starts_at:%a %H:%M}: {refusal}")
        return len(self._booked)

    async def _book(self, happening: Happening) -> None:
        visit = happening.visit
        slug, pet_id = visit.practice.slug, self._world.pet(visit.animal)
        # A clinic books for pets it knows; before that their owner has to.
        is_client = (slug, pet_id) in self._clients
        offer = visit.offer if visit.offer.is_owner_bookable or is_client else _instead(visit.offer)
        by_desk = is_client and (happening.by_desk or not offer.is_owner_bookable)
        wish = AppointmentIn(
            clinic_id=self._world.clinics[slug],
            appointment_type_id=self._world.kinds[slug, offer.name],
            starts_at=visit.moved_from or visit.starts_at,
            veterinarian_id=self._world.veterinarians[work_address(visit.veterinarian, visit.practice)],
            pet_id=pet_id,
            note=visit.note or None,
            answers=[AnswerIn(question_id=each["id"], text=ANSWERS[each["kind"]]) for each in offer.questions],
        )
        by = self._desk(visit) if by_desk else self._owner(visit)
        booked = await booking.book(self._session, wish, by=by, now=happening.at)
        is_requested = booked.status is AppointmentStatus.REQUESTED
        self._booked[id(visit)] = Booked(booked.id, offer, is_requested, visit)
        self._clients.add((slug, pet_id))

    async def _continue(self, happening: Happening) -> None:
        visit, at, session = happening.visit, happening.at, self._session
        booked = self._booked[id(visit)]
        by_desk = happening.by_desk or not booked.offer.is_owner_bookable
        caller, appointment_id = self._desk(visit) if by_desk else self._owner(visit), booked.id
        match happening.what:
            case What.CONFIRM:
                if booked.is_requested:
                    await status.confirm(session, appointment_id, by=caller, now=at)
            case What.MOVE:
                wish = RescheduleIn(starts_at=visit.starts_at)
                await booking.reschedule(session, appointment_id, wish, by=caller, now=at)
            case What.CANCEL:
                reason = REASONS[len(self._booked) % len(REASONS)]
                await booking.cancel(session, appointment_id, by=caller, now=at, reason=reason)
            case What.CHECK_IN:
                await status.check_in(session, appointment_id, by=caller, now=at)
            case What.START:
                await status.start(session, appointment_id, by=self._veterinarian(visit), now=at)
            case What.FINISH:
                await status.finish(session, appointment_id, by=self._veterinarian(visit), now=at)
            case What.MISS:
                await status.mark_missed(session, appointment_id, by=caller, now=at)

    def _owner(self, visit: Visit) -> Actor:
        return self._world.owners[visit.household.email]

    def _veterinarian(self, visit: Visit) -> Actor:
        return self._world.workers[work_address(visit.veterinarian, visit.practice)]

    def _desk(self, visit: Visit) -> Actor:
        worker = next(worker for worker in visit.practice.staff if FRONT_DESK & set(worker.roles))
        return self._world.workers[work_address(worker, visit.practice)]


def _instead(offer: Offer) -> Offer:
    """A kind of visit that owners may book and that takes no longer."""
    return next(o for o in reversed(OFFERS) if o.is_owner_bookable and not o.species and o.minutes <= offer.minutes)


async def let_consequences_follow(session: Session, now: datetime) -> None:
    """Do what relay and worker would have done at the time; the mails of the past have left long ago.

    What happened in the last minutes is left alone: the platform tells of it by itself. Visits that have begun need no
    reaction any more: all that one would do is call off a reminder, and theirs are due no longer.
    """
    past = (OutboxEvent.occurred_at < now - RECENT) & OutboxEvent.relayed_at.is_(None)
    lasting = OutboxEvent.type.in_(HANDLERS.keys() - {AppointmentStatusChanged.type})
    events = await session.scalars(select(OutboxEvent).where(past, lasting).order_by(OutboxEvent.position))
    for stored in events.all():
        event = event_from(stored.type, stored.payload)
        for handler in HANDLERS[stored.type]:
            await handler.fn(session, event, stored.occurred_at)
    await session.execute(update(OutboxEvent).where(past).values(relayed_at=OutboxEvent.occurred_at))
    await session.execute(
        update(NotificationDelivery)
        .where(NotificationDelivery.state == DeliveryState.SCHEDULED, NotificationDelivery.due_at <= now)
        .values(state=DeliveryState.SENT, sent_at=NotificationDelivery.due_at, attempts=1)
    )
