"""The links of a mail about a visit: one token for each thing its reader may do without signing in."""

from uuid import UUID

from vet_core.notifications.enums import NotificationKind
from vet_core.scheduling.enums import LinkPurpose

from vet_services.notifications.visit import Visit
from vet_services.scheduling import link_tokens
from vet_services.scheduling.link_tokens import Link

_CHANGING = (LinkPurpose.RESCHEDULE, LinkPurpose.CANCEL)
_PURPOSES: dict[NotificationKind, tuple[LinkPurpose, ...]] = {
    NotificationKind.APPOINTMENT_BOOKED: (LinkPurpose.CONFIRM, *_CHANGING),
    NotificationKind.APPOINTMENT_CONFIRMED: (LinkPurpose.CONFIRM, *_CHANGING),
    NotificationKind.APPOINTMENT_RESCHEDULED: (LinkPurpose.CONFIRM, *_CHANGING),
    NotificationKind.APPOINTMENT_REMINDER: (LinkPurpose.CONFIRM, *_CHANGING),
    NotificationKind.APPOINTMENT_REQUESTED: _CHANGING,
}


def address(web_url: str, link: Link) -> str:
    """Where the link leads. The token stands behind the #: it reaches neither servers nor their logs."""
    return f"{web_url}/l#token={link_tokens.sign(link)}"


def of_visit(kind: NotificationKind, visit: Visit, web_url: str) -> dict[str, str]:
    """Addresses by purpose, for somebody who manages the pet; others look on. They end when the visit begins."""
    if visit.reader_id is None:
        return {}
    purposes = _PURPOSES.get(kind, ())
    if visit.is_requested:
        purposes = tuple(each for each in purposes if each is not LinkPurpose.CONFIRM)
    return {each.value: address(web_url, _link(each, visit, visit.reader_id)) for each in purposes}


def _link(purpose: LinkPurpose, visit: Visit, reader_id: UUID) -> Link:
    return Link(purpose, visit.appointment_id, reader_id, visit.sequence, visit.starts_at)
