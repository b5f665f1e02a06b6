"""What the mails say, and what nobody can make them say."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from uuid import UUID

import icalendar
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from vet_core.notifications.enums import NotificationKind

from vet_services.notifications import calendar
from vet_services.notifications.mail import Sender
from vet_services.notifications.messages import Recipient, compose
from vet_services.notifications.visit import Visit, spoken, zone_in_words

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SENDER = Sender("Vet Clinic", "hello@vet.example.com")
OLIVIA = Recipient("Olivia", "Hartmann", "olivia@example.com")
APPOINTMENT = UUID("0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f08")
URL = f"https://app.example.com/appointments/{APPOINTMENT}"
OF_VISITS = BOOKED, RESCHEDULED, CANCELLED, REMINDER = tuple(NotificationKind)[:4]


def visit(**over) -> Visit:
    values: dict[str, Any] = {
        "appointment_id": APPOINTMENT,
        "sequence": 0,
        "starts_at": datetime(2026, 3, 3, 13, 30, tzinfo=UTC),
        "ends_at": datetime(2026, 3, 3, 14, 0, tzinfo=UTC),
        "previous_starts_at": None,
        "zone_name": "Europe/Berlin",
        "type_name": "General check-up",
        "pet_name": "Pretzel",
        "veterinarian_name": "Dr. Amara Lindqvist",
        "clinic_name": "Linden Veterinary Practice",
        "clinic_address": "Lindenallee 12, 10117 Berlin",
        "clinic_phone": "+49301234567",
        "clinic_email": "hello@linden.example.com",
    }
    return Visit(**values | over)


def sent(kind: NotificationKind, told: Visit | None = None, recipient: Recipient = OLIVIA) -> EmailMessage:
    """The mail as it arrives: written to bytes and read again."""
    message = compose(
        kind,
        told or visit(),
        recipient,
        sender=SENDER,
        message_id="<1@vet.example.com>",
        web_url="https://app.example.com",
        now=NOW,
    )
    raw = message.as_bytes()
    assert raw.isascii()
    return message_from_bytes(raw, policy=policy.default)


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def event_of(message: EmailMessage) -> tuple[str, Any, Any]:
    [attachment] = message.iter_attachments()
    assert (attachment.get_content_type(), attachment.get_filename()) == ("text/calendar", "visit.ics")
    parsed = icalendar.Calendar.from_ical(attachment.get_content())
    [event] = parsed.walk("VEVENT")
    assert attachment.get_param("method") == parsed["METHOD"]
    return str(parsed["METHOD"]), event, parsed


@pytest.mark.parametrize(
    ("at", "zone", "words"),
    [
        (datetime(2026, 3, 3, 13, 30, tzinfo=UTC), "Europe/Berlin", "Tue 3 Mar, 14:30 (Berlin time)"),
        (datetime(2026, 11, 9, 14, 5, tzinfo=UTC), "America/New_York", "Mon 9 Nov, 09:05 (New York time)"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "Asia/Kolkata", "Fri 1 Jan 2027, 05:00 (Kolkata time)"),
        (datetime(2026, 3, 3, 13, 30, tzinfo=UTC), "Etc/UTC", "Tue 3 Mar, 13:30 (UTC)"),
        (datetime(2026, 3, 3, 13, 30, tzinfo=UTC), "UTC", "Tue 3 Mar, 13:30 (UTC)"),
    ],
)
def test_times_are_read_aloud_in_the_clinics_zone(at, zone, words):
    assert spoken(at, zone, now=NOW) == words


def test_zones_are_known_by_their_city():
    assert zone_in_words("America/Argentina/Buenos_Aires") == "Buenos Aires time"


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        (BOOKED, "Pretzel is booked in: Tue 3 Mar, 14:30 (Berlin time)"),
        (RESCHEDULED, "New time for Pretzel: Tue 3 Mar, 14:30 (Berlin time)"),
        (CANCELLED, "Cancelled: Pretzel on Tue 3 Mar, 14:30 (Berlin time)"),
        (REMINDER, "Reminder: Pretzel on Tue 3 Mar, 14:30 (Berlin time)"),
    ],
)
def test_every_mail_names_the_pet_the_time_the_place_and_the_way_back(kind, subject):
    message = sent(kind)
    assert message["Subject"] == subject
    assert message["From"] == "Vet Clinic <hello@vet.example.com>"
    assert message["To"] == "Olivia Hartmann <olivia@example.com>"
    assert message["Reply-To"] == "Linden Veterinary Practice <hello@linden.example.com>"
    assert message["Message-ID"] == "<1@vet.example.com>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime == NOW
    for body in (text_of(message), text_of(message, "html")):
        for fact in (
            "Olivia",
            "Pretzel",
            "General check-up",
            "Dr. Amara Lindqvist",
            "Linden Veterinary Practice",
            "Lindenallee 12, 10117 Berlin",
            "+49301234567",
            "Tue 3 Mar, 14:30 (Berlin time)",
            URL,
        ):
            assert fact in body, fact
        assert "{{" not in body
        assert "{%" not in body


def test_the_confirmation_reads_like_this():
    assert text_of(sent(BOOKED)) == (
        "Hello Olivia,\n\n"
        "Pretzel is booked in, and Dr. Amara Lindqvist is looking forward to the visit. "
        "The calendar entry is attached.\n\n"
        "When:  Tue 3 Mar, 14:30 (Berlin time)\n"
        "What:  General check-up for Pretzel\n"
        "With:  Dr. Amara Lindqvist\n"
        "Where: Linden Veterinary Practice, Lindenallee 12, 10117 Berlin\n\n"
        f"See, move or cancel this visit:\n{URL}\n\n"
        "Questions? Call Linden Veterinary Practice at +49301234567, or simply reply to this mail.\n"
    )


def test_a_move_names_the_time_before():
    told = visit(sequence=1, previous_starts_at=datetime(2026, 3, 4, 8, tzinfo=UTC))
    for kind in ("plain", "html"):
        assert "Wed 4 Mar, 09:00 (Berlin time)" in text_of(sent(RESCHEDULED, told), kind)


def test_a_cancellation_says_why_when_somebody_did():
    told = visit(cancellation_reason="The practice floods.\nSorry!")
    assert "The reason given: The practice floods.\nSorry!" in text_of(sent(CANCELLED, told))
    assert "reason" not in text_of(sent(CANCELLED))


@pytest.mark.parametrize(
    ("kind", "method", "status"), [(BOOKED, "REQUEST", "CONFIRMED"), (CANCELLED, "CANCEL", "CANCELLED")]
)
def test_the_calendar_entry_adds_and_removes_the_same_event(kind, method, status):
    said, event, parsed = event_of(sent(kind, visit(sequence=3)))
    assert said == method
    assert (event["UID"], int(event["SEQUENCE"]), event["STATUS"]) == (
        f"{APPOINTMENT}@appointments.vet-clinic",
        3,
        status,
    )
    assert event["DTSTART"].dt == datetime(2026, 3, 3, 13, 30, tzinfo=UTC)
    assert event["DTEND"].dt == datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
    assert event["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert event["DTSTAMP"].dt == NOW
    assert event["SUMMARY"] == "Appointment at Linden Veterinary Practice"
    assert event["DESCRIPTION"].splitlines()[0] == "General check-up for Pretzel"
    assert event["LOCATION"] == "Linden Veterinary Practice, Lindenallee 12, 10117 Berlin"
    assert event["URL"] == URL
    assert event["ORGANIZER"] == "mailto:hello@vet.example.com"
    assert event["ATTENDEE"] == "mailto:olivia@example.com"
    assert [zone["TZID"] for zone in parsed.walk("VTIMEZONE")] == ["Europe/Berlin"]


def test_a_reminder_brings_no_second_entry():
    assert list(sent(REMINDER).iter_attachments()) == []


def test_the_zone_travels_with_its_changes():
    _, _, parsed = event_of(sent(BOOKED))
    [zone] = parsed.walk("VTIMEZONE")
    offsets = {(part.name, part["TZOFFSETTO"].td) for part in zone.subcomponents}
    assert offsets == {("STANDARD", timedelta(hours=1)), ("DAYLIGHT", timedelta(hours=2))}


def test_a_visit_that_touches_the_second_pass_of_a_repeated_hour_is_in_utc():
    """02:30 happens twice on 25 October 2026 in Berlin; a local time would mean the first."""
    starts = [datetime(2026, 10, 25, *time, tzinfo=UTC) for time in ((0, 15), (0, 30), (1, 30), (2, 0))]
    for start, zone in zip(starts, ("Europe/Berlin", None, None, "Europe/Berlin"), strict=True):
        told = visit(starts_at=start, ends_at=start + timedelta(minutes=30))
        _, event, _ = event_of(sent(BOOKED, told))
        assert event["DTSTART"].dt.astimezone(UTC) == start
        assert event["DTEND"].dt.astimezone(UTC) == start + timedelta(minutes=30)
        assert [event[name].params.get("TZID") for name in ("DTSTART", "DTEND")] == [zone, zone]


def test_html_cannot_be_injected():
    evil = '<script>alert("1")</script>&'
    told = visit(pet_name=evil, clinic_name=evil, cancellation_reason=evil, veterinarian_name=evil, type_name=evil)
    for kind in OF_VISITS:
        html = text_of(sent(kind, told, Recipient(evil, evil, "olivia@example.com")), "html")
        assert "<script>" not in html
        assert "&lt;script&gt;" in html


def test_headers_cannot_be_injected():
    evil = 'Rex"\r\nBcc: everybody@example.com\r\n\r\n<evil@example.com>,'
    told = visit(pet_name=evil, clinic_name=evil)
    message = sent(BOOKED, told, Recipient(evil, evil, "olivia@example.com"))
    assert message["Bcc"] is None
    assert [address.addr_spec for address in message["To"].addresses] == ["olivia@example.com"]
    assert [address.addr_spec for address in message["Reply-To"].addresses] == ["hello@linden.example.com"]
    assert "\n" not in message["Subject"]


def test_calendar_lines_cannot_be_injected():
    told = visit(pet_name="Rex\r\nATTENDEE:mailto:evil@example.com", clinic_name='A"B\nEND:VEVENT')
    entry = calendar.entry(
        told,
        method=calendar.REQUEST,
        organizer=Sender(told.clinic_name, SENDER.address),
        attendee=SENDER,
        url=URL,
        now=NOW,
    )
    parsed = icalendar.Calendar.from_ical(entry)
    [event] = parsed.walk("VEVENT")
    assert event["ATTENDEE"] == "mailto:hello@vet.example.com"
    assert entry.count("\r\nEND:VEVENT\r\n") == 1


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(st.sampled_from("ab .,;:@<>()[]\"\\'-=?_ \r\n\tZoë小🐕") | st.characters(codec="utf-8"), max_size=240))
@example('x <evil@example.com>, "' * 6)
@example("=?utf-8?q?x=2C_evil=40example=2Ecom=2C?=" * 3)
def test_no_name_changes_who_a_mail_goes_to(name):
    message = sent(BOOKED, visit(pet_name=name, clinic_name=name), Recipient(name, "", "olivia@example.com"))
    assert [address.addr_spec for address in message["To"].addresses] == ["olivia@example.com"]
    assert [address.addr_spec for address in message["Reply-To"].addresses] == ["hello@linden.example.com"]
    assert set(message.keys()) == {
        "Message-ID",
        "Date",
        "From",
        "To",
        "Reply-To",
        "Subject",
        "Auto-Submitted",
        "MIME-Version",
        "Content-Type",
    }


@pytest.mark.parametrize("name", ["Zoë", "Müller & Söhne", "小雪", "🐕 Pretzel", "x" * 120, "O'Neill, Jr."])
def test_names_of_all_alphabets_arrive_as_they_are(name):
    message = sent(BOOKED, visit(pet_name=name), Recipient(name, "", "olivia@example.com"))
    assert message["Subject"].startswith(f"{name} is booked in")
    assert message["To"].addresses[0].display_name == name.replace(",", "")[:60]
    assert f"Hello {name}," in text_of(message)
    _, event, _ = event_of(message)
    assert event["DESCRIPTION"].splitlines()[0] == f"General check-up for {name}"
