"""A person about whom every table knows something, with a mark of its own in every column that can hold words.

A new column of these tables gets its mark by itself; a new table of personal data fails test_completeness.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Column, Enum, LargeBinary, String, Table, insert
from sqlalchemy.dialects.postgresql import JSONB
from vet_core.db import Base, EncryptedBytes, EncryptedDate, EncryptedText, Session
from vet_core.kernel.actor import Role
from vet_core.kernel.ids import new_id
from vet_core.scheduling.enums import ResourceKind
from vet_core.testing import factories

Place = tuple[str, str]
SOON = datetime(2026, 3, 10, 9, tzinfo=UTC)
PAST = datetime(2026, 2, 10, 9, tzinfo=UTC)


def holds_words(column: Column[Any]) -> bool:
    """Whether somebody's words can stand in the column. Words of an enum say nothing of their own."""
    kind = column.type
    if isinstance(kind, Enum):
        return False
    words = (String, JSONB, LargeBinary, EncryptedText, EncryptedDate, EncryptedBytes)
    return isinstance(kind, words) or (isinstance(kind, ARRAY) and isinstance(kind.item_type, String))


@dataclass
class Planted:
    """Who it is about, and which mark stands where."""

    person_id: UUID
    email: str
    pet_id: UUID
    marks: dict[Place, str] = field(default_factory=dict)
    _numbers: Any = field(default_factory=lambda: count(101))

    def mark(self, table: str, column: str) -> str:
        return self.marks.setdefault((table, column), f"zq{next(self._numbers)}zq")

    async def row(self, session: Session, table_name: str, **given: Any) -> None:
        """Insert a row with a mark in every column that holds words and is not given."""
        table = Base.metadata.tables[table_name]
        words = [column for column in table.columns if holds_words(column) and column.name not in given]
        values = {column.name: self._value(table, column) for column in words}
        await session.execute(insert(table).values(values | given))

    def _value(self, table: Table, column: Column[Any]) -> Any:
        if isinstance(column.type, EncryptedDate):
            day = date(1901, 1, 1) + timedelta(days=next(self._numbers))
            self.marks[table.name, column.name] = day.isoformat()
            return day
        mark = self.mark(table.name, column.name)
        if isinstance(column.type, EncryptedBytes | LargeBinary):
            return mark.encode()
        if isinstance(column.type, ARRAY):
            return [mark]
        if isinstance(column.type, JSONB):
            return [mark] if column.name == "fields" else {"note": mark}
        return mark


async def plant(session: Session) -> Planted:
    """Everything the platform can know about one person: owner, client, colleague, veterinarian and administrator."""
    person_id, pet_id = new_id(), new_id()
    planted = Planted(person_id, "", pet_id)
    planted.email = f"{planted.mark('persons', 'email')}@example.com"
    put, mark = planted.row, planted.mark
    account = mark("persons", "clerk_user_id")
    mine = {"person_id": person_id}

    clinic = await factories.make_clinic(session)
    other_clinic = await factories.make_clinic(session)
    colleague = await factories.make_person(session)
    await factories.make_membership(session, colleague, clinic, Role.CLINIC_ADMINISTRATOR)
    vet = await factories.make_veterinarian(session, [clinic])
    kind = await factories.make_appointment_type(session, clinic, [vet])

    await put(session, "persons", id=person_id, email=planted.email)
    await put(session, "memberships", id=new_id(), clinic_id=clinic.id, role="receptionist", starts_at=PAST, **mine)
    await put(session, "sign_in_sessions", created_at=PAST, last_seen_at=PAST, **mine)
    await put(session, "consents", id=new_id(), purpose="terms", is_granted=True, at=PAST, **mine)
    await put(
        session,
        "data_exports",
        id=new_id(),
        state="ready",
        requested_at=PAST,
        ready_at=PAST,
        expires_at=SOON,
        attempts=1,
        **mine,
    )
    await put(
        session,
        "erasure_requests",
        id=new_id(),
        state="cancelled",
        requested_at=PAST,
        due_at=PAST,
        cancelled_at=PAST,
        **mine,
    )
    await put(
        session,
        "invitations",
        id=new_id(),
        clinic_id=clinic.id,
        role="receptionist",
        email=planted.email,
        invited_by=colleague.id,
        created_at=PAST,
        expires_at=SOON,
    )

    veterinarian_id = new_id()
    await put(
        session,
        "veterinarians",
        id=veterinarian_id,
        license_expires_on=date(2030, 1, 1),
        species=["dog"],
        **mine,
    )
    await put(session, "appointment_type_veterinarians", appointment_type_id=kind.id, veterinarian_id=veterinarian_id)
    await put(
        session,
        "rosters",
        id=new_id(),
        clinic_id=clinic.id,
        veterinarian_id=veterinarian_id,
        weekday=1,
        starts_local=9 * 60,
        ends_local=17 * 60,
        effective_from=date(2026, 1, 1),
    )
    other_day = {"clinic_id": clinic.id, "veterinarian_id": veterinarian_id, "on_day": date(2026, 3, 10)}
    await put(session, "roster_overrides", id=new_id(), starts_minutes=[], ends_minutes=[], **other_day)
    day_move_id = new_id()
    await put(session, "day_moves", id=day_move_id, created_by_id=colleague.id, created_at=PAST, **other_day)
    await factories.make_resource(session, veterinarian_id, ResourceKind.VETERINARIAN)
    await put(
        session,
        "calendar_blocks",
        id=new_id(),
        clinic_id=clinic.id,
        resource_id=veterinarian_id,
        kind="external",
        starts_at=PAST,
        ends_at=PAST + timedelta(hours=1),
        created_by_id=person_id,
        created_at=PAST,
    )
    await put(session, "calendar_feeds", id=new_id(), kind="owner", created_at=PAST, **mine)
    await put(
        session,
        "clinic_clients",
        clinic_id=clinic.id,
        registered_at=PAST,
        registered_by=colleague.id,
        version=1,
        **mine,
    )
    await put(
        session,
        "break_glass_accesses",
        id=new_id(),
        clinic_id=other_clinic.id,
        opened_at=PAST,
        expires_at=PAST + timedelta(hours=1),
        **mine,
    )

    await put(session, "pets", id=pet_id, species="dog", sex="female", microchip_number="276098106000001")
    planted.marks["pets", "microchip_number"] = "276098106000001"
    await put(session, "pet_owners", pet_id=pet_id, is_primary=True, access="manage", added_at=PAST, **mine)
    await put(session, "pet_shares", pet_id=pet_id, clinic_id=clinic.id, shared_by=person_id, shared_at=PAST)

    visit = {
        "clinic_id": clinic.id,
        "appointment_type_id": kind.id,
        "veterinarian_id": vet.id,
        "pet_id": pet_id,
    }
    past_id = new_id()
    await put(
        session,
        "appointments",
        id=past_id,
        booked_by_id=person_id,
        status="cancelled",
        starts_at=PAST,
        ends_at=PAST + timedelta(minutes=30),
        duration_minutes=30,
        cancelled_at=PAST,
        cancelled_by_id=person_id,
        sequence=1,
        currency="EUR",
        **visit,
    )
    await put(
        session,
        "appointment_moves",
        id=new_id(),
        appointment_id=past_id,
        to_status="confirmed",
        by_person_id=person_id,
        at=PAST,
        starts_at=PAST,
    )
    await put(
        session,
        "appointment_series",
        id=new_id(),
        starts_local=datetime(2026, 2, 10, 10),  # noqa: DTZ001  wall-clock time
        duration_minutes=30,
        created_by_id=person_id,
        created_at=PAST,
        **visit,
    )
    await put(
        session,
        "move_proposals",
        id=new_id(),
        day_move_id=day_move_id,
        appointment_id=past_id,
        options=[{"note": mark("move_proposals", "options")}],
        expires_at=PAST,
        created_at=PAST,
    )
    wish_id = new_id()
    await put(
        session,
        "waitlist_entries",
        id=wish_id,
        windows=[{"note": mark("waitlist_entries", "windows")}],
        status="expired",
        updated_at=PAST,
        **visit,
        **mine,
    )
    await put(
        session,
        "waitlist_offers",
        id=new_id(),
        entry_id=wish_id,
        veterinarian_id=vet.id,
        starts_at=SOON,
        ends_at=SOON + timedelta(minutes=30),
        expires_at=PAST,
        state="expired",
        created_at=PAST,
    )
    await put(
        session,
        "holds",
        id=new_id(),
        starts_at=SOON,
        ends_at=SOON + timedelta(minutes=30),
        expires_at=SOON,
        **visit,
        **mine,
    )

    await put(
        session,
        "notification_deliveries",
        id=new_id(),
        kind="appointment_booked",
        channel="email",
        state="failed",
        due_at=PAST,
        appointment_id=past_id,
        address_email=None,
        **mine,
    )
    await put(
        session,
        "audit_entries",
        id=new_id(),
        at=PAST,
        actor_person_id=person_id,
        subject_id=pet_id,
        clinic_id=clinic.id,
    )
    await put(
        session,
        "outbox_events",
        id=new_id(),
        person_ids=[person_id],
        occurred_at=PAST,
        relayed_at=PAST,
    )
    await put(
        session,
        "inbound_events",
        received_at=PAST,
        payload={"type": "user.updated", "data": {"id": account, "first_name": mark("inbound_events", "payload")}},
    )
    await put(
        session, "idempotency_keys", status=201, created_at=PAST, expires_at=SOON, headers={"location": "/x"}, **mine
    )
    return planted
