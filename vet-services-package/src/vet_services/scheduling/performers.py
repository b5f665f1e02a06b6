"""Who performs a kind of visit, and what it needs besides them: the rows of other tables that belong to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from vet_core.clinics.models import Veterinarian
from vet_core.db import Session
from vet_core.identity.models import Membership
from vet_core.kernel.actor import Role
from vet_core.scheduling.models import AppointmentType, AppointmentTypeRequirement, AppointmentTypeVeterinarian
from vet_core.scheduling.schemas import Requirement

from vet_services.scheduling.errors import UnknownVeterinarian


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands in other tables: who performs the visit, by id, and what it needs besides, in order."""

    performers: Mapping[UUID, int | None]
    requirements: Sequence[Requirement]


async def set_performers(
    session: Session,
    row: AppointmentType,
    wanted: Mapping[UUID, int | None],
    *,
    now: datetime,
) -> None:
    """Who stays keeps their count of visits; who comes begins at the least of them, and is not given all at first."""
    unknown = set(wanted) - await veterinarians_of(session, row.clinic_id, wanted, now=now)
    if unknown:
        raise UnknownVeterinarian(pointer="/veterinarian_ids", veterinarian_ids=sorted(str(each) for each in unknown))
    link = AppointmentTypeVeterinarian
    await session.execute(
        delete(link).where(link.appointment_type_id == row.id, link.veterinarian_id.not_in(list(wanted)))
    )
    if not wanted:
        return
    least = await session.scalar(select(func.min(link.assigned_count)).where(link.appointment_type_id == row.id))
    adding = insert(link).values(
        [
            {
                "appointment_type_id": row.id,
                "veterinarian_id": veterinarian_id,
                "duration_minutes": minutes,
                "assigned_count": least or 0,
            }
            for veterinarian_id, minutes in sorted(wanted.items())
        ]
    )
    await session.execute(
        adding.on_conflict_do_update(
            index_elements=["appointment_type_id", "veterinarian_id"],
            set_={"duration_minutes": adding.excluded.duration_minutes},
        )
    )


async def set_requirements(session: Session, row: AppointmentType, wanted: Sequence[Requirement]) -> None:
    await session.execute(
        delete(AppointmentTypeRequirement).where(AppointmentTypeRequirement.appointment_type_id == row.id)
    )
    session.add_all(
        AppointmentTypeRequirement(appointment_type_id=row.id, kind=each.kind, category=each.category)
        for each in wanted
    )
    await session.flush()


async def veterinarians_of(session: Session, clinic_id: UUID, among: Iterable[UUID], *, now: datetime) -> set[UUID]:
    """Those of the given veterinarians who work at the clinic at this moment."""
    found = await session.scalars(
        select(Veterinarian.id)
        .join(Membership, Membership.person_id == Veterinarian.person_id)
        .where(
            Veterinarian.id.in_(set(among)),
            Membership.clinic_id == clinic_id,
            Membership.role == Role.VETERINARIAN,
            Membership.starts_at <= now,
            Membership.ends_at.is_(None) | (Membership.ends_at > now),
        )
    )
    return set(found)


async def clinics_of(session: Session, veterinarian_id: UUID, *, now: datetime) -> set[UUID]:
    """Every clinic where a veterinarian works at this moment; none when it is not a veterinarian's id."""
    found = await session.scalars(
        select(Membership.clinic_id)
        .join(Veterinarian, Veterinarian.person_id == Membership.person_id)
        .where(
            Veterinarian.id == veterinarian_id,
            Membership.role == Role.VETERINARIAN,
            Membership.starts_at <= now,
            Membership.ends_at.is_(None) | (Membership.ends_at > now),
        )
    )
    return set(found)


async def parts_of(session: Session, type_ids: Sequence[UUID]) -> dict[UUID, Parts]:
    """What stands in other tables about each of the kinds of visits."""
    performers: dict[UUID, dict[UUID, int | None]] = {each: {} for each in type_ids}
    requirements: dict[UUID, list[Requirement]] = {each: [] for each in type_ids}
    link, need = AppointmentTypeVeterinarian, AppointmentTypeRequirement
    for type_id, veterinarian_id, minutes in await session.execute(
        select(link.appointment_type_id, link.veterinarian_id, link.duration_minutes).where(
            link.appointment_type_id.in_(type_ids)
        )
    ):
        performers[type_id][veterinarian_id] = minutes
    for type_id, kind, category in await session.execute(
        select(need.appointment_type_id, need.kind, need.category).where(need.appointment_type_id.in_(type_ids))
    ):
        requirements[type_id].append(Requirement(kind=kind, category=category))
    return {each: Parts(performers[each], ordered(requirements[each])) for each in type_ids}


def ordered(requirements: Iterable[Requirement]) -> list[Requirement]:
    return sorted(requirements, key=lambda each: (each.kind, each.category))
