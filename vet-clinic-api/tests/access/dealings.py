"""What happened between the people of a side: clients, shares, invitations, devices, consents, copies, emergencies."""

import hashlib
from datetime import datetime, timedelta

from vet_core import audit
from vet_core.clinics.models import Clinic
from vet_core.db import Session
from vet_core.identity.enums import ErasureState, ExportState, PetAccess
from vet_core.identity.models import DataExport, ErasureRequest, Person
from vet_core.kernel.actor import Role
from vet_core.testing import factories as make

from tests.access.sides import Secret, Side


async def add_dealings(session: Session, side: Side, *, breaker: Person, shared: Clinic, now: datetime) -> None:
    """`breaker` has opened the side's clinic in an emergency; its pet is shared with the clinic `shared`."""
    name, administrator = side.name, side.staff[Role.CLINIC_ADMINISTRATOR]
    await make.make_client(session, side.clinic, side.owner, private_note=f"Pays late, {name} client note.")
    share = await make.make_pet_share(session, side.pet, shared, side.owner)
    access = await make.make_break_glass(session, breaker, side.clinic, reason=f"Court order, {name} emergency.")
    side.things |= {"shared_id": str(share.clinic_id), "access_id": str(access.id)}
    await _invitations(session, side, administrator, now)
    await _private_affairs(session, side, now)
    actor = make.actor_of(administrator, (side.clinic, Role.CLINIC_ADMINISTRATOR))
    for subject, subject_id in (("pet", side.pet.id), ("clinic", side.clinic.id)):
        audit.add(
            session,
            actor,
            "opened",
            subject,
            subject_id,
            now=now,
            clinic_id=side.clinic.id,
            reason=f"Looked in, {name} audit reason.",
        )
    side.marks |= {
        Secret.NOTE: {f"Pays late, {name} client note."},
        Secret.AUDIT: {f"Looked in, {name} audit reason."},
        Secret.EMERGENCY: {f"Court order, {name} emergency."},
    }
    side.marks[Secret.PEOPLE] |= {f"invited@{name.lower()}.example.com"}


async def _invitations(session: Session, side: Side, administrator: Person, now: datetime) -> None:
    """To the clinic: somebody unknown, and the pet's owner. To the pet: the clinic's receptionist."""
    unknown = await make.make_invitation(
        session, side.clinic, administrator, email=f"invited@{side.name.lower()}.example.com"
    )
    side.things["invitation_id"] = str(unknown.id)
    token, to_pet = _secret(side, "clinic invitation"), _secret(side, "pet invitation")
    await make.make_invitation(
        session, side.clinic, administrator, email=side.owner.email, token_digest=_digest(token), role=Role.TECHNICIAN
    )
    await make.make_invitation(
        session,
        side.clinic,
        side.owner,
        clinic_id=None,
        role=None,
        pet_id=side.pet.id,
        access=PetAccess.VIEW,
        email=side.staff[Role.RECEPTIONIST].email,
        token_digest=_digest(to_pet),
    )
    side.things |= {"invitation_token": token, "pet_invitation_token": to_pet}


async def _private_affairs(session: Session, side: Side, now: datetime) -> None:
    """A phone of the owner's, a consent and a copy of theirs; the viewer wishes to be forgotten."""
    phone = await make.make_sign_in_session(
        session, side.owner, id=f"sess_{side.name}_phone", device=f"Phone{side.name}", last_seen_at=now
    )
    await make.make_consent(session, side.owner)
    token = _secret(side, "export")
    content = f"A copy for {side.name}".encode()
    session.add(
        DataExport(
            person_id=side.owner.id,
            state=ExportState.READY,
            requested_at=now - timedelta(hours=1),
            started_at=now - timedelta(hours=1),
            ready_at=now - timedelta(minutes=50),
            expires_at=now + timedelta(days=3),
            token_digest=_digest(token),
            size_bytes=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
        )
    )
    session.add(
        ErasureRequest(
            person_id=side.viewer.id,
            state=ErasureState.REQUESTED,
            requested_at=now - timedelta(days=1),
            due_at=now + timedelta(days=6),
        )
    )
    side.things |= {"session_id": phone.id, "export_token": token}
    side.marks[Secret.OWNERS] |= {f"Phone{side.name}", phone.id, content.decode()}


def _secret(side: Side, what: str) -> str:
    return hashlib.sha256(f"{side.name} {what}".encode()).hexdigest()[:43]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
