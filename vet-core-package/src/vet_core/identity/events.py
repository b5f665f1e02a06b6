"""Facts of identity. Nothing outside the process listens to them yet beyond realtime clients."""

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
