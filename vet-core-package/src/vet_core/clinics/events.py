"""Facts of clinics."""

from __future__ import annotations

from typing import ClassVar

from vet_core.outbox.events import Event


class ClinicChanged(Event):
    """The clinic's profile, hours or booking switch changed; whoever shows it should load it again."""

    type: ClassVar[str] = "clinics.clinic_changed"
