"""Facts of pets."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from vet_core.outbox.events import Event


class PetRegistered(Event):
    """An owner added a pet."""

    type: ClassVar[str] = "pets.pet_registered"
    pet_id: UUID


class PetChanged(Event):
    """A pet's profile changed; `fields` names what."""

    type: ClassVar[str] = "pets.pet_changed"
    pet_id: UUID
    fields: tuple[str, ...] = ()
