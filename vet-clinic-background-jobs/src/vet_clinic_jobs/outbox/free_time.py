"""Drop remembered answers about free time for every clinic that an event concerns.

The API drops those of the clinic it changed; a veterinarian's other clinics, and what jobs change, are told from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from vet_core.clinics.models import Veterinarian
from vet_core.db import Session
from vet_core.identity.models import Membership
from vet_core.kernel.actor import Role
from vet_core.outbox.models import OutboxEvent
from vet_services.scheduling.slot_cache import SlotCache

# Besides the calendar's own: a clinic that is suspended, paused or put on another clock, and who works there.
_ABOUT_FREE_TIME = ("scheduling.", "clinics.", "identity.membership_")
_NAMES = ("veterinarian_id", "resource_id")


async def drop_answers(session: Session, cache: SlotCache, events: Sequence[OutboxEvent]) -> None:
    """Forget what the clinics of these events would be told; other events change no free time."""
    told = [event for event in events if event.type.startswith(_ABOUT_FREE_TIME)]
    if not told:
        return
    clinic_ids = {event.clinic_id for event in told if event.clinic_id is not None}
    named = {UUID(event.payload[name]) for event in told for name in _NAMES if event.payload.get(name)}
    elsewhere = await session.scalars(
        select(Membership.clinic_id)
        .join(Veterinarian, Veterinarian.person_id == Membership.person_id)
        .where(Veterinarian.id.in_(named), Membership.role == Role.VETERINARIAN, Membership.ends_at.is_(None))
        .distinct()
    )
    await cache.drop(clinic_ids.union(elsewhere.all()))
