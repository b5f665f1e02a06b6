"""What a step is and what it may use. The catalogue of steps is in `catalogue`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from devstack.testing.counts import Counts
from devstack.testing.shell import Shell


@dataclass(frozen=True)
class Part:
    """One of the six parts, or devstack. ``package`` is the import name of a Python part."""

    name: str
    folder: str
    package: str | None = None


PYTHON_PARTS = (
    Part("core", "vet-core-package", "vet_core"),
    Part("services", "vet-services-package", "vet_services"),
    Part("api", "vet-clinic-api", "vet_clinic_api"),
    Part("jobs", "vet-clinic-background-jobs", "vet_clinic_jobs"),
    Part("devstack", "devstack", "devstack"),
)
NODE_PARTS = (Part("web", "vet-clinic-web"), Part("mobile", "vet-clinic-mobile"))
PARTS = PYTHON_PARTS + NODE_PARTS


@dataclass(frozen=True)
class Workplace:
    """Where a step runs: the tree, its own folder for reports, and the servers' addresses in ``shell.env``."""

    root: Path
    python: Path
    reports: Path
    shell: Shell
    parts: tuple[Part, ...] = PARTS

    def folder(self, part: Part) -> Path:
        return self.root / part.folder

    @property
    def python_parts(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part in PYTHON_PARTS)


@dataclass(frozen=True)
class Step:
    """One line of the result. ``static`` steps need no server and make up `./vet check`."""

    name: str
    run: Callable[[Workplace], Counts]
    part: Part | None = None
    static: bool = False
    needs_servers: bool = False
    alone: bool = False
    """Measures or drives a whole platform: nothing else runs beside it."""
