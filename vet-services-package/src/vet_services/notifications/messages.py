"""Put a mail into words: text and HTML from templates, the calendar entry beside them, headers nobody can break."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from vet_core.notifications.enums import NotificationKind

from vet_services.notifications import calendar, links
from vet_services.notifications.letters import Letter
from vet_services.notifications.mail import Sender
from vet_services.notifications.visit import Visit, spoken

# Seven bits only: not every server on the way keeps more.
_POLICY = SMTP.clone(cte_type="7bit")
_TELLING_MARKS = frozenset('"\\<>()[]:;@,=?')
_LONGEST_NAME = 60
_SUBJECTS = {
    NotificationKind.APPOINTMENT_BOOKED: "{pet} is booked in: {when}",
    NotificationKind.APPOINTMENT_RESCHEDULED: "New time for {pet}: {when}",
    NotificationKind.APPOINTMENT_CANCELLED: "Cancelled: {pet} on {when}",
    NotificationKind.APPOINTMENT_REMINDER: "Reminder: {pet} on {when}",
    NotificationKind.APPOINTMENT_REQUESTED: "Asked for: {pet} on {when}",
    NotificationKind.APPOINTMENT_CONFIRMED: "Confirmed: {pet} on {when}",
    NotificationKind.APPOINTMENT_DECLINED: "Not possible: {pet} on {when}",
}
_CALENDAR_METHODS = {
    NotificationKind.APPOINTMENT_BOOKED: calendar.REQUEST,
    NotificationKind.APPOINTMENT_RESCHEDULED: calendar.REQUEST,
    NotificationKind.APPOINTMENT_CANCELLED: calendar.CANCEL,
    NotificationKind.APPOINTMENT_REQUESTED: calendar.REQUEST,
    NotificationKind.APPOINTMENT_CONFIRMED: calendar.REQUEST,
    NotificationKind.APPOINTMENT_DECLINED: calendar.CANCEL,
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who a mail is for."""

    given_name: str
    family_name: str
    email: str

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


def compose(
    kind: NotificationKind,
    about: Visit | Letter,
    recipient: Recipient,
    *,
    sender: Sender,
    message_id: str,
    web_url: str,
    now: datetime,
) -> EmailMessage:
    """The whole mail, ready to be handed over; the same arguments make the same mail but for MIME boundaries."""
    if isinstance(about, Letter):
        message = _headed(about.clinic_name, recipient, sender=sender, message_id=message_id, now=now)
        if about.clinic_email is not None:
            message["Reply-To"] = _address(about.clinic_name, about.clinic_email)
        message["Subject"] = _one_line(about.subject)
        _write(message, kind, about.words(now) | {"recipient": recipient, "url": about.url(web_url)})
        return message
    url = f"{web_url}/appointments/{about.appointment_id}"
    when = spoken(about.starts_at, about.zone_name, now=now)
    words = {
        "visit": about,
        "recipient": recipient,
        "url": url,
        "when": when,
        "links": links.of_visit(kind, about, web_url),
        "others": [spoken(each.starts_at, each.zone_name, now=now) for each in about.others],
        "previous": about.previous_starts_at and spoken(about.previous_starts_at, about.zone_name, now=now),
    }
    message = _headed(about.clinic_name, recipient, sender=sender, message_id=message_id, now=now)
    message["Reply-To"] = _address(about.clinic_name, about.clinic_email)
    message["Subject"] = _one_line(_SUBJECTS[kind].format(pet=about.pet_name, when=when))
    _write(message, kind, words)
    if kind in _CALENDAR_METHODS:
        _attach_calendar(message, kind, about, recipient, sender, url, now)
    return message


def _headed(clinic_name: str, recipient: Recipient, *, sender: Sender, message_id: str, now: datetime) -> EmailMessage:
    message = EmailMessage(policy=_POLICY)
    message["Message-ID"] = message_id
    message["Date"] = format_datetime(now)
    message["From"] = _address(sender.name or clinic_name, sender.address)
    message["To"] = _address(recipient.name, recipient.email)
    message["Auto-Submitted"] = "auto-generated"
    return message


def _write(message: EmailMessage, kind: NotificationKind, words: dict[str, Any]) -> None:
    message.set_content(_templates().get_template(f"{kind.value}.txt.j2").render(words))
    message.add_alternative(_templates().get_template(f"{kind.value}.html.j2").render(words), subtype="html")


def _attach_calendar(
    message: EmailMessage,
    kind: NotificationKind,
    visit: Visit,
    recipient: Recipient,
    sender: Sender,
    url: str,
    now: datetime,
) -> None:
    method = _CALENDAR_METHODS[kind]
    organizer = Sender(visit.clinic_name, sender.address)
    if visit.others:
        is_over = method is calendar.CANCEL
        text = calendar.entries([visit, *visit.others], organizer=organizer, url=url, now=now, is_over=is_over)
        method = calendar.PUBLISH
    else:
        text = calendar.entry(
            visit,
            method=method,
            organizer=organizer,
            attendee=Sender(recipient.name, recipient.email),
            url=url,
            now=now,
            is_requested=visit.is_requested,
        )
    message.add_attachment(
        text, subtype="calendar", filename="visit.ics", params={"method": method, "name": "visit.ics"}
    )


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("vet_services.notifications", "templates"),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _address(name: str, address: str) -> Address:
    """A name and an address for a header.

    Python unquotes a quoted name when it has to break it into lines, and what is in it then counts: a name like
    `x <evil@example.com>,` would become a recipient. So names go without the marks that mean something in a header,
    and fit a line.
    """
    bare = _one_line("".join(" " if mark in _TELLING_MARKS else mark for mark in name))
    return Address(display_name=bare[:_LONGEST_NAME].rstrip(), addr_spec=address)


def _one_line(text: str) -> str:
    """Headers end where lines end, so whatever else was let in, a line break never gets here."""
    return " ".join(text.split())
