"""What a clinic offers: its kinds of visits, who performs them, and by which rules their starts are offered."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import flag_modified
from vet_core import audit, outbox
from vet_core.clinics.events import ClinicChanged
from vet_core.clinics.models import Clinic
from vet_core.db import Page, Session
from vet_core.kernel.actor import Actor
from vet_core.kernel.money import Money
from vet_core.kernel.policy import enforce
from vet_core.kernel.species import Species
from vet_core.kernel.versions import VersionCheck, any_version
from vet_core.scheduling.models import AppointmentType
from vet_core.scheduling.schemas import (
    AppointmentTypeIn,
    AppointmentTypeOut,
    AppointmentTypePatch,
    Performer,
    Question,
    TypeTranslation,
)

from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import slot_cache
from vet_services.scheduling.errors import AppointmentTypeNotFound, TypeNameTaken
from vet_services.scheduling.performers import Parts, ordered, parts_of, set_performers, set_requirements
from vet_services.scheduling.policy import may_offer
from vet_services.scheduling.setup_errors import FeeCurrency

_APART = ("price", "deposit", "late_fee", "veterinarian_ids", "performers", "requirements")
"""What a client sends in another form than the columns of the row."""


async def list_types(session: Session, clinic_id: UUID, *, by: Actor | None) -> Page[AppointmentTypeOut]:
    """What the clinic offers, by name. Its staff also sees what owners cannot book. Raises ClinicNotFound."""
    if await session.get(Clinic, clinic_id) is None:
        raise ClinicNotFound()
    wanted = (
        select(AppointmentType)
        .where(AppointmentType.clinic_id == clinic_id)
        .order_by(AppointmentType.name, AppointmentType.id)
    )
    if by is None or not by.works_at(clinic_id):
        wanted = wanted.where(AppointmentType.is_active, AppointmentType.is_owner_bookable)
    kinds = (await session.scalars(wanted)).all()
    parts = await parts_of(session, [kind.id for kind in kinds])
    return Page(items=[_out(kind, parts[kind.id]) for kind in kinds])


async def create_type(session: Session, kind: AppointmentTypeIn, *, by: Actor, now: datetime) -> AppointmentTypeOut:
    """Offer a new kind of visit. Raises ClinicNotFound, Refused, TypeNameTaken, UnknownVeterinarian, FeeCurrency."""
    enforce(may_offer(by, kind.clinic_id), hidden=ClinicNotFound())
    if await session.get(Clinic, kind.clinic_id) is None:
        raise ClinicNotFound()
    _refuse_other_currency(kind, kind.price.currency)
    row = AppointmentType(**_columns(kind))
    await _write(session, row)
    parts = Parts(_performers_wanted(kind, {}) or {}, kind.requirements)
    await set_performers(session, row, parts.performers, now=now)
    await set_requirements(session, row, parts.requirements)
    _record(session, by, "created", row, now=now)
    await session.flush()
    return _out(row, parts)


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

    Raises AppointmentTypeNotFound, Refused, TypeNameTaken, UnknownVeterinarian or FeeCurrency.
    """
    row = await session.get(AppointmentType, appointment_type_id, with_for_update=True)
    if row is None:
        raise AppointmentTypeNotFound()
    enforce(may_offer(by, row.clinic_id), hidden=AppointmentTypeNotFound())
    check(row.version)
    _refuse_other_currency(patch, row.currency if patch.price is None else patch.price.currency)
    before = (await parts_of(session, [row.id]))[row.id]
    changed = {name: value for name, value in _columns(patch).items() if getattr(row, name) != value}
    performers = _performers_wanted(patch, before.performers)
    is_cast_anew = performers is not None and performers != before.performers
    if performers is not None and is_cast_anew:
        await set_performers(session, row, performers, now=now)
    is_needing_else = patch.requirements is not None and ordered(patch.requirements) != before.requirements
    if patch.requirements is not None and is_needing_else:
        await set_requirements(session, row, patch.requirements)
    if changed or is_cast_anew or is_needing_else:
        # Even when only rows of other tables changed: the version covers all that is shown.
        row.updated_at = now
        flag_modified(row, "updated_at")
        for name, value in changed.items():
            setattr(row, name, value)
        await _write(session, row)
        apart = [*(["veterinarian_ids"] if is_cast_anew else []), *(["requirements"] if is_needing_else else [])]
        _record(session, by, "changed", row, now=now, fields=[*changed, *apart])
    return _out(row, (await parts_of(session, [row.id]))[row.id])


def _columns(sent: AppointmentTypeIn | AppointmentTypePatch) -> dict[str, Any]:
    """The columns behind what a client sends, cleaned; of a patch only those that were sent."""
    given = set(type(sent).model_fields) if isinstance(sent, AppointmentTypeIn) else sent.model_fields_set
    columns = {name: getattr(sent, name) for name in given if name not in _APART}
    if sent.price is not None:
        columns |= {"price_minor": sent.price.amount_minor, "currency": sent.price.currency}
    for name in {"deposit", "late_fee"} & given:
        fee = getattr(sent, name)
        columns[f"{name}_minor"] = 0 if fee is None else fee.amount_minor
    if sent.species is not None and "species" in columns:
        columns["species"] = [each.value for each in sent.species]
    if sent.translations is not None and "translations" in columns:
        columns["translations"] = {
            tag: words.model_dump(mode="json", exclude_none=True) for tag, words in sent.translations.items()
        }
    if sent.questions is not None and "questions" in columns:
        columns["questions"] = [each.model_dump(mode="json") for each in sent.questions]
    return columns


def _refuse_other_currency(sent: AppointmentTypeIn | AppointmentTypePatch, currency: str) -> None:
    for name, fee in (("deposit", sent.deposit), ("late_fee", sent.late_fee)):
        if fee is not None and fee.currency != currency:
            raise FeeCurrency(pointer=f"/{name}/currency")


def _performers_wanted(
    sent: AppointmentTypeIn | AppointmentTypePatch, before: Mapping[UUID, int | None]
) -> Mapping[UUID, int | None] | None:
    """Who is to perform the visit, each with a time of their own or None; None when nothing was said of it.

    Named by id alone, whoever performs it already keeps their time.
    """
    if sent.performers is not None:
        return {each.veterinarian_id: each.duration_minutes for each in sent.performers}
    if sent.veterinarian_ids is None:
        return None
    return {each: before.get(each) for each in sent.veterinarian_ids}


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
    slot_cache.changed(session, row.clinic_id)
    audit.add(session, by, action, "appointment_type", row.id, now=now, clinic_id=row.clinic_id, fields=fields)


def _out(row: AppointmentType, parts: Parts) -> AppointmentTypeOut:
    return AppointmentTypeOut(
        id=row.id,
        clinic_id=row.clinic_id,
        name=row.name,
        description=row.description,
        translations={tag: TypeTranslation.model_validate(words) for tag, words in row.translations.items()},
        duration_minutes=row.duration_minutes,
        buffer_before_minutes=row.buffer_before_minutes,
        buffer_after_minutes=row.buffer_after_minutes,
        slot_interval_minutes=row.slot_interval_minutes,
        grid_offset_minutes=row.grid_offset_minutes,
        minimum_notice_minutes=row.minimum_notice_minutes,
        horizon_days=row.horizon_days,
        species=[Species(each) for each in row.species],
        clients=row.clients,
        place=row.place,
        capacity=row.capacity,
        daily_cap=row.daily_cap,
        same_day_percent=row.same_day_percent,
        price=Money(row.price_minor, row.currency),
        deposit=_fee(row.deposit_minor, row.currency),
        cancellation_notice_minutes=row.cancellation_notice_minutes,
        late_fee=_fee(row.late_fee_minor, row.currency),
        is_confirmation_needed=row.is_confirmation_needed,
        questions=[Question.model_validate(each) for each in row.questions],
        requirements=ordered(parts.requirements),
        is_owner_bookable=row.is_owner_bookable,
        is_active=row.is_active,
        veterinarian_ids=sorted(parts.performers),
        performers=[
            Performer(veterinarian_id=each, duration_minutes=minutes)
            for each, minutes in sorted(parts.performers.items())
        ],
        version=row.version,
    )


def _fee(amount_minor: int, currency: str) -> Money | None:
    return Money(amount_minor, currency) if amount_minor else None
