"""The starts on offer as values, for operations that propose some of them to people."""

from datetime import datetime

from vet_core.db import Session
from vet_core.kernel.actor import Actor
from vet_core.scheduling.schemas import SlotOut, SlotsOut

from vet_services.scheduling import slots
from vet_services.scheduling.slots import SlotQuery


async def free_starts(session: Session, query: SlotQuery, *, by: Actor, now: datetime) -> list[SlotOut]:
    """What `slots.list_slots` answers. Raises what it raises."""
    found = await slots.list_slots(session, query, by=by, now=now)
    return SlotsOut.model_validate_json(found).items
