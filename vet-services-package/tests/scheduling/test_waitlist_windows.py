"""Which visits suit a wish, to the minute, on the clinic's clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from vet_core.db import Interval

from vet_services.scheduling.waitlist_windows import Window, fits, is_over, may_touch

BERLIN = ZoneInfo("Europe/Berlin")
WINDOW = Window(date(2026, 3, 2), date(2026, 3, 13), frozenset({1, 3}), 9 * 60, 12 * 60)  # Tuesdays and Thursdays, 9–12


def visit(text: str, minutes: int = 30, zone: ZoneInfo = BERLIN, fold: int = 0) -> Interval:
    start = datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold).astimezone(UTC)
    return Interval(start, start + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-03-03T09:00", True),
        ("2026-03-03T08:59", False),
        ("2026-03-03T11:30", True),
        ("2026-03-03T11:31", False),
        ("2026-03-04T09:00", False),  # a Wednesday
        ("2026-03-12T09:00", True),
        ("2026-03-17T09:00", False),  # a Tuesday after the last day
        ("2026-02-26T09:00", False),  # a Thursday before the first
    ],
)
def test_a_visit_lies_in_the_window_from_its_first_minute_to_its_last(start: str, expected: bool):
    assert fits([WINDOW], visit(start), BERLIN) is expected


def test_windows_that_touch_are_one_and_others_are_not():
    noon = Window(WINDOW.from_day, WINDOW.until_day, WINDOW.weekdays, 12 * 60, 13 * 60)
    later = Window(WINDOW.from_day, WINDOW.until_day, WINDOW.weekdays, 12 * 60 + 1, 13 * 60)
    across = visit("2026-03-03T11:45")
    assert fits([WINDOW, noon], across, BERLIN)
    assert not fits([WINDOW, later], across, BERLIN)
    assert not fits([], across, BERLIN)


def test_a_night_reaches_over_midnight_when_both_days_are_wished_for():
    days = Window(date(2026, 3, 3), date(2026, 3, 4), frozenset(range(7)), 0, 1440)
    assert fits([days], visit("2026-03-03T23:45"), BERLIN)
    assert fits([days], visit("2026-03-04T23:30"), BERLIN)
    assert not fits([days], visit("2026-03-04T23:45"), BERLIN)


def test_the_clock_of_the_clinic_counts_when_it_changes():
    march = Window(date(2026, 3, 29), date(2026, 3, 29), frozenset({6}), 150, 240)  # 2:30 is 3:30 that night
    assert fits([march], visit("2026-03-29T03:30"), BERLIN)
    assert not fits([march], visit("2026-03-29T03:00"), BERLIN)
    october = Window(date(2026, 10, 25), date(2026, 10, 25), frozenset({6}), 120, 180)  # 2 to 3 lasts two hours
    assert all(fits([october], visit("2026-10-25T02:30", fold=fold), BERLIN) for fold in (0, 1))
    assert not fits([october], visit("2026-10-25T02:31", fold=1), BERLIN)
    skipped = Window(date(2026, 3, 29), date(2026, 3, 29), frozenset({6}), 130, 180)  # 2:10 is 3:10, after 3
    assert skipped.on(date(2026, 3, 29), BERLIN) is None


def test_who_need_not_be_asked():
    assert may_touch([WINDOW], visit("2026-03-03T07:00"), BERLIN)
    assert may_touch([WINDOW], visit("2026-03-04T23:00"), BERLIN)
    assert not may_touch([WINDOW], visit("2026-03-15T09:00"), BERLIN)


def test_a_wish_is_over_after_its_last_local_day():
    windows = [WINDOW, Window(date(2026, 3, 1), date(2026, 3, 1), frozenset({6}), 0, 1440)]
    assert not is_over(windows, visit("2026-03-13T23:59").start, BERLIN)
    assert is_over(windows, visit("2026-03-14T00:00").start, BERLIN)


def test_a_window_comes_out_of_its_table():
    kept = {
        "from_day": "2026-03-02",
        "until_day": "2026-03-13",
        "weekdays": [1, 3],
        "starts_minute": 540,
        "ends_minute": 720,
    }
    assert Window.stored(kept) == WINDOW
    assert Window.stored(kept | {"weekdays": []}).weekdays == frozenset(range(7))
