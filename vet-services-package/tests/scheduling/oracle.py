"""A slow and obvious second opinion on availability: walk every minute of the range and apply the rules one by one."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from vet_core.db import Interval

from vet_services.scheduling.availability import Busy, Hours, Parameters

MINUTE = timedelta(minutes=1)


def starts(
    zone: ZoneInfo, schedules: list[Hours], busy: Busy, p: Parameters, *, now: datetime, within: Interval
) -> list[datetime]:
    open_minutes = [_open_minutes(zone, hours, within) for hours in schedules]
    today = now.astimezone(zone).date()
    found = []
    minute = within.start.replace(second=0, microsecond=0)
    while minute < within.end:
        if _is_offered(minute, zone, open_minutes, busy, p, now, today, within):
            found.append(minute)
        minute += MINUTE
    return found


def _is_offered(start, zone, open_minutes, busy, p, now, today, within):
    end = start + p.duration_minutes * MINUTE
    wall = start.astimezone(zone)
    if start < within.start or end > within.end or start < now + p.notice_minutes * MINUTE:
        return False
    if (wall.date() - today).days > p.horizon_days:
        return False
    if (wall.hour * 60 + wall.minute) % p.interval_minutes:
        return False
    lasting = [start + i * MINUTE for i in range(p.duration_minutes)]
    if any(minute not in opened for opened in open_minutes for minute in lasting):
        return False
    early, late = start - p.buffer_before_minutes * MINUTE, end + p.buffer_after_minutes * MINUTE
    if any(each.start < late and early < each.end for each in busy.veterinarian):
        return False
    return not any(each.start < end and start < each.end for each in busy.pet)


def _open_minutes(zone, hours, within):
    """The instants of every open minute, read off the windows of each local day one after the other."""
    opened = set()
    first = within.start.replace(second=0, microsecond=0)
    day = within.start.astimezone(zone).date() - timedelta(days=3)
    while day <= within.end.astimezone(zone).date() + timedelta(days=3):
        for window in hours.beginning_on(day):
            if window.starts_minute == window.ends_minute:
                continue
            until = day + timedelta(days=window.ends_minute < window.starts_minute)
            minute = max(_at(zone, day, window.starts_minute), first)
            end = min(_at(zone, until, window.ends_minute), within.end)
            while minute < end:
                opened.add(minute)
                minute += MINUTE
        day += timedelta(days=1)
    return opened


def _at(zone, day, minute):
    """A wall-clock time as Python reads it: its first occurrence, and past the gap when there is none."""
    wall = datetime.combine(day, time(), tzinfo=zone) + timedelta(minutes=minute)
    return wall.replace(fold=0).astimezone(UTC)
