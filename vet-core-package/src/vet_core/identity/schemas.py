"""Wire shapes of identity."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field

from vet_core.kernel.actor import Role
from vet_core.kernel.shapes import Output, Patch
from vet_core.kernel.text import LocaleTag, PhoneText, ShortText, ZoneName

_PERSON = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f01"
_CLINIC = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f02"
_VETERINARIAN = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f03"


class MembershipOut(Output):
    """A role in a clinic, with what a menu needs to show it."""

    clinic_id: UUID
    clinic_name: str
    clinic_slug: str
    role: Role


class MeOut(Output):
    """The signed-in person."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": _PERSON,
                    "email": "olivia.hartmann@example.com",
                    "given_name": "Olivia",
                    "family_name": "Hartmann",
                    "phone": "+49301234567",
                    "locale": "en",
                    "time_zone": "Europe/Berlin",
                    "is_system_administrator": False,
                    "memberships": [
                        {
                            "clinic_id": _CLINIC,
                            "clinic_name": "Linden Veterinary Practice",
                            "clinic_slug": "linden",
                            "role": "receptionist",
                        }
                    ],
                    "version": 3,
                }
            ]
        }
    )

    id: UUID
    email: str
    given_name: str
    family_name: str
    phone: str | None
    locale: str
    time_zone: str | None
    is_system_administrator: bool
    memberships: list[MembershipOut]
    version: int


class MePatch(Patch):
    """What people may change about themselves; keys left out stay as they are."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"phone": "+49 30 1234567", "time_zone": "Europe/Berlin"}]}
    )
    nullable = frozenset({"phone", "time_zone"})

    given_name: ShortText | None = None
    family_name: ShortText | None = None
    phone: PhoneText | None = None
    locale: LocaleTag | None = None
    time_zone: ZoneName | None = None


class ClinicPersonOut(Output):
    """Somebody who works at the clinic, as its administrator sees them."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "person_id": _PERSON,
                    "given_name": "Amara",
                    "family_name": "Lindqvist",
                    "email": "amara.lindqvist@example.com",
                    "roles": ["clinic_administrator", "veterinarian"],
                    "veterinarian_id": _VETERINARIAN,
                }
            ]
        }
    )

    person_id: UUID
    given_name: str
    family_name: str
    email: str
    roles: Annotated[list[Role], Field(description="Sorted by name.")]
    veterinarian_id: UUID | None
