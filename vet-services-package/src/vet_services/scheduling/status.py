"""Move an appointment from one status to the next, and a pet through the clinic.

Every change of status goes through `move`, which tells of it. Between two statuses the board knows stages: whether the
pet has been led to its room, and whether it has left after the visit.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from vet_core import audit, outbox
from vet_core.db import Interval, Session
from vet_core.identity.enums import PetAccess
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce
from vet_core.kernel.versions import VersionCheck, any_version
from vet_core.pets.models import PetOwner
from vet_core.scheduling.enums import MOVES, AppointmentStatus, ResourceKind
from vet_core.scheduling.events import (
    AppointmentCancelled,
    AppointmentConfirmed,
    AppointmentDeclined,
    AppointmentDeparted,
    AppointmentEvent,
    AppointmentRoomed,
    AppointmentStatusChanged,
)
from vet_core.scheduling.models import Appointment, AppointmentMove
from vet_core.scheduling.schemas import AppointmentOut

from vet_services.scheduling import override, queries, reservations, rooms, slot_cache
from vet_services.scheduling.errors import AppointmentNotFound, TooEarly, WrongMove
from vet_services.scheduling.policy import AppointmentFacts, may_decide, may_receive, may_treat
from vet_services.scheduling.reservations import Claim

_DONE_AS = {
    AppointmentStatus.CANCELLED: "cancelled",
    AppointmentStatus.DECLINED: "declined",
    AppointmentStatus.CHECKED_IN: "checked_in",
    AppointmentStatus.IN_PROGRESS: "started",
    AppointmentStatus.COMPLETED: "finished",
    AppointmentStatus.MISSED: "marked_missed",
    AppointmentStatus.CONFIRMED: "confirmed",
}
_TOLD_AS: dict[AppointmentStatus, type[AppointmentEvent]] = {
    AppointmentStatus.CANCELLED: AppointmentCancelled,
    AppointmentStatus.CONFIRMED: AppointmentConfirmed,
    AppointmentStatus.DECLINED: AppointmentDeclined,
}
_REACHED_AT = {
    AppointmentStatus.CHECKED_IN: "arrived_at",
    AppointmentStatus.IN_PROGRESS: "began_at",
    AppointmentStatus.COMPLETED: "finished_at",
}


@dataclass(frozen=True, slots=True)
class Owners:
    """A pet's people in the order of their ids, and those of them who manage it."""

    ids: tuple[UUID, ...]
    manager_ids: frozenset[UUID]


async def confirm(
    session: Session, appointment_id: UUID, *, by: Actor, now: datetime, check: VersionCheck = any_version
) -> AppointmentOut:
    """The clinic says yes to a request. Raises AppointmentNotFound, Refused or WrongMove."""
    appointment, owners = await load(session, appointment_id)
    enforce(may_decide(by, facts(appointment, owners)), hidden=AppointmentNotFound())
    return await _decide(session, appointment, AppointmentStatus.CONFIRMED, owners.ids, by=by, now=now, check=check)


async def decline(
    session: Session,
    appointment_id: UUID,
    *,
    by: Actor,
    now: datetime,
    reason: str | None = None,
    check: VersionCheck = any_version,
) -> AppointmentOut:
    """The clinic says no to a request, and its time is free again. Raises AppointmentNotFound, Refused or WrongMove."""
    appointment, owners = await load(session, appointment_id)
    enforce(may_decide(by, facts(appointment, owners)), hidden=AppointmentNotFound())
    appointment.cancellation_reason = reason or None
    return await _decide(
        session, appointment, AppointmentStatus.DECLINED, owners.ids, by=by, now=now, check=check, reason=reason
    )


async def check_in(
    session: Session, appointment_id: UUID, *, by: Actor, now: datetime, check: VersionCheck = any_version
) -> AppointmentOut:
    """The pet has arrived, even if late. Raises AppointmentNotFound, Refused or WrongMove."""
    appointment, owners = await load(session, appointment_id)
    enforce(may_receive(by, facts(appointment, owners)), hidden=AppointmentNotFound())
    return await _step(session, appointment, AppointmentStatus.CHECKED_IN, owners.ids, by=by, now=now, check=check)


async def start(
    session: Session, appointment_id: UUID, *, by: Actor, now: datetime, check: VersionCheck = any_version
) -> AppointmentOut:
    """The visit begins. Raises AppointmentNotFound, Refused or WrongMove."""
    appointment, owners = await load(session, appointment_id)
    enforce(may_treat(by, facts(appointment, owners)), hidden=AppointmentNotFound())
    return await _step(session, appointment, AppointmentStatus.IN_PROGRESS, owners.ids, by=by, now=now, check=check)


async def finish(
    session: Session, appointment_id: UUID, *, by: Actor, now: datetime, check: VersionCheck = any_version
) -> AppointmentOut:
    """The visit is over. Raises AppointmentNotFound, Refused or WrongMove."""
    appointment, owners = await load(session, appointment_id)
    enforce(may_treat(by, facts(appointment, owners)), hidden=AppointmentNotFound())
    return await _step(session, appointment, AppointmentStatus.COMPLETED, owners.ids, by=by, now=now, check=check)


async def mark_missed(
    session: Session, appointment_id: UUID, *, by: Actor, now: datetime, check: VersionCheck = any_version
) -> AppointmentOut:
    """Nobody came. Raises TooEarly before the start; AppointmentNotFound, Refused or WrongMove."""
    appointment, owners = await load(session, appointment_id)
    enforce(may_receive(by, facts(appointment, owners)), hidden=AppointmentNotFound())
    refuse_move(appointment, AppointmentStatus.MISSED)
    if appointment.starts_at > now:
        raise TooEarly(appointment.starts_at)
    return await _step(session, appointment, AppointmentStatus.MISSED, owners.ids, by=by, now=now, check=check)


async def room(
    session: Session,
    appointment_id: UUID,
    room_id: UUID,
    *,
    by: Actor,
    now: datetime,
    check: VersionCheck = any_version,
) -> AppointmentOut:
    """The pet is led to a room, or to another one, whoever was to have it: the board says what is.

    Raises AppointmentNotFound, Refused, UnknownRoom, or WrongMove before the pet has arrived and once the visit began.
    """
    appointment, owners = await load(session, appointment_id)
    enforce(may_receive(by, facts(appointment, owners)), hidden=AppointmentNotFound())
    check(appointment.version)
    if appointment.status is not AppointmentStatus.CHECKED_IN:
        raise _wrong(appointment, "be led to a room")
    await rooms.refuse_unknown(session, appointment.clinic_id, room_id)
    if appointment.room_id != room_id:
        await _take_room(session, appointment, room_id, now=now)
    appointment.room_id, appointment.roomed_at = room_id, appointment.roomed_at or now
    told = AppointmentRoomed(**event_facts(appointment, owners.ids), room_id=room_id)
    return await _tell(session, appointment, told, "roomed", ["room_id"], by=by, now=now)


async def depart(
    session: Session, appointment_id: UUID, *, by: Actor, now: datetime, check: VersionCheck = any_version
) -> AppointmentOut:
    """The pet and its people leave after the visit. Raises AppointmentNotFound, Refused or WrongMove."""
    appointment, owners = await load(session, appointment_id)
    enforce(may_receive(by, facts(appointment, owners)), hidden=AppointmentNotFound())
    check(appointment.version)
    if appointment.status is not AppointmentStatus.COMPLETED or appointment.departed_at is not None:
        raise _wrong(appointment, "leave")
    appointment.departed_at = now
    told = AppointmentDeparted(**event_facts(appointment, owners.ids))
    return await _tell(session, appointment, told, "departed", ["departed_at"], by=by, now=now)


async def waive_late_fee(
    session: Session, appointment_id: UUID, *, by: Actor, now: datetime, check: VersionCheck = any_version
) -> AppointmentOut:
    """The clinic does without the fee; that the change was late stays noted. Raises AppointmentNotFound or Refused."""
    appointment, owners = await load(session, appointment_id)
    enforce(may_decide(by, facts(appointment, owners)), hidden=AppointmentNotFound())
    check(appointment.version)
    if appointment.late_fee_minor is not None:
        appointment.late_fee_minor = None
        _note(session, appointment, "late_fee_waived", ["late_fee_minor"], by=by, now=now)
        await session.flush()
    return await queries.show(session, appointment_id, by=by)


async def load(session: Session, appointment_id: UUID) -> tuple[Appointment, Owners]:
    """The appointment, locked until the transaction ends, and the pet's owners. Raises AppointmentNotFound."""
    appointment = await session.get(Appointment, appointment_id, with_for_update=True)
    if appointment is None:
        raise AppointmentNotFound()
    owners = await session.execute(
        select(PetOwner.person_id, PetOwner.access)
        .where(PetOwner.pet_id == appointment.pet_id)
        .order_by(PetOwner.person_id)
    )
    rows = owners.all()
    managers = frozenset(row.person_id for row in rows if row.access is PetAccess.MANAGE)
    return appointment, Owners(tuple(row.person_id for row in rows), managers)


def facts(appointment: Appointment, owners: Owners) -> AppointmentFacts:
    return AppointmentFacts(appointment.clinic_id, frozenset(owners.ids), owners.manager_ids)


def event_facts(appointment: Appointment, owner_ids: tuple[UUID, ...]) -> dict[str, Any]:
    """The fields that every event of the appointment carries."""
    return {
        "clinic_id": appointment.clinic_id,
        "audience_person_ids": owner_ids,
        "appointment_id": appointment.id,
        "veterinarian_id": appointment.veterinarian_id,
        "pet_id": appointment.pet_id,
        "starts_at": appointment.starts_at,
        "ends_at": appointment.ends_at,
        "status": appointment.status,
        "sequence": appointment.sequence,
    }


def refuse_move(appointment: Appointment, to: AppointmentStatus) -> None:
    """Raise WrongMove unless the table of moves allows this step."""
    if to not in MOVES[appointment.status]:
        raise _wrong(appointment, f"become {to.value.replace('_', ' ')}")


def move(
    session: Session,
    appointment: Appointment,
    to: AppointmentStatus,
    owner_ids: tuple[UUID, ...],
    *,
    by: Actor,
    now: datetime,
    reason: str | None = None,
) -> None:
    """The one place where a status changes: with its move, its event and its audit entry. Raises WrongMove."""
    refuse_move(appointment, to)
    session.add(
        AppointmentMove(
            appointment_id=appointment.id,
            from_status=appointment.status,
            to_status=to,
            by_person_id=by.person_id,
            at=now,
            starts_at=appointment.starts_at,
        )
    )
    appointment.status = to
    if to in _REACHED_AT:
        setattr(appointment, _REACHED_AT[to], now)
    told = _TOLD_AS.get(to, AppointmentStatusChanged)
    outbox.add(session, told(**event_facts(appointment, owner_ids)), now=now)
    _note(session, appointment, _DONE_AS[to], ["status"], by=by, now=now, reason=reason)


async def _step(
    session: Session,
    appointment: Appointment,
    to: AppointmentStatus,
    owner_ids: tuple[UUID, ...],
    *,
    by: Actor,
    now: datetime,
    check: VersionCheck,
) -> AppointmentOut:
    check(appointment.version)
    move(session, appointment, to, owner_ids, by=by, now=now)
    await session.flush()
    return await queries.show(session, appointment.id, by=by)


async def _decide(
    session: Session,
    appointment: Appointment,
    to: AppointmentStatus,
    owner_ids: tuple[UUID, ...],
    *,
    by: Actor,
    now: datetime,
    check: VersionCheck,
    reason: str | None = None,
) -> AppointmentOut:
    check(appointment.version)
    # What is confirmed was confirmed already when it was booked at once; only a request can be decided.
    refuse_move(appointment, to)
    appointment.decided_at, appointment.decided_by_id = now, by.person_id
    appointment.sequence += 1
    move(session, appointment, to, owner_ids, by=by, now=now, reason=reason)
    await session.flush()
    if to is AppointmentStatus.DECLINED:
        await reservations.release(session, appointment.id)
        slot_cache.changed(session, appointment.clinic_id)
    return await queries.show(session, appointment.id, by=by)


async def _take_room(session: Session, appointment: Appointment, room_id: UUID, *, now: datetime) -> None:
    """The calendar of the rooms follows: the room that was meant is free again, the one the pet is in is not."""
    if appointment.room_id is not None:
        await reservations.release(session, appointment.id, resource_id=appointment.room_id)
    planned = Interval(
        appointment.starts_at - timedelta(minutes=appointment.buffer_before_minutes),
        appointment.ends_at + timedelta(minutes=appointment.buffer_after_minutes),
    )
    await override.take(session, appointment.id, [Claim(room_id, ResourceKind.ROOM, planned)], now=now)
    slot_cache.changed(session, appointment.clinic_id)


async def _tell(
    session: Session,
    appointment: Appointment,
    told: AppointmentEvent,
    action: str,
    fields: list[str],
    *,
    by: Actor,
    now: datetime,
) -> AppointmentOut:
    outbox.add(session, told, now=now)
    _note(session, appointment, action, fields, by=by, now=now)
    await session.flush()
    return await queries.show(session, appointment.id, by=by)


def _note(
    session: Session,
    appointment: Appointment,
    action: str,
    fields: list[str],
    *,
    by: Actor,
    now: datetime,
    reason: str | None = None,
) -> None:
    audit.add(
        session,
        by,
        action,
        "appointment",
        appointment.id,
        now=now,
        clinic_id=appointment.clinic_id,
        fields=fields,
        reason=reason,
    )


def _wrong(appointment: Appointment, what: str) -> WrongMove:
    current = appointment.status.value
    return WrongMove(f"A visit that is {current.replace('_', ' ')} cannot {what}.", status=current)
