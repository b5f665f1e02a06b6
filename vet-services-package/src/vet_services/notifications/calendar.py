"""The visit as a mail's calendar entry: to be added, changed or taken away by whoever reads the mail."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from vet_services.notifications.mail import Sender
from vet_services.notifications.visit import Visit
from vet_services.scheduling import ical
from vet_services.scheduling.ical import Method, Party, Status

REQUEST = Method.REQUEST
CANCEL = Method.CANCEL
PUBLISH = Method.PUBLISH


def entry(
    visit: Visit,
    *,
    method: Method,
    organizer: Sender,
    attendee: Sender,
    url: str,
    now: datetime,
    is_requested: bool = False,
) -> str:
    """An .ics text that adds or changes the visit (REQUEST) or takes it away (CANCEL).

    The title says nothing of whose pet it is or what is done: calendars are shared with colleagues. A visit that the
    clinic has not confirmed yet is tentative.
    """
    status = Status.TENTATIVE if is_requested else Status.CONFIRMED
    told = _told(visit, Status.CANCELLED if method is CANCEL else status, organizer, url, now)
    return ical.write([replace(told, attendee=_party(attendee))], method=method)


def entries(visits: Sequence[Visit], *, organizer: Sender, url: str, now: datetime, is_over: bool = False) -> str:
    """An .ics text with several visits as they stand now. An invitation speaks of one alone, so this is none."""
    status = Status.CANCELLED if is_over else Status.CONFIRMED
    told = [_told(each, status, organizer, url, now) for each in visits]
    return ical.write(told, method=Method.PUBLISH)


def _told(visit: Visit, status: Status, organizer: Sender, url: str, now: datetime) -> ical.Entry:
    return ical.Entry(
        appointment_id=visit.appointment_id,
        sequence=visit.sequence,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        zone_name=visit.zone_name,
        changed_at=now,
        status=status,
        summary=ical.neutral_title(visit.clinic_name),
        description=(
            f"{visit.type_name} for {visit.pet_name}\n"
            f"With {visit.veterinarian_name} {'of' if visit.is_at_home else 'at'} {visit.clinic_name},"
            f" {visit.clinic_phone}.\n{url}"
        ),
        location=visit.clinic_name if visit.is_at_home else f"{visit.clinic_name}, {visit.clinic_address}",
        url=url,
        organizer=_party(organizer),
    )


def _party(who: Sender) -> Party:
    return Party(who.name, who.address)
