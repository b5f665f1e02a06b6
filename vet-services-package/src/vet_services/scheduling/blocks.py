"""Keep time of a veterinarian, a room or a piece of equipment free of visits. Booked visits stay and are shown.

A block is one reservation row of its own state: it keeps new visits out, and may lie over what is booked already. A
veterinarian's time off counts wherever they work, because a veterinarian is one resource.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from vet_core import audit, outbox
from vet_core.db import Interval, Page, Session
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce
from vet_core.scheduling.enums import OPEN, BlockKind, ReservationState, ResourceKind
from vet_core.scheduling.events import BlockRemoved
from vet_core.scheduling.models import Appointment, CalendarBlock, ClinicResource, Reservation, Resource
from vet_core.scheduling.schemas import BlockIn, BlockOut, BlockPatch

from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import calendar_news
from vet_services.scheduling.performers import clinics_of, veterinarians_of
from vet_services.scheduling.policy import may_block, may_list
from vet_services.scheduling.queries import note_emergency
from vet_services.scheduling.setup_errors import BlockIsExternal, BlockNotFound, BlockRangeInvalid, ResourceUnknown

LONGEST = timedelta(days=366)
LONGEST_LISTED = timedelta(days=62)


async def list_blocks(
    session: Session,
    clinic_id: UUID,
    starts_from: datetime,
    ends_by: datetime,
    *,
    resource_id: UUID | None = None,
    by: Actor,
    now: datetime,
) -> Page[BlockOut]:
    """The clinic's blocks that touch the range, with the visits they lie over, for its staff.

    An emergency access that reads them leaves a note in the trail. Raises ClinicNotFound or BlockRangeInvalid.
    """
    enforce(may_list(by, clinic_id), hidden=ClinicNotFound())
    if not timedelta() < ends_by - starts_from <= LONGEST_LISTED:
        raise BlockRangeInvalid()
    if not by.works_at(clinic_id):
        note_emergency(session, "blocks_opened", "clinic", clinic_id, clinic_id, by=by, now=now)
    wanted = (
        select(CalendarBlock)
        .where(
            CalendarBlock.clinic_id == clinic_id,
            CalendarBlock.starts_at < ends_by,
            CalendarBlock.ends_at > starts_from,
        )
        .order_by(CalendarBlock.starts_at, CalendarBlock.id)
    )
    if resource_id is not None:
        wanted = wanted.where(CalendarBlock.resource_id == resource_id)
    blocks = (await session.scalars(wanted)).all()
    conflicts = await _conflicts(session, blocks)
    return Page(items=[_out(block, conflicts) for block in blocks])


async def create_block(session: Session, wish: BlockIn, *, by: Actor, now: datetime) -> BlockOut:
    """Block the time from now on; visits in it stay booked and are told as conflicts.

    Raises ClinicNotFound, Refused, ResourceUnknown or BlockRangeInvalid.
    """
    enforce(may_block(by, wish.clinic_id), hidden=ClinicNotFound())
    _refuse_range(wish.starts_at, wish.ends_at)
    kind = await _kind(session, wish.clinic_id, wish.resource_id, now=now)
    await session.execute(insert(Resource).values(id=wish.resource_id, kind=kind).on_conflict_do_nothing())
    block = CalendarBlock(**wish.model_dump(), created_by_id=by.person_id, created_at=now)
    session.add(block)
    await session.flush()
    session.add(
        Reservation(
            resource_id=block.resource_id,
            during=Interval(block.starts_at, block.ends_at),
            state=ReservationState.BLOCKED,
            block_id=block.id,
        )
    )
    await session.flush()
    await _tell(session, block, now=now)
    _record(session, by, "blocked", block, now=now)
    return _out(block, await _conflicts(session, [block]))


async def update_block(session: Session, block_id: UUID, patch: BlockPatch, *, by: Actor, now: datetime) -> BlockOut:
    """Move a block, change its kind or reason. Raises BlockNotFound, Refused, BlockIsExternal or BlockRangeInvalid."""
    block = await _locked(session, block_id, by=by)
    changes = {name: value for name, value in patch.changes().items() if getattr(block, name) != value}
    before = Interval(block.starts_at, block.ends_at)
    _refuse_range(changes.get("starts_at", block.starts_at), changes.get("ends_at", block.ends_at))
    for name, value in changes.items():
        setattr(block, name, value)
    await session.flush()
    after = Interval(block.starts_at, block.ends_at)
    if after != before:
        await session.execute(update(Reservation).where(Reservation.block_id == block.id).values(during=after))
        _free(session, block, before, now=now)
    if changes:
        await _tell(session, block, now=now)
        _record(session, by, "block_changed", block, now=now, fields=sorted(changes))
    return _out(block, await _conflicts(session, [block]))


async def remove_block(session: Session, block_id: UUID, *, by: Actor, now: datetime) -> None:
    """Let the time be booked again. Raises BlockNotFound, Refused or BlockIsExternal."""
    block = await _locked(session, block_id, by=by)
    await session.execute(delete(CalendarBlock).where(CalendarBlock.id == block.id))
    _free(session, block, Interval(block.starts_at, block.ends_at), now=now)
    await _tell(session, block, now=now)
    _record(session, by, "block_removed", block, now=now)
    session.expunge(block)


async def _locked(session: Session, block_id: UUID, *, by: Actor) -> CalendarBlock:
    block = await session.get(CalendarBlock, block_id, with_for_update=True)
    if block is None:
        raise BlockNotFound()
    enforce(may_block(by, block.clinic_id), hidden=BlockNotFound())
    if block.kind is BlockKind.EXTERNAL:
        raise BlockIsExternal()
    return block


async def _kind(session: Session, clinic_id: UUID, resource_id: UUID, *, now: datetime) -> ResourceKind:
    """What the resource is. Raises ResourceUnknown unless it is the clinic's."""
    if await veterinarians_of(session, clinic_id, [resource_id], now=now):
        return ResourceKind.VETERINARIAN
    own = select(ClinicResource.kind).where(ClinicResource.id == resource_id, ClinicResource.clinic_id == clinic_id)
    kind = await session.scalar(own)
    if kind is None:
        raise ResourceUnknown(pointer="/resource_id")
    return ResourceKind(kind.value)


async def _conflicts(session: Session, blocks: Sequence[CalendarBlock]) -> Mapping[UUID, list[UUID]]:
    """For each block the visits, in order, that are booked on its resource in its time; those of its clinic only."""
    found = await session.execute(
        select(CalendarBlock.id, Appointment.id)
        .select_from(CalendarBlock)
        .join(
            Reservation,
            and_(
                Reservation.resource_id == CalendarBlock.resource_id,
                Reservation.during.op("&&")(func.tstzrange(CalendarBlock.starts_at, CalendarBlock.ends_at)),
                Reservation.state.in_((ReservationState.BOOKED, ReservationState.BLOCKED)),
            ),
        )
        .join(Appointment, Appointment.id == Reservation.appointment_id)
        .where(
            CalendarBlock.id.in_([block.id for block in blocks]),
            Appointment.clinic_id == CalendarBlock.clinic_id,
            Appointment.status.in_(OPEN),
        )
        .order_by(Appointment.starts_at, Appointment.id)
    )
    conflicts: dict[UUID, list[UUID]] = {}
    for block_id, appointment_id in found:
        listed = conflicts.setdefault(block_id, [])
        if appointment_id not in listed:
            listed.append(appointment_id)
    return conflicts


async def _tell(session: Session, block: CalendarBlock, *, now: datetime) -> None:
    """A veterinarian's block concerns every clinic where they work."""
    clinic_ids = await clinics_of(session, block.resource_id, now=now)
    for clinic_id in sorted(clinic_ids | {block.clinic_id}):
        calendar_news.tell(session, clinic_id, block.resource_id if clinic_ids else None, now=now)


def _free(session: Session, block: CalendarBlock, before: Interval, *, now: datetime) -> None:
    outbox.add(
        session,
        BlockRemoved(
            clinic_id=block.clinic_id, resource_id=block.resource_id, starts_at=before.start, ends_at=before.end
        ),
        now=now,
    )


def _refuse_range(starts_at: datetime, ends_at: datetime) -> None:
    if not timedelta() < ends_at - starts_at <= LONGEST:
        raise BlockRangeInvalid(pointer="/ends_at")


def _record(
    session: Session, by: Actor, action: str, block: CalendarBlock, *, now: datetime, fields: Sequence[str] = ()
) -> None:
    audit.add(session, by, action, "calendar_block", block.id, now=now, clinic_id=block.clinic_id, fields=list(fields))


def _out(block: CalendarBlock, conflicts: Mapping[UUID, list[UUID]]) -> BlockOut:
    return BlockOut(
        id=block.id,
        clinic_id=block.clinic_id,
        resource_id=block.resource_id,
        kind=block.kind,
        starts_at=block.starts_at,
        ends_at=block.ends_at,
        reason=block.reason,
        conflicts=conflicts.get(block.id, []),
    )
