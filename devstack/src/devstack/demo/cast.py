"""The demo world's clinics, staff and offers, read from cast.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Any

from vet_core.kernel.actor import Role
from vet_core.kernel.species import Species
from vet_core.scheduling.enums import ResourceKind

Window = tuple[time, time]
Week = tuple[tuple[int, Window], ...]


@dataclass(frozen=True)
class Requirement:
    """Something of a kind and a category that a visit needs besides its veterinarian."""

    kind: ResourceKind
    category: str


@dataclass(frozen=True)
class Thing:
    """A room or a device of a clinic."""

    requirement: Requirement
    name: str


@dataclass(frozen=True)
class Offer:
    """A kind of visit. ``price``, ``late_fee`` and ``deposit`` are in euro cents, times in minutes.

    ``before`` and ``after`` are buffers.
    """

    name: str
    description: str
    minutes: int
    price: int
    notes: tuple[str, ...]
    before: int = 0
    after: int = 5
    species: tuple[Species, ...] = ()
    is_owner_bookable: bool = True
    is_once: bool = False
    """Whether the same animal comes for it once in the time the world tells of."""
    share: int = 2
    """How often it is asked for, against the others."""
    german: tuple[str, str] = ("", "")
    """Name and description, for clients who read German."""
    requires: tuple[Requirement, ...] = ()
    interval: int = 15
    capacity: int = 1
    clients: str = "everyone"
    place: str = "in_clinic"
    daily_cap: int | None = None
    same_day_percent: int = 0
    is_confirmation_needed: bool = False
    cancellation_notice_minutes: int = 0
    late_fee: int = 0
    deposit: int = 0
    questions: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Worker:
    """Somebody of a clinic's staff. The last four fields are a veterinarian's; ``week`` is when they work."""

    given_name: str
    family_name: str
    roles: tuple[Role, ...]
    try_: str = ""
    species: tuple[Species, ...] = ()
    languages: tuple[str, ...] = ()
    biography: str = ""
    week: Week = ()

    @property
    def is_veterinarian(self) -> bool:
        return Role.VETERINARIAN in self.roles


@dataclass(frozen=True)
class Practice:
    """A clinic. ``rate`` is what a euro costs in its own money, ``chip_prefix`` begins its clients' microchips."""

    slug: str
    name: str
    description: str
    time_zone: str
    street: str
    postal_code: str
    locality: str
    country_code: str
    latitude: float
    longitude: float
    phone: str
    currency: str
    rate: float
    locale: str
    chip_prefix: str
    license_region: str
    species: tuple[Species, ...]
    hours: Week
    staff: tuple[Worker, ...]
    holidays: tuple[str, str]
    """Country and subdivision whose public holidays it keeps."""
    region: str | None = None
    data_region: str = "eu"
    things: tuple[Thing, ...] = ()

    @property
    def domain(self) -> str:
        return f"{self.slug}.example.com"


@dataclass(frozen=True)
class Operator:
    """Who runs the platform."""

    given_name: str
    family_name: str
    email: str
    try_: str


def week(lines: list[str]) -> Week:
    """``["0-4 08:00-12:30 13:30-17:00"]``: weekdays, Monday being 0, and the hours of each of them."""
    found: list[tuple[int, Window]] = []
    for line in lines:
        days, *windows = line.split()
        first, _, last = days.partition("-")
        for day in range(int(first), int(last or first) + 1):
            for window in windows:
                begin, _, end = window.partition("-")
                found.append((day, (time.fromisoformat(begin), time.fromisoformat(end))))
    return tuple(found)


def _requirement(text: str) -> Requirement:
    """``"room:surgery"``"""
    kind, _, category = text.partition(":")
    return Requirement(ResourceKind(kind), category)


def _thing(text: str) -> Thing:
    """``"room:surgery Theatre"``"""
    what, _, name = text.partition(" ")
    return Thing(_requirement(what), name)


def _offer(entry: dict[str, Any]) -> Offer:
    fields = {
        **entry,
        "notes": tuple(entry["notes"]),
        "species": _species(entry),
        "german": tuple(entry["german"]),
        "requires": tuple(map(_requirement, entry.get("requires", ()))),
        "questions": tuple(entry.get("questions", ())),
    }
    return Offer(**fields)


def _worker(entry: dict[str, Any]) -> Worker:
    fields = {
        **entry,
        "roles": tuple(map(Role, entry["roles"])),
        "try_": entry.get("try", ""),
        "species": _species(entry),
        "languages": tuple(entry.get("languages", ())),
        "week": week(entry.get("week", [])),
    }
    fields.pop("try", None)
    return Worker(**fields)


def _practice(entry: dict[str, Any]) -> Practice:
    staff = tuple(map(_worker, entry["staff"]))
    fields = {
        **entry,
        "species": _species(entry),
        "hours": week(entry["hours"]),
        "staff": staff,
        "holidays": tuple(entry["holidays"]),
        "things": tuple(map(_thing, entry["things"])),
    }
    return Practice(**fields)


def _species(entry: dict[str, Any]) -> tuple[Species, ...]:
    return tuple(map(Species, entry.get("species", ())))


_CAST = tomllib.loads((Path(__file__).parent / "cast.toml").read_text(encoding="utf-8"))
OFFERS = tuple(map(_offer, _CAST["offers"]))
PRACTICES = tuple(map(_practice, _CAST["practices"]))
OPERATOR = Operator(**{("try_" if key == "try" else key): value for key, value in _CAST["operator"].items()})
