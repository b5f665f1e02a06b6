"""What the relay says about itself in a small file, and how a health check reads it."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

# The relay reports after every look; twice the longest pause or poll of the defaults, and a slow statement.
STALE_AFTER = timedelta(seconds=30)


class State(StrEnum):
    RELAYING = "relaying"
    WAITING_FOR_DATABASE = "waiting_for_database"
    WAITING_FOR_REDIS = "waiting_for_redis"


@dataclass
class RelayHealth:
    file: Path | None
    relayed: int = 0

    def report(self, state: State, *, at: datetime) -> None:
        """Replace the file in one step, so that a reader never sees half of it."""
        if self.file is None:
            return
        report = {"state": state, "at": at.isoformat(), "relayed": self.relayed, "pid": os.getpid()}
        fresh = self.file.with_name(f".{self.file.name}.{os.getpid()}")
        fresh.write_text(json.dumps(report))
        fresh.replace(self.file)


def read(file: Path, *, now: datetime) -> tuple[bool, dict[str, Any]]:
    """Whether the relay reported lately, and what it said. A relay that waits for a server is alive: restarting it
    would not bring the server back."""
    try:
        report: dict[str, Any] = json.loads(file.read_text())
        at = datetime.fromisoformat(report["at"])
    except (OSError, ValueError, KeyError):
        return False, {"state": "silent"}
    return now - at <= STALE_AFTER, report
