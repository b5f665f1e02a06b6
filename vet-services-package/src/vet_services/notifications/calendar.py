"""The visit as a calendar entry (RFC 5545, RFC 5546): one UID for life, and a sequence that grows with each change."""

from datetime import date, datetime
from uuid import UUID

from icalendar import Calendar, Event, vCalAddress, vText

from vet_services.notifications.mail import Sender
from vet_services.notifications.visit import Visit

REQUEST = "REQUEST"
CANCEL = "CANCEL"


def uid(appointment_id: UUID) -> str:
    """The entry's name in every calendar; it never changes, whatever the site is called."""
    return f"{appointment_id}@appointments.vet-clinic"


def entry(visit: Visit, *, method: str, organizer: Sender, attendee: Sender, url: str, now: datetime) -> str:
    """An .ics text that adds or changes the visit (REQUEST) or takes it away (CANCEL)."""
    event = Event()
    event.add("uid", uid(visit.appointment_id))
    event.add("sequence", visit.sequence)
    event.add("dtstamp", now)
    for name, at in (("dtstart", visit.starts_at), ("dtend", visit.ends_at)):
        event.add(name, _local_unless_ambiguous(visit, at))
    event.add("summary", f"{visit.pet_name}: {visit.type_name}")
    event.add("description", f"With {visit.veterinarian_name} at {visit.clinic_name}, {visit.clinic_phone}.\n{url}")
    event.add("location", f"{visit.clinic_name}, {visit.clinic_address}")
    event.add("url", url)
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("transp", "OPAQUE")
    event.add("organizer", _person(organizer))
    guest = _person(attendee)
    guest.params["partstat"] = vText("ACCEPTED")
    guest.params["rsvp"] = vText("FALSE")
    event.add("attendee", guest)

    calendar = Calendar()
    calendar.add("prodid", "-//Vet Clinic//Appointments//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(event)
    year = visit.starts_at.year
    calendar.add_missing_timezones(first_date=date(year - 1, 1, 1), last_date=date(year + 2, 1, 1))
    text: str = calendar.to_ical().decode()
    return text


def _local_unless_ambiguous(visit: Visit, at: datetime) -> datetime:
    """Local time with its zone, so that the entry follows changes of the zone's rules.

    In the hour that is repeated when clocks go back, a local time always means the first pass: the second is in UTC.
    """
    wall = at.astimezone(visit.zone)
    return at if wall.fold else wall


def _person(who: Sender) -> vCalAddress:
    person = vCalAddress(f"mailto:{who.address}")
    person.params["cn"] = vText(" ".join(who.name.split()))
    return person
