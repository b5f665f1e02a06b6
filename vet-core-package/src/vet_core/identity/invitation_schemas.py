"""Wire shapes of invitations. The token travels in a mail and in a body, never in an answer."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field

from vet_core.identity.enums import InvitationState, PetAccess
from vet_core.kernel.actor import Role
from vet_core.kernel.bounds import Instant
from vet_core.kernel.shapes import Input, Output
from vet_core.kernel.text import EmailText

Token = Annotated[str, Field(min_length=20, max_length=200, pattern=r"^[A-Za-z0-9_-]+$")]


class InvitationKind(StrEnum):
    CLINIC = "clinic"
    PET = "pet"


class InvitationIn(Input):
    """Somebody who shall work at the clinic."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"email": "noor.haddad@example.com", "role": "technician"}]}
    )

    email: EmailText
    role: Role


class InvitationOut(Output):
    """An invitation as the clinic's administrators see it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f0b",
                    "clinic_id": "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f02",
                    "role": "technician",
                    "email": "noor.haddad@example.com",
                    "created_at": "2026-03-02T09:00:00Z",
                    "expires_at": "2026-03-09T09:00:00Z",
                    "state": "pending",
                    "invited_by_name": "Amara Lindqvist",
                }
            ]
        }
    )

    id: UUID
    clinic_id: UUID
    role: Role
    email: str
    created_at: Instant
    expires_at: Instant
    state: InvitationState
    invited_by_name: str


class TokenIn(Input):
    """The secret of a link that was sent by mail."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"token": "Zk3o0cTQm1bV8xw2yJr5uA7sLd4fGh6P"}]})

    token: Token


class InvitationPreviewOut(Output):
    """What a link invites to, for whoever holds it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "kind": "clinic",
                    "clinic_name": "Linden Veterinary Practice",
                    "pet_name": None,
                    "role": "technician",
                    "access": None,
                    "invited_by_name": "Amara Lindqvist",
                    "expires_at": "2026-03-09T09:00:00Z",
                }
            ]
        }
    )

    kind: InvitationKind
    clinic_name: str | None
    pet_name: str | None
    role: Role | None
    access: PetAccess | None
    invited_by_name: str
    expires_at: Instant
