"""Facts of identity: who came, who works where, whose session or data changed."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from vet_core.kernel.actor import Role
from vet_core.outbox.events import Event


class PersonRegistered(Event):
    """Somebody signed in for the first time."""

    type: ClassVar[str] = "identity.person_registered"
    person_id: UUID


class MembershipGranted(Event):
    """A person was given a role in a clinic; it counts at once."""

    type: ClassVar[str] = "identity.membership_granted"
    person_id: UUID
    role: Role


class MembershipEnded(Event):
    """A person lost a role in a clinic; it counts at once."""

    type: ClassVar[str] = "identity.membership_ended"
    person_id: UUID
    role: Role


class SessionEnded(Event):
    """A sign-in session is over; whatever still holds its token is cut off."""

    type: ClassVar[str] = "identity.session_ended"
    person_id: UUID
    session_id: str


class InvitationMade(Event):
    """Somebody was invited to a clinic or to a pet. The link itself is never part of a fact."""

    type: ClassVar[str] = "identity.invitation_made"
    invitation_id: UUID


class ExportReady(Event):
    """The copy of a person's data can be fetched."""

    type: ClassVar[str] = "identity.export_ready"
    person_id: UUID
    export_id: UUID


class ErasureDone(Event):
    """A person's data was erased as far as the law allows."""

    type: ClassVar[str] = "identity.erasure_done"
    person_id: UUID
