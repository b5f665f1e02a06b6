"""Turn wall clocks into instants and back: the only place that knows that a day can have 23, 24, 24½, 25 hours or none.

A local time that occurs twice means its first occurrence; one that does not occur moves forward by the gap. A grid is
read off the wall clock, so both passes of a repeated hour lie on it and skipped wall-clock times do not.
"""

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from vet_core.db.types import Interval

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
MINUTES_A_DAY = 24 * 60


@lru_cache(maxsize=8192)  # the same few days are asked about again and again
def instant(zone: ZoneInfo, day: date, minute: int) -> datetime:
    """The UTC instant of a wall-clock minute of a day; 1440 is the midnight that ends it."""
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def day_of(zone: ZoneInfo, at: datetime) -> date:
    """The local day of an instant."""
    return at.astimezone(zone).date()


def is_on_grid(zone: ZoneInfo, interval_minutes: int, start: datetime, offset_minutes: int = 0) -> bool:
    """Whether the wall clock shows a multiple of the interval after local midnight, moved by the offset."""
    wall = start.astimezone(zone)
    minute = wall.hour * 60 + wall.minute
    return wall.second == wall.microsecond == 0 and (minute - offset_minutes) % interval_minutes == 0


def grid(zone: ZoneInfo, interval_minutes: int, within: Interval, offset_minutes: int = 0) -> list[datetime]:
    """Every instant of the range that lies on the grid, in order."""
    points: list[datetime] = []
    piece_start = within.start.replace(second=0, microsecond=0)
    while piece_start < within.end:
        piece_end = piece_start + DAY
        offset = _utc_offset(zone, piece_start)
        if _utc_offset(zone, piece_end) == offset:
            points += _even_grid(piece_start, piece_end, offset, interval_minutes, offset_minutes)
        else:
            points += [
                point
                for minute in range(MINUTES_A_DAY)
                if is_on_grid(zone, interval_minutes, point := piece_start + minute * MINUTE, offset_minutes)
            ]
        piece_start = piece_end
    return points[bisect_left(points, within.start) : bisect_left(points, within.end)]


def _utc_offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _even_grid(
    start: datetime, end: datetime, utc_offset: timedelta, interval_minutes: int, offset_minutes: int
) -> list[datetime]:
    """The grid of a stretch without a clock change: one arithmetic progression per local day."""
    wall_start, wall_end = start + utc_offset, end + utc_offset
    midnight = wall_start.replace(hour=0, minute=0)
    points: list[datetime] = []
    while midnight < wall_end:
        points += [
            wall - utc_offset
            for minute in range(offset_minutes % interval_minutes, MINUTES_A_DAY, interval_minutes)
            if wall_start <= (wall := midnight + minute * MINUTE) < wall_end
        ]
        midnight += DAY
    return points
