"""Who works at a clinic: its people, their roles and licences, and who is invited. For those who administer it."""

from typing import Annotated
from uuid import UUID

from vet_core.clinics.schemas import ClinicMembershipOut, ClinicPersonOut, LicenceOut, LicencePatch, MembershipIn
from vet_core.db import Page
from vet_core.identity.schemas import InvitationIn, InvitationOut
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import Refused
from vet_services.clinics import invitations, licences, memberships, people, policy
from vet_services.clinics.errors import ClinicNotFound, LicenceNeeded, VeterinarianNotFound
from vet_services.identity.errors import (
    AlreadyMember,
    InvitationNotFound,
    LastAdministrator,
    MembershipNotFound,
    PersonNotFound,
)

from vet_clinic_api.edge.access import Allowed
from vet_clinic_api.edge.exchange import Now, Transaction
from vet_clinic_api.edge.idempotency import Idempotent
from vet_clinic_api.edge.limits import RateClass, rated
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/clinics/{clinic_id}", "clinics")

Administrator = Annotated[Actor, Allowed(policy.may_administer)]
Employer = Annotated[Actor, Allowed(policy.may_hire)]
Licensee = Annotated[Actor, Allowed(policy.may_change_licence)]


@router.get("/people", responses=problems(ClinicNotFound, Refused))
async def list_clinic_people(
    clinic_id: UUID, actor: Administrator, session: Transaction, now: Now
) -> Page[ClinicPersonOut]:
    """Everybody who works at a clinic."""
    return await people.list_people(session, clinic_id, by=actor, now=now)


@router.get("/invitations", responses=problems(ClinicNotFound, Refused))
async def list_invitations(
    clinic_id: UUID, actor: Administrator, session: Transaction, now: Now
) -> Page[InvitationOut]:
    """Who was invited lately, and what became of it."""
    return await invitations.list_invitations(session, clinic_id, by=actor, now=now)


@router.post(
    "/invitations",
    status_code=201,
    dependencies=[Idempotent, rated(RateClass.INVITATIONS)],
    responses=problems(ClinicNotFound, Refused),
)
async def invite_to_clinic(
    clinic_id: UUID, invitation: InvitationIn, actor: Employer, session: Transaction, now: Now
) -> InvitationOut:
    """Send a link that makes its reader part of the clinic; sent again, the earlier link stops working."""
    return await invitations.invite_to_clinic(session, clinic_id, invitation, by=actor, now=now)


@router.delete(
    "/invitations/{invitation_id}", status_code=204, responses=problems(ClinicNotFound, InvitationNotFound, Refused)
)
async def revoke_invitation(
    clinic_id: UUID, invitation_id: UUID, actor: Administrator, session: Transaction, now: Now
) -> None:
    """Make a link stop working."""
    await invitations.revoke_invitation(session, clinic_id, invitation_id, by=actor, now=now)


@router.post(
    "/memberships",
    status_code=201,
    dependencies=[Idempotent],
    responses=problems(ClinicNotFound, PersonNotFound, AlreadyMember, LicenceNeeded, Refused),
)
async def grant_membership(
    clinic_id: UUID, membership: MembershipIn, actor: Employer, session: Transaction, now: Now
) -> ClinicMembershipOut:
    """Give somebody a role, at once or from a later instant."""
    return await memberships.grant_membership(session, clinic_id, membership, by=actor, now=now)


@router.delete(
    "/memberships/{membership_id}",
    status_code=204,
    responses=problems(ClinicNotFound, MembershipNotFound, LastAdministrator, Refused),
)
async def end_membership(
    clinic_id: UUID, membership_id: UUID, actor: Administrator, session: Transaction, now: Now
) -> None:
    """Take a role away; it counts from the next request on."""
    await memberships.end_membership(session, clinic_id, membership_id, by=actor, now=now)


@router.patch(
    "/veterinarians/{veterinarian_id}/licence", responses=problems(ClinicNotFound, VeterinarianNotFound, Refused)
)
async def update_licence(
    clinic_id: UUID, veterinarian_id: UUID, patch: LicencePatch, actor: Licensee, session: Transaction, now: Now
) -> LicenceOut:
    """Renew or correct a veterinarian's licence."""
    return await licences.update_licence(session, clinic_id, veterinarian_id, patch, by=actor, now=now)
