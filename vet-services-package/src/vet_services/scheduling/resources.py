"""A clinic's rooms and equipment: what a visit may need besides a veterinarian. Nothing is ever deleted, for visits of
the past took place somewhere; what is out of use is given to no new visit."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from vet_core import audit
from vet_core.clinics.models import Clinic
from vet_core.db import Page, Session
from vet_core.kernel.actor import Actor
from vet_core.kernel.ids import new_id
from vet_core.kernel.policy import enforce
from vet_core.kernel.versions import VersionCheck, any_version
from vet_core.scheduling.enums import ResourceKind
from vet_core.scheduling.models import ClinicResource, Resource
from vet_core.scheduling.schemas import ResourceIn, ResourceOut, ResourcePatch

from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import calendar_news
from vet_services.scheduling.errors import ResourceNameTaken, ResourceNotFound
from vet_services.scheduling.policy import may_list, may_offer


async def list_resources(session: Session, clinic_id: UUID, *, by: Actor) -> Page[ResourceOut]:
    """The clinic's rooms and equipment by name, those out of use included, for its staff. Raises ClinicNotFound."""
    enforce(may_list(by, clinic_id), hidden=ClinicNotFound())
    found = await session.scalars(
        select(ClinicResource)
        .where(ClinicResource.clinic_id == clinic_id)
        .order_by(ClinicResource.kind.desc(), ClinicResource.name, ClinicResource.id)
    )
    return Page(items=[ResourceOut.model_validate(each) for each in found])


async def create_resource(session: Session, wish: ResourceIn, *, by: Actor, now: datetime) -> ResourceOut:
    """Add a room or a piece of equipment. Raises ClinicNotFound, Refused or ResourceNameTaken."""
    enforce(may_offer(by, wish.clinic_id), hidden=ClinicNotFound())
    if await session.get(Clinic, wish.clinic_id) is None:
        raise ClinicNotFound()
    row = ClinicResource(id=new_id(), created_at=now, updated_at=now, **wish.model_dump())
    session.add(Resource(id=row.id, kind=ResourceKind(wish.kind.value)))
    await session.flush()
    await _write(session, row)
    _tell(session, row, "created", by=by, now=now)
    return ResourceOut.model_validate(row)


async def update_resource(
    session: Session,
    resource_id: UUID,
    patch: ResourcePatch,
    *,
    by: Actor,
    now: datetime,
    check: VersionCheck = any_version,
) -> ResourceOut:
    """Rename it, put it in another category, or take it out of use; visits that have it keep it.

    `check` sees the current version under a lock. Raises ResourceNotFound, Refused or ResourceNameTaken.
    """
    row = await session.get(ClinicResource, resource_id, with_for_update=True)
    if row is None:
        raise ResourceNotFound()
    enforce(may_offer(by, row.clinic_id), hidden=ResourceNotFound())
    check(row.version)
    changed = {name: value for name, value in patch.changes().items() if getattr(row, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(row, name, value)
        row.updated_at = now
        await _write(session, row)
        _tell(session, row, "changed", by=by, now=now, fields=changed)
    return ResourceOut.model_validate(row)


async def _write(session: Session, row: ClinicResource) -> None:
    try:
        async with session.begin_nested():
            session.add(row)
    except IntegrityError as refusal:
        if "uq_clinic_resources_clinic_id_name" in str(refusal.orig):
            raise ResourceNameTaken(pointer="/name") from refusal
        raise


def _tell(
    session: Session, row: ClinicResource, action: str, *, by: Actor, now: datetime, fields: Iterable[str] = ()
) -> None:
    audit.add(session, by, action, "clinic_resource", row.id, now=now, clinic_id=row.clinic_id, fields=fields)
    may_open = row.is_active and set(fields) != {"name"}
    calendar_news.tell(session, row.clinic_id, now=now, opens=calendar_news.from_now_on(now) if may_open else None)
