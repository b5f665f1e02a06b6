"""Follow the link of an invitation: see what it leads to, and take it. Clinics and pets say what that means."""

from datetime import datetime

from sqlalchemy import select
from vet_core.clinics.models import Clinic
from vet_core.clinics.schemas import InvitationAcceptIn
from vet_core.db import Session, scope
from vet_core.identity.invitation_schemas import InvitationKind
from vet_core.identity.schemas import InvitationPreviewOut
from vet_core.kernel.actor import Actor
from vet_core.pets.models import Pet

from vet_services.clinics import invitations as clinic_invitations
from vet_services.identity import invitations
from vet_services.identity.invitations import Listed
from vet_services.pets import co_owners


async def look_up_invitation(session: Session, token: str, *, now: datetime) -> InvitationPreviewOut:
    """What a link invites to, for whoever holds it. Raises InvitationInvalid, whatever is wrong with it."""
    async with scope.as_system(session):
        return await _preview(session, await invitations.find(session, token, now=now))


async def accept_invitation(
    session: Session, wish: InvitationAcceptIn, *, by: Actor, now: datetime
) -> InvitationPreviewOut:
    """Take what the link gives: a role in a clinic, or a part in a pet. It works once, for the address invited.

    Raises InvitationInvalid, InvitationForAnother, LicenceNeeded or LicenceExpired.
    """
    # The link is the permission: until it has been taken, its holder sees neither the clinic nor the pet.
    async with scope.as_system(session):
        listed = await invitations.find(session, wish.token, now=now)
        preview = await _preview(session, listed)
        invitation = await invitations.use(session, wish.token, by=by, now=now)
        if invitation.clinic_id is not None:
            await clinic_invitations.join(session, invitation, wish.licence, by=by, now=now)
        else:
            await co_owners.join(session, invitation, by=by, now=now)
    return preview


async def _preview(session: Session, listed: Listed) -> InvitationPreviewOut:
    invitation = listed.invitation
    is_clinics = invitation.clinic_id is not None
    clinic_name = await session.scalar(select(Clinic.name).where(Clinic.id == invitation.clinic_id))
    pet_name = await session.scalar(select(Pet.name).where(Pet.id == invitation.pet_id))
    return InvitationPreviewOut(
        kind=InvitationKind.CLINIC if is_clinics else InvitationKind.PET,
        clinic_name=clinic_name,
        pet_name=pet_name,
        role=invitation.role,
        access=invitation.access,
        invited_by_name=listed.invited_by_name,
        expires_at=invitation.expires_at,
    )
