"""Column types that hold a promise: instants are UTC, personal fields are encrypted, words are checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    DateTime,
    Dialect,
    Enum,
    Integer,
    LargeBinary,
    String,
    Text,
    Time,
    TypeDecorator,
    cast,
    extract,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import TSTZRANGE, Range

from vet_core.db.keyring import current_keyring


class UtcInstant(TypeDecorator[datetime]):
    """An instant. Naive datetimes are refused; what comes back is aware and in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime is not an instant; add its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)


MIDNIGHT_MINUTES = 24 * 60


class _ClockText(TypeDecorator[int]):
    """Minutes after midnight on their way to a `time`, which asyncpg cannot send as 24:00."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if not 0 <= value <= MIDNIGHT_MINUTES:
            raise ValueError("minutes of a day lie between 0 and 1440")
        return f"{value // 60:02}:{value % 60:02}"


class LocalMinutes(TypeDecorator[int]):
    """A wall-clock time as minutes after local midnight, 0 to 1440; stored as `time`, where 24:00 ends the day."""

    impl = Time
    cache_ok = True

    def bind_expression(self, bindvalue: BindParameter[int]) -> ColumnElement[int]:
        return type_coerce(cast(type_coerce(bindvalue, _ClockText()), Time()), Integer)

    def column_expression(self, column: ColumnElement[int]) -> ColumnElement[int]:
        return cast(extract("epoch", column), Integer) // 60


class EncryptedText(TypeDecorator[str]):
    """Text that only this platform's keys can read. It cannot be searched, sorted or compared in SQL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else current_keyring().encrypt(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else current_keyring().decrypt(value)


class EncryptedDate(TypeDecorator[date]):
    """A calendar day that only this platform's keys can read, stored like EncryptedText as its ISO form."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else current_keyring().encrypt(value.isoformat())

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(current_keyring().decrypt(value))


class EncryptedBytes(TypeDecorator[bytes]):
    """A small file that only this platform's keys can read."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else current_keyring().encrypt_bytes(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else current_keyring().decrypt_bytes(value)


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A half-open stretch of time [start, end): touching intervals do not overlap."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("an interval needs aware datetimes")
        if self.end <= self.start:
            raise ValueError("an interval ends after it starts")

    def overlaps(self, other: Interval) -> bool:
        return self.start < other.end and other.start < self.end

    @property
    def length(self) -> timedelta:
        return self.end - self.start


class InstantRange(TypeDecorator[Interval]):
    """An Interval stored as tstzrange, so that PostgreSQL can exclude overlaps."""

    impl = TSTZRANGE
    cache_ok = True

    def process_bind_param(self, value: Interval | None, dialect: Dialect) -> Range[datetime] | None:
        if value is None:
            return None
        return Range(value.start.astimezone(UTC), value.end.astimezone(UTC), bounds="[)")

    def process_result_value(self, value: Range[datetime] | None, dialect: Dialect) -> Interval | None:
        if value is None:
            return None
        if value.lower is None or value.upper is None:
            raise ValueError("an endless range is not an interval")
        return Interval(value.lower.astimezone(UTC), value.upper.astimezone(UTC))


def word(enum: type[StrEnum], *, name: str) -> Enum:
    """A column type for one word of an enum: text with a CHECK called `name`, so words can be added later."""
    return Enum(
        enum,
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=40,
        name=name,
        values_callable=_values,
    )


def _values(enum: Any) -> list[str]:
    return [member.value for member in enum]


def words_known(column: str, enum: type[StrEnum]) -> str:
    """SQL for a CHECK that an array column holds only words of the enum."""
    words = ", ".join(f"'{member.value}'" for member in enum)
    return f"{column} <@ ARRAY[{words}]::text[]"
