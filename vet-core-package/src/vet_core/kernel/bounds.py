"""Bounded numbers, instants and days for wire shapes, so that no input can overflow a column.

A number PostgreSQL cannot hold, a year 9999 that a time zone pushes over the edge, or a NaN must be
answered with "write it differently" and never reach the database.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

FIRST_YEAR, LAST_YEAR = 1970, 2200

Int2 = Annotated[int, Field(ge=-(2**15), le=2**15 - 1)]
Int4 = Annotated[int, Field(ge=-(2**31), le=2**31 - 1)]
Int8 = Annotated[int, Field(ge=-(2**63), le=2**63 - 1)]
Finite = Annotated[float, Field(allow_inf_nan=False)]

_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d.*")


def _looks_like_an_instant(value: Any) -> Any:
    # pydantic also reads bare numbers as seconds since 1970; a phone number must not become a date.
    if isinstance(value, str) and _INSTANT.fullmatch(value.strip()) is not None:
        return value.strip()
    if isinstance(value, datetime):
        return value
    raise PydanticCustomError("instant_invalid", "Write an instant with its offset, such as 2026-03-29T09:30:00Z.")


def as_instant(value: datetime) -> datetime:
    """The same instant in UTC. Raises PydanticCustomError when naive or outside the years 1970 to 2200."""
    if value.tzinfo is None or value.utcoffset() is None:
        raise PydanticCustomError("instant_naive", "Add the offset from UTC, such as Z or +01:00.")
    if not FIRST_YEAR - 1 <= value.year <= LAST_YEAR + 1:
        raise _out_of_range()
    value = value.astimezone(UTC)
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise _out_of_range()
    return value


def _day(value: date) -> date:
    if not 1900 <= value.year <= LAST_YEAR:
        raise _out_of_range()
    return value


def _local_time(value: time) -> time:
    if value.tzinfo is not None:
        raise PydanticCustomError("time_not_local", "Write a local time without an offset.")
    return value


def _out_of_range() -> PydanticCustomError:
    return PydanticCustomError(
        "date_out_of_range",
        "Use a year up to {last}, and not before {first} (1900 for days).",
        {"first": FIRST_YEAR, "last": LAST_YEAR},
    )


Instant = Annotated[
    datetime, BeforeValidator(_looks_like_an_instant, json_schema_input_type=datetime), AfterValidator(as_instant)
]
Day = Annotated[date, AfterValidator(_day)]
# The format "time" of JSON Schema wants an offset, which a local time must not have.
_LOCAL_TIME = {"type": "string", "pattern": r"^\d{2}:\d{2}(:\d{2})?$", "examples": ["08:30:00"]}
LocalTime = Annotated[time, AfterValidator(_local_time), WithJsonSchema(_LOCAL_TIME)]
