"""Decide which starts can be offered. Pure: plain values in, instants out; no clock, no database, no person.

The rules, in one place (hours and grids in full in `windows` and `local_time`):

- Ranges are half-open; touching is not overlapping. Working windows that touch or overlap merge.
- A busy item blocks from its start minus its own buffer before and the visit's buffer after, to its end plus its own
  buffer after and the visit's buffer before. With a capacity of N, time is blocked where N items overlap; an exclusive
  item (another party's, a closed stretch) blocks alone. The pet and nobody else is blocked without the visit's buffers.
  What begins and ends at one instant blocks nothing unless it has buffers.
- A start is offered when the whole visit lies in one free gap of one merged window of every schedule,
  ``within.start <= start``, ``end <= within.end``, ``start >= now + notice``, and the start's local day is at most
  ``horizon_days`` after today. Buffers need not lie inside working hours.
- The wall clock at a start shows ``offset_minutes`` plus a multiple of the interval, counted from local midnight.
- Of every set of required resources one and the same must be free for the visit with its buffers.
- A local day in ``closed_days`` has reached its cap. A day after today keeps ``same_day_percent`` of the working time:
  a start is offered while the busy time inside that day's windows and the visit fill no more than the rest.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from vet_core.db.types import Interval
from vet_core.scheduling.enums import WhyNot

from vet_services.scheduling.local_time import DAY, MINUTE, day_of, grid, instant, is_on_grid
from vet_services.scheduling.windows import Hours, LocalWindow, WeeklyWindow, common, intersect, merge, total, working

__all__ = [
    "Busy",
    "Hours",
    "LocalWindow",
    "Parameters",
    "WeeklyWindow",
    "WhyNot",
    "blocked_starts",
    "bookable_range",
    "common",
    "day_of",
    "grid",
    "has_same_day_share",
    "horizon_end",
    "instant",
    "is_clear",
    "is_on_grid",
    "merge",
    "seats_left",
    "starts",
    "working",
]

_WHOLE = 100
_OpenRange: TypeAlias = tuple[datetime, datetime]


class Busy(NamedTuple):
    """Something that is taken already, with the buffers of its own that its range does not contain yet."""

    start: datetime
    end: datetime
    buffer_before_minutes: int = 0
    buffer_after_minutes: int = 0
    is_exclusive: bool = False


BusyItem: TypeAlias = Busy | tuple[datetime, datetime] | tuple[datetime, datetime, int, int]


@dataclass(frozen=True, slots=True)
class Parameters:
    """What one kind of visit asks of the calendar."""

    duration_minutes: int
    interval_minutes: int
    buffer_before_minutes: int = 0
    buffer_after_minutes: int = 0
    notice_minutes: int = 0
    horizon_days: int = 365
    offset_minutes: int = 0
    capacity: int = 1
    same_day_percent: int = 0

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


def starts(
    zone: ZoneInfo,
    schedules: Sequence[Hours],
    busy: Iterable[BusyItem],
    parameters: Parameters,
    *,
    now: datetime,
    within: Interval,
    pet: Iterable[BusyItem] = (),
    resources: Sequence[Sequence[Sequence[BusyItem]]] = (),
    closed_days: Collection[date] = (),
) -> list[datetime]:
    """Every start on offer, in order. All schedules must be open: opening hours and roster, or the roster alone.

    `busy` is one veterinarian's. `resources` holds, for every requirement, the busy items of each resource that would
    do. With a same-day share `busy` must cover the whole local days of the range. Instants may be of any time zone;
    the answer is in UTC.
    """
    within = Interval(within.start.astimezone(UTC), within.end.astimezone(UTC))
    bookable = bookable_range(zone, parameters, now=now.astimezone(UTC), within=within)
    if bookable is None:
        return []
    items, pet = _in_utc(busy), _in_utc(pet)
    windows = common([working(zone, hours, bookable) for hours in schedules])
    points = grid(zone, parameters.interval_minutes, bookable, parameters.offset_minutes)
    found = _free(points, windows, blocked_starts(items, parameters, pet), parameters, bookable)
    for requirement in resources:
        blocks = [blocked_starts(_in_utc(each), parameters) for each in requirement]
        found = [start for start in found if any(is_clear(each, start) for each in blocks)]
    if closed_days:
        found = [start for start in found if day_of(zone, start) not in closed_days]
    if parameters.same_day_percent:
        is_shared = _share_of_days(zone, schedules, items, parameters, now=now)
        found = [start for start in found if is_shared(day_of(zone, start))]
    return found


def bookable_range(zone: ZoneInfo, parameters: Parameters, *, now: datetime, within: Interval) -> Interval | None:
    """What notice and horizon leave of the range; a visit may run past the horizon's midnight, not start there."""
    earliest = max(within.start, now + timedelta(minutes=parameters.notice_minutes))
    latest_end = min(within.end, horizon_end(zone, parameters, now) + parameters.duration - MINUTE)
    return Interval(earliest, latest_end) if earliest < latest_end else None


def horizon_end(zone: ZoneInfo, parameters: Parameters, now: datetime) -> datetime:
    """The first instant whose local day lies beyond the horizon."""
    return instant(zone, day_of(zone, now) + (parameters.horizon_days + 1) * DAY, 0)


def blocked_starts(busy: Iterable[BusyItem], parameters: Parameters, pet: Iterable[BusyItem] = ()) -> list[_OpenRange]:
    """Open ranges of starts that would overlap something busy, merged; their two ends are still free."""
    reach = parameters.duration
    taken = [*_blocked_time(busy, parameters), *((item[0], item[1]) for item in pet)]
    # What begins and ends at one instant takes no time, unless its buffers do.
    ranges = sorted((start - reach, end) for start, end in taken if start < end)
    merged: list[_OpenRange] = []
    for start, end in ranges:
        if merged and start < merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def is_clear(blocked: Sequence[_OpenRange], start: datetime) -> bool:
    """Whether a start lies in none of the open ranges."""
    at = bisect_right(blocked, start, key=itemgetter(1))
    return at == len(blocked) or start <= blocked[at][0]


def has_same_day_share(
    zone: ZoneInfo,
    schedules: Sequence[Hours],
    busy: Iterable[BusyItem],
    parameters: Parameters,
    *,
    now: datetime,
    start: datetime,
) -> bool:
    """Whether a visit at this start leaves the part of its local day that is kept for requests on the day itself."""
    items = [Busy(*each) for each in busy]
    return _share_of_days(zone, schedules, items, parameters, now=now)(day_of(zone, start))


def seats_left(busy: Iterable[BusyItem], parameters: Parameters, start: datetime) -> int:
    """How many more could come at a start that is on offer: the capacity less the deepest overlap in the visit."""
    end = start + parameters.duration
    depths = [depth for since, until, depth in _depths(busy, parameters) if since < end and start < until]
    return parameters.capacity - max(depths, default=0)


def _in_utc(items: Iterable[BusyItem]) -> list[Busy]:
    """In another zone adding hours would count them on its wall clock, which is wrong when clocks change."""
    found = (Busy(*each) for each in items)
    return [each._replace(start=each.start.astimezone(UTC), end=each.end.astimezone(UTC)) for each in found]


def _free(
    points: Sequence[datetime],
    windows: Sequence[Interval],
    blocked: Sequence[_OpenRange],
    parameters: Parameters,
    within: Interval,
) -> list[datetime]:
    """The grid points from which a whole visit fits: inside one window and the range, clear of everything busy."""
    found: list[datetime] = []
    for window in windows:
        at = bisect_left(points, max(window.start, within.start))
        stop = bisect_right(points, min(window.end, within.end) - parameters.duration)
        for after, until in blocked[bisect_right(blocked, window.start, key=itemgetter(1)) :]:
            if at >= stop or after >= window.end:
                break
            found += points[at : min(stop, bisect_right(points, after))]
            at = max(at, bisect_left(points, until))
        found += points[at:stop]
    return found


def _blocked_time(busy: Iterable[BusyItem], parameters: Parameters) -> list[_OpenRange]:
    if parameters.capacity == 1:
        return [_extended(Busy(*each), parameters) for each in busy]
    return [(since, until) for since, until, depth in _depths(busy, parameters) if depth >= parameters.capacity]


def _depths(busy: Iterable[BusyItem], parameters: Parameters) -> list[tuple[datetime, datetime, int]]:
    """How deep the extended items overlap, stretch by stretch; an exclusive one fills every seat."""
    changes: dict[datetime, int] = {}
    for item in (Busy(*each) for each in busy):
        weight = parameters.capacity if item.is_exclusive else 1
        start, end = _extended(item, parameters)
        changes[start] = changes.get(start, 0) + weight
        changes[end] = changes.get(end, 0) - weight
    instants = sorted(changes)
    stretches: list[tuple[datetime, datetime, int]] = []
    depth = 0
    for since, until in pairwise(instants):
        depth += changes[since]
        if depth:
            stretches.append((since, until, depth))
    return stretches


def _extended(item: Busy, parameters: Parameters) -> _OpenRange:
    before = item.buffer_before_minutes + parameters.buffer_after_minutes
    after = item.buffer_after_minutes + parameters.buffer_before_minutes
    return item.start - timedelta(minutes=before), item.end + timedelta(minutes=after)


def _share_of_days(
    zone: ZoneInfo, schedules: Sequence[Hours], busy: Sequence[Busy], parameters: Parameters, *, now: datetime
) -> Callable[[date], bool]:
    """A question to ask of each local day, answered once a day."""
    today = day_of(zone, now)
    own = Parameters(parameters.duration_minutes, parameters.interval_minutes)
    taken = merge(Interval(start, end) for start, end in (_extended(item, own) for item in busy) if start < end)
    answers: dict[date, bool] = {}

    def is_left(day: date) -> bool:
        whole = Interval(instant(zone, day, 0), instant(zone, day + DAY, 0))
        windows = intersect(common([working(zone, hours, whole) for hours in schedules]), [whole])
        filled = total(intersect(windows, taken)) + parameters.duration
        return filled * _WHOLE <= total(windows) * (_WHOLE - parameters.same_day_percent)

    def answer(day: date) -> bool:
        if not parameters.same_day_percent or day <= today:
            return True
        if day not in answers:
            answers[day] = is_left(day)
        return answers[day]

    return answer
