"""Move an appointment from one status to the next. Every change of status goes through `move`, which tells of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from vet_core import audit, outbox
from vet_core.db import Session
from vet_core.identity.enums import PetAccess
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce
from vet_core.kernel.versions import VersionCheck, any_version
from vet_core.pets.models import PetOwner
from vet_core.scheduling.enums import MOVES, AppointmentStatus
from vet_core.scheduling.events import AppointmentCancelled, AppointmentStatusChanged
from vet_core.scheduling.models import Appointment, AppointmentMove
from vet_core.scheduling.schemas import AppointmentOut

from vet_services.scheduling import queries
from vet_services.scheduling.errors import AppointmentNotFound, TooEarly, WrongMove
from vet_services.scheduling.policy import AppointmentFacts, may_receive, may_treat

_DONE_AS = {
    AppointmentStatus.CANCELLED: "cancelled",
    AppointmentStatus.CHECKED_IN: "checked_in",
    AppointmentStatus.IN_PROGRESS: "started",
    AppointmentStatus.COMPLETED: "finished",
    AppointmentStatus.MISSED: "marked_missed",
    AppointmentStatus.CONFIRMED: "confirmed",
}


@dataclass(frozen=True, slots=True)
class Owners:
    """A pet's people in the order of their ids, and those of them who manage it."""

    ids: tuple[UUID, ...]
    manager_ids: frozenset[UUID]


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
        current = appointment.status.value.replace("_", " ")
        raise WrongMove(
            f"A visit that is {current} cannot become {to.value.replace('_', ' ')}.", status=appointment.status.value
        )


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
    told = AppointmentCancelled if to is AppointmentStatus.CANCELLED else AppointmentStatusChanged
    outbox.add(session, told(**event_facts(appointment, owner_ids)), now=now)
    audit.add(
        session,
        by,
        _DONE_AS[to],
        "appointment",
        appointment.id,
        now=now,
        clinic_id=appointment.clinic_id,
        fields=["status"],
        reason=reason,
    )


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
