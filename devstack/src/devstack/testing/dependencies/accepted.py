"""What we live with for a while, each with its reason and a day on which it is looked at again."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Accepted:
    """An advisory by its id, or a deprecated package by its name."""

    what: str
    reason: str
    until: date


def read(path: Path) -> list[Accepted]:
    """Raises ValueError for an entry without reason or day."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    found = []
    for entry in told.get("accepted", []):
        if not entry.get("reason") or not isinstance(entry.get("until"), date):
            raise ValueError(f"{path.name}: {entry.get('what')} needs a reason and a day until which it is accepted.")
        found.append(Accepted(str(entry["what"]), str(entry["reason"]), entry["until"]))
    return found


def outdated(accepted: Iterable[Accepted], today: date) -> Iterator[str]:
    for one in accepted:
        if one.until < today:
            yield f"{one.what} was accepted until {one.until}: {one.reason} Look again, then update or extend it."


def covers(accepted: Iterable[Accepted], names: Iterable[str]) -> bool:
    known = {one.what for one in accepted}
    return any(name in known for name in names)
