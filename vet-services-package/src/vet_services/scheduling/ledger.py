"""Enter a new appointment: the row, its first move, the event and the audit entry, in one statement.

Booking is the platform's busiest write, so it does not go through the ORM's unit of work; the columns still come from
the models. What happens to an appointment afterwards is the business of status.py and booking.py.
"""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import BindParameter, Insert, Table, bindparam, insert
from vet_core import audit, outbox
from vet_core.audit.models import AuditEntry
from vet_core.db import Base, Session
from vet_core.kernel.actor import Actor
from vet_core.kernel.ids import new_id
from vet_core.outbox.models import OutboxEvent
from vet_core.scheduling.events import AppointmentBooked
from vet_core.scheduling.models import Appointment, AppointmentMove

_MADE_BY_DATABASE = {"position", "relayed_at"}


def _parameters(table: Table, prefix: str) -> dict[str, BindParameter[Any]]:
    return {
        column.name: bindparam(f"{prefix}_{column.name}", type_=column.type)
        for column in table.columns
        if column.name not in _MADE_BY_DATABASE
    }


def _table(model: type[Base]) -> Table:
    return cast(Table, model.__table__)


def _insert(model: type[Base], prefix: str) -> Insert:
    table = _table(model)
    return insert(table).values(_parameters(table, prefix))


_ENTER = _insert(Appointment, "appointment").add_cte(
    _insert(AppointmentMove, "move").cte("entered_move"),
    _insert(OutboxEvent, "event").cte("entered_event"),
    _insert(AuditEntry, "audit").cte("entered_audit"),
)


async def enter(
    session: Session, appointment: dict[str, Any], event: AppointmentBooked, *, by: Actor, now: datetime
) -> None:
    """Write a new appointment's columns (those left out are null) with everything that tells of it."""
    appointment_id: UUID = appointment["id"]
    move = {
        "id": new_id(),
        "appointment_id": appointment_id,
        "from_status": None,
        "to_status": appointment["status"],
        "by_person_id": by.person_id,
        "at": now,
        "starts_at": appointment["starts_at"],
    }
    entry = audit.values(by, "booked", "appointment", appointment_id, now=now, clinic_id=appointment["clinic_id"])
    rows = {
        "appointment": dict.fromkeys(_table(Appointment).columns.keys()) | appointment,
        "move": move,
        "event": {"id": new_id(), **outbox.values(event, now=now)},
        "audit": {"id": new_id(), **entry},
    }
    await session.execute(
        _ENTER, {f"{prefix}_{name}": value for prefix, row in rows.items() for name, value in row.items()}
    )
