"""What a mail tells about a visit, and how its times are read aloud."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit as it stood after the change a mail tells of."""

    appointment_id: UUID
    sequence: int
    starts_at: datetime
    ends_at: datetime
    previous_starts_at: datetime | None
    zone_name: str
    type_name: str
    pet_name: str
    veterinarian_name: str
    clinic_name: str
    clinic_address: str
    clinic_phone: str
    clinic_email: str
    cancellation_reason: str | None = None
    reader_id: UUID | None = None
    """Whom the mail is for, when they may change the visit."""
    is_at_home: bool = False
    """Whether somebody comes to the pet; where to is not for mails."""
    is_requested: bool = False
    """Whether the clinic has still to say yes."""
    others: tuple["Visit", ...] = ()
    """Further visits of a series to which the same happened at the same time."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone_name)


def spoken(at: datetime, zone_name: str, *, now: datetime) -> str:
    """An instant as the clinic's clock shows it: "Tue 3 Mar, 14:30 (Berlin time)", with the year when it is another."""
    wall = at.astimezone(ZoneInfo(zone_name))
    year = "" if wall.year == now.astimezone(wall.tzinfo).year else f" {wall.year}"
    day = f"{_DAYS[wall.weekday()]} {wall.day} {_MONTHS[wall.month - 1]}{year}"
    return f"{day}, {wall:%H:%M} ({zone_in_words(zone_name)})"


def zone_in_words(zone_name: str) -> str:
    """The zone by its city: "New York time" for America/New_York; zones without a city by their own name."""
    area, _, city = zone_name.rpartition("/")
    if not area or area == "Etc":
        return city
    return f"{city.replace('_', ' ')} time"
