"""Decide which starts can be offered. Pure: plain values in, instants out; no clock, no database, no person.

The rules, in one place:

- Ranges are half-open; touching is not overlapping. Working windows that touch or overlap merge.
- A window whose end lies before its start ends on the next local day, 24:00 is the next midnight, equal start and end
  is empty.
- A local time that occurs twice means its first occurrence; one that does not occur moves forward by the gap.
- A start is offered when the whole visit lies in one merged window of every schedule, nothing busy is closer than the
  buffers, ``within.start <= start``, ``end <= within.end``, ``start >= now + notice``, and the start's local day is
  at most ``horizon_days`` after today.
- Buffers need not lie inside working hours.
- The wall clock at a start shows a multiple of the interval, counted from local midnight. When clocks go back, both
  passes of the repeated hour are worked and offered; when they go forward, the skipped wall-clock times are not.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from operator import itemgetter
from typing import TypeAlias
from zoneinfo import ZoneInfo

from vet_core.db.types import Interval

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_MINUTES_A_DAY = 24 * 60
_OpenRange: TypeAlias = tuple[datetime, datetime]


class WhyNot(StrEnum):
    """Why a start is not offered, however free the vet may be."""

    CLOSED = "closed"
    OFF_DUTY = "off_duty"
    NOTICE = "notice"
    HORIZON = "horizon"
    SPECIES = "species"
    PAUSED = "paused"
    INACTIVE = "inactive"
    OFF_GRID = "off_grid"


@dataclass(frozen=True, slots=True)
class LocalWindow:
    """Hours that begin on one local day, in minutes after its midnight; 1440 is the midnight that ends it."""

    starts_minute: int
    ends_minute: int


@dataclass(frozen=True, slots=True)
class WeeklyWindow:
    """A window that repeats on one weekday (0 is Monday), from its first to its last day, both included."""

    weekday: int
    window: LocalWindow
    effective_from: date = date.min
    effective_until: date = date.max


@dataclass(frozen=True, slots=True)
class Hours:
    """A weekly pattern. An override replaces every window that begins on its day; no windows means closed."""

    weekly: tuple[WeeklyWindow, ...]
    overrides: Mapping[date, tuple[LocalWindow, ...]] = field(default_factory=dict)

    def beginning_on(self, day: date) -> Iterable[LocalWindow]:
        if day in self.overrides:
            return self.overrides[day]
        weekday = day.weekday()
        return [
            each.window
            for each in self.weekly
            if each.weekday == weekday and each.effective_from <= day <= each.effective_until
        ]


@dataclass(frozen=True, slots=True)
class Parameters:
    """What one kind of visit asks of the calendar."""

    duration_minutes: int
    interval_minutes: int
    buffer_before_minutes: int = 0
    buffer_after_minutes: int = 0
    notice_minutes: int = 0
    horizon_days: int = 365

    @property
    def duration(self) -> timedelta:
        return timedelta(minutes=self.duration_minutes)

    def visit(self, start: datetime) -> Interval:
        return Interval(start, start + self.duration)

    def blocked(self, start: datetime) -> Interval:
        """The visit with its buffers: what the vet's calendar must have free."""
        return Interval(
            start - timedelta(minutes=self.buffer_before_minutes),
            start + self.duration + timedelta(minutes=self.buffer_after_minutes),
        )


@dataclass(frozen=True, slots=True)
class Busy:
    """What is taken already. A vet's ranges carry the buffers of their own visits; a pet's are the bare visits."""

    veterinarian: tuple[Interval, ...] = ()
    pet: tuple[Interval, ...] = ()


def starts(
    zone: ZoneInfo,
    schedules: Sequence[Hours],
    busy: Busy,
    parameters: Parameters,
    *,
    now: datetime,
    within: Interval,
) -> list[datetime]:
    """Every start on offer, in order. All schedules must be open: opening hours and roster, or the roster alone."""
    bookable = bookable_range(zone, parameters, now=now, within=within)
    if bookable is None:
        return []
    windows = common([working(zone, hours, bookable) for hours in schedules])
    return free(grid(zone, parameters.interval_minutes, bookable), windows, busy, parameters, bookable)


def bookable_range(zone: ZoneInfo, parameters: Parameters, *, now: datetime, within: Interval) -> Interval | None:
    """What notice and horizon leave of the range; a visit may run past the horizon's midnight, not start there."""
    earliest = max(within.start, now + timedelta(minutes=parameters.notice_minutes))
    latest_end = min(within.end, _horizon_end(zone, parameters, now) + parameters.duration - _MINUTE)
    return Interval(earliest, latest_end) if earliest < latest_end else None


def working(zone: ZoneInfo, hours: Hours, around: Interval) -> list[Interval]:
    """Merged windows of the pattern that touch the range."""
    # A window lasts less than a day, so the day before is the earliest whose windows reach the range.
    first = around.start.astimezone(zone).date() - _DAY
    last = around.end.astimezone(zone).date()
    found: list[Interval] = []
    day = first
    while day <= last:
        for window in hours.beginning_on(day):
            if window.starts_minute == window.ends_minute:
                continue
            ends_on = day + _DAY if window.ends_minute < window.starts_minute else day
            start = instant(zone, day, window.starts_minute)
            end = instant(zone, ends_on, window.ends_minute)
            if start < end:
                found.append(Interval(start, end))
        day += _DAY
    return merge(found)


def instant(zone: ZoneInfo, day: date, minute: int) -> datetime:
    """The UTC instant of a wall-clock minute: the first of two, and past the gap when there is none."""
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


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
        shared = _intersect(shared, other)
    return shared


def grid(zone: ZoneInfo, interval_minutes: int, within: Interval) -> list[datetime]:
    """Every instant of the range at which the wall clock shows a multiple of the interval."""
    points: list[datetime] = []
    piece_start = within.start.replace(second=0, microsecond=0)
    while piece_start < within.end:
        piece_end = piece_start + _DAY
        offset = _offset(zone, piece_start)
        if _offset(zone, piece_end) == offset:
            points += _even_grid(piece_start, piece_end, offset, interval_minutes)
        else:
            points += [
                point
                for minute in range(_MINUTES_A_DAY)
                if is_on_grid(zone, interval_minutes, point := piece_start + minute * _MINUTE)
            ]
        piece_start = piece_end
    return points[bisect_left(points, within.start) : bisect_left(points, within.end)]


def is_on_grid(zone: ZoneInfo, interval_minutes: int, start: datetime) -> bool:
    wall = start.astimezone(zone)
    return wall.second == wall.microsecond == 0 and (wall.hour * 60 + wall.minute) % interval_minutes == 0


def free(
    points: Sequence[datetime],
    windows: Sequence[Interval],
    busy: Busy,
    parameters: Parameters,
    within: Interval,
) -> list[datetime]:
    """The grid points from which a whole visit fits: inside one window and the range, clear of everything busy."""
    blocked = _blocked_starts(busy, parameters)
    found: list[datetime] = []
    for window in windows:
        at = bisect_left(points, max(window.start, within.start))
        stop = bisect_right(points, min(window.end, within.end) - parameters.duration)
        for after, until in blocked[_first_ending_after(blocked, window.start) :]:
            if at >= stop or after >= window.end:
                break
            found += points[at : min(stop, bisect_right(points, after))]
            at = max(at, bisect_left(points, until))
        found += points[at:stop]
    return found


def is_taken(busy: Busy, parameters: Parameters, start: datetime) -> bool:
    """Whether something busy stands in the way of this start."""
    return any(after < start < until for after, until in _blocked_starts(busy, parameters))


def why_not(
    zone: ZoneInfo,
    opening: Hours | None,
    roster: Hours,
    parameters: Parameters,
    *,
    now: datetime,
    start: datetime,
) -> WhyNot | None:
    """The first rule that refuses this start, whatever is booked; None when it would be offered on an empty calendar.

    Without opening hours the roster alone decides: that is how a clinic's own staff book.
    """
    if start < now + timedelta(minutes=parameters.notice_minutes):
        return WhyNot.NOTICE
    if start >= _horizon_end(zone, parameters, now):
        return WhyNot.HORIZON
    if not is_on_grid(zone, parameters.interval_minutes, start):
        return WhyNot.OFF_GRID
    visit = parameters.visit(start)
    if opening is None:
        return None if _holds(working(zone, roster, visit), visit) else WhyNot.OFF_DUTY
    open_windows = working(zone, opening, visit)
    if not _holds(open_windows, visit):
        return WhyNot.CLOSED
    if not _holds(_intersect(open_windows, working(zone, roster, visit)), visit):
        return WhyNot.OFF_DUTY
    return None


def _holds(windows: Iterable[Interval], visit: Interval) -> bool:
    return any(window.start <= visit.start and visit.end <= window.end for window in windows)


def _horizon_end(zone: ZoneInfo, parameters: Parameters, now: datetime) -> datetime:
    """The first instant whose local day lies beyond the horizon."""
    today = now.astimezone(zone).date()
    return instant(zone, today + timedelta(days=parameters.horizon_days + 1), 0)


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _even_grid(start: datetime, end: datetime, offset: timedelta, interval_minutes: int) -> list[datetime]:
    """The grid of a stretch without a clock change: one arithmetic progression per local day."""
    wall_start, wall_end = start + offset, end + offset
    midnight = wall_start.replace(hour=0, minute=0)
    points: list[datetime] = []
    while midnight < wall_end:
        points += [
            wall - offset
            for minute in range(0, _MINUTES_A_DAY, interval_minutes)
            if wall_start <= (wall := midnight + minute * _MINUTE) < wall_end
        ]
        midnight += _DAY
    return points


def _intersect(left: Sequence[Interval], right: Sequence[Interval]) -> list[Interval]:
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


def _blocked_starts(busy: Busy, parameters: Parameters) -> list[_OpenRange]:
    """Open ranges of starts that would overlap something busy, merged; their two ends are still free."""
    duration = parameters.duration
    before = timedelta(minutes=parameters.buffer_before_minutes)
    reach = duration + timedelta(minutes=parameters.buffer_after_minutes)
    ranges = [(each.start - reach, each.end + before) for each in busy.veterinarian]
    ranges += [(each.start - duration, each.end) for each in busy.pet]
    ranges.sort()
    merged: list[_OpenRange] = []
    for start, end in ranges:
        if merged and start < merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _first_ending_after(blocks: Sequence[_OpenRange], at: datetime) -> int:
    return bisect_right(blocks, at, key=itemgetter(1))
