"""The slot rules by example, one rule a test."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from vet_core.db import Interval

from vet_services.scheduling import availability
from vet_services.scheduling.availability import Hours, LocalWindow, Parameters, WeeklyWindow

BERLIN = ZoneInfo("Europe/Berlin")
TUESDAY = date(2026, 3, 3)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HALF_HOURS = Parameters(duration_minutes=30, interval_minutes=30)


def every_day(*windows: tuple[int, int]) -> Hours:
    return Hours(tuple(WeeklyWindow(day, LocalWindow(*window)) for day in range(7) for window in windows))


def at(hour: int, minute: int = 0, day: date = TUESDAY, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone).astimezone(UTC)


def offered(hours: Hours, *, parameters: Parameters = HALF_HOURS, busy=(), pet=(), now: datetime = NOW, **range_):
    zone = range_.get("zone", BERLIN)
    day = range_.get("day", TUESDAY)
    within = Interval(
        range_.get("start", availability.instant(zone, day, 0)),
        range_.get("end", availability.instant(zone, day, 1440)),
    )
    starts = availability.starts(zone, [hours], busy, parameters, now=now, within=within, pet=pet)
    return [start.astimezone(zone).strftime("%H:%M") for start in starts]


def test_starts_fill_the_window_to_its_very_end():
    assert offered(every_day((9 * 60, 11 * 60))) == ["09:00", "09:30", "10:00", "10:30"]


def test_windows_that_touch_merge_and_a_visit_may_span_them():
    hour = Parameters(duration_minutes=60, interval_minutes=60)
    assert offered(every_day((9 * 60 + 30, 10 * 60 + 30), (10 * 60 + 30, 12 * 60)), parameters=hour) == [
        "10:00",
        "11:00",
    ]
    assert offered(every_day((9 * 60 + 30, 10 * 60 + 29), (10 * 60 + 30, 12 * 60)), parameters=hour) == ["11:00"]


def test_a_window_that_ends_before_it_starts_runs_into_the_next_day():
    night = every_day((22 * 60, 60))
    assert offered(night) == ["00:00", "00:30", "22:00", "22:30", "23:00", "23:30"]
    assert offered(night, end=at(0, 30, date(2026, 3, 4)))[-2:] == ["23:30", "00:00"]


def test_twenty_four_is_the_next_midnight_and_equal_ends_are_empty():
    assert offered(every_day((23 * 60, 24 * 60))) == ["23:00", "23:30"]
    assert offered(every_day((0, 0))) == []
    assert len(offered(every_day((0, 24 * 60)))) == 48


def test_an_override_replaces_the_windows_that_begin_on_its_day():
    hours = every_day((9 * 60, 10 * 60))
    closed = Hours(hours.weekly, {TUESDAY: ()})
    late = Hours(hours.weekly, {TUESDAY: (LocalWindow(18 * 60, 19 * 60),)})
    assert offered(closed) == []
    assert offered(late) == ["18:00", "18:30"]
    assert offered(closed, day=date(2026, 3, 4)) == ["09:00", "09:30"]


def test_a_window_counts_from_its_first_to_its_last_day():
    hours = Hours((WeeklyWindow(1, LocalWindow(540, 600), TUESDAY, TUESDAY),))
    assert offered(hours) == ["09:00", "09:30"]
    assert offered(hours, day=TUESDAY + timedelta(days=7)) == []
    assert offered(hours, day=TUESDAY - timedelta(days=7), now=NOW - timedelta(days=30)) == []


def test_touching_a_busy_stretch_is_not_overlapping():
    busy = [(at(9, 30), at(10))]
    assert offered(every_day((9 * 60, 11 * 60)), busy=busy) == ["09:00", "10:00", "10:30"]


def test_buffers_keep_their_distance_from_busy_stretches_but_may_leave_the_working_hours():
    buffered = Parameters(duration_minutes=30, interval_minutes=15, buffer_before_minutes=15, buffer_after_minutes=15)
    busy = [(at(10), at(10, 30))]
    assert offered(every_day((9 * 60, 11 * 60 + 30)), busy=busy, parameters=buffered) == [
        "09:00",
        "09:15",
        "10:45",
        "11:00",
    ]


@pytest.mark.parametrize("capacity", [1, 2])
def test_what_takes_no_time_is_in_nobodys_way_unless_it_has_buffers(capacity: int):
    quarters = Parameters(duration_minutes=30, interval_minutes=15, capacity=capacity)
    nothing = [(at(10), at(10))] * capacity
    hours = every_day((9 * 60 + 30, 10 * 60 + 30))
    assert offered(hours, parameters=quarters, busy=nothing, pet=nothing) == ["09:30", "09:45", "10:00"]
    buffered = [(at(10), at(10), 15, 0)] * capacity
    assert offered(hours, parameters=quarters, busy=buffered) == ["10:00"]


def test_instants_of_any_zone_are_as_good_as_those_in_utc():
    """New York's clocks go back at two on 1 November: on its wall clock one hour is missing from every sum."""
    york = ZoneInfo("America/New_York")
    begins, ends = (datetime(2026, 11, 1, hour, tzinfo=york) for hour in (0, 6))
    taken = (datetime(2026, 11, 1, 2, tzinfo=york), datetime(2026, 11, 1, 3, tzinfo=york), 0, 30)
    asked = Parameters(60, 60, buffer_before_minutes=30, notice_minutes=120, same_day_percent=1)

    def found(clock: ZoneInfo | timezone) -> list[datetime]:
        start, end, since, until = (each.astimezone(clock) for each in (begins, ends, *taken[:2]))
        busy = [(since, until, *taken[2:])]
        return availability.starts(
            york, [every_day((0, 1440))], busy, asked, now=start, within=Interval(start, end), resources=[[busy]]
        )

    assert found(york) == found(UTC) != []
    assert {each.tzinfo for each in found(york)} == {UTC}


def test_the_pet_blocks_without_buffers():
    buffered = Parameters(duration_minutes=30, interval_minutes=30, buffer_before_minutes=15, buffer_after_minutes=15)
    pet = [(at(9, 30), at(10))]
    assert offered(every_day((9 * 60, 11 * 60)), pet=pet, parameters=buffered) == ["09:00", "10:00", "10:30"]


def test_notice_counts_to_the_minute_and_equality_is_enough():
    noticed = Parameters(duration_minutes=30, interval_minutes=30, notice_minutes=60)
    hours = every_day((9 * 60, 11 * 60))
    assert offered(hours, parameters=noticed, now=at(8, 30)) == ["09:30", "10:00", "10:30"]
    assert offered(hours, parameters=noticed, now=at(8, 30) + timedelta(seconds=1)) == ["10:00", "10:30"]


def test_the_horizon_ends_with_the_local_day():
    near = Parameters(duration_minutes=30, interval_minutes=30, horizon_days=1)
    late = every_day((23 * 60, 24 * 60))
    assert offered(late, parameters=near, now=at(0, 0, date(2026, 3, 2))) == ["23:00", "23:30"]
    assert offered(late, parameters=near, now=at(23, 59, date(2026, 3, 1))) == []


def test_the_range_bounds_starts_and_ends_exactly():
    hours = every_day((9 * 60, 12 * 60))
    assert offered(hours, start=at(9, 30), end=at(10, 30)) == ["09:30", "10:00"]
    assert offered(hours, start=at(9, 30) + timedelta(seconds=1), end=at(10, 29)) == []


def test_the_grid_counts_wall_clock_minutes_from_midnight():
    odd = Parameters(duration_minutes=10, interval_minutes=25)
    assert offered(every_day((9 * 60, 10 * 60)), parameters=odd) == ["09:10", "09:35"]


@pytest.mark.parametrize(
    ("zone_name", "day", "window", "interval", "expected"),
    [
        # Clocks jump from 02:00 to 03:00: the hour between is neither worked nor offered.
        ("Europe/Berlin", date(2026, 3, 29), (60, 240), 30, ["01:00", "01:30", "03:00", "03:30"]),
        # A window that begins inside the gap begins as long after the gap as it was to begin inside.
        ("Europe/Berlin", date(2026, 3, 29), (150, 240), 30, ["03:30"]),
        # Clocks go back from 03:00 to 02:00: the hour is worked twice.
        (
            "Europe/Berlin",
            date(2026, 10, 25),
            (60, 240),
            30,
            ["01:00", "01:30", "02:00", "02:30", "02:00", "02:30", "03:00", "03:30"],
        ),
        # A window that ends inside the repeated hour ends at its first occurrence.
        ("Europe/Berlin", date(2026, 10, 25), (60, 150), 30, ["01:00", "01:30", "02:00"]),
        ("America/New_York", date(2026, 3, 8), (60, 240), 30, ["01:00", "01:30", "03:00", "03:30"]),
        # Lord Howe moves by half an hour only.
        ("Australia/Lord_Howe", date(2026, 10, 4), (90, 180), 30, ["01:30", "02:30"]),
        ("Australia/Lord_Howe", date(2026, 4, 5), (60, 150), 30, ["01:00", "01:30", "01:30", "02:00"]),
        # Chatham jumps at 02:45; a visit that begins before the gap ends after it.
        ("Pacific/Chatham", date(2026, 9, 27), (120, 285), 15, ["02:00", "02:15", "02:30", "03:45", "04:00", "04:15"]),
        ("Asia/Kolkata", date(2026, 6, 3), (540, 600), 30, ["09:00", "09:30"]),
    ],
)
def test_clock_changes(zone_name, day, window, interval, expected):
    zone = ZoneInfo(zone_name)
    parameters = Parameters(duration_minutes=30, interval_minutes=interval)
    now = availability.instant(zone, day - timedelta(days=1), 0)
    assert offered(every_day(window), zone=zone, day=day, now=now, parameters=parameters) == expected


def test_opening_hours_and_roster_must_hold_the_visit_together():
    opening, roster = every_day((9 * 60, 10 * 60)), every_day((9 * 60 + 30, 12 * 60))
    within = Interval(at(0), at(23))
    starts = availability.starts(BERLIN, [opening, roster], [], HALF_HOURS, now=NOW, within=within)
    assert starts == [at(9, 30)]


@pytest.mark.parametrize(
    ("start", "is_taken"),
    [(at(9, 30), False), (at(9, 31), True), (at(10, 29), True), (at(10, 30), False), (at(10), True)],
)
def test_a_single_start_may_touch_what_is_busy_on_either_side(start, is_taken):
    busy = [(at(10), at(10, 30))]
    assert availability.is_clear(availability.blocked_starts(busy, HALF_HOURS), start) != is_taken
