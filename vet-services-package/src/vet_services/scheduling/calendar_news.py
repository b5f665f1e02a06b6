"""Tell everybody that a clinic's calendar is another one: the event, and the answers about free time that are void."""

from datetime import datetime
from uuid import UUID

from vet_core import outbox
from vet_core.db import Session
from vet_core.scheduling.events import CalendarChanged

from vet_services.scheduling import slot_cache


def tell(session: Session, clinic_id: UUID, veterinarian_id: UUID | None = None, *, now: datetime) -> None:
    """To be called by whatever changes hours, rooms, blocks or the pause, in the same transaction."""
    outbox.add(session, CalendarChanged(clinic_id=clinic_id, veterinarian_id=veterinarian_id), now=now)
    slot_cache.changed(session, clinic_id)
