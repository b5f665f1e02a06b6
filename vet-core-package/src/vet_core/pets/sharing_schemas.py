"""Wire shapes of who has to do with a pet: its owners, the clinics it is shown to, and who opened its file."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict, Field

from vet_core.kernel.bounds import Instant
from vet_core.kernel.shapes import Input, Output
from vet_core.kernel.text import EmailText
from vet_core.pets.enums import PetAccess

_CLINIC = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f02"


def _example(**values: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [values]})


class PetOwnerOut(Output):
    """One of the people a pet belongs to."""

    model_config = _example(
        person_id="0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f01", name="Olivia Hartmann", is_primary=True, access="manage"
    )

    person_id: UUID
    name: str
    is_primary: bool
    access: PetAccess


class PetInvitationIn(Input):
    """Somebody who shall own the pet too."""

    model_config = _example(email="jonas.hartmann@example.com", access="view")

    email: EmailText
    access: PetAccess


class PetShareIn(Input):
    """A clinic that may see the pet before its first visit; without an end until it is taken back."""

    model_config = _example(clinic_id=_CLINIC, ends_at="2026-06-01T00:00:00Z")

    clinic_id: UUID
    ends_at: Instant | None = None


class PetShareOut(Output):
    """A clinic that sees the pet because its owner said so."""

    model_config = _example(
        clinic_id=_CLINIC,
        clinic_name="Linden Veterinary Practice",
        shared_at="2026-03-02T09:00:00Z",
        ends_at="2026-06-01T00:00:00Z",
    )

    clinic_id: UUID
    clinic_name: str
    shared_at: Instant
    ends_at: Instant | None


class AccessLogEntryOut(Output):
    """Who opened the pet's file, as its owners may know it."""

    model_config = _example(
        at="2026-03-02T09:00:00Z",
        who="Dr. Amara Lindqvist of Linden Veterinary Practice",
        clinic_id=_CLINIC,
        clinic_name="Linden Veterinary Practice",
        acting_as="veterinarian",
        action="opened",
        reason_given=False,
    )

    at: Instant
    who: str
    clinic_id: UUID | None
    clinic_name: str | None
    acting_as: str
    action: str
    reason_given: Annotated[bool, Field(description="Whether a reason was written down, as in an emergency.")]
