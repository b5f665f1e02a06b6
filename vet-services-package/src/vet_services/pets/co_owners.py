"""Several people may own a pet: those who manage it decide for it, the others look on. Somebody always manages it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from vet_core import audit, outbox
from vet_core.db import Page, Session, scope
from vet_core.identity.models import Invitation, Person
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce
from vet_core.pets.enums import PetAccess
from vet_core.pets.events import PetChanged
from vet_core.pets.models import Pet, PetOwner
from vet_core.pets.schemas import PetInvitationIn, PetOwnerOut

from vet_services.identity import invitations
from vet_services.identity.errors import InvitationInvalid
from vet_services.identity.invitations import ToPet
from vet_services.pets import files
from vet_services.pets.errors import AlreadyOwner, LastManager, OwnerNotFound, PetNotFound
from vet_services.pets.policy import RemovalFacts, may_remove_owner, may_see_owners, may_share


async def list_pet_owners(session: Session, pet_id: UUID, *, by: Actor, now: datetime) -> Page[PetOwnerOut]:
    """Whose pet it is, the primary owner first. Raises PetNotFound."""
    file = await files.find(session, pet_id, by=by, now=now)
    enforce(may_see_owners(by, file.facts), hidden=PetNotFound())
    wanted = (
        select(PetOwner, Person.given_name, Person.family_name)
        .join(Person, Person.id == PetOwner.person_id)
        .where(PetOwner.pet_id == pet_id, Person.erased_at.is_(None))
        .order_by(PetOwner.is_primary.desc(), Person.family_name, Person.given_name, Person.id)
    )
    # Owners of one pet are shown to one another by name, though they may have nothing else to do with each other.
    async with scope.as_system(session):
        rows = (await session.execute(wanted)).all()
    return Page(
        items=[
            PetOwnerOut(
                person_id=owner.person_id,
                name=f"{given_name} {family_name}".strip(),
                is_primary=owner.is_primary,
                access=owner.access,
            )
            for owner, given_name, family_name in rows
        ]
    )


async def invite_co_owner(session: Session, pet_id: UUID, wish: PetInvitationIn, *, by: Actor, now: datetime) -> None:
    """Invite an e-mail address to own the pet too; inviting it again sends a new link, and the old one stops working.

    Says nothing about whether somebody has that address. Raises PetNotFound, AlreadyOwner for a present owner, or
    Refused.
    """
    file = await files.find(session, pet_id, by=by, now=now, is_locked=True)
    enforce(may_share(by, file.facts), hidden=PetNotFound())
    same = (
        select(PetOwner.access)
        .join(Person, Person.id == PetOwner.person_id)
        .where(PetOwner.pet_id == pet_id, Person.email == wish.email)
    )
    async with scope.as_system(session):
        held: PetAccess | None = await session.scalar(same)
    if held is not None and held in (wish.access, PetAccess.MANAGE):
        raise AlreadyOwner()
    await invitations.issue(session, ToPet(pet_id, wish.access), wish.email, by=by, now=now)
    audit.add(session, by, "co_owner_invited", "pet", pet_id, now=now, fields=["owners", wish.access.value])


async def join(session: Session, invitation: Invitation, *, by: Actor, now: datetime) -> None:
    """Make the one who used the invitation an owner; an owner who only looked on may become one who manages.

    Raises InvitationInvalid.
    """
    pet_id, access = invitation.pet_id, invitation.access
    if pet_id is None or access is None:
        raise InvitationInvalid()
    if await session.get(Pet, pet_id, with_for_update=True) is None:
        raise InvitationInvalid()
    joining = insert(PetOwner).values(
        pet_id=pet_id, person_id=by.person_id, is_primary=False, access=access, added_at=now
    )
    await session.execute(
        joining.on_conflict_do_update(
            index_elements=[PetOwner.pet_id, PetOwner.person_id],
            set_={"access": joining.excluded.access},
            where=PetOwner.access == PetAccess.VIEW,
        )
    )
    await _tell(session, pet_id, now=now)
    audit.add(session, by, "co_owner_joined", "pet", pet_id, now=now, fields=["owners", access.value])


async def remove_pet_owner(session: Session, pet_id: UUID, person_id: UUID, *, by: Actor, now: datetime) -> None:
    """Let an owner go; the primary owner's place falls to whoever has managed the pet longest.

    Raises PetNotFound, OwnerNotFound, LastManager or Refused.
    """
    file = await files.find(session, pet_id, by=by, now=now, is_locked=True)
    enforce(may_remove_owner(by, RemovalFacts(file.facts, person_id)), hidden=PetNotFound())
    if person_id not in file.facts.owner_ids:
        raise OwnerNotFound()
    if not file.facts.manager_ids - {person_id}:
        raise LastManager()
    async with scope.as_system(session):
        owner = await session.get_one(PetOwner, (pet_id, person_id))
        await session.delete(owner)
        await session.flush()
        if owner.is_primary:
            await _choose_primary(session, pet_id)
        await _tell(session, pet_id, person_id, now=now)
    audit.add(session, by, "co_owner_removed", "pet", pet_id, now=now, fields=["owners"])


async def _choose_primary(session: Session, pet_id: UUID) -> None:
    longest = await session.scalars(
        select(PetOwner)
        .where(PetOwner.pet_id == pet_id, PetOwner.access == PetAccess.MANAGE)
        .order_by(PetOwner.added_at, PetOwner.person_id)
        .limit(1)
    )
    longest.one().is_primary = True
    await session.flush()


async def _tell(session: Session, pet_id: UUID, *gone: UUID, now: datetime) -> None:
    owners = await session.scalars(select(PetOwner.person_id).where(PetOwner.pet_id == pet_id))
    event = PetChanged(pet_id=pet_id, fields=("owners",), audience_person_ids=(*sorted(owners), *gone))
    outbox.add(session, event, now=now)
