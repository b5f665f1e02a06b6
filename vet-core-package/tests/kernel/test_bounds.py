from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from vet_core.kernel.bounds import Day, Finite, Instant, Int4, Int8, LocalEnd, LocalMoment, LocalTime


def refusal(kind: Any, value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    return caught.value.errors()[0]["type"]


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-03-29T02:30:00+01:00", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("2026-03-29T09:30Z", datetime(2026, 3, 29, 9, 30, tzinfo=UTC)),
        ("1970-01-01T00:00:00Z", datetime(1970, 1, 1, tzinfo=UTC)),
        ("2200-12-31T23:59:59.999999Z", datetime(2200, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)),
    ],
)
def test_instants_come_out_in_utc(text: str, instant: datetime) -> None:
    read = TypeAdapter(Instant).validate_python(text)
    assert read == instant
    assert read.utcoffset() == timedelta(0)
    assert TypeAdapter(Instant).dump_json(read).endswith(b'Z"')


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2026-03-29T09:30:00", "instant_naive"),
        ("1969-12-31T23:59:59Z", "date_out_of_range"),
        ("1970-01-01T00:30:00+01:00", "date_out_of_range"),
        ("2201-01-01T00:00:00Z", "date_out_of_range"),
        ("0001-01-01T00:00:00+14:00", "date_out_of_range"),
        ("9999-12-31T23:59:59-14:00", "date_out_of_range"),
        (1e20, "instant_invalid"),
        (1_700_000_000, "instant_invalid"),
        ("1700000000", "instant_invalid"),
        ("2026-03-29", "instant_invalid"),
        ("", "instant_invalid"),
        (None, "instant_invalid"),
        ("2026-13-29T09:30:00Z", "datetime_from_date_parsing"),
        ("2026-03-29T25:30:00Z", "datetime_from_date_parsing"),
    ],
)
def test_what_is_no_instant_is_refused_with_its_reason(value: object, code: str) -> None:
    assert refusal(Instant, value) in {code, "datetime_parsing"}


def test_an_aware_datetime_is_an_instant() -> None:
    there = datetime(2026, 3, 2, 14, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    assert TypeAdapter(Instant).validate_python(there) == datetime(2026, 3, 2, 8, 15, tzinfo=UTC)


def test_days_are_bounded() -> None:
    assert TypeAdapter(Day).validate_python("1995-06-01") == date(1995, 6, 1)
    assert refusal(Day, "1899-12-31") == "date_out_of_range"
    assert refusal(Day, "9999-12-31") == "date_out_of_range"


def test_local_times_have_no_offset() -> None:
    assert refusal(LocalTime, "09:00:00+01:00") == "time_invalid"
    assert refusal(LocalTime, time(9, tzinfo=UTC)) == "time_not_local"


@pytest.mark.parametrize(
    ("text", "minutes"), [("00:00", 0), ("09:00", 540), ("09:00:00", 540), ("23:59", 1439), (time(7, 30), 450)]
)
def test_a_local_time_is_minutes_after_midnight(text: object, minutes: int) -> None:
    for shape in (LocalTime, LocalEnd):
        assert TypeAdapter(shape).validate_python(text) == minutes


def test_only_an_end_is_the_midnight_that_ends_the_day() -> None:
    end = TypeAdapter(LocalEnd)
    assert end.validate_python("24:00") == end.validate_python("24:00:00") == 1440
    assert end.dump_python(1440, mode="json") == "24:00:00"
    assert refusal(LocalTime, "24:00") == "time_invalid"


@pytest.mark.parametrize(
    "value",
    ["24:01", "25:00", "9:00", "09:60", "09:00:30", "09", "0900", "", "٠٩:٠٠", 540, 9.5, None, ["09:00"], "-1:00"],
)
def test_what_is_no_whole_minute_of_a_day_is_refused(value: object) -> None:
    assert refusal(LocalEnd, value) == "time_invalid"


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        (Int4, 2**31, "less_than_equal"),
        (Int4, -(2**31) - 1, "greater_than_equal"),
        (Int8, 2**63, "less_than_equal"),
        (Int8, 10**400, "less_than_equal"),
        (Finite, float("nan"), "finite_number"),
        (Finite, float("inf"), "finite_number"),
    ],
)
def test_numbers_no_column_can_hold_are_refused(kind: object, value: object, code: str) -> None:
    assert refusal(kind, value) == code


def test_a_local_moment_is_a_wall_clock_time_in_whole_minutes() -> None:
    moment = TypeAdapter(LocalMoment)
    read = moment.validate_python("2026-03-29T02:30")
    assert (read, read.tzinfo) == (datetime(2026, 3, 29, 2, 30), None)  # noqa: DTZ001
    assert moment.dump_python(read, mode="json") == "2026-03-29T02:30"
    assert moment.validate_python(read) == moment.validate_python("2026-03-29T02:30:00") == read


@pytest.mark.parametrize(
    "value",
    ["2026-03-29T02:30Z", "2026-03-29T02:30:10", "2026-02-30T02:30", "2026-03-29", "2026-03-29T24:00", 1, None, []],
)
def test_what_is_no_moment_of_a_wall_clock_is_refused(value: object) -> None:
    assert refusal(LocalMoment, value) == "local_moment_invalid"


def test_a_local_moment_lies_in_years_that_a_clock_can_turn_into_instants() -> None:
    assert refusal(LocalMoment, "9999-12-31T23:59") == "date_out_of_range"
