"""Which columns are encrypted, read from the tables themselves, so that rotation and tests can never forget one."""

from __future__ import annotations

from sqlalchemy import Column, Table

from vet_core.db.base import Base
from vet_core.db.types import EncryptedBytes, EncryptedDate, EncryptedText

ENCRYPTED_TYPES = (EncryptedText, EncryptedDate, EncryptedBytes)


def encrypted_columns() -> list[tuple[Table, Column[object]]]:
    """Every encrypted column with its table, by name; import vet_core.registry first to have them all."""
    return [
        (table, column)
        for table in sorted(Base.metadata.tables.values(), key=lambda table: table.name)
        for column in table.columns
        if isinstance(column.type, ENCRYPTED_TYPES)
    ]
