"""What follows from a change of the calendar: time that came free is offered to who waits, proposals are settled.

May run twice and in any order: only time that is free at that moment is offered, by the same door as any booking. What
offers time raises Later while the time is too fresh, and is then done again.
"""

from datetime import datetime

from vet_core import outbox
from vet_core.clinics.models import Veterinarian
from vet_core.db import Session
from vet_core.outbox import Event
from vet_core.scheduling.events import AppointmentEvent, BlockRemoved, TimeOpened, WaitlistOfferEnded

from vet_services.scheduling import day_moves_ending, waitlist_offering
from vet_services.scheduling.performers import clinics_of


async def settle_visit(session: Session, event: Event, now: datetime) -> None:
    """A visit was called off, declined or moved: its proposals are over."""
    del now
    assert isinstance(event, AppointmentEvent)
    await day_moves_ending.settle_proposals(session, event.appointment_id)


async def follow_visit(session: Session, event: Event, now: datetime) -> None:
    """A visit was called off, declined or moved: its time is offered."""
    assert isinstance(event, AppointmentEvent)
    assert event.clinic_id is not None
    await waitlist_offering.offer_after(session, event.clinic_id, event.appointment_id, now=now)


async def follow_block(session: Session, event: Event, now: datetime) -> None:
    """Time of a room, or of a veterinarian wherever they work, is kept free no longer."""
    assert isinstance(event, BlockRemoved)
    assert event.clinic_id is not None
    is_veterinarian = await session.get(Veterinarian, event.resource_id) is not None
    elsewhere = await clinics_of(session, event.resource_id, now=now) if is_veterinarian else set()
    for clinic_id in sorted(elsewhere | {event.clinic_id}):
        opened = TimeOpened(
            clinic_id=clinic_id,
            veterinarian_id=event.resource_id if is_veterinarian else None,
            starts_at=event.starts_at,
            ends_at=event.ends_at,
        )
        if clinic_id == event.clinic_id:
            await waitlist_offering.offer_opened(session, opened, now=now)
        else:
            outbox.add(session, opened, now=now)


async def follow_opening(session: Session, event: Event, now: datetime) -> None:
    """There may be more free time in a stretch than before."""
    assert isinstance(event, TimeOpened)
    await waitlist_offering.offer_opened(session, event, now=now)


async def follow_refusal(session: Session, event: Event, now: datetime) -> None:
    """Somebody let an offer go: the next is asked."""
    assert isinstance(event, WaitlistOfferEnded)
    await waitlist_offering.offer_let_go(session, event, now=now)
