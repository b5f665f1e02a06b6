"""Working hours as they are agreed, and the stretches of time that they mean. Pure.

A window whose end lies before its start ends on the next local day, 24:00 is the next midnight, equal start and end is
empty. Windows that touch or overlap merge.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from vet_core.db.types import Interval

from vet_services.scheduling.local_time import DAY, day_of, instant

_WEEK = 7


class LocalWindow(NamedTuple):
    """Hours that begin on one local day, in minutes after its midnight; 1440 is the midnight that ends it."""

    starts_minute: int
    ends_minute: int


class WeeklyWindow(NamedTuple):
    """A window that repeats on one weekday (0 is Monday), from its first to its last day, both included.

    With a rotation of n weeks it counts in every n-th week: week 0 is the one of `effective_from`.
    """

    weekday: int
    window: tuple[int, int]
    effective_from: date = date.min
    effective_until: date = date.max
    rotation_weeks: int = 1
    rotation_week: int = 0

    def counts_on(self, day: date) -> bool:
        if self.weekday != day.weekday() or not self.effective_from <= day <= self.effective_until:
            return False
        if self.rotation_weeks == 1:
            return True
        weeks = (_monday(day) - _monday(self.effective_from)) // _WEEK
        return weeks % self.rotation_weeks == self.rotation_week


@dataclass(frozen=True, slots=True)
class Hours:
    """A weekly pattern. An override replaces every window that begins on its day; no windows means closed."""

    weekly: tuple[WeeklyWindow, ...]
    overrides: Mapping[date, Sequence[tuple[int, int]]] = field(default_factory=dict)

    @classmethod
    def every_week(
        cls,
        windows: Mapping[int, Sequence[tuple[int, int]]],
        overrides: Mapping[date, Sequence[tuple[int, int]]] | None = None,
    ) -> "Hours":
        """The plain pattern: (start, end) minutes by weekday."""
        weekly = (WeeklyWindow(weekday, window) for weekday, day in windows.items() for window in day)
        return cls(tuple(weekly), overrides or {})

    def beginning_on(self, day: date) -> Sequence[tuple[int, int]]:
        if day in self.overrides:
            return self.overrides[day]
        weekday = day.weekday()
        return [each.window for each in self.weekly if each.weekday == weekday and each.counts_on(day)]


def working(zone: ZoneInfo, hours: Hours, around: Interval) -> list[Interval]:
    """Merged windows of the pattern that touch the range."""
    # A window lasts a day at most, and a day more where the calendar itself skipped one: two days back reach them all.
    day = day_of(zone, around.start) - 2 * DAY
    last = day_of(zone, around.end)
    found: list[Interval] = []
    while day <= last:
        for starts_minute, ends_minute in hours.beginning_on(day):
            if starts_minute == ends_minute:
                continue
            ends_on = day + DAY if ends_minute < starts_minute else day
            start, end = instant(zone, day, starts_minute), instant(zone, ends_on, ends_minute)
            if start < end and end > around.start:
                found.append(Interval(start, end))
        day += DAY
    return merge(found)


def merge(windows: Iterable[Interval]) -> list[Interval]:
    """Join windows that touch or overlap."""
    merged: list[Interval] = []
    for window in sorted(windows, key=lambda each: each.start):
        if merged and window.start <= merged[-1].end:
            merged[-1] = Interval(merged[-1].start, max(merged[-1].end, window.end))
        else:
            merged.append(window)
    return merged


def common(schedules: Sequence[Sequence[Interval]]) -> list[Interval]:
    """What every schedule has in common; nothing when there is no schedule."""
    if not schedules:
        return []
    shared = list(schedules[0])
    for other in schedules[1:]:
        shared = intersect(shared, other)
    return shared


def intersect(left: Sequence[Interval], right: Sequence[Interval]) -> list[Interval]:
    """What two merged lists have in common."""
    shared: list[Interval] = []
    i = j = 0
    while i < len(left) and j < len(right):
        start = max(left[i].start, right[j].start)
        end = min(left[i].end, right[j].end)
        if start < end:
            shared.append(Interval(start, end))
        if left[i].end < right[j].end:
            i += 1
        else:
            j += 1
    return shared


def holds(windows: Iterable[Interval], visit: Interval) -> bool:
    """Whether one of the windows contains the whole visit."""
    return any(window.start <= visit.start and visit.end <= window.end for window in windows)


def total(windows: Iterable[Interval]) -> timedelta:
    return sum((window.length for window in windows), timedelta())


def _monday(day: date) -> int:
    return day.toordinal() - day.weekday()
