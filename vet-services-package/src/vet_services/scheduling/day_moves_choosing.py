"""Choose one of the times a clinic proposed. At a proposed time the clinic's own rules hold, for it is the clinic that
asks: no notice, no share of the day; and moving is never late. At any other time the owner's rules hold."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from vet_core import audit
from vet_core.db import Session
from vet_core.kernel.actor import Actor
from vet_core.scheduling.enums import ProposalState
from vet_core.scheduling.models import Appointment, MoveProposal
from vet_core.scheduling.schemas import AppointmentOut, RescheduleIn

from vet_services.scheduling import booking, offers
from vet_services.scheduling.day_moves_options import MOST, Options, Proposed
from vet_services.scheduling.errors import NotOffered, OptionTaken, SlotTaken
from vet_services.scheduling.offers import Wish


async def choose(
    session: Session,
    proposal: MoveProposal,
    visit: Appointment,
    starts_at: datetime,
    veterinarian_id: UUID,
    *,
    by: Actor,
    now: datetime,
) -> AppointmentOut:
    """Move the visit there in one step. Both rows are locked by the caller.

    Raises OptionTaken with other times when somebody was faster; after it nothing has changed.
    """
    is_proposed = any(
        (each.starts_at, each.veterinarian_id) == (starts_at, veterinarian_id)
        for each in map(Proposed.read, proposal.options)
    )
    there = RescheduleIn(starts_at=starts_at, veterinarian_id=veterinarian_id)
    try:
        moved = await booking.reschedule(
            session, visit.id, there, by=by, now=now, by_staff_rules=is_proposed, is_never_late=True
        )
    except (SlotTaken, NotOffered):
        free = await free_options(session, proposal, visit, by=by, now=now)
        raise OptionTaken([each.stored for each in free]) from None
    proposal.state = ProposalState.CHOSEN
    proposal.chosen_starts_at = starts_at
    audit.add(session, by, "chose_time", "appointment", visit.id, now=now, clinic_id=visit.clinic_id)
    await session.flush()
    return moved


async def free_options(
    session: Session, proposal: MoveProposal, visit: Appointment, *, by: Actor, now: datetime
) -> list[Proposed]:
    """The proposed times that are still free, filled up with others that the owner may have."""
    free = [
        each
        for each in map(Proposed.read, proposal.options)
        if not await offers.explain(session, _wish(visit, each), by=by, now=now)
    ]
    if len(free) < MOST:
        others = await Options(session, by, now, ZoneInfo(visit.time_zone)).for_visit(visit)
        free += [each for each in others if each not in free][: MOST - len(free)]
    return sorted(free, key=lambda each: (each.starts_at, each.veterinarian_id))


def _wish(visit: Appointment, option: Proposed) -> Wish:
    return Wish(
        clinic_id=visit.clinic_id,
        appointment_type_id=visit.appointment_type_id,
        starts_at=option.starts_at,
        veterinarian_id=option.veterinarian_id,
        pet_id=visit.pet_id,
        own_appointment_id=visit.id,
        duration_minutes=visit.duration_minutes,
        buffer_before_minutes=visit.buffer_before_minutes,
        buffer_after_minutes=visit.buffer_after_minutes,
        as_staff=True,
    )
