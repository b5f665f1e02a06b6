"""Letters: mails that are about no visit. What each one tells, where it leads, and who reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vet_core.db.keyring import current_keyring
from vet_core.notifications.enums import NotificationKind

from vet_services.notifications import links
from vet_services.notifications.visit import spoken
from vet_services.scheduling.link_tokens import Link

SUBJECTS = {
    NotificationKind.CLINIC_INVITATION: "{clinic} invites you to its team",
    NotificationKind.PET_INVITATION: "{inviter} would like to share {pet} with you",
    NotificationKind.BREAK_GLASS_OPENED: "Emergency access to the records of {clinic}",
    NotificationKind.EXPORT_READY: "The copy of your data is ready",
    NotificationKind.ERASURE_DONE: "Your data has been erased",
    NotificationKind.WAITLIST_OFFERED: "A time for {pet} at {clinic}",
    NotificationKind.MOVE_PROPOSED: "Please choose another time for {pet}",
}
_PLACES = {
    NotificationKind.CLINIC_INVITATION: "/invitations#token={token}",
    NotificationKind.PET_INVITATION: "/invitations#token={token}",
    NotificationKind.BREAK_GLASS_OPENED: "/desk/{clinic_id}/people",
    NotificationKind.EXPORT_READY: "/you/export#token={token}",
}
ROLES = {
    "veterinarian": "veterinarian",
    "technician": "technician",
    "receptionist": "receptionist",
    "clinic_administrator": "administrator",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """The facts of one letter, read when it leaves. What was encrypted stays so until it is put into words."""

    kind: NotificationKind
    sealed_token: str | None = None
    sealed_reason: str | None = None
    clinic_id: str | None = None
    clinic_name: str = ""
    clinic_email: str | None = None
    pet_name: str = ""
    inviter_name: str = ""
    role: str = ""
    access: str = ""
    person_name: str = ""
    clinic_phone: str = ""
    type_name: str = ""
    veterinarian_name: str = ""
    link: Link | None = None
    choices: tuple[tuple[datetime, str], ...] = ()
    """Times to choose from, and with whom."""
    zone_name: str = "UTC"
    at: datetime | None = None
    expires_at: datetime | None = None
    deleted: tuple[str, ...] = ()
    kept: tuple[Mapping[str, Any], ...] = ()

    @property
    def subject(self) -> str:
        return SUBJECTS[self.kind].format(
            clinic=self.clinic_name, pet=self.pet_name, inviter=self.inviter_name or "Somebody"
        )

    def url(self, web_url: str) -> str | None:
        """Where the letter leads. The secret stands behind the #: it reaches neither servers nor their logs."""
        if self.link is not None:
            return links.address(web_url, self.link)
        place = _PLACES.get(self.kind)
        if place is None:
            return None
        token = None if self.sealed_token is None else current_keyring().decrypt(self.sealed_token)
        if token is None and "{token}" in place:
            raise ValueError("the secret of the link is gone")
        return web_url + place.format(token=token, clinic_id=self.clinic_id)

    def words(self, now: datetime) -> dict[str, Any]:
        """What the templates speak of."""
        return {
            "letter": self,
            "reason": None if self.sealed_reason is None else current_keyring().decrypt(self.sealed_reason),
            "role": ROLES.get(self.role, self.role),
            "when": None if self.at is None else spoken(self.at, self.zone_name, now=now),
            "choices": [(spoken(at, self.zone_name, now=now), who) for at, who in self.choices],
            "until": None if self.expires_at is None else spoken(self.expires_at, self.zone_name, now=now),
        }
