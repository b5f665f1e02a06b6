"""Invitations by mail: a random link, good once, for seven days, for one e-mail address.

The secret of a link is made where its mail is written (`arm`), and only its digest is kept: neither the request that
invites, nor the event that tells of it, nor a dump of the database can open anything. Unknown, expired, used and
revoked links are answered alike. What an invitation leads to is for clinics and pets to say: identity knows neither.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select, update
from vet_core import outbox
from vet_core.db import Session
from vet_core.identity.enums import InvitationState, PetAccess
from vet_core.identity.events import InvitationMade
from vet_core.identity.models import Invitation, Person
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.ids import new_id

from vet_services.identity.errors import InvitationForAnother, InvitationInvalid, InvitationNotFound

GOOD_FOR = timedelta(days=7)
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class ToClinic:
    """What a clinic's invitation gives."""

    clinic_id: UUID
    role: Role


@dataclass(frozen=True, slots=True)
class ToPet:
    """What a pet's invitation gives."""

    pet_id: UUID
    access: PetAccess


@dataclass(frozen=True, slots=True)
class Listed:
    """An invitation and who sent it."""

    invitation: Invitation
    invited_by_name: str


def digest(token: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def state_of(invitation: Invitation, now: datetime) -> InvitationState:
    if invitation.accepted_at is not None:
        return InvitationState.ACCEPTED
    if invitation.revoked_at is not None:
        return InvitationState.REVOKED
    return InvitationState.EXPIRED if invitation.expires_at <= now else InvitationState.PENDING


async def issue(session: Session, to: ToClinic | ToPet, email: str, *, by: Actor, now: datetime) -> Invitation:
    """Invite an address; an open invitation of it to the same thing is revoked, so that one link works at a time.

    Whoever calls has decided that this is allowed, holds a lock on what is invited to, and writes the audit entry.
    """
    await session.execute(
        update(Invitation)
        .where(*_of(to), Invitation.email == email, *_open(now))
        .values(revoked_at=now)
        .execution_options(synchronize_session=False)
    )
    invitation = Invitation(
        id=new_id(),
        clinic_id=to.clinic_id if isinstance(to, ToClinic) else None,
        role=to.role if isinstance(to, ToClinic) else None,
        pet_id=to.pet_id if isinstance(to, ToPet) else None,
        access=to.access if isinstance(to, ToPet) else None,
        email=email,
        # Of a secret nobody has: the link begins to work when its mail is written.
        token_digest=digest(new_token()),
        invited_by=by.person_id,
        created_at=now,
        expires_at=now + GOOD_FOR,
    )
    session.add(invitation)
    await session.flush()
    event = InvitationMade(
        invitation_id=invitation.id, clinic_id=invitation.clinic_id, audience_person_ids=(by.person_id,)
    )
    outbox.add(session, event, now=now)
    return invitation


def new_token() -> str:
    """The secret of a link: 256 random bits."""
    return secrets.token_urlsafe(_SECRET_BYTES)


async def arm(session: Session, invitation_id: UUID, token: str) -> None:
    """Let this secret open the invitation; one made before stops working."""
    await session.execute(
        update(Invitation)
        .where(Invitation.id == invitation_id)
        .values(token_digest=digest(token))
        .execution_options(synchronize_session=False)
    )


async def find(session: Session, token: str, *, now: datetime, is_locked: bool = False) -> Listed:
    """The open invitation behind a link. Raises InvitationInvalid."""
    wanted = (
        select(Invitation, Person)
        .join(Person, Person.id == Invitation.invited_by)
        .where(Invitation.token_digest == digest(token), *_open(now))
    )
    if is_locked:
        wanted = wanted.with_for_update(of=Invitation).execution_options(populate_existing=True)
    row = (await session.execute(wanted)).first()
    if row is None:
        raise InvitationInvalid()
    return Listed(row[0], _name(row[1]))


async def use(session: Session, token: str, *, by: Actor, now: datetime) -> Invitation:
    """Take the invitation for the person who holds its link; of two at once one gets it.

    Raises InvitationInvalid, or InvitationForAnother when their address is not the invited one.
    """
    invitation = (await find(session, token, now=now, is_locked=True)).invitation
    email: str | None = await session.scalar(
        select(Person.email).where(Person.id == by.person_id, Person.deleted_at.is_(None))
    )
    if email is None or email.casefold() != invitation.email.casefold():
        raise InvitationForAnother()
    invitation.accepted_at, invitation.accepted_by = now, by.person_id
    await session.flush()
    return invitation


async def revoke(session: Session, invitation_id: UUID, of: UUID, *, now: datetime) -> Invitation | None:
    """End an open invitation to the clinic or pet `of`; None when it was over already. Raises InvitationNotFound."""
    invitation: Invitation | None = await session.scalar(
        select(Invitation)
        .where(Invitation.id == invitation_id, (Invitation.clinic_id == of) | (Invitation.pet_id == of))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if invitation is None:
        raise InvitationNotFound()
    if state_of(invitation, now) is not InvitationState.PENDING:
        return None
    invitation.revoked_at = now
    await session.flush()
    return invitation


async def listed(session: Session, *where: ColumnElement[bool], limit: int) -> Sequence[Listed]:
    """Invitations with the names of those who sent them, newest first."""
    rows = await session.execute(
        select(Invitation, Person)
        .join(Person, Person.id == Invitation.invited_by)
        .where(*where)
        .order_by(Invitation.created_at.desc(), Invitation.id.desc())
        .limit(limit)
    )
    return [Listed(invitation, _name(person)) for invitation, person in rows]


def _of(to: ToClinic | ToPet) -> tuple[ColumnElement[bool], ...]:
    if isinstance(to, ToClinic):
        return (Invitation.clinic_id == to.clinic_id, Invitation.role == to.role)
    return (Invitation.pet_id == to.pet_id,)


def _open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None), Invitation.expires_at > now)


def _name(person: Person) -> str:
    return f"{person.given_name} {person.family_name}".strip()
