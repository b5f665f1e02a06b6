"""Slot cases of the kind that schedulers test themselves with, answered from the rules by hand.

Hours are minutes after local midnight, busy items (start, end[, own buffer before, own buffer after[, is exclusive]])
in wall-clock "HH:MM"; a time of the next day is written "+HH:MM".
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from vet_core.db import Interval

from vet_services.scheduling import availability
from vet_services.scheduling.availability import Hours, Parameters, WeeklyWindow

DAY = date(2026, 3, 3)  # a Tuesday without a clock change anywhere below


@dataclass
class Case:
    name: str
    offered: str
    hours: list[tuple[int, int]] = field(default_factory=lambda: [(540, 720)])
    busy: list[tuple[Any, ...]] = field(default_factory=list)
    pet: list[tuple[str, str]] = field(default_factory=list)
    rooms: list[list[tuple[Any, ...]]] | None = None
    minutes: int = 30
    every: int = 30
    zone: str = "Europe/Berlin"
    day: date = DAY
    now: str | None = None
    start: str = "00:00"
    end: str = "+00:00"
    closed: bool = False
    ask: dict[str, int] = field(default_factory=dict)


def at(case: Case, clock: str) -> datetime:
    day = case.day + timedelta(days=1) if clock.startswith("+") else case.day
    hour, minute = clock.lstrip("+").split(":")
    return availability.instant(ZoneInfo(case.zone), day, int(hour) * 60 + int(minute))


def items(case: Case, found):
    return [(at(case, item[0]), at(case, item[1]), *item[2:]) for item in found]


CASES = [
    # Windows, ranges and the grid
    Case("a window is filled to its very end", "09:00 09:30 10:00 10:30 11:00 11:30"),
    Case("a window shorter than the visit offers nothing", "", hours=[(540, 569)]),
    Case("a window of the visit's length offers one start", "09:00", hours=[(540, 570)]),
    Case("windows out of order are the same windows", "09:00 14:00", hours=[(840, 870), (540, 570)]),
    Case("windows that touch merge", "09:00 10:00", hours=[(540, 600), (600, 660)], minutes=60, every=60),
    Case("a visit spans windows that touch", "09:30", hours=[(570, 600), (600, 630)], minutes=60),
    Case("windows that overlap merge", "09:00 09:30 10:00", hours=[(540, 600), (570, 630)]),
    Case("a window within a window adds nothing", "09:00 09:30", hours=[(540, 600), (550, 560)]),
    Case("a minute between windows parts them", "09:00", hours=[(540, 600), (601, 660)], minutes=60),
    Case("equal start and end is empty", "", hours=[(540, 540)]),
    Case("24:00 ends the day", "23:00 23:30", hours=[(1380, 1440)]),
    Case("24 hours are 24 hours", "00:00 06:00 12:00 18:00", hours=[(0, 1440)], every=360),
    Case("a night belongs to the day it begins on", "00:00 00:30 23:00 23:30", hours=[(1380, 60)]),
    Case("a night runs past midnight", "23:00 23:30 00:00 00:30", hours=[(1380, 60)], start="12:00", end="+12:00"),
    Case("the range cuts starts on its left", "09:30 10:00", hours=[(540, 630)], start="09:01"),
    Case("a start at the range's start counts", "09:30", hours=[(540, 600)], start="09:30"),
    Case("a visit that ends with the range counts", "09:00 09:30", end="10:00"),
    Case("a visit that ends after the range does not", "09:00", end="09:59"),
    Case("every minute is a grid", "09:00 09:01 09:02", hours=[(540, 543)], minutes=1, every=1),
    Case("an interval that does not divide the day begins anew at midnight", "09:10 10:00 10:50", every=50),
    Case("an interval of seven minutes counts from midnight", "09:06 09:13 09:20",
         hours=[(540, 570)], minutes=10, every=7),
    Case("an interval of a day offers midnight", "00:00", hours=[(0, 1440)], every=1440),
    Case("the offset moves the grid", "09:10 09:40 10:10 10:40 11:10", ask={"offset_minutes": 10}),
    Case("an offset beyond the interval wraps", "09:10 09:40 10:10 10:40 11:10", ask={"offset_minutes": 70}),
    Case("longer visits than intervals overlap their starts", "09:00 09:15 09:30",
         hours=[(540, 630)], minutes=60, every=15),
    # Touching and buffers
    Case("touching is not overlapping", "09:00 10:00 10:30 11:00 11:30", busy=[("09:30", "10:00")]),
    Case("a minute into the visit blocks it", "10:00 10:30 11:00 11:30", busy=[("09:29", "10:00")]),
    Case("a minute of the next visit blocks it", "09:00 10:30 11:00 11:30", busy=[("09:30", "10:01")]),
    Case("overlapping items are one", "09:00 11:30", busy=[("09:30", "10:30"), ("10:00", "11:30")]),
    Case("an item in an item adds nothing", "09:00 11:30", busy=[("09:30", "11:30"), ("10:00", "10:30")]),
    Case("an item over the window's start", "10:00 10:30 11:00 11:30", busy=[("08:00", "10:00")]),
    Case("an item over the whole window", "", busy=[("08:00", "13:00")]),
    Case("an item outside the window", "09:00 09:30 10:00 10:30 11:00 11:30", busy=[("12:00", "13:00")]),
    Case("an empty gap of the visit's length is offered", "10:00", busy=[("09:00", "10:00"), ("10:30", "12:00")]),
    Case("a gap a minute short is not", "", busy=[("09:00", "10:00"), ("10:29", "12:00")]),
    Case("the visit's buffer after keeps what follows away", "09:00 10:30 11:00 11:30", busy=[("10:00", "10:30")],
         ask={"buffer_after_minutes": 15}),
    Case("the visit's buffer before keeps what precedes away", "09:00 09:30 11:00 11:30", busy=[("10:00", "10:30")],
         ask={"buffer_before_minutes": 15}),
    Case("an item's own buffers widen it", "09:00 11:00 11:30", busy=[("10:00", "10:30", 10, 10)]),
    Case("own and visit's buffers add up", "09:00 11:30", busy=[("10:00", "10:30", 0, 30)],
         ask={"buffer_before_minutes": 30, "buffer_after_minutes": 1}),
    Case("buffers may lie outside working hours", "09:00 09:30 10:00 10:30 11:00 11:30",
         ask={"buffer_before_minutes": 60, "buffer_after_minutes": 60}),
    Case("a buffer reaches beyond the window", "09:00 09:30 10:00 10:30 11:00", busy=[("12:00", "13:00")],
         ask={"buffer_after_minutes": 1}),
    Case("the pet is blocked without buffers", "09:00 10:00 10:30 11:00 11:30", pet=[("09:30", "10:00")],
         ask={"buffer_before_minutes": 20, "buffer_after_minutes": 20}),
    # Capacity
    Case("one of two seats is free", "09:00 09:30", hours=[(540, 600)], busy=[("09:00", "09:30")], ask={"capacity": 2}),
    Case("two of two seats are taken", "09:30", hours=[(540, 600)], busy=[("09:00", "09:30")] * 2, ask={"capacity": 2}),
    Case("blocked is where both overlap", "09:00 10:00 10:30", hours=[(540, 660)],
         busy=[("09:00", "10:00"), ("09:30", "10:30")], ask={"capacity": 2}),
    Case("three overlap in a minute only", "09:00 10:00", hours=[(540, 630)],
         busy=[("09:00", "09:31"), ("09:30", "10:00"), ("09:30", "10:00")], ask={"capacity": 3}),
    Case("an exclusive item fills every seat", "09:30", hours=[(540, 600)], busy=[("09:00", "09:30", 0, 0, True)],
         ask={"capacity": 5}),
    Case("what touches does not overlap", "09:00 09:30", hours=[(540, 600)],
         busy=[("09:00", "09:30"), ("09:30", "10:00")], ask={"capacity": 2}),
    Case("the visit's buffers make items overlap", "09:30", hours=[(540, 600)],
         busy=[("09:00", "09:30"), ("09:30", "10:00")], ask={"capacity": 2, "buffer_after_minutes": 30}),
    # Notice, cap and share
    Case("notice equality counts", "09:30 10:00 10:30 11:00 11:30", now="08:30", ask={"notice_minutes": 60}),
    Case("a minute less does not", "10:00 10:30 11:00 11:30", now="08:31", ask={"notice_minutes": 60}),
    Case("now counts without notice", "10:00 10:30 11:00 11:30", now="10:00"),
    Case("a day that has reached its cap is closed", "", closed=True),
    Case("half of tomorrow is kept", "09:00 09:30 10:30 11:00 11:30", busy=[("10:00", "10:30")], now="-",
         ask={"same_day_percent": 50}),
    Case("and no more than half is given", "", busy=[("09:00", "10:01")], now="-", ask={"same_day_percent": 50}),
    Case("to the minute", "10:30 11:00 11:30", busy=[("09:30", "10:30")], now="-", start="10:30",
         ask={"same_day_percent": 50}),
    Case("today all is given", "10:30 11:00 11:30", busy=[("09:00", "10:30")], now="08:00",
         ask={"same_day_percent": 50}),
    Case("what is busy outside the windows does not count", "09:00 09:30 10:00 10:30 11:00 11:30",
         busy=[("12:00", "18:00")], now="-", ask={"same_day_percent": 50}),
    # Rooms
    Case("a free room is enough", "09:00 09:30", hours=[(540, 600)], rooms=[[("09:00", "10:00")], []]),
    Case("two rooms take turns", "09:00 09:30", hours=[(540, 600)],
         rooms=[[("09:00", "09:30")], [("09:30", "10:00")]]),
    Case("one room must be free for the whole visit", "10:00", hours=[(540, 660)], minutes=60, every=60,
         rooms=[[("09:00", "09:30")], [("09:30", "10:00")]]),
    Case("the room is needed with the buffers", "09:00", hours=[(540, 600)], rooms=[[("10:00", "11:00")]],
         ask={"buffer_after_minutes": 30}),
    Case("no such room, no visit", "", rooms=[]),
    # Zones
    Case("Kolkata is half an hour off", "09:00 09:30", hours=[(540, 600)], zone="Asia/Kolkata"),
    Case("Kathmandu is a quarter off", "09:00 09:30", hours=[(540, 600)], zone="Asia/Kathmandu"),
    Case("Chatham is three quarters off", "09:00 09:30", hours=[(540, 600)], zone="Pacific/Chatham"),
    Case("clocks forward: the hour is left out", "01:00 01:30 03:00 03:30", hours=[(60, 240)],
         zone="America/New_York", day=date(2026, 3, 8)),
    Case("clocks back: the hour comes twice", "01:00 01:30 01:00 01:30 02:00", hours=[(60, 150)],
         zone="America/New_York", day=date(2026, 11, 1)),
    Case("a visit spans the clock change", "01:30 02:00 02:30", hours=[(90, 210)], minutes=60, zone="Europe/Kyiv",
         day=date(2026, 3, 29), start="01:30", end="03:30"),
    Case("Kyiv's clocks back", "02:30 03:00 03:30 03:00 03:30 04:00", hours=[(150, 270)], zone="Europe/Kyiv",
         day=date(2026, 10, 25)),
    Case("Lord Howe forward by half an hour", "01:30 02:30", hours=[(90, 180)], zone="Australia/Lord_Howe",
         day=date(2026, 10, 4)),
    Case("Lord Howe back by half an hour", "01:00 01:30 01:30 02:00", hours=[(60, 150)], zone="Australia/Lord_Howe",
         day=date(2026, 4, 5)),
    Case("Chatham forward at a quarter to three", "02:00 02:30 04:00", hours=[(120, 270)], zone="Pacific/Chatham",
         day=date(2026, 9, 27)),
    Case("a day of 23 hours", 23 * "x ", hours=[(0, 1440)], minutes=60, every=60, day=date(2026, 3, 29)),
    Case("a day of 25 hours", 25 * "x ", hours=[(0, 1440)], minutes=60, every=60, day=date(2026, 10, 25)),
    Case("Havana's midnight comes twice", "00:00 00:30 00:00 00:30 01:00", hours=[(0, 90)], zone="America/Havana",
         day=date(2026, 11, 1)),
    Case("a day that Apia left out is worked on the next", "09:00 09:30", hours=[(540, 600)], zone="Pacific/Apia",
         day=date(2011, 12, 31)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case):
    zone = ZoneInfo(case.zone)
    if case.now == "-":
        now = at(case, "00:00") - timedelta(hours=12)
    else:
        now = at(case, case.now) if case.now else at(case, "00:00") - timedelta(days=1)
    hours = Hours.every_week(dict.fromkeys(range(7), case.hours))
    starts = availability.starts(
        zone,
        [hours],
        items(case, case.busy),
        Parameters(duration_minutes=case.minutes, interval_minutes=case.every, **case.ask),
        now=now,
        within=Interval(at(case, case.start), at(case, case.end)),
        pet=items(case, case.pet),
        resources=[] if case.rooms is None else [[items(case, room) for room in case.rooms]],
        closed_days={case.day} if case.closed else (),
    )
    offered = [start.astimezone(zone).strftime("%H:%M") for start in starts]
    expected = case.offered.split()
    assert (["x"] * len(offered) if "x" in expected else offered) == expected


@pytest.mark.parametrize(
    ("week", "weeks", "counts"),
    [
        (0, 2, [True, False, True, False]),
        (1, 2, [False, True, False, True]),
        (2, 3, [False, False, True, False]),
        (0, 1, [True, True, True, True]),
    ],
)
def test_weeks_take_turns_from_the_week_the_roster_begins(week, weeks, counts):
    """The roster begins on a Thursday; its week is week 0, so the Tuesday after lies in week 1."""
    thursday = date(2026, 3, 5)
    window = WeeklyWindow(3, (540, 600), thursday, rotation_weeks=weeks, rotation_week=week)
    assert [window.counts_on(thursday + timedelta(weeks=n)) for n in range(4)] == counts
    tuesday = WeeklyWindow(1, (540, 600), thursday, rotation_weeks=weeks, rotation_week=week)
    assert not tuesday.counts_on(thursday - timedelta(days=2))
    assert [tuesday.counts_on(date(2026, 3, 10) + timedelta(weeks=n)) for n in range(3)] == counts[1:]


def test_the_pure_function_takes_plain_values():
    found = availability.starts(
        ZoneInfo("UTC"),
        [Hours.every_week({1: [(540, 600)]}, {date(2026, 3, 10): [(600, 630)]})],
        [(datetime(2026, 3, 3, 9, tzinfo=UTC), datetime(2026, 3, 3, 9, 30, tzinfo=UTC))],
        Parameters(duration_minutes=30, interval_minutes=30),
        now=datetime(2026, 3, 1, tzinfo=UTC),
        within=Interval(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 14, tzinfo=UTC)),
    )
    assert found == [datetime(2026, 3, 3, 9, 30, tzinfo=UTC), datetime(2026, 3, 10, 10, tzinfo=UTC)]
