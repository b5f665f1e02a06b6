"""What is known about a running platform, in a file that other commands read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from devstack.folders import write_private
from devstack.processes.identity import ProcessRecord
from devstack.processes.supervisor import Health


@dataclass(frozen=True)
class ProcessStatus:
    name: str
    title: str
    pid: int | None
    health: Health


@dataclass(frozen=True)
class Person:
    """Somebody of the demo world. `try_` is one sentence on what to do as them; empty for most."""

    email: str
    name: str
    roles: list[str]
    clinic: str | None
    try_: str = ""

    def as_json(self) -> dict[str, Any]:
        fields = asdict(self)
        fields["try"] = fields.pop("try_")
        return fields

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> Person:
        return cls(**{("try_" if key == "try" else key): value for key, value in fields.items()})


@dataclass
class Status:
    """Everything `./vet status` tells. `supervisor` identifies the process that keeps it true."""

    supervisor: ProcessRecord
    is_ready: bool = False
    addresses: dict[str, str] = field(default_factory=dict)
    logins: dict[str, dict[str, str]] = field(default_factory=dict)
    processes: list[ProcessStatus] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)

    def write(self, state: Path) -> None:
        write_private(path_in(state), json.dumps(self.as_json(), indent=1, ensure_ascii=False))

    def as_json(self) -> dict[str, Any]:
        return {
            "running": True,
            "ready": self.is_ready,
            "supervisor": asdict(self.supervisor),
            "addresses": self.addresses,
            "logins": self.logins,
            "processes": [asdict(process) for process in self.processes],
            "people": [person.as_json() for person in self.people],
        }


NOT_RUNNING: dict[str, Any] = {"running": False, "ready": False, "addresses": {}, "processes": [], "people": []}


def path_in(state: Path) -> Path:
    return state / "state.json"


def read(state: Path) -> dict[str, Any]:
    """What the supervisor wrote, or NOT_RUNNING when it is gone, however it went."""
    try:
        written: dict[str, Any] = json.loads(path_in(state).read_text(encoding="utf-8"))
        alive = ProcessRecord(**written["supervisor"]).is_alive()
    except (OSError, ValueError, KeyError, TypeError):
        return NOT_RUNNING
    return written if alive else NOT_RUNNING


def read_people(path: Path) -> list[Person]:
    """The demo people of a world; none when it has no demo world."""
    try:
        return [Person.from_json(entry) for entry in json.loads(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError):
        return []


def write_people(path: Path, people: Iterable[Person]) -> None:
    write_private(path, json.dumps([person.as_json() for person in people], indent=1, ensure_ascii=False))
