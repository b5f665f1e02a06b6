"""Wire shapes of the signed-in person: who they are and where they are signed in."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field

from vet_core.identity.invitation_schemas import InvitationIn, InvitationOut, InvitationPreviewOut, TokenIn
from vet_core.identity.privacy_schemas import (
    AuditEntryOut,
    ConsentIn,
    ConsentOut,
    ConsentsOut,
    ErasureIn,
    ErasureOut,
    ExportOut,
)
from vet_core.kernel.actor import Role
from vet_core.kernel.bounds import Day, Instant
from vet_core.kernel.shapes import Output, Patch
from vet_core.kernel.text import AddressText, LocaleTag, PhoneText, ShortText, ZoneName

__all__ = [
    "AddressText",
    "AuditEntryOut",
    "ConsentIn",
    "ConsentOut",
    "ConsentsOut",
    "ErasureIn",
    "ErasureOut",
    "ExportOut",
    "InvitationIn",
    "InvitationOut",
    "InvitationPreviewOut",
    "MeOut",
    "MePatch",
    "MembershipOut",
    "SessionOut",
    "TokenIn",
]

_PERSON = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f01"
_CLINIC = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f02"


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
                    "address": "Rosenweg 4\n10117 Berlin",
                    "born_on": "1988-04-12",
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
    address: str | None
    born_on: Day | None
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
    nullable = frozenset({"phone", "address", "born_on", "time_zone"})

    given_name: ShortText | None = None
    family_name: ShortText | None = None
    phone: PhoneText | None = None
    address: AddressText | None = None
    born_on: Day | None = None
    locale: LocaleTag | None = None
    time_zone: ZoneName | None = None


class SessionOut(Output):
    """A sign-in of the person on one device."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "sess_2f9TtL0nSxq1",
                    "device": "iPhone",
                    "browser": "Safari 19",
                    "address": "203.0.113.7",
                    "place": "Berlin, DE",
                    "created_at": "2026-03-01T08:00:00Z",
                    "last_seen_at": "2026-03-02T09:00:00Z",
                    "is_current": True,
                }
            ]
        }
    )

    id: str
    device: str | None
    browser: str | None
    address: Annotated[str | None, Field(description="The network address it was last seen at.")]
    place: str | None
    created_at: Instant
    last_seen_at: Instant
    is_current: bool
