"""Whether a visit suits somebody who waits. Pure: wishes and instants in, an answer out.

A window is a stretch of local days, some weekdays, and a stretch of each day on the clinic's clock; the visit must lie
in it from its first minute to its last. Minutes count from local midnight, 1440 is the midnight that ends the day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from vet_core.db import Interval

from vet_services.scheduling.availability import instant, merge

_DAY = timedelta(days=1)
_EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Window:
    """When somebody could come."""

    from_day: date
    until_day: date
    weekdays: frozenset[int]
    starts_minute: int
    ends_minute: int

    @classmethod
    def stored(cls, kept: Mapping[str, Any]) -> "Window":
        """A window as its table keeps it; without weekdays every day counts."""
        return cls(
            date.fromisoformat(kept["from_day"]),
            date.fromisoformat(kept["until_day"]),
            frozenset(kept["weekdays"]) or _EVERY_DAY,
            kept["starts_minute"],
            kept["ends_minute"],
        )

    def on(self, day: date, zone: ZoneInfo) -> Interval | None:
        """The window of one local day; None when it has none that day, or clocks skip all of it."""
        if not self.from_day <= day <= self.until_day or day.weekday() not in self.weekdays:
            return None
        start, end = instant(zone, day, self.starts_minute), instant(zone, day, self.ends_minute)
        return Interval(start, end) if start < end else None


def fits(windows: Iterable[Window], visit: Interval, zone: ZoneInfo) -> bool:
    """Whether the whole visit lies in the windows; two that touch are one."""
    day = visit.start.astimezone(zone).date()
    around = [found for window in windows for each in (day - _DAY, day, day + _DAY) if (found := window.on(each, zone))]
    return any(each.start <= visit.start and visit.end <= each.end for each in merge(around))


def may_touch(windows: Iterable[Window], stretch: Interval, zone: ZoneInfo) -> bool:
    """Whether a visit that has to do with this stretch could suit at all; for leaving out who need not be asked."""
    first, last = (at.astimezone(zone).date() for at in (stretch.start, stretch.end))
    return any(_has_day(each, first - _DAY, last + _DAY, zone) for each in windows)


def span(windows: Sequence[Window], zone: ZoneInfo) -> Interval:
    """From the beginning of the first day anybody wished for to the end of the last."""
    first, last = min(each.from_day for each in windows), max(each.until_day for each in windows)
    return Interval(instant(zone, first, 0), instant(zone, last + _DAY, 0))


def is_over(windows: Sequence[Window], now: datetime, zone: ZoneInfo) -> bool:
    """Whether the last day anybody wished for has passed."""
    return max(each.until_day for each in windows) < now.astimezone(zone).date()


def _has_day(window: Window, first: date, last: date, zone: ZoneInfo) -> bool:
    day, last = max(first, window.from_day), min(last, window.until_day)
    while day <= last:
        if window.on(day, zone) is not None:
            return True
        day += _DAY
    return False
