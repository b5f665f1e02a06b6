"""Bounded numbers, instants and days for wire shapes, so that no input can overflow a column.

A number PostgreSQL cannot hold, a year 9999 that a time zone pushes over the edge, or a NaN must be
answered with "write it differently" and never reach the database.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

FIRST_YEAR, LAST_YEAR = 1970, 2200

Int2 = Annotated[int, Field(ge=-(2**15), le=2**15 - 1)]
Int4 = Annotated[int, Field(ge=-(2**31), le=2**31 - 1)]
Int8 = Annotated[int, Field(ge=-(2**63), le=2**63 - 1)]
Finite = Annotated[float, Field(allow_inf_nan=False)]

MINUTES_A_DAY = 24 * 60
# ASCII digits only: \d alone also matches those of other scripts.
_CLOCK = re.compile(r"([0-9]{2}):([0-9]{2})(?::00(?:\.0+)?)?")
_WALL_CLOCK = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:00)?")
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


def _minutes(last: int) -> Callable[[Any], int]:
    """Reads a local time as minutes after midnight, up to `last`."""

    def read(value: Any) -> int:
        if isinstance(value, time):
            if value.tzinfo is not None:
                raise PydanticCustomError("time_not_local", "Write a local time without an offset.")
            value = value.isoformat()
        match = _CLOCK.fullmatch(value) if isinstance(value, str) else None
        minutes = -1 if match is None else int(match[1]) * 60 + int(match[2])
        if match is None or int(match[2]) > 59 or not 0 <= minutes <= last:
            raise PydanticCustomError(
                "time_invalid", "Write a local time in whole minutes and without an offset, such as 08:30."
            )
        return minutes

    return read


def clock(minutes: int) -> str:
    """Minutes after midnight as the wire shows them: 510 is 08:30:00, 1440 is 24:00:00."""
    return f"{minutes // 60:02}:{minutes % 60:02}:00"


def _out_of_range() -> PydanticCustomError:
    return PydanticCustomError(
        "date_out_of_range",
        "Use a year up to {last}, and not before {first} (1900 for days).",
        {"first": FIRST_YEAR, "last": LAST_YEAR},
    )


def _wall_clock(value: Any) -> Any:
    """Reads a wall-clock time in whole minutes, without an offset."""
    if isinstance(value, str) and _WALL_CLOCK.fullmatch(value) is not None:
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            value = None
    if not isinstance(value, datetime) or value.tzinfo is not None or value.second or value.microsecond:
        raise PydanticCustomError(
            "local_moment_invalid", "Write a local date and time without an offset, such as 2026-03-03T14:30."
        )
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise _out_of_range()
    return value


Instant = Annotated[
    datetime, BeforeValidator(_looks_like_an_instant, json_schema_input_type=datetime), AfterValidator(as_instant)
]
Day = Annotated[date, AfterValidator(_day)]
LocalMoment = Annotated[
    datetime,
    PlainValidator(_wall_clock),
    PlainSerializer(lambda value: f"{value:%Y-%m-%dT%H:%M}", return_type=str, when_used="json"),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:00)?$",
            "examples": ["2026-03-03T14:30"],
            "description": "Wall-clock time at the clinic, without offset.",
        }
    ),
]
"""A date and time on a clinic's clock, to the minute; in Python a datetime without a time zone."""
# The format "time" of JSON Schema wants an offset, which a local time must not have.
_LOCAL_TIME = {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d(:00)?$", "examples": ["08:30:00"]}
_LOCAL_END = {"type": "string", "pattern": r"^(([01]\d|2[0-3]):[0-5]\d|24:00)(:00)?$", "examples": ["17:00:00"]}
_SHOWN = PlainSerializer(clock, return_type=str, when_used="json")
_READ = BeforeValidator(lambda value: value if isinstance(value, int) else _minutes(MINUTES_A_DAY)(value))
LocalTime = Annotated[int, PlainValidator(_minutes(MINUTES_A_DAY - 1)), _SHOWN, WithJsonSchema(_LOCAL_TIME)]
LocalEnd = Annotated[int, PlainValidator(_minutes(MINUTES_A_DAY)), _SHOWN, WithJsonSchema(_LOCAL_END)]
"""Wall-clock times, in Python minutes after midnight. An end may be 24:00, the midnight that ends the day."""
LocalTimeOut = Annotated[int, _READ, _SHOWN, WithJsonSchema(_LOCAL_TIME)]
LocalEndOut = Annotated[int, _READ, _SHOWN, WithJsonSchema(_LOCAL_END)]
"""The same on their way out, also from the minutes that rows hold."""
