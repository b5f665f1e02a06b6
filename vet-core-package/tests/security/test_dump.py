"""Whoever gets hold of a dump of the database reads none of what is encrypted."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import asyncpg
from sqlalchemy import select

from tests.security.world import build_side
from vet_core.clinics.models import BreakGlassAccess, ClinicClient
from vet_core.db import Base, Session
from vet_core.db.encrypted import encrypted_columns
from vet_core.identity.enums import ExportState
from vet_core.identity.models import DataExport
from vet_core.registry import metadata
from vet_core.scheduling.models import CalendarBlock, DayMove, RosterOverride, WaitlistEntry

PLANTED: dict[tuple[str, str], str | date | bytes] = {
    ("persons", "phone"): "+4915112340001",
    ("persons", "address"): "Planted Lane 4711, Berlin",
    ("persons", "born_on"): date(1961, 7, 13),
    ("pets", "insurance_number"): "PLANTED-INSURANCE-88",
    ("clinic_clients", "private_note"): "Planted: owes us two visits.",
    ("break_glass_accesses", "reason"): "Planted court order 77-C-9",
    ("data_exports", "content"): b"PK planted archive",
    ("roster_overrides", "note"): "Planted: at the dentist.",
    ("calendar_blocks", "reason"): "Planted: physiotherapy.",
    ("day_moves", "reason"): "Planted: down with the flu.",
    ("appointments", "visit_address"): "Planted Meadow 4712, Berlin",
    ("waitlist_entries", "visit_address"): "Planted Harbour 4713, Berlin",
}
FINDABLE = {("persons", "email"), ("persons", "given_name"), ("pets", "microchip_number")}
"""What must be searched and is not encrypted; encrypting the disk is the operator's part."""


async def dump(url: str) -> bytes:
    """Every table as COPY writes it, with bytes as they are as well."""
    connection = await asyncpg.connect(url)
    text = BytesIO()
    try:
        for name in sorted(metadata.tables):
            for form in ("text", "binary"):
                await connection.copy_from_table(name, output=text, format=form)
    finally:
        await connection.close()
    return text.getvalue()


def spellings(value: str | date | bytes) -> list[bytes]:
    """A value as a dump would show it: plain, and in hexadecimal."""
    if isinstance(value, date):
        value = value.isoformat()
    plain = value.encode() if isinstance(value, str) else value
    return [plain, plain.hex().encode()]


async def test_a_dump_shows_nothing_of_what_was_planted_in_encrypted_columns(
    session: Session, database_url: str
) -> None:
    columns = {(table.name, column.name) for table, column in encrypted_columns()}
    assert columns == set(PLANTED), "plant a value in each encrypted column"
    assert not columns & FINDABLE

    side = await build_side(session)
    export = (await session.scalars(select(DataExport))).one()
    rows: dict[str, Base] = {
        "persons": side.owner,
        "pets": side.pet,
        "clinic_clients": (await session.scalars(select(ClinicClient))).one(),
        "break_glass_accesses": (await session.scalars(select(BreakGlassAccess))).one(),
        "data_exports": export,
        "roster_overrides": (await session.scalars(select(RosterOverride))).one(),
        "calendar_blocks": (await session.scalars(select(CalendarBlock))).one(),
        "day_moves": (await session.scalars(select(DayMove))).one(),
        "appointments": side.appointment,
        "waitlist_entries": (await session.scalars(select(WaitlistEntry))).one(),
    }
    for (table, column), value in PLANTED.items():
        setattr(rows[table], column, value)
    export.state = ExportState.READY
    side.pet.note = "findable marker"
    await session.commit()

    dumped = await dump(database_url)
    assert b"findable marker" in dumped, "the dump holds what is not encrypted"
    for value in PLANTED.values():
        for spelling in spellings(value):
            assert spelling not in dumped

    for (table, column), value in PLANTED.items():  # and with the keys it is all there
        await session.refresh(rows[table], [column])
        assert getattr(rows[table], column) == value
