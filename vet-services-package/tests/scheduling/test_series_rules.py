"""Which rules are understood, on which days their visits fall, and what clock changes do to them."""

import time as stopwatch
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from vet_services.scheduling import series_rules
from vet_services.scheduling.errors import RuleUnsupported

BERLIN = ZoneInfo("Europe/Berlin")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text)


NINE = local("2026-03-03T09:00")  # a Tuesday


def days(text: str, starts: datetime = NINE, zone: ZoneInfo = BERLIN) -> list[str]:
    found = series_rules.occurrences(series_rules.parse(text, zone), starts)
    assert {each.time() for each in found} == {starts.time()}
    return [f"{each:%m-%d}" for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FREQ=DAILY;COUNT=3", ["03-03", "03-04", "03-05"]),
        ("FREQ=DAILY;INTERVAL=10;COUNT=3", ["03-03", "03-13", "03-23"]),
        ("FREQ=DAILY;BYDAY=TU,FR;COUNT=3", ["03-03", "03-06", "03-10"]),
        ("FREQ=WEEKLY;COUNT=2", ["03-03", "03-10"]),
        ("freq=weekly;byday=tu,th;count=4", ["03-03", "03-05", "03-10", "03-12"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;COUNT=4", ["03-03", "03-08", "03-17", "03-22"]),
        ("FREQ=MONTHLY;COUNT=3", ["03-03", "04-03", "05-03"]),
        ("FREQ=MONTHLY;BYDAY=1TU;COUNT=4", ["03-03", "04-07", "05-05", "06-02"]),
        ("FREQ=MONTHLY;BYMONTHDAY=3,-1;COUNT=4", ["03-03", "03-31", "04-03", "04-30"]),
        ("FREQ=WEEKLY;UNTIL=20260317", ["03-03", "03-10", "03-17"]),
        ("FREQ=WEEKLY;UNTIL=20260317T090000", ["03-03", "03-10", "03-17"]),
        ("FREQ=WEEKLY;UNTIL=20260317T085959", ["03-03", "03-10"]),
        ("FREQ=WEEKLY;UNTIL=20260317T080000Z", ["03-03", "03-10", "03-17"]),
        ("FREQ=WEEKLY;UNTIL=20260317T075959Z", ["03-03", "03-10"]),
    ],
)
def test_a_rule_names_these_days(text: str, expected: list[str]):
    assert days(text) == expected


def test_months_without_that_day_are_left_out():
    start = local("2026-01-31T09:00")
    assert days("FREQ=MONTHLY;COUNT=4", start) == ["01-31", "03-31", "05-31", "07-31"]
    assert days("FREQ=MONTHLY;BYDAY=5SA;COUNT=2", start) == ["01-31", "05-30"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "COUNT=3",
        "FREQ=YEARLY;COUNT=2",
        "FREQ=HOURLY;COUNT=2",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;COUNT=2;UNTIL=20260401",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;COUNT=105",
        "FREQ=WEEKLY;COUNT=-1",
        "FREQ=WEEKLY;COUNT=２",
        "FREQ=WEEKLY;COUNT=2;COUNT=3",
        "FREQ=WEEKLY;INTERVAL=0;COUNT=2",
        "FREQ=WEEKLY;WKST=MO;COUNT=2",
        "FREQ=WEEKLY;BYSETPOS=1;COUNT=2",
        "FREQ=WEEKLY;BYDAY=2TU;COUNT=2",
        "FREQ=DAILY;BYMONTHDAY=3;COUNT=2",
        "FREQ=WEEKLY;BYMONTHDAY=3;COUNT=2",
        "FREQ=MONTHLY;BYMONTHDAY=32;COUNT=2",
        "FREQ=MONTHLY;BYMONTHDAY=0;COUNT=2",
        "FREQ=MONTHLY;BYDAY=6TU;COUNT=2",
        "FREQ=MONTHLY;BYDAY=1TU;BYMONTHDAY=3;COUNT=2",
        "FREQ=WEEKLY;BYDAY=XX;COUNT=2",
        "FREQ=WEEKLY;BYDAY=;COUNT=2",
        "FREQ=WEEKLY;UNTIL=2026-04-01",
        "FREQ=WEEKLY;UNTIL=20260231",
        "FREQ=WEEKLY;UNTIL=20260401T250000",
        "FREQ=WEEKLY;UNTIL=00010101T000000Z",
        "FREQ=WEEKLY;UNTIL=20260302",
        "FREQ=WEEKLY;UNTIL=20290101",
        "FREQ=MONTHLY;COUNT=60",
        "FREQ=DAILY;UNTIL=20261231",
        "FREQ=WEEKLY;BYDAY=WE;COUNT=2",
        "FREQ=MONTHLY;BYMONTHDAY=4;COUNT=2",
        "RRULE:FREQ=WEEKLY;COUNT=2",
        "FREQ=WEEKLY;COUNT=2;",
        "FREQ=WEEKLY;COUNT=2;X=" + "9" * 300,
    ],
)
def test_everything_else_is_refused(text: str):
    with pytest.raises(RuleUnsupported) as refusal:
        days(text)
    assert (refusal.value.code, refusal.value.pointer) == ("scheduling.rrule_unsupported", "/rrule")


def test_a_rule_that_never_comes_is_refused_at_once():
    begun = stopwatch.perf_counter()
    with pytest.raises(RuleUnsupported):
        days("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30;COUNT=2", local("2026-02-03T09:00"))
    assert stopwatch.perf_counter() - begun < 1


@pytest.mark.parametrize(
    "text",
    ["FREQ=DAILY;COUNT=3", "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1TU,1TU;COUNT=5", "FREQ=MONTHLY;BYMONTHDAY=-1,3;COUNT=4"],
)
def test_a_rule_is_written_as_it_is_read(text: str):
    rule = series_rules.parse(text, BERLIN)
    assert str(rule) == text
    assert series_rules.parse(str(rule), BERLIN) == rule
    until = series_rules.parse("FREQ=DAILY;UNTIL=20260310T080000Z", BERLIN)
    assert str(until) == "FREQ=DAILY;UNTIL=20260310T090000"


def instants(text: str, starts: datetime, zone: ZoneInfo) -> list[str]:
    rule = series_rules.parse(text, zone)
    return [f"{series_rules.instant(each, zone):%m-%dT%H:%M}" for each in series_rules.occurrences(rule, starts)]


def test_nine_stays_nine_when_clocks_change():
    assert instants("FREQ=WEEKLY;COUNT=2", local("2026-03-24T09:00"), BERLIN) == ["03-24T08:00", "03-31T07:00"]
    assert instants("FREQ=WEEKLY;COUNT=2", local("2026-10-20T09:00"), BERLIN) == ["10-20T07:00", "10-27T08:00"]


def test_a_time_that_does_not_exist_moves_forward_by_the_gap():
    expected = ["03-28T01:30", "03-29T01:30", "03-30T00:30"]
    assert instants("FREQ=DAILY;COUNT=3", local("2026-03-28T02:30"), BERLIN) == expected
    # Lord Howe's gap lasts half an hour: 02:15 is 02:45.
    expected = ["10-02T15:45", "10-03T15:45", "10-04T15:15"]
    assert instants("FREQ=DAILY;COUNT=3", local("2026-10-03T02:15"), LORD_HOWE) == expected


def test_of_two_times_the_first_is_meant():
    expected = ["10-24T00:30", "10-25T00:30", "10-26T01:30"]
    assert instants("FREQ=DAILY;COUNT=3", local("2026-10-24T02:30"), BERLIN) == expected


def shift(text: str, by_days: int, at: time, starts: datetime = NINE) -> tuple[str, list[datetime], list[datetime]]:
    rule = series_rules.parse(text, BERLIN)
    before = series_rules.occurrences(rule, starts)
    after, times = series_rules.moved(rule, before, by_days, at)
    assert series_rules.occurrences(after, times[0]) == times
    return str(after), before, times


@pytest.mark.parametrize(
    ("text", "by_days", "expected"),
    [
        ("FREQ=WEEKLY;UNTIL=20260331", 0, "FREQ=WEEKLY;COUNT=5"),
        ("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=6", 1, "FREQ=WEEKLY;BYDAY=WE,FR;COUNT=6"),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=6", -2, "FREQ=WEEKLY;BYDAY=SU;COUNT=6"),
        ("FREQ=DAILY;INTERVAL=3;COUNT=6", 9, "FREQ=DAILY;INTERVAL=3;COUNT=6"),
        ("FREQ=MONTHLY;BYMONTHDAY=3,17;COUNT=6", 2, "FREQ=MONTHLY;BYMONTHDAY=5,19;COUNT=6"),
        ("FREQ=MONTHLY;BYDAY=1TU;COUNT=6", 0, "FREQ=MONTHLY;BYDAY=1TU;COUNT=6"),
        ("FREQ=MONTHLY;COUNT=6", 4, "FREQ=MONTHLY;COUNT=6"),
    ],
)
def test_a_whole_pattern_moves(text: str, by_days: int, expected: str):
    after, before, times = shift(text, by_days, time(16, 30))
    assert after == expected
    assert times == [each + timedelta(days=by_days, hours=7, minutes=30) for each in before]


@pytest.mark.parametrize(
    ("text", "by_days"),
    [
        ("FREQ=MONTHLY;BYDAY=1TU;COUNT=6", 1),
        ("FREQ=MONTHLY;COUNT=12", 28),
        ("FREQ=MONTHLY;BYMONTHDAY=3,17;COUNT=6", 15),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;COUNT=6", 1),
    ],
)
def test_a_pattern_that_no_rule_names_after_a_move_is_refused(text: str, by_days: int):
    with pytest.raises(RuleUnsupported):
        shift(text, by_days, time(9))


def test_a_pattern_is_cut_off_after_some_visits():
    rule = series_rules.first_of(series_rules.parse("FREQ=WEEKLY;UNTIL=20260331", BERLIN), 2)
    assert series_rules.occurrences(rule, NINE) == [NINE, NINE + timedelta(days=7)]


def test_instants_are_in_utc():
    assert series_rules.instant(NINE, BERLIN) == datetime(2026, 3, 3, 8, tzinfo=UTC)
