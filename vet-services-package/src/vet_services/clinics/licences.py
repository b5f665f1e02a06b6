"""Keep a veterinarian's licence true: its number, the region that issued it, and the day it expires."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from vet_core import audit
from vet_core.clinics.models import Veterinarian
from vet_core.clinics.schemas import LicenceOut, LicencePatch
from vet_core.db import Session
from vet_core.identity.models import Membership
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.policy import enforce

from vet_services.clinics.errors import ClinicNotFound, VeterinarianNotFound
from vet_services.clinics.policy import LicenceFacts, may_administer, may_change_licence


async def update_licence(
    session: Session, clinic_id: UUID, veterinarian_id: UUID, patch: LicencePatch, *, by: Actor, now: datetime
) -> LicenceOut:
    """Renew or correct the licence of a veterinarian who works at the clinic.

    Raises ClinicNotFound, VeterinarianNotFound or Refused.
    """
    works_here = (
        select(Membership.id)
        .where(
            Membership.person_id == Veterinarian.person_id,
            Membership.clinic_id == clinic_id,
            Membership.role == Role.VETERINARIAN,
            Membership.starts_at <= now,
            Membership.ends_at.is_(None) | (Membership.ends_at > now),
        )
        .exists()
    )
    veterinarian: Veterinarian | None = await session.scalar(
        select(Veterinarian)
        .where(Veterinarian.id == veterinarian_id, works_here)
        .with_for_update(of=Veterinarian)
        .execution_options(populate_existing=True)
    )
    if veterinarian is None:
        enforce(may_administer(by, clinic_id), hidden=ClinicNotFound())
        raise VeterinarianNotFound()
    enforce(may_change_licence(by, LicenceFacts(clinic_id, veterinarian.person_id)), hidden=ClinicNotFound())
    changes = {name: value for name, value in patch.changes().items() if getattr(veterinarian, name) != value}
    for name, value in changes.items():
        setattr(veterinarian, name, value)
    if changes:
        await session.flush()
        audit.add(
            session,
            by,
            "licence_changed",
            "person",
            veterinarian.person_id,
            now=now,
            clinic_id=clinic_id,
            fields=changes,
        )
    return licence_out(veterinarian)


def licence_out(veterinarian: Veterinarian) -> LicenceOut:
    return LicenceOut(
        id=veterinarian.id,
        license_number=veterinarian.license_number,
        license_region=veterinarian.license_region,
        license_expires_on=veterinarian.license_expires_on,
    )
