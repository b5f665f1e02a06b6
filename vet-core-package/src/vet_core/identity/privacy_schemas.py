"""Wire shapes of what people may ask about their own data, and of the audit trail as it is searched."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict, Field

from vet_core.identity.enums import ConsentPurpose, ErasureState, ExportState
from vet_core.kernel.bounds import Instant
from vet_core.kernel.shapes import Input, Output
from vet_core.kernel.text import EmailText

_PERSON = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f01"
_CONSENT: dict[str, Any] = {"purpose": "reminders", "version": "2026-01", "is_granted": True}
_CONSENT_OUT = {**_CONSENT, "at": "2026-03-02T09:00:00Z"}


class ConsentIn(Input):
    """A yes or a no to one version of a text."""

    model_config = ConfigDict(json_schema_extra={"examples": [_CONSENT]})

    purpose: ConsentPurpose
    version: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
    is_granted: bool


class ConsentOut(Output):
    """What was said, and when."""

    model_config = ConfigDict(json_schema_extra={"examples": [_CONSENT_OUT]})

    purpose: ConsentPurpose
    version: str
    is_granted: bool
    at: Instant


class ConsentsOut(Output):
    """The last word on each purpose, and everything ever said, newest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"current": [_CONSENT_OUT], "log": [_CONSENT_OUT]}]})

    current: list[ConsentOut]
    log: list[ConsentOut]


class ExportOut(Output):
    """A copy of everything about the person; the link to it comes by mail."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f0c",
                    "state": "ready",
                    "requested_at": "2026-03-02T09:00:00Z",
                    "ready_at": "2026-03-02T09:00:20Z",
                    "expires_at": "2026-03-09T09:00:20Z",
                    "size_bytes": 48213,
                }
            ]
        }
    )

    id: UUID
    state: ExportState
    requested_at: Instant
    ready_at: Instant | None
    expires_at: Instant | None
    size_bytes: int | None


class ErasureIn(Input):
    """The person's own e-mail address, written out, so that nobody asks for this by accident."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"confirm": "olivia.hartmann@example.com"}]})

    confirm: EmailText


class ErasureOut(Output):
    """The wish to be forgotten: until `due_at` it can be taken back; `outcome` says what was kept and why."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f0d",
                    "state": "requested",
                    "requested_at": "2026-03-02T09:00:00Z",
                    "due_at": "2026-03-09T09:00:00Z",
                    "done_at": None,
                    "outcome": None,
                }
            ]
        }
    )

    id: UUID
    state: ErasureState
    requested_at: Instant
    due_at: Instant
    done_at: Instant | None
    outcome: dict[str, Any] | None


class AuditEntryOut(Output):
    """One act, as the clinic's administrators find it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f0e",
                    "at": "2026-03-02T09:00:00Z",
                    "actor_person_id": _PERSON,
                    "actor_name": "Amara Lindqvist",
                    "acting_as": "clinic_administrator,veterinarian",
                    "action": "opened",
                    "subject_type": "pet",
                    "subject_id": "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f05",
                    "fields": [],
                    "reason": None,
                    "address": "203.0.113.7",
                }
            ]
        }
    )

    id: UUID
    at: Instant
    actor_person_id: UUID | None
    actor_name: Annotated[str | None, Field(description="Null when the platform itself acted.")]
    acting_as: str
    action: str
    subject_type: str
    subject_id: UUID
    fields: list[str]
    reason: str | None
    address: str | None
