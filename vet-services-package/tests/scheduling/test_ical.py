"""Calendars as other programs read them: the same instants on both sides of every change of the clocks."""

from datetime import UTC, datetime, timedelta, tzinfo
from io import StringIO
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import ics  # type: ignore[import-untyped]
import pytest
import vobject  # type: ignore[import-untyped]
from dateutil.tz import tzical  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from icalendar import Event as Vevent

from vet_services.scheduling import ical
from vet_services.scheduling.ical import Entry, Method, Party, Status

CHANGED = datetime(2026, 3, 2, 9, tzinfo=UTC)
CLINIC = Party("Linden Veterinary Practice", "hello@linden.example.com")
HALF_AN_HOUR = timedelta(minutes=30)
ZONES = (
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Apia",
    "Europe/Berlin",
    "Europe/Dublin",
    "Europe/Kyiv",
    "America/New_York",
    "America/St_Johns",
    "Africa/Casablanca",
    "Antarctica/Troll",
    "Asia/Kolkata",
    "Asia/Gaza",
    "UTC",
)

# `ics` asks dateutil for zones by name, and that reads their winter time, told as a negative summer time, an hour off.
WITH_NEGATIVE_SUMMER_TIME = {"Europe/Dublin", "Africa/Casablanca"}


def entry(number: int = 0, **over) -> Entry:
    values: dict[str, Any] = {
        "appointment_id": UUID(int=number),
        "sequence": 0,
        "starts_at": datetime(2026, 3, 3, 13, 30, tzinfo=UTC),
        "ends_at": datetime(2026, 3, 3, 14, tzinfo=UTC),
        "zone_name": "Europe/Berlin",
        "changed_at": CHANGED,
        "status": Status.CONFIRMED,
        "summary": "Appointment at Linden",
        "description": "See you",
        "location": "Lindenallee 12, 10117 Berlin",
        "url": "https://app.example.com/appointments/1",
        "organizer": CLINIC,
    }
    return Entry(**values | over)


def at(start: datetime, zone_name: str, number: int = 0) -> Entry:
    return entry(number, starts_at=start, ends_at=start + HALF_AN_HOUR, zone_name=zone_name)


def changes_of(zone_name: str, years: range) -> list[datetime]:
    """The zone's changes to the quarter of an hour, found the slow way."""
    zone, step = ZoneInfo(zone_name), timedelta(minutes=15)
    at, found = datetime(years.start, 1, 1, tzinfo=UTC), []
    while at.year < years.stop:
        if at.astimezone(zone).utcoffset() != (at + step).astimezone(zone).utcoffset():
            found.append(at + step)
        at += step
    return found


def around_changes(zone_name: str, years: range = range(2026, 2028)) -> list[datetime]:
    """Every quarter of an hour of the four hours around each change, and two quiet days."""
    quiet = [datetime(years.start, month, 15, 12, tzinfo=UTC) for month in (1, 7)]
    steps = [timedelta(minutes=15 * step) for step in range(-8, 9)]
    return quiet + [change + step for change in changes_of(zone_name, years) for step in steps]


def without_the_zones_name(text: str, zone_name: str) -> str:
    """Nobody knows this zone by its name, so the reader must take the calendar's own word for it.

    The name is a new one each time, for readers remember zones across calendars.
    """
    unknown = "".join(chr(ord("a") + int(digit, 16)) for digit in uuid4().hex)
    return text.replace(f"TZID:{zone_name}", f"TZID:{unknown}").replace(f"TZID={zone_name}", f"TZID={unknown}")


def parsed(text: str) -> Any:
    """As the library's reader sees it; its types leave open what a property holds."""
    return Calendar.from_ical(text)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def vevents(text: str) -> list[tuple[str, tuple[dict[str, str], tzinfo | None]]]:
    """Each entry's lines by name and parameter, and the calendar's one zone as dateutil understands its VTIMEZONE."""
    start, end = text.find("BEGIN:VTIMEZONE"), text.find("END:VTIMEZONE")
    zone = None if start < 0 else tzical(StringIO(text[start:end] + "END:VTIMEZONE\r\n")).get()
    found = []
    for block in text.split("BEGIN:VEVENT\r\n")[1:]:
        lines = dict(line.split(":", 1) for line in unfolded(block) if ":" in line)
        found.append((lines["UID"], (lines, zone)))
    return found


def instant(event: tuple[dict[str, str], tzinfo | None], name: str) -> datetime:
    lines, zone = event
    if name in lines:
        return datetime.strptime(lines[name], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    [local] = [value for line, value in lines.items() if line.startswith(f"{name};TZID=")]
    return datetime.strptime(local, "%Y%m%dT%H%M%S").replace(tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize("zone_name", ZONES)
def test_every_reader_finds_the_same_instants_around_every_change_of_the_clocks(zone_name):
    starts = around_changes(zone_name)
    entries = [at(start, zone_name, number) for number, start in enumerate(starts)]
    named = ical.write(entries, method=Method.PUBLISH)
    text = without_the_zones_name(named, zone_name)
    expected = {ical.uid(UUID(int=number)): (start, start + HALF_AN_HOUR) for number, start in enumerate(starts)}

    by_icalendar = {
        str(event["uid"]): (event["dtstart"].dt.astimezone(UTC), event["dtend"].dt.astimezone(UTC))
        for event in parsed(text).walk("VEVENT")
    }
    assert by_icalendar == expected

    by_dateutil = {uid: (instant(lines, "DTSTART"), instant(lines, "DTEND")) for uid, lines in vevents(text)}
    assert by_dateutil == expected

    if zone_name not in WITH_NEGATIVE_SUMMER_TIME:
        events = ics.Calendar(named).events
        assert {each.uid: (each.begin.to("utc").datetime, each.end.to("utc").datetime) for each in events} == expected


@pytest.mark.parametrize("zone_name", ["Europe/Berlin", "Australia/Lord_Howe", "Pacific/Chatham"])
def test_an_onset_is_told_as_the_clocks_showed_it_until_then(zone_name):
    """RFC 5545, 3.6.5: the local time of an onset is read with the offset it changes from."""
    zone: Any
    [zone] = ical.zones([at(datetime(2026, 6, 1, 12, tzinfo=UTC), zone_name)])
    onsets = sorted(
        (part["dtstart"].dt - part["tzoffsetfrom"].td).replace(tzinfo=UTC)
        for part in zone.subcomponents
        if part["tzoffsetfrom"].td != part["tzoffsetto"].td
    )
    assert onsets == [
        change for change in changes_of(zone_name, range(2025, 2028)) if onsets[0] <= change <= onsets[-1]
    ]
    assert onsets[0] < datetime(2026, 1, 1, tzinfo=UTC) < datetime(2027, 1, 1, tzinfo=UTC) < onsets[-1]


def test_apia_has_one_offset_since_it_keeps_no_summer_time_and_skipped_a_day_before():
    zone: Any
    [zone] = ical.zones([at(datetime(2026, 6, 1, tzinfo=UTC), "Pacific/Apia")])
    assert [(part.name, part["tzoffsetto"].td) for part in zone.subcomponents] == [("STANDARD", timedelta(hours=13))]
    # On 30 December 2011 nobody in Apia had a birthday: the clocks went from -10 to +14 at midnight.
    skipped = [datetime(2011, 12, 30, hour, tzinfo=UTC) for hour in (9, 10)]
    text = ical.write([at(start, "Pacific/Apia", n) for n, start in enumerate(skipped)], method=Method.PUBLISH)
    told = [line for line in unfolded(text) if line.startswith("DTSTART;TZID=Pacific/Apia")]
    assert told == ["DTSTART;TZID=Pacific/Apia:20111229T230000", "DTSTART;TZID=Pacific/Apia:20111231T000000"]
    anonymous = parsed(without_the_zones_name(text, "Pacific/Apia"))
    assert [event["dtstart"].dt.astimezone(UTC) for event in anonymous.walk("VEVENT")] == skipped


def test_a_feed_says_its_name_its_pace_and_how_each_visit_stands():
    entries = [
        entry(1, status=Status.TENTATIVE),
        entry(2, status=Status.CANCELLED, sequence=4),
        entry(3, zone_name="Pacific/Chatham"),
    ]
    text = ical.write(entries, method=Method.PUBLISH, name="Visits", refresh=timedelta(hours=1))
    read = vobject.readOne(text)
    read.validate(raiseException=True)
    assert (read.method.value, read.x_wr_calname.value) == ("PUBLISH", "Visits")
    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H", "NAME:Visits"} <= set(unfolded(text))
    first, second, third = parsed(text).walk("VEVENT")
    assert [each["status"] for each in (first, second, third)] == ["TENTATIVE", "CANCELLED", "CONFIRMED"]
    assert (int(second["sequence"]), second["transp"], first["transp"]) == (4, "TRANSPARENT", "OPAQUE")
    assert third["uid"] == f"{UUID(int=3)}@appointments.vet-clinic"
    assert [zone["tzid"] for zone in parsed(text).walk("VTIMEZONE")] == ["Europe/Berlin", "Pacific/Chatham"]
    assert all(event["organizer"] == "mailto:hello@linden.example.com" for event in (first, second, third))


def test_nothing_published_and_no_zone_needed_are_calendars_too():
    empty = ical.write([], method=Method.PUBLISH, name="Visits")
    assert parsed(empty).walk("VEVENT") == []
    assert ics.Calendar(empty).events == set()


def test_the_same_visits_are_the_same_text_at_any_hour():
    assert ical.write([entry()], method=Method.PUBLISH) == ical.write([entry()], method=Method.PUBLISH)
    event = parsed(ical.write([entry()], method=Method.PUBLISH)).walk("VEVENT")[0]
    assert (event["dtstamp"].dt, event["last-modified"].dt) == (CHANGED, CHANGED)


WORDS = st.text(
    st.sampled_from("ab,;:\\\"'^=\n\r\t\x0b\x1f\x7f\u0085\u2028Zoë小🐕👨‍👩‍👧 ") | st.characters(), max_size=200
)


def as_read(text: str) -> str:
    """What can be kept of the words: one line without control characters."""
    return ical._line(text)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(WORDS, WORDS, WORDS)
def test_words_of_any_kind_arrive_and_never_become_lines_of_their_own(summary, description, name):
    told = entry(summary=summary, description=description, organizer=Party(name, CLINIC.address))
    text = ical.write([told], method=Method.REQUEST, name=name)
    raw = text.encode()
    lines = raw.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    assert not any(mark < 0x20 and mark not in b"\r\n" for mark in raw)
    names = [line.partition(":")[0].partition(";")[0] for line in unfolded(text) if line]
    assert (names.count("BEGIN"), names.count("SUMMARY"), names.count("ORGANIZER")) == (2 + len(zone_parts(text)), 1, 1)
    event = parsed(text).walk("VEVENT")[0]
    assert isinstance(event, Vevent)
    assert event["summary"] == as_read(summary)
    assert event["description"] == "\n".join(as_read(line) for line in description.splitlines())
    read = vobject.readOne(text).vevent
    assert read.summary.value == as_read(summary)
    assert (event["organizer"], read.organizer.value) == ("mailto:hello@linden.example.com",) * 2


def zone_parts(text: str) -> list[str]:
    return [line for line in unfolded(text) if line in {"BEGIN:VTIMEZONE", "BEGIN:STANDARD", "BEGIN:DAYLIGHT"}]
