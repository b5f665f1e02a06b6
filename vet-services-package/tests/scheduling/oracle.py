"""A slow and obvious second opinion on availability: walk every minute of the range and apply the rules one by one."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from vet_core.db import Interval

from vet_services.scheduling.availability import Busy, Hours, Parameters

MINUTE = timedelta(minutes=1)


def starts(
    zone: ZoneInfo,
    schedules: list[Hours],
    busy,
    p: Parameters,
    *,
    now: datetime,
    within: Interval,
    pet=(),
    resources=(),
    closed_days=(),
) -> list[datetime]:
    today = now.astimezone(zone).date()
    open_minutes = [_open_minutes(zone, hours, within) for hours in schedules]
    taken = _taken_minutes(busy, p)
    rooms = [[_taken_minutes(room, p) for room in requirement] for requirement in resources]
    shares = {}
    found = []
    start = within.start.replace(second=0, microsecond=0)
    while start < within.end:
        day = start.astimezone(zone).date()
        if (
            _is_in_time(start, zone, p, now, today, within)
            and day not in closed_days
            and all(minute in opened for opened in open_minutes for minute in _lasting(start, p))
            and not any(minute in taken for minute in _lasting(start, p))
            and not any(item[0] < start + p.duration_minutes * MINUTE and start < item[1] for item in pet)
            and all(
                any(not any(minute in room for minute in _lasting(start, p)) for room in rooms_of_kind)
                for rooms_of_kind in rooms
            )
        ):
            if day not in shares:
                shares[day] = day <= today or _keeps_share(zone, schedules, busy, p, day)
            if shares[day]:
                found.append(start)
        start += MINUTE
    return found


def _lasting(start, p):
    return [start + i * MINUTE for i in range(p.duration_minutes)]


def _is_in_time(start, zone, p, now, today, within):
    wall = start.astimezone(zone)
    return (
        start >= within.start
        and start + p.duration_minutes * MINUTE <= within.end
        and start >= now + p.notice_minutes * MINUTE
        and (wall.date() - today).days <= p.horizon_days
        and (wall.hour * 60 + wall.minute - p.offset_minutes) % p.interval_minutes == 0
    )


def _taken_minutes(busy, p):
    """The minutes in which no further visit may lie: as many items as there are seats, or one that stands alone."""
    depth: dict[datetime, int] = {}
    for item in busy:
        start, end, before, after, is_exclusive = Busy(*item)
        minute = start - (before + p.buffer_after_minutes) * MINUTE
        while minute < end + (after + p.buffer_before_minutes) * MINUTE:
            depth[minute] = depth.get(minute, 0) + (p.capacity if is_exclusive else 1)
            minute += MINUTE
    return {minute for minute, count in depth.items() if count >= p.capacity}


def _keeps_share(zone, schedules, busy, p, day):
    """Count the worked minutes of the day, and those of them that somebody has."""
    whole = Interval(_at(zone, day, 0), _at(zone, day, 1440))
    worked = set.intersection(*(_open_minutes(zone, hours, whole) for hours in schedules))
    alone = Parameters(p.duration_minutes, p.interval_minutes)
    filled = worked & _taken_minutes([item[:4] for item in busy], alone)
    return (len(filled) + p.duration_minutes) * 100 <= len(worked) * (100 - p.same_day_percent)


def _open_minutes(zone, hours, within):
    """The instants of every open minute, read off the windows of each local day one after the other."""
    opened = set()
    first = within.start.replace(second=0, microsecond=0)
    day = within.start.astimezone(zone).date() - timedelta(days=3)
    while day <= within.end.astimezone(zone).date() + timedelta(days=3):
        for starts_minute, ends_minute in hours.beginning_on(day):
            if starts_minute == ends_minute:
                continue
            until = day + timedelta(days=ends_minute < starts_minute)
            minute = max(_at(zone, day, starts_minute), first)
            end = min(_at(zone, until, ends_minute), within.end)
            while minute < end:
                opened.add(minute)
                minute += MINUTE
        day += timedelta(days=1)
    return opened


def _at(zone, day, minute):
    """A wall-clock time as Python reads it: its first occurrence, and past the gap when there is none."""
    wall = datetime.combine(day, time(), tzinfo=zone) + timedelta(minutes=minute)
    return wall.replace(fold=0).astimezone(UTC)
