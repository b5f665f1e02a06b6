"""Which processes a world has started, written down before anything can go wrong, and how to find those left over.

Two marks identify a leftover: the number and birth written here, and the world's name in the process's own environment.
Nothing else is ever touched.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import psutil

from devstack.folders import write_private
from devstack.processes.identity import ProcessRecord, end_all

MARK = "DEVSTACK_WORLD"


class Register:
    """The processes of one world. ``state`` is its folder and its name."""

    def __init__(self, state: Path) -> None:
        self._path = state / "processes.json"
        self._world = str(state)
        self._records: dict[str, ProcessRecord] = {}

    def marked(self, environment: Mapping[str, str]) -> dict[str, str]:
        """``environment`` with the world's name in it."""
        return {**environment, MARK: self._world}

    def add(self, name: str, pid: int) -> ProcessRecord:
        record = self._records[name] = ProcessRecord.of(name, pid)
        self._write()
        return record

    def remove(self, name: str) -> None:
        if self._records.pop(name, None):
            self._write()

    def clear_leftovers(self, patience_seconds: float = 10) -> list[str]:
        """End what an earlier supervisor left running; the names of what was found."""
        written = [record for record in self._read() if record.pid != os.getpid() and record.is_alive()]
        end_all(written, _gentle, patience_seconds=patience_seconds)
        marked = self._marked_processes()
        end_all(marked, _gentle, patience_seconds=patience_seconds)
        self._records = {}
        self._write()
        return [record.name for record in (*written, *marked)]

    def _marked_processes(self) -> list[ProcessRecord]:
        found: list[ProcessRecord] = []
        for process in psutil.process_iter():
            try:
                if process.pid != os.getpid() and process.environ().get(MARK) == self._world:
                    found.append(ProcessRecord.of(process.name(), process.pid))
            except (psutil.Error, OSError):
                continue
        return found

    def _read(self) -> list[ProcessRecord]:
        try:
            return [ProcessRecord(**entry) for entry in json.loads(self._path.read_text(encoding="utf-8"))]
        except (OSError, ValueError, TypeError):
            return []

    def _write(self) -> None:
        write_private(self._path, json.dumps([asdict(record) for record in self._records.values()], indent=1))


def _gentle(name: str) -> signal.Signals:
    """PostgreSQL waits for its clients on SIGTERM and ends at once on SIGINT."""
    return signal.SIGINT if name == "postgres" else signal.SIGTERM
