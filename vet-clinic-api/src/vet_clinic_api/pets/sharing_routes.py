"""Who has to do with a pet: its owners, the clinics it is shown to, and who opened its file."""

from typing import Annotated
from uuid import UUID

from vet_core.db import Page
from vet_core.db.pages import InvalidCursor
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import Refused
from vet_core.pets.schemas import AccessLogEntryOut, PetInvitationIn, PetOwnerOut, PetShareIn, PetShareOut
from vet_services.clinics.errors import ClinicNotFound
from vet_services.pets import access_log, co_owners, policy, shares
from vet_services.pets.errors import AlreadyOwner, LastManager, OwnerNotFound, PetNotFound, ShareEnds, ShareNotFound

from vet_clinic_api.edge.access import Allowed
from vet_clinic_api.edge.errors import ValidationFailed
from vet_clinic_api.edge.exchange import Now, Transaction
from vet_clinic_api.edge.idempotency import Idempotent
from vet_clinic_api.edge.limits import RateClass, rated
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.pages import After, PageLimit
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/pets/{pet_id}", "pets")

Viewer = Annotated[Actor, Allowed(policy.may_see_owners)]
Owner = Annotated[Actor, Allowed(policy.may_see_shares)]
Manager = Annotated[Actor, Allowed(policy.may_share)]
Remover = Annotated[Actor, Allowed(policy.may_remove_owner)]


@router.get("/owners", responses=problems(PetNotFound))
async def list_pet_owners(pet_id: UUID, actor: Viewer, session: Transaction, now: Now) -> Page[PetOwnerOut]:
    """Whose pet it is, the primary owner first."""
    return await co_owners.list_pet_owners(session, pet_id, by=actor, now=now)


@router.post(
    "/owners/invitations",
    status_code=204,
    dependencies=[Idempotent, rated(RateClass.INVITATIONS)],
    responses=problems(PetNotFound, AlreadyOwner, Refused),
)
async def invite_co_owner(
    pet_id: UUID, invitation: PetInvitationIn, actor: Manager, session: Transaction, now: Now
) -> None:
    """Send a link that makes its reader an owner too; sent again, the earlier link stops working."""
    await co_owners.invite_co_owner(session, pet_id, invitation, by=actor, now=now)


@router.delete(
    "/owners/{person_id}", status_code=204, responses=problems(PetNotFound, OwnerNotFound, LastManager, Refused)
)
async def remove_pet_owner(pet_id: UUID, person_id: UUID, actor: Remover, session: Transaction, now: Now) -> None:
    """Let an owner go, oneself included; somebody who manages the pet always remains."""
    await co_owners.remove_pet_owner(session, pet_id, person_id, by=actor, now=now)


@router.get("/shares", responses=problems(PetNotFound, Refused))
async def list_pet_shares(pet_id: UUID, actor: Owner, session: Transaction, now: Now) -> Page[PetShareOut]:
    """The clinics the pet is shown to."""
    return await shares.list_pet_shares(session, pet_id, by=actor, now=now)


@router.put("/shares/{clinic_id}", responses=problems(PetNotFound, ClinicNotFound, ShareEnds, Refused))
async def share_pet(
    pet_id: UUID, clinic_id: UUID, share: PetShareIn, actor: Manager, session: Transaction, now: Now
) -> PetShareOut:
    """Show the pet to a clinic, or change until when."""
    if share.clinic_id != clinic_id:
        raise ValidationFailed("Name the clinic of the address.", pointer="/clinic_id")
    return await shares.share_pet(session, pet_id, share, by=actor, now=now)


@router.delete("/shares/{clinic_id}", status_code=204, responses=problems(PetNotFound, ShareNotFound, Refused))
async def unshare_pet(pet_id: UUID, clinic_id: UUID, actor: Manager, session: Transaction, now: Now) -> None:
    """Take a share back; a clinic that has treated the pet meanwhile keeps seeing its patient."""
    await shares.unshare_pet(session, pet_id, clinic_id, by=actor, now=now)


@router.get("/access-log", responses=problems(PetNotFound, InvalidCursor, Refused))
async def list_pet_access(
    pet_id: UUID, actor: Owner, session: Transaction, now: Now, limit: PageLimit = 50, after: After = None
) -> Page[AccessLogEntryOut]:
    """What others did with the pet's file and its visits, the latest first."""
    return await access_log.list_pet_access(session, pet_id, by=actor, now=now, limit=limit, after=after)
