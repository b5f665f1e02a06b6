"""Show a pet to a clinic that has not seen it yet, for good or until an instant, and take that back."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Uuid, bindparam, delete, or_, select, text
from sqlalchemy.dialects.postgresql import insert
from vet_core import audit, outbox
from vet_core.db import Page, Session
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce
from vet_core.pets.events import PetChanged
from vet_core.pets.models import PetShare
from vet_core.pets.schemas import PetShareIn, PetShareOut

from vet_services.clinics.errors import ClinicNotFound
from vet_services.pets import files
from vet_services.pets.errors import PetNotFound, ShareEnds, ShareNotFound
from vet_services.pets.policy import may_see_shares, may_share

# Names of clinics are read as text: pets know none of their classes.
_NAME = text("SELECT name FROM clinics WHERE id = :clinic_id").bindparams(bindparam("clinic_id", type_=Uuid()))


async def list_pet_shares(session: Session, pet_id: UUID, *, by: Actor, now: datetime) -> Page[PetShareOut]:
    """The clinics the pet is shown to at this moment. Raises PetNotFound or Refused."""
    file = await files.find(session, pet_id, by=by, now=now)
    enforce(may_see_shares(by, file.facts), hidden=PetNotFound())
    shares = await session.scalars(
        select(PetShare)
        .where(PetShare.pet_id == pet_id, or_(PetShare.ends_at.is_(None), PetShare.ends_at > now))
        .order_by(PetShare.shared_at, PetShare.clinic_id)
    )
    return Page(items=[await _out(session, share) for share in shares.all()])


async def share_pet(session: Session, pet_id: UUID, wish: PetShareIn, *, by: Actor, now: datetime) -> PetShareOut:
    """Show the pet to a clinic; doing it again changes the end.

    Raises PetNotFound, ClinicNotFound, ShareEnds or Refused.
    """
    file = await files.find(session, pet_id, by=by, now=now)
    enforce(may_share(by, file.facts), hidden=PetNotFound())
    if wish.ends_at is not None and wish.ends_at <= now:
        raise ShareEnds(pointer="/ends_at")
    if await session.scalar(_NAME, {"clinic_id": wish.clinic_id}) is None:
        raise ClinicNotFound()
    shown = insert(PetShare).values(
        pet_id=pet_id, clinic_id=wish.clinic_id, shared_by=by.person_id, shared_at=now, ends_at=wish.ends_at
    )
    await session.execute(
        shown.on_conflict_do_update(
            index_elements=[PetShare.pet_id, PetShare.clinic_id],
            set_={"shared_by": by.person_id, "shared_at": now, "ends_at": wish.ends_at},
        )
    )
    share = await session.get_one(PetShare, (pet_id, wish.clinic_id), populate_existing=True)
    _tell(session, file, wish.clinic_id, now)
    audit.add(session, by, "shared", "pet", pet_id, now=now, clinic_id=wish.clinic_id)
    return await _out(session, share)


async def unshare_pet(session: Session, pet_id: UUID, clinic_id: UUID, *, by: Actor, now: datetime) -> None:
    """Take a share back; a clinic that has treated the pet meanwhile keeps seeing its patient.

    Raises PetNotFound, ShareNotFound or Refused.
    """
    file = await files.find(session, pet_id, by=by, now=now)
    enforce(may_share(by, file.facts), hidden=PetNotFound())
    gone = await session.scalar(
        delete(PetShare)
        .where(PetShare.pet_id == pet_id, PetShare.clinic_id == clinic_id)
        .returning(PetShare.clinic_id)
        .execution_options(synchronize_session=False)
    )
    if gone is None:
        raise ShareNotFound()
    _tell(session, file, clinic_id, now)
    audit.add(session, by, "unshared", "pet", pet_id, now=now, clinic_id=clinic_id)


def _tell(session: Session, file: files.File, clinic_id: UUID, now: datetime) -> None:
    event = PetChanged(
        pet_id=file.pet.id, clinic_id=clinic_id, fields=("shares",), audience_person_ids=tuple(file.owner_ids)
    )
    outbox.add(session, event, now=now)


async def _out(session: Session, share: PetShare) -> PetShareOut:
    name: str = await session.scalar(_NAME, {"clinic_id": share.clinic_id}) or ""
    return PetShareOut(clinic_id=share.clinic_id, clinic_name=name, shared_at=share.shared_at, ends_at=share.ends_at)
