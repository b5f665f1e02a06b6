"""Move a veterinarian's day: propose other times for each of its visits, and let the owners choose by link.

Nobody is moved unasked: a visit keeps its time until its owner, or the clinic, moves or cancels it. Proposals are times
that were free when they were made; whoever chooses first has them, and others are offered in their place.
"""

from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from vet_core import audit, outbox
from vet_core.db import Interval, Session
from vet_core.kernel.actor import Actor
from vet_core.kernel.ids import new_id
from vet_core.kernel.policy import enforce
from vet_core.pets.models import PetOwner
from vet_core.scheduling.enums import AppointmentStatus, BlockKind, ProposalState
from vet_core.scheduling.events import MoveProposed
from vet_core.scheduling.models import Appointment, DayMove, MoveProposal
from vet_core.scheduling.schemas import (
    BlockIn,
    DayMoveIn,
    DayMoveOut,
    DayMovePreviewIn,
    DayMovePreviewOut,
    MoveOptionOut,
    MoveProposalOut,
)

from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import blocks, queries
from vet_services.scheduling.availability import instant
from vet_services.scheduling.day_moves_ending import withdraw_proposals
from vet_services.scheduling.day_moves_options import Options, Proposed
from vet_services.scheduling.errors import AppointmentNotFound, DayMoveNotFound
from vet_services.scheduling.policy import may_list, may_move_day
from vet_services.scheduling.series import clinic_zone

_MOVABLE = (AppointmentStatus.REQUESTED, AppointmentStatus.CONFIRMED)


async def preview_day_move(session: Session, wish: DayMovePreviewIn, *, by: Actor, now: datetime) -> DayMovePreviewOut:
    """The visits of that day that lie ahead, each with up to five other times. Nothing is written.

    Raises ClinicNotFound or Refused.
    """
    enforce(may_move_day(by, wish.clinic_id), hidden=ClinicNotFound())
    zone = await clinic_zone(session, wish.clinic_id)
    visits = await _visits(session, wish, zone, now=now)
    options = Options(session, by, now, zone)
    items = [
        MoveProposalOut(
            proposal_id=None,
            appointment=await queries.show(session, visit.id, by=by),
            options=[MoveOptionOut.model_validate(each.stored) for each in await options.for_visit(visit)],
            state=None,
            chosen_starts_at=None,
            expires_at=None,
        )
        for visit in visits
    ]
    return DayMovePreviewOut(items=items)


async def create_day_move(session: Session, wish: DayMoveIn, *, by: Actor, now: datetime) -> DayMoveOut:
    """Propose other times for the day's visits, or for those named, and close the day when that is asked for.

    A mail with a link goes to the owners of each. An older proposal for a visit is withdrawn. Raises ClinicNotFound,
    AppointmentNotFound for one that is not of that day, or Refused.
    """
    enforce(may_move_day(by, wish.clinic_id), hidden=ClinicNotFound())
    zone = await clinic_zone(session, wish.clinic_id)
    visits = await _visits(session, wish, zone, now=now, are_locked=True)
    if wish.appointment_ids is not None:
        named = set(wish.appointment_ids)
        if named - {each.id for each in visits}:
            raise AppointmentNotFound()
        visits = [each for each in visits if each.id in named]
    options = Options(session, by, now, zone)
    found = [(visit, await options.for_visit(visit)) for visit in visits]
    move = DayMove(
        id=new_id(),
        clinic_id=wish.clinic_id,
        veterinarian_id=wish.veterinarian_id,
        on_day=wish.on_day,
        reason=wish.reason,
        created_by_id=by.person_id,
        created_at=now,
        block_id=await _close(session, wish, zone, by=by, now=now) if wish.is_blocked else None,
    )
    session.add(move)
    await session.flush()
    for visit, proposed in found:
        await _propose(session, move, visit, proposed, now=now)
    audit.add(session, by, "moved_day", "veterinarian", wish.veterinarian_id, now=now, clinic_id=wish.clinic_id)
    await session.flush()
    return await get_day_move(session, move.id, by=by, now=now)


async def get_day_move(session: Session, day_move_id: UUID, *, by: Actor, now: datetime) -> DayMoveOut:
    """How far a day's move has come, for the clinic's staff; a look in an emergency is noted in the audit.

    Raises DayMoveNotFound.
    """
    move = await session.get(DayMove, day_move_id)
    if move is None:
        raise DayMoveNotFound()
    enforce(may_list(by, move.clinic_id), hidden=DayMoveNotFound())
    if not by.works_at(move.clinic_id):
        queries.note_emergency(session, "day_move_opened", "day_move", move.id, move.clinic_id, by=by, now=now)
    rows = await session.scalars(
        select(MoveProposal)
        .join(Appointment, Appointment.id == MoveProposal.appointment_id)
        .where(MoveProposal.day_move_id == day_move_id)
        .order_by(MoveProposal.expires_at, MoveProposal.id)
    )
    items = [
        MoveProposalOut(
            proposal_id=proposal.id,
            appointment=await queries.show(session, proposal.appointment_id, by=by),
            options=[MoveOptionOut.model_validate(each) for each in proposal.options],
            state=proposal.state,
            chosen_starts_at=proposal.chosen_starts_at,
            expires_at=proposal.expires_at,
        )
        for proposal in rows.all()
    ]
    return DayMoveOut(
        id=move.id,
        clinic_id=move.clinic_id,
        veterinarian_id=move.veterinarian_id,
        on_day=move.on_day,
        reason=move.reason,
        block_id=move.block_id,
        created_at=move.created_at,
        items=items,
    )


async def _visits(
    session: Session, wish: DayMovePreviewIn, zone: ZoneInfo, *, now: datetime, are_locked: bool = False
) -> list[Appointment]:
    """The visits in their order. Locked, none is moved or called off while other times are proposed for it."""
    day = _day(wish.on_day, zone)
    wanted = (
        select(Appointment)
        .where(
            Appointment.clinic_id == wish.clinic_id,
            Appointment.veterinarian_id == wish.veterinarian_id,
            Appointment.starts_at >= max(day.start, now),
            Appointment.starts_at < day.end,
            Appointment.status.in_(_MOVABLE),
        )
        .order_by(Appointment.starts_at, Appointment.id)
    )
    return list(await session.scalars(wanted.with_for_update() if are_locked else wanted))


async def _close(session: Session, wish: DayMoveIn, zone: ZoneInfo, *, by: Actor, now: datetime) -> UUID:
    """Keep the rest of the veterinarian's day free of further bookings."""
    day = _day(wish.on_day, zone)
    made = await blocks.create_block(
        session,
        BlockIn(
            clinic_id=wish.clinic_id,
            resource_id=wish.veterinarian_id,
            kind=BlockKind.TIME_OFF,
            starts_at=day.start,
            ends_at=day.end,
            reason=wish.reason,
        ),
        by=by,
        now=now,
    )
    return made.id


async def _propose(
    session: Session, move: DayMove, visit: Appointment, proposed: list[Proposed], *, now: datetime
) -> None:
    await withdraw_proposals(session, visit.id)
    proposal = MoveProposal(
        id=new_id(),
        day_move_id=move.id,
        appointment_id=visit.id,
        options=[each.stored for each in proposed],
        state=ProposalState.OPEN,
        # The visit's own start: a proposal for a visit that stands elsewhere by now is over.
        expires_at=visit.starts_at,
        created_at=now,
    )
    session.add(proposal)
    owners = await session.scalars(
        select(PetOwner.person_id).where(PetOwner.pet_id == visit.pet_id).order_by(PetOwner.person_id)
    )
    told = MoveProposed(
        clinic_id=move.clinic_id,
        audience_person_ids=tuple(owners),
        proposal_id=proposal.id,
        appointment_id=visit.id,
    )
    outbox.add(session, told, now=now)


def _day(day: date, zone: ZoneInfo) -> Interval:
    return Interval(instant(zone, day, 0), instant(zone, day + timedelta(days=1), 0))
