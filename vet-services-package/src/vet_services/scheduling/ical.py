"""Visits as an iCalendar object (RFC 5545, RFC 5546): what a mail's attachment and a subscribed feed have in common.

Times are local with their zone, so that an entry follows a change of the zone's rules, and every zone brings its own
VTIMEZONE: one onset after the other as the tz database has them, for readers that do not know the zone's name and for
those that read no recurrence rules inside it. The library writes the text: escaping, folding and quoting are its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from unicodedata import category
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vDuration, vText

_AROUND = timedelta(days=400)
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_ALWAYS = datetime(1970, 1, 1)  # noqa: DTZ001  the onset of an offset older than any visit, in its own local time
_UNWRITABLE = frozenset({"Cc", "Cs"})
_PRODUCT = "-//Vet Clinic//Appointments//EN"


class Method(StrEnum):
    """What the reader is to do with the entries: keep up with a feed, add or change one, or take one away."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class Status(StrEnum):
    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody with a mail address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One visit. `changed_at` is when this version of it came to be: the same visit is the same text at any hour."""

    appointment_id: UUID
    sequence: int
    starts_at: datetime
    ends_at: datetime
    zone_name: str
    changed_at: datetime
    status: Status
    summary: str
    description: str
    location: str
    url: str
    organizer: Party
    attendee: Party | None = None


def uid(appointment_id: UUID) -> str:
    """The entry's name in every calendar; it never changes, whatever the site is called."""
    return f"{appointment_id}@appointments.vet-clinic"


def neutral_title(clinic_name: str) -> str:
    """What a calendar that others can see shows of a visit."""
    return f"Appointment at {clinic_name}"


def write(
    entries: Sequence[Entry], *, method: Method, name: str | None = None, refresh: timedelta | None = None
) -> str:
    """The calendar's text, lines folded and ended as the standard wants. The same entries make the same text.

    A feed has a name, and says how often it is worth reading again.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method.value)
    if name is not None:
        calendar.add("name", _line(name))
        calendar.add("x-wr-calname", _line(name))
    if refresh is not None:
        pace = vDuration(refresh)
        pace.params["VALUE"] = "DURATION"
        calendar.add("refresh-interval", pace)
        calendar.add("x-published-ttl", vDuration(refresh))
    for zone in zones(entries):
        calendar.add_component(zone)
    for entry in entries:
        calendar.add_component(_event(entry))
    text: str = calendar.to_ical().decode()
    return text


def zones(entries: Iterable[Entry]) -> Iterator[Timezone]:
    """The zones that entries are written in, each with every change of its offset around them."""
    spans: dict[str, tuple[datetime, datetime]] = {}
    for entry in entries:
        if _is_local(entry):
            first, last = spans.get(entry.zone_name, (entry.starts_at, entry.ends_at))
            spans[entry.zone_name] = (min(first, entry.starts_at), max(last, entry.ends_at))
    for name, (first, last) in sorted(spans.items()):
        yield _zone(ZoneInfo(name), name, first - _AROUND, last + _AROUND)


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", uid(entry.appointment_id))
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.sequence)
    zone = ZoneInfo(entry.zone_name) if _is_local(entry) else UTC
    event.add("dtstart", entry.starts_at.astimezone(zone))
    event.add("dtend", entry.ends_at.astimezone(zone))
    event.add("summary", _line(entry.summary))
    event.add("description", _lines(entry.description))
    event.add("location", _line(entry.location))
    event.add("url", entry.url)
    event.add("status", entry.status.value)
    event.add("transp", "TRANSPARENT" if entry.status is Status.CANCELLED else "OPAQUE")
    event.add("class", "PRIVATE")
    event.add("organizer", _person(entry.organizer))
    if entry.attendee is not None:
        guest = _person(entry.attendee)
        guest.params["partstat"] = vText("ACCEPTED")
        guest.params["rsvp"] = vText("FALSE")
        event.add("attendee", guest)
    return event


def _is_local(entry: Entry) -> bool:
    """In the hour that is repeated when clocks go back a local time always means the first pass, and no local time at
    all names the second: a visit that begins or ends there is told in UTC."""
    zone = ZoneInfo(entry.zone_name)
    return not any(at.astimezone(zone).fold for at in (entry.starts_at, entry.ends_at))


def _zone(zone: ZoneInfo, name: str, first: datetime, last: datetime) -> Timezone:
    component = Timezone()
    component.add("tzid", name)
    component.add_component(_onset(first.astimezone(zone), _ALWAYS, before=first.astimezone(zone)))
    for at in _changes(zone, first.replace(second=0, microsecond=0), last):
        before, after = (at - _SECOND).astimezone(zone), at.astimezone(zone)
        component.add_component(_onset(after, (at + _offset(before)).replace(tzinfo=None), before=before))
    return component


def _onset(after: datetime, wall: datetime, *, before: datetime) -> TimezoneStandard | TimezoneDaylight:
    """An offset begins at a local time, which is told as the clocks showed it until then (RFC 5545, 3.6.5)."""
    part = TimezoneDaylight() if after.dst() else TimezoneStandard()
    part.add("dtstart", wall)
    part.add("tzoffsetfrom", _offset(before))
    part.add("tzoffsetto", _offset(after))
    part.add("tzname", after.tzname() or "")
    return part


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """Every instant at which the zone's offset changes, to the second."""
    at = first
    while at < last:
        following = at + _DAY
        if _offset(following.astimezone(zone)) != _offset(at.astimezone(zone)):
            before, after = at, following
            while after - before > _SECOND:
                middle = before + (after - before) // 2
                middle = middle.replace(microsecond=0)
                if _offset(middle.astimezone(zone)) == _offset(at.astimezone(zone)):
                    before = middle
                else:
                    after = middle
            yield after
        at = following


def _offset(wall: datetime) -> timedelta:
    return wall.utcoffset() or timedelta()


def _person(who: Party) -> vCalAddress:
    person = vCalAddress(f"mailto:{who.address}")
    person.params["cn"] = vText(_line(who.name))
    return person


def _line(text: str) -> str:
    """Words on one line, without the control characters that the standard's texts cannot carry."""
    return " ".join("".join(mark for mark in text if mark.isspace() or category(mark) not in _UNWRITABLE).split())


def _lines(text: str) -> str:
    return "\n".join(_line(line) for line in text.splitlines())
