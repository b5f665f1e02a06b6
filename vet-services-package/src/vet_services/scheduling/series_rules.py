"""Read the rule by which visits repeat, and say on which days they fall. Pure: texts and wall-clock times, no database.

The subset of RFC 5545 that a clinic needs: ``FREQ`` (DAILY, WEEKLY, MONTHLY), ``INTERVAL``, ``BYDAY``, ``BYMONTHDAY``
and either ``COUNT`` or ``UNTIL``. Everything else is refused, not ignored. Occurrences are wall-clock times: a visit at
nine stays at nine when clocks change. A time that does not exist moves forward by the gap; of two, the first is meant.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil import rrule as library  # type: ignore[import-untyped]  # it ships no types

from vet_services.scheduling.errors import RuleUnsupported

MOST_OCCURRENCES = 104
LONGEST_DAYS = 2 * 366
LONGEST_TEXT = 300

_FREQUENCIES = {"DAILY": library.DAILY, "WEEKLY": library.WEEKLY, "MONTHLY": library.MONTHLY}
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAYS = (library.MO, library.TU, library.WE, library.TH, library.FR, library.SA, library.SU)
_NUMBER = re.compile(r"[0-9]{1,4}")
_BY_DAY = re.compile(r"([+-]?[0-9])?(MO|TU|WE|TH|FR|SA|SU)")
_BY_MONTH_DAY = re.compile(r"[+-]?[0-9]{1,2}")
_UNTIL = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?", re.ASCII)
_PARTS = ("FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "COUNT", "UNTIL")
_LONGEST_INTERVAL = 104


@dataclass(frozen=True, slots=True, order=True)
class ByDay:
    """A weekday (0 is Monday), in a monthly rule perhaps with its place: the second, or the last (-1)."""

    weekday: int
    place: int | None = None

    def __str__(self) -> str:
        return f"{'' if self.place is None else self.place}{_DAYS[self.weekday]}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the subset. `until` is the last wall-clock time that may begin a visit."""

    frequency: str
    interval: int = 1
    by_day: tuple[ByDay, ...] = ()
    by_month_day: tuple[int, ...] = ()
    count: int | None = None
    until: datetime | None = None

    def __str__(self) -> str:
        parts = [f"FREQ={self.frequency}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.by_day:
            parts.append("BYDAY=" + ",".join(map(str, self.by_day)))
        if self.by_month_day:
            parts.append("BYMONTHDAY=" + ",".join(map(str, self.by_month_day)))
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        if self.until is not None:
            parts.append(f"UNTIL={self.until:%Y%m%dT%H%M%S}")
        return ";".join(parts)


def parse(text: str, zone: ZoneInfo) -> Rule:
    """The rule a text stands for. An UNTIL in UTC is read on the zone's clock. Raises RuleUnsupported."""
    if len(text) > LONGEST_TEXT:
        raise RuleUnsupported(f"Write the rule in at most {LONGEST_TEXT} characters.")
    given = _split(text)
    frequency = given.get("FREQ")
    if frequency not in _FREQUENCIES:
        raise RuleUnsupported("Begin with FREQ=DAILY, FREQ=WEEKLY or FREQ=MONTHLY.")
    if ("COUNT" in given) is ("UNTIL" in given):
        raise RuleUnsupported("Say how long it goes on: either COUNT or UNTIL.")
    rule = Rule(
        frequency,
        interval=_number("INTERVAL", given.get("INTERVAL", "1"), _LONGEST_INTERVAL),
        by_day=_by_day(given.get("BYDAY"), frequency),
        by_month_day=_by_month_day(given.get("BYMONTHDAY"), frequency),
        count=_number("COUNT", given["COUNT"], MOST_OCCURRENCES) if "COUNT" in given else None,
        until=_until(given["UNTIL"], zone) if "UNTIL" in given else None,
    )
    if rule.by_month_day and any(each.place is not None for each in rule.by_day):
        raise RuleUnsupported("Give BYMONTHDAY or numbered days, not both.")
    return rule


def occurrences(rule: Rule, starts_local: datetime) -> list[datetime]:
    """The wall-clock times of all visits, the first of which is `starts_local`.

    Raises RuleUnsupported when the rule does not begin there, has more than 104 visits or runs for over two years.
    """
    limit = starts_local + timedelta(days=LONGEST_DAYS)
    if rule.until is not None and rule.until > limit:
        raise RuleUnsupported("A series runs for two years at most.")
    if rule.until is not None and rule.until < starts_local:
        raise RuleUnsupported("The series ends before it begins.")
    found = _library_rule(rule, starts_local, min(rule.until or limit, limit))
    days: list[datetime] = list(islice(found, (rule.count or MOST_OCCURRENCES) + (rule.count is None)))
    if not days or days[0] != starts_local:
        raise RuleUnsupported("The first visit must be on a day that the rule names.")
    if len(days) > MOST_OCCURRENCES:
        raise RuleUnsupported(f"A series has {MOST_OCCURRENCES} visits at most.")
    if rule.count is not None and len(days) < rule.count:
        raise RuleUnsupported("A series runs for two years at most.")
    return days


def instant(starts_local: datetime, zone: ZoneInfo) -> datetime:
    """The UTC instant of a wall-clock time: past the gap when it does not exist, the first when it comes twice."""
    return starts_local.replace(tzinfo=zone, fold=0).astimezone(UTC)


def moved(rule: Rule, positions: Sequence[datetime], by_days: int, at: time) -> tuple[Rule, list[datetime]]:
    """The rule and the times of the same visits, each that many days later (or earlier) and at that time of day.

    The rule that results counts its visits. Raises RuleUnsupported when no rule of the subset names the new days.
    """
    times = [datetime.combine(each.date() + timedelta(days=by_days), at) for each in positions]
    shifted = replace(
        rule,
        count=len(times),
        until=None,
        by_day=tuple(sorted(ByDay((each.weekday + by_days) % 7, each.place) for each in rule.by_day)),
        by_month_day=tuple(each + by_days for each in rule.by_month_day),
    )
    is_sound = all(1 <= abs(each) <= 31 for each in shifted.by_month_day)
    if not is_sound or _days(shifted, times[0]) != [each.date() for each in times]:
        raise RuleUnsupported("No such rule names the new days. Move the visits one by one, or begin a new series.")
    return shifted, times


def _days(rule: Rule, starts_local: datetime) -> list[date]:
    try:
        return [each.date() for each in occurrences(rule, starts_local)]
    except RuleUnsupported:
        return []


def first_of(rule: Rule, count: int) -> Rule:
    """The rule cut off after that many visits."""
    return replace(rule, count=count, until=None)


def _split(text: str) -> dict[str, str]:
    given: dict[str, str] = {}
    for part in text.strip().upper().split(";"):
        name, equals, value = part.partition("=")
        if name not in _PARTS or not equals or not value:
            raise RuleUnsupported(f"Only {', '.join(_PARTS)} are understood, each as NAME=value.")
        if name in given:
            raise RuleUnsupported(f"{name} stands there twice.")
        given[name] = value
    return given


def _number(name: str, text: str, most: int) -> int:
    if _NUMBER.fullmatch(text) is None or not 1 <= int(text) <= most:
        raise RuleUnsupported(f"{name} is a whole number from 1 to {most}.")
    return int(text)


def _by_day(text: str | None, frequency: str) -> tuple[ByDay, ...]:
    found: set[ByDay] = set()
    for each in () if text is None else text.split(","):
        match = _BY_DAY.fullmatch(each)
        if match is None:
            raise RuleUnsupported(
                "BYDAY lists MO, TU, WE, TH, FR, SA, SU; a month's second Tuesday is 2TU, its last -1TU"
            )
        place = None if match[1] is None else int(match[1])
        if place is not None and (frequency != "MONTHLY" or not 1 <= abs(place) <= 5):
            raise RuleUnsupported("Only a monthly rule numbers its days, from 1 to 5 or from -1 to -5.")
        found.add(ByDay(_DAYS.index(match[2]), place))
    return tuple(sorted(found, key=lambda each: (each.place or 0, each.weekday)))


def _by_month_day(text: str | None, frequency: str) -> tuple[int, ...]:
    found: set[int] = set()
    for each in () if text is None else text.split(","):
        if frequency != "MONTHLY":
            raise RuleUnsupported("Only a monthly rule has BYMONTHDAY.")
        if _BY_MONTH_DAY.fullmatch(each) is None or not 1 <= abs(int(each)) <= 31:
            raise RuleUnsupported("BYMONTHDAY lists days from 1 to 31, or from -1 (the last) to -31.")
        found.add(int(each))
    return tuple(sorted(found))


def _until(text: str, zone: ZoneInfo) -> datetime:
    match = _UNTIL.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
        if match[4] is None:
            return datetime.combine(date(year, month, day), time(23, 59, 59))
        at = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  wall-clock, unless it ends in Z
        return at if match[7] is None else at.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise RuleUnsupported("Write UNTIL as 20261231, 20261231T170000 or 20261231T160000Z.") from None


def _library_rule(rule: Rule, starts_local: datetime, until: datetime) -> library.rrule:
    weekdays = [
        _WEEKDAYS[each.weekday] if each.place is None else _WEEKDAYS[each.weekday](each.place) for each in rule.by_day
    ]
    return library.rrule(
        _FREQUENCIES[rule.frequency],
        dtstart=starts_local,
        interval=rule.interval,
        byweekday=weekdays or None,
        bymonthday=rule.by_month_day or None,
        until=until,
    )
