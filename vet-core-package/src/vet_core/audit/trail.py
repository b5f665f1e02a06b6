"""Add to the audit trail, with the change it tells of. Values never enter it: names of fields do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog

from vet_core.audit.models import AuditEntry
from vet_core.db.engine import Session
from vet_core.kernel.actor import SYSTEM, Actor


def values(
    actor: Actor,
    action: str,
    subject_type: str,
    subject_id: UUID,
    *,
    now: datetime,
    clinic_id: UUID | None = None,
    fields: Iterable[str] = (),
    reason: str | None = None,
) -> dict[str, Any]:
    """The columns of the entry's row, for statements that write it together with other rows."""
    return {
        "at": now,
        "actor_person_id": None if actor is SYSTEM else actor.person_id,
        "acting_as": acting_as(actor, clinic_id),
        "action": action,
        "subject_type": subject_type,
        "subject_id": subject_id,
        "clinic_id": clinic_id,
        "fields": sorted(fields),
        "reason": reason,
        "request_id": _bound("request_id", 120),
        "address": _bound("client_address", 100),
        "session_id": actor.session_id or _bound("session_id", 100),
    }


def add(
    session: Session,
    actor: Actor,
    action: str,
    subject_type: str,
    subject_id: UUID,
    *,
    now: datetime,
    clinic_id: UUID | None = None,
    fields: Iterable[str] = (),
    reason: str | None = None,
) -> AuditEntry:
    """Record that `actor` did `action` ("booked") to the subject ("appointment", id) in the caller's transaction."""
    entry = AuditEntry(
        **values(actor, action, subject_type, subject_id, now=now, clinic_id=clinic_id, fields=fields, reason=reason)
    )
    session.add(entry)
    return entry


def acting_as(actor: Actor, clinic_id: UUID | None) -> str:
    """The capacity a person acts in: their roles in that clinic, else platform administrator, else just a person."""
    if actor is SYSTEM:
        return "system"
    roles = actor.roles_at(clinic_id) if clinic_id is not None else frozenset()
    if roles:
        return ",".join(sorted(roles))
    return "system_administrator" if actor.is_system_administrator else "person"


def _bound(name: str, length: int) -> str | None:
    """What the edge said about this request, by the names it logs under."""
    value = structlog.contextvars.get_contextvars().get(name)
    return None if value is None else str(value)[:length]
