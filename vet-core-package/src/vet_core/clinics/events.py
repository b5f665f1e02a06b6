"""Facts of clinics."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from vet_core.outbox.events import Event


class ClinicChanged(Event):
    """The clinic's profile, hours or booking switch changed; whoever shows it should load it again."""

    type: ClassVar[str] = "clinics.clinic_changed"


class BreakGlassOpened(Event):
    """A platform administrator opened the clinic's records in an emergency; its administrators must hear of it."""

    type: ClassVar[str] = "clinics.break_glass_opened"
    access_id: UUID
    person_id: UUID
