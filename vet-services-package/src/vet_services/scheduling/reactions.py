"""What follows from a change of the calendar: time that came free is offered to who waits, proposals are settled.

May run twice and in any order: only time that is free at that moment is offered, by the same door as any booking.
"""

from datetime import datetime

from vet_core.clinics.models import Veterinarian
from vet_core.db import Interval, Session
from vet_core.outbox import Event
from vet_core.scheduling.events import AppointmentEvent, BlockRemoved, WaitlistOfferEnded

from vet_services.scheduling import day_moves_ending, waitlist_offering
from vet_services.scheduling.waitlist_offering import Freed


async def follow_visit(session: Session, event: Event, now: datetime) -> None:
    """A visit was called off, declined or moved: its proposals are over, and its time is offered."""
    assert isinstance(event, AppointmentEvent)
    assert event.clinic_id is not None
    await day_moves_ending.settle_proposals(session, event.appointment_id)
    await waitlist_offering.offer_after(session, event.clinic_id, event.appointment_id, now=now)


async def follow_block(session: Session, event: Event, now: datetime) -> None:
    """Time of a veterinarian, or of a room that somebody waits for, is kept free no longer."""
    assert isinstance(event, BlockRemoved)
    assert event.clinic_id is not None
    veterinarian = await session.get(Veterinarian, event.resource_id)
    during = Interval(event.starts_at, event.ends_at)
    freed = Freed(event.clinic_id, None if veterinarian is None else veterinarian.id, during)
    await waitlist_offering.offer_freed(session, freed, now=now)


async def follow_refusal(session: Session, event: Event, now: datetime) -> None:
    """Somebody let an offer go: the next is asked."""
    assert isinstance(event, WaitlistOfferEnded)
    assert event.clinic_id is not None
    freed = Freed(event.clinic_id, event.veterinarian_id, Interval(event.starts_at, event.ends_at))
    await waitlist_offering.offer_freed(session, freed, now=now)
