"""Search a clinic's audit trail, for its administrators. Looking is an act as well: each search is written down.

Row-level security shows entries of the clinic alone, and names only of people the clinic knows. Network addresses are
shown of staff, not of clients: where somebody was at home when they booked is no clinic's business.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import TextualSelect, Uuid, bindparam, text
from sqlalchemy.types import TypeEngine
from vet_core import audit
from vet_core.audit.models import AuditEntry
from vet_core.db import Page, Session, UtcInstant, decode_cursor, encode_cursor
from vet_core.db.pages import DEFAULT_LIMIT, MAX_LIMIT
from vet_core.identity.schemas import AuditEntryOut
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce

from vet_services.clinics.errors import ClinicNotFound
from vet_services.clinics.policy import may_search_audit

_TYPES: dict[str, TypeEngine[Any]] = {
    "clinic_id": Uuid(),
    "actor_id": Uuid(),
    "subject_id": Uuid(),
    "from_at": UtcInstant(),
    "before_at": UtcInstant(),
}
_CONDITIONS = {
    "clinic_id": "e.clinic_id = :clinic_id",
    "actor_id": "e.actor_person_id = :actor_id",
    "subject_type": "e.subject_type = :subject_type",
    "subject_id": "e.subject_id = :subject_id",
    "action": "e.action = :action",
    "from_at": "e.at >= :from_at",
    "before_at": "e.at < :before_at",
    "position": "e.position < :position",
}
_FIELDS = AuditEntry.fields.type


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries: who acted, on what, what they did, and in which stretch [from_at, before_at)."""

    actor_id: UUID | None = None
    subject_type: str | None = None
    subject_id: UUID | None = None
    action: str | None = None
    from_at: datetime | None = None
    before_at: datetime | None = None

    def conditions(self) -> dict[str, object]:
        return {name: value for name in self.__slots__ if (value := getattr(self, name)) is not None}


async def search_audit(
    session: Session,
    clinic_id: UUID,
    wanted: AuditFilter,
    *,
    by: Actor,
    now: datetime,
    limit: int = DEFAULT_LIMIT,
    after: str | None = None,
) -> Page[AuditEntryOut]:
    """Entries of the clinic, the latest first. Raises ClinicNotFound, Refused or InvalidCursor.

    The first page of a search is written into the trail itself, with the names of the filters used.
    """
    enforce(may_search_audit(by, clinic_id), hidden=ClinicNotFound())
    if not 1 <= limit <= MAX_LIMIT:
        raise ValueError(f"a page holds 1 to {MAX_LIMIT} items")
    values = {"clinic_id": clinic_id, **wanted.conditions()}
    if after is not None:
        (values["position"],) = decode_cursor(after, int)
    found = (await session.execute(_statement(tuple(values), limit), values)).all()
    if after is None:
        used = wanted.conditions()
        audit.add(session, by, "searched", "audit", clinic_id, now=now, clinic_id=clinic_id, fields=used)
    page = found[:limit]
    return Page(
        items=[AuditEntryOut.model_validate(row) for row in page],
        next=encode_cursor(page[-1].position) if len(found) > limit else None,
    )


@lru_cache(maxsize=256)
def _statement(names: tuple[str, ...], limit: int) -> TextualSelect:
    conditions = " AND ".join(_CONDITIONS[name] for name in names)
    sql = f"""
        SELECT e.position, e.id, e.at, e.actor_person_id, e.acting_as, e.action, e.subject_type, e.subject_id, e.fields,
               e.reason, CASE WHEN e.acting_as <> 'person' THEN e.address END AS address,
               nullif(trim(p.given_name || ' ' || p.family_name), '') AS actor_name
          FROM audit_entries e LEFT JOIN persons p ON p.id = e.actor_person_id
         WHERE {conditions} ORDER BY e.position DESC LIMIT {limit + 1:d}
    """  # noqa: S608  assembled from the constants above and a whole number
    return (
        text(sql)
        .bindparams(*(bindparam(name, type_=_TYPES[name]) for name in names if name in _TYPES))
        .columns(at=UtcInstant(), fields=_FIELDS)
    )
