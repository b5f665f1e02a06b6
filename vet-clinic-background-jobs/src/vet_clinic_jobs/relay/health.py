"""What the relay says about itself in a small file, and how a health check reads it."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

# The relay reports after every look; twice the longest pause or poll of the defaults, and a slow statement.
STALE_AFTER = timedelta(seconds=30)
WRITE_EVERY = timedelta(seconds=5)


class State(StrEnum):
    RELAYING = "relaying"
    WAITING_FOR_DATABASE = "waiting_for_database"
    WAITING_FOR_REDIS = "waiting_for_redis"


class SealerState(StrEnum):
    SEALING = "sealing"
    WAITING_FOR_DATABASE = "waiting_for_database"
    REFUSED = "refused"


@dataclass
class RelayHealth:
    """What the relay and the sealer beside it last said."""

    file: Path | None
    relayed: int = 0
    sealed: int = 0
    _relay: dict[str, Any] = field(default_factory=dict)
    _sealer: dict[str, Any] = field(default_factory=dict)
    _sealer_written_at: datetime | None = None

    def report(self, state: State, *, at: datetime) -> None:
        """Write down how the relay is."""
        self._relay = {"state": state, "at": at.isoformat(), "relayed": self.relayed}
        self._write()

    def sealer_reports(self, state: SealerState, *, sealed: int, at: datetime) -> None:
        """Write down how the sealer is; it looks often, so only news and now and then that there are none."""
        self.sealed += sealed
        is_news = bool(sealed) or self._sealer.get("state") != state
        self._sealer = {"state": state, "at": at.isoformat(), "sealed": self.sealed}
        if is_news or self._sealer_written_at is None or at - self._sealer_written_at >= WRITE_EVERY:
            self._sealer_written_at = at
            self._write()

    def _write(self) -> None:
        """Replace the file in one step, so that a reader never sees half of it."""
        if self.file is None:
            return
        report = {**self._relay, "sealer": self._sealer, "pid": os.getpid()}
        fresh = self.file.with_name(f".{self.file.name}.{os.getpid()}")
        fresh.write_text(json.dumps(report))
        fresh.replace(self.file)


def read(file: Path, *, now: datetime) -> tuple[bool, dict[str, Any]]:
    """Whether the relay and its sealer reported lately, and what they said. One that waits for a server is alive:
    restarting it would not bring the server back. A sealer that PostgreSQL refuses needs somebody to look."""
    try:
        report: dict[str, Any] = json.loads(file.read_text())
        heard = [datetime.fromisoformat(said["at"]) for said in (report, report["sealer"]) if said]
    except (OSError, ValueError, KeyError, TypeError):
        return False, {"state": "silent"}
    is_refused = report["sealer"].get("state") == SealerState.REFUSED
    return now - min(heard) <= STALE_AFTER and not is_refused, report
