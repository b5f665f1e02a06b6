"""What a clinic offers: its kinds of visits, who performs them, and by which rules their starts are offered."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import flag_modified
from vet_core import audit, outbox
from vet_core.clinics.events import ClinicChanged
from vet_core.clinics.models import Clinic, Veterinarian
from vet_core.db import Page, Session
from vet_core.identity.models import Membership
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.money import Money
from vet_core.kernel.policy import enforce
from vet_core.kernel.species import Species
from vet_core.kernel.versions import VersionCheck, any_version
from vet_core.scheduling.models import AppointmentType, AppointmentTypeVeterinarian
from vet_core.scheduling.schemas import AppointmentTypeIn, AppointmentTypeOut, AppointmentTypePatch

from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling.errors import AppointmentTypeNotFound, TypeNameTaken, UnknownVeterinarian
from vet_services.scheduling.policy import may_offer

_PERFORMERS = (
    select(func.array_agg(AppointmentTypeVeterinarian.veterinarian_id))
    .where(AppointmentTypeVeterinarian.appointment_type_id == AppointmentType.id)
    .correlate(AppointmentType)
    .scalar_subquery()
)


async def list_types(session: Session, clinic_id: UUID, *, by: Actor | None) -> Page[AppointmentTypeOut]:
    """What the clinic offers, by name. Its staff also sees what owners cannot book. Raises ClinicNotFound."""
    if await session.get(Clinic, clinic_id) is None:
        raise ClinicNotFound()
    wanted = (
        select(AppointmentType, _PERFORMERS)
        .where(AppointmentType.clinic_id == clinic_id)
        .order_by(AppointmentType.name, AppointmentType.id)
    )
    if by is None or not by.works_at(clinic_id):
        wanted = wanted.where(AppointmentType.is_active, AppointmentType.is_owner_bookable)
    return Page(items=[_out(kind, performers) for kind, performers in await session.execute(wanted)])


async def create_type(session: Session, kind: AppointmentTypeIn, *, by: Actor, now: datetime) -> AppointmentTypeOut:
    """Offer a new kind of visit. Raises ClinicNotFound, Refused, TypeNameTaken or UnknownVeterinarian."""
    enforce(may_offer(by, kind.clinic_id), hidden=ClinicNotFound())
    if await session.get(Clinic, kind.clinic_id) is None:
        raise ClinicNotFound()
    row = AppointmentType(**_columns(kind.model_dump()))
    await _write(session, row)
    await _set_performers(session, row, kind.veterinarian_ids, now=now)
    _record(session, by, "created", row, now=now)
    await session.flush()
    return _out(row, kind.veterinarian_ids)


async def update_type(
    session: Session,
    appointment_type_id: UUID,
    patch: AppointmentTypePatch,
    *,
    by: Actor,
    now: datetime,
    check: VersionCheck = any_version,
) -> AppointmentTypeOut:
    """Change a kind of visit; visits that are booked stay as they are. `check` sees the current version under a lock.

    Raises AppointmentTypeNotFound, Refused, TypeNameTaken or UnknownVeterinarian.
    """
    row = await session.get(AppointmentType, appointment_type_id, with_for_update=True)
    if row is None:
        raise AppointmentTypeNotFound()
    enforce(may_offer(by, row.clinic_id), hidden=AppointmentTypeNotFound())
    check(row.version)
    performers = await _performers(session, row.id)
    changed = {name: value for name, value in _columns(patch.changes()).items() if getattr(row, name) != value}
    if patch.veterinarian_ids is not None and set(patch.veterinarian_ids) != set(performers):
        await _set_performers(session, row, patch.veterinarian_ids, now=now)
        performers = changed["veterinarian_ids"] = patch.veterinarian_ids
    if changed:
        # Even when only the performers changed, which are rows of another table: the version covers all that is shown.
        row.updated_at = now
        flag_modified(row, "updated_at")
        for name, value in changed.items():
            if name != "veterinarian_ids":
                setattr(row, name, value)
        await _write(session, row)
        _record(session, by, "changed", row, now=now, fields=changed)
    return _out(row, performers)


def _columns(sent: dict[str, Any]) -> dict[str, Any]:
    """The columns behind what a client sends: a price is two of them, performers are none."""
    columns = {name: value for name, value in sent.items() if name not in ("price", "veterinarian_ids")}
    price = sent.get("price")
    if price is not None:
        price = price if isinstance(price, dict) else price.model_dump()
        columns |= {"price_minor": price["amount_minor"], "currency": price["currency"]}
    if "species" in columns:
        columns["species"] = [Species(each).value for each in columns["species"]]
    return columns


async def _set_performers(session: Session, row: AppointmentType, wanted: Sequence[UUID], *, now: datetime) -> None:
    unknown = set(wanted) - await veterinarians_of(session, row.clinic_id, wanted, now=now)
    if unknown:
        raise UnknownVeterinarian(pointer="/veterinarian_ids", veterinarian_ids=sorted(str(each) for each in unknown))
    await session.execute(
        delete(AppointmentTypeVeterinarian).where(AppointmentTypeVeterinarian.appointment_type_id == row.id)
    )
    session.add_all(
        AppointmentTypeVeterinarian(appointment_type_id=row.id, veterinarian_id=each) for each in set(wanted)
    )


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


async def _performers(session: Session, appointment_type_id: UUID) -> Sequence[UUID]:
    found = await session.scalars(
        select(AppointmentTypeVeterinarian.veterinarian_id).where(
            AppointmentTypeVeterinarian.appointment_type_id == appointment_type_id
        )
    )
    return found.all()


async def _write(session: Session, row: AppointmentType) -> None:
    try:
        async with session.begin_nested():
            session.add(row)
    except IntegrityError as refusal:
        if "uq_appointment_types_name" in str(refusal.orig):
            raise TypeNameTaken(pointer="/name") from refusal
        raise


def _record(
    session: Session, by: Actor, action: str, row: AppointmentType, *, now: datetime, fields: Iterable[str] = ()
) -> None:
    outbox.add(session, ClinicChanged(clinic_id=row.clinic_id), now=now)
    audit.add(session, by, action, "appointment_type", row.id, now=now, clinic_id=row.clinic_id, fields=fields)


def _out(row: AppointmentType, performers: Sequence[UUID] | None) -> AppointmentTypeOut:
    return AppointmentTypeOut(
        id=row.id,
        clinic_id=row.clinic_id,
        name=row.name,
        description=row.description,
        duration_minutes=row.duration_minutes,
        buffer_before_minutes=row.buffer_before_minutes,
        buffer_after_minutes=row.buffer_after_minutes,
        slot_interval_minutes=row.slot_interval_minutes,
        minimum_notice_minutes=row.minimum_notice_minutes,
        horizon_days=row.horizon_days,
        species=[Species(each) for each in row.species],
        price=Money(row.price_minor, row.currency),
        is_owner_bookable=row.is_owner_bookable,
        is_active=row.is_active,
        veterinarian_ids=sorted(set(performers or ())),
        version=row.version,
    )
