"""The processes of one test, and the sentences by which each says that it is ready."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from tests.support.processes import Process

READY = {"worker": " ready.", "relay": "relay_started", "beat": "beat: Starting", "flower": "Visit me"}


class Platform:
    """Starts processes; whatever is left at the end is killed."""

    def __init__(self, environment: Mapping[str, str], folder: Path) -> None:
        self.environment = dict(environment)
        self._folder = folder
        self._started: list[Process] = []

    def __enter__(self) -> Platform:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for process in self._started:
            process.kill()

    def begin(self, kind: str, *arguments: str, module: str = "vet_clinic_jobs.cli") -> Process:
        """Start a process without waiting for it."""
        log = self._folder / f"{kind}-{len(self._started)}.log"
        process = Process([sys.executable, "-m", module, kind, *arguments], self.environment, log)
        self._started.append(process)
        return process

    def start(self, *kinds: str, module: str = "vet_clinic_jobs.cli") -> list[Process]:
        """Start these together and wait until each says that it is ready."""
        processes = [self.begin(kind, module=module) for kind in kinds]
        for kind, process in zip(kinds, processes, strict=True):
            process.wait_for(READY[kind])
        return processes

    def said(self) -> str:
        """The last words of every process, for a failing test to show."""
        return "\n".join(f"--- {process.log.name}\n{process.said[-2000:]}" for process in self._started)
