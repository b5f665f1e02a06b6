"""Which columns are encrypted, read from the tables themselves, so that rotation and tests can never forget one."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Site:
    """One place where encrypted values stand, as SQL that reads and replaces them as they are stored.

    Through the columns' own types values would be decrypted, and `updated_at` would move.
    """

    name: str
    table: str
    keys: tuple[str, ...]
    value: str
    replacement: str
    is_bytes: bool = False

    def mark(self, key_id: str) -> str | bytes:
        """How every value written with that key begins."""
        mark = f"v1:{key_id}:"
        return mark.encode() if self.is_bytes else mark

    @property
    def begins_with_mark(self) -> str:
        if self.is_bytes:
            return f"substring({self.value} FROM 1 FOR length(CAST(:mark AS bytea))) = CAST(:mark AS bytea)"
        return f"starts_with({self.value}, CAST(:mark AS text))"

    @property
    def sample(self) -> str:
        """SQL for some value that begins with `:mark`."""
        return f"SELECT {self.value} FROM {self.table} WHERE {self.begins_with_mark} LIMIT 1"  # noqa: S608


# Secrets inside JSON: a mail that was not sent yet holds the token of its link.
EMBEDDED = (
    Site(
        name="notification_deliveries.context.sealed_token",
        table="notification_deliveries",
        keys=("id",),
        value="(context ->> 'sealed_token')",
        replacement="context = jsonb_set(context, '{sealed_token}', to_jsonb(CAST(:fresh AS text)))",
    ),
)


def sites() -> list[Site]:
    """Every place where encrypted values stand; import vet_core.registry first to have them all."""
    return [
        Site(
            name=f"{table.name}.{column.name}",
            table=table.name,
            keys=tuple(key.name for key in table.primary_key.columns),
            value=column.name,
            replacement=f"{column.name} = :fresh",
            is_bytes=isinstance(column.type, EncryptedBytes),
        )
        for table, column in encrypted_columns()
    ] + list(EMBEDDED)
