"""Enter a new appointment: the row, its first move, the event and the audit entry, in one statement.

Booking is the platform's busiest write, so it does not go through the ORM's unit of work. Each row travels as one JSON
parameter; the columns come from the models. What happens to an appointment afterwards is the business of status.py and
booking.py.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeAlias, cast
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import Table, Text, bindparam, text
from vet_core import audit, outbox
from vet_core.audit.models import AuditEntry
from vet_core.db import Base, Session
from vet_core.db.direct import Direct
from vet_core.kernel.actor import Actor
from vet_core.kernel.ids import new_id
from vet_core.outbox.models import OutboxEvent
from vet_core.scheduling.events import AppointmentEvent
from vet_core.scheduling.models import Appointment, AppointmentMove

Entry: TypeAlias = Mapping[str, str]
"""The rows of one new appointment, as the parameters of ENTER."""

_MADE_BY_DATABASE = {"position", "relayed_at"}
_UNLESS_SAID = {"is_walk_in": False, "is_late": False, "buffer_before_minutes": 0, "buffer_after_minutes": 0}


def _insert(model: type[Base], parameter: str) -> str:
    table = cast(Table, model.__table__)
    columns = ", ".join(column.name for column in table.columns if column.name not in _MADE_BY_DATABASE)
    rows = f"json_populate_record(NULL::{table.name}, CAST(:{parameter} AS json))"
    return f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM {rows}"  # noqa: S608  names of our own tables


_ROWS = {
    "appointment": Appointment,
    "appointment_move": AppointmentMove,
    "appointment_event": OutboxEvent,
    "appointment_audit": AuditEntry,
}

ENTER = ",\n".join(f"entered_{name} AS ({_insert(model, name)})" for name, model in _ROWS.items())
"""Common table expressions that write an Entry, for a statement that does something else besides."""

PARAMETERS = tuple(bindparam(name, type_=Text()) for name in _ROWS)

_ENTER_ALONE = Direct(text(f"WITH {ENTER} SELECT 1").bindparams(*PARAMETERS))


def entry(
    appointment: Mapping[str, Any], event: AppointmentEvent, *, by: Actor, now: datetime, reason: str | None = None
) -> Entry:
    """A new appointment's columns (those left out are null) with everything that tells of it."""
    appointment_id: UUID = appointment["id"]
    clinic_id: UUID = appointment["clinic_id"]
    rows: dict[str, Mapping[str, Any]] = {
        "appointment": _UNLESS_SAID | dict(appointment),
        "appointment_move": {
            "id": new_id(),
            "appointment_id": appointment_id,
            "to_status": appointment["status"],
            "by_person_id": by.person_id,
            "at": now,
            "starts_at": appointment["starts_at"],
        },
        "appointment_event": {"id": new_id(), **outbox.values(event, now=now)},
        "appointment_audit": {
            "id": new_id(),
            **audit.values(by, "booked", "appointment", appointment_id, now=now, clinic_id=clinic_id, reason=reason),
        },
    }
    return {name: to_json(row).decode() for name, row in rows.items()}


async def enter(session: Session, rows: Entry) -> None:
    """Write an appointment whose time is reserved already."""
    await _ENTER_ALONE.rows(session, rows)
