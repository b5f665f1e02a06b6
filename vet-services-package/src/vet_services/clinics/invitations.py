"""Invite somebody to work at a clinic, and let them begin when they accept. The link is identity's business."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from vet_core import audit
from vet_core.clinics.models import Clinic, Veterinarian
from vet_core.clinics.schemas import LicenceIn
from vet_core.db import Page, Session, scope
from vet_core.identity.models import Invitation, Person
from vet_core.identity.schemas import InvitationIn, InvitationOut
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.ids import new_id
from vet_core.kernel.policy import enforce

from vet_services.clinics import memberships
from vet_services.clinics.errors import ClinicNotFound, LicenceExpired, LicenceNeeded
from vet_services.clinics.policy import HireFacts, may_administer, may_hire
from vet_services.identity import invitations
from vet_services.identity.errors import InvitationInvalid
from vet_services.identity.invitations import Listed, ToClinic

_MOST_SHOWN = 200


async def invite_to_clinic(
    session: Session, clinic_id: UUID, wish: InvitationIn, *, by: Actor, now: datetime
) -> InvitationOut:
    """Invite an e-mail address to a role; inviting it again sends a new link, and the one before stops working.

    Raises ClinicNotFound or Refused.
    """
    own_email, own_name = await _oneself(session, by)
    is_oneself = own_email is not None and own_email.casefold() == wish.email.casefold()
    enforce(may_hire(by, HireFacts(clinic_id, is_oneself)), hidden=ClinicNotFound())
    await memberships.locked_clinic(session, clinic_id)
    made = await invitations.issue(session, ToClinic(clinic_id, wish.role), wish.email, by=by, now=now)
    audit.add(session, by, "invited", "invitation", made.id, now=now, clinic_id=clinic_id, fields=[wish.role.value])
    return _out(Listed(made, own_name), now)


async def list_invitations(session: Session, clinic_id: UUID, *, by: Actor, now: datetime) -> Page[InvitationOut]:
    """The clinic's latest invitations and how each stands, newest first. Raises ClinicNotFound or Refused."""
    enforce(may_administer(by, clinic_id), hidden=ClinicNotFound())
    if await session.get(Clinic, clinic_id) is None:
        raise ClinicNotFound()
    # Which invitations are shown is asked in the reader's own scope. Who invited may have left, or runs the platform:
    # their name is shown all the same.
    latest = select(Invitation.id).where(Invitation.clinic_id == clinic_id).order_by(Invitation.created_at.desc())
    shown = (await session.scalars(latest.limit(_MOST_SHOWN))).all()
    async with scope.as_system(session):
        rows = await invitations.listed(session, Invitation.id.in_(shown), limit=_MOST_SHOWN)
    return Page(items=[_out(each, now) for each in rows])


async def revoke_invitation(
    session: Session, clinic_id: UUID, invitation_id: UUID, *, by: Actor, now: datetime
) -> None:
    """Make an open link stop working; of one that is over already nothing changes.

    Raises ClinicNotFound, InvitationNotFound or Refused.
    """
    enforce(may_administer(by, clinic_id), hidden=ClinicNotFound())
    revoked = await invitations.revoke(session, invitation_id, clinic_id, now=now)
    if revoked is not None:
        audit.add(session, by, "invitation_revoked", "invitation", invitation_id, now=now, clinic_id=clinic_id)


async def join(
    session: Session, invitation: Invitation, licence: LicenceIn | None, *, by: Actor, now: datetime
) -> None:
    """Give the role of an invitation that was just used; a veterinarian says which licence they hold.

    A role one has already is left as it is. Raises InvitationInvalid, LicenceNeeded or LicenceExpired.
    """
    clinic_id, role = invitation.clinic_id, invitation.role
    if clinic_id is None or role is None:
        raise InvitationInvalid()
    clinic = await memberships.locked_clinic(session, clinic_id)
    if role is Role.VETERINARIAN and not await memberships.has_licence(session, by.person_id):
        await _license(session, clinic, licence, by=by, now=now)
    await memberships.add(session, clinic_id, by.person_id, role, now, None, by=by, now=now)
    audit.add(session, by, "invitation_accepted", "invitation", invitation.id, now=now, clinic_id=clinic_id)


async def _license(session: Session, clinic: Clinic, licence: LicenceIn | None, *, by: Actor, now: datetime) -> None:
    if licence is None:
        raise LicenceNeeded(pointer="/licence")
    if licence.license_expires_on < now.date():
        raise LicenceExpired(pointer="/licence/license_expires_on")
    _, name = await _oneself(session, by)
    await session.execute(
        insert(Veterinarian)
        .values(
            id=new_id(),
            person_id=by.person_id,
            display_name=f"Dr. {name}"[:120],
            species=clinic.species,
            languages=[],
            created_at=now,
            updated_at=now,
            **licence.model_dump(),
        )
        .on_conflict_do_nothing(index_elements=[Veterinarian.person_id])
    )
    audit.add(session, by, "licence_stated", "person", by.person_id, now=now, clinic_id=clinic.id)


async def _oneself(session: Session, by: Actor) -> tuple[str | None, str]:
    row = (
        await session.execute(
            select(Person.email, Person.given_name, Person.family_name).where(Person.id == by.person_id)
        )
    ).first()
    return (None, "") if row is None else (row.email, f"{row.given_name} {row.family_name}".strip())


def _out(listed: Listed, now: datetime) -> InvitationOut:
    invitation = listed.invitation
    assert invitation.clinic_id is not None
    assert invitation.role is not None
    return InvitationOut(
        id=invitation.id,
        clinic_id=invitation.clinic_id,
        role=invitation.role,
        email=invitation.email,
        created_at=invitation.created_at,
        expires_at=invitation.expires_at,
        state=invitations.state_of(invitation, now),
        invited_by_name=listed.invited_by_name,
    )
