"""How a handler says that an event is not to be followed yet, although nothing is wrong."""

from __future__ import annotations

from datetime import datetime


class Later(Exception):
    """Undo what this handler did, and hand it the event again at `at`. It counts as no failure."""

    def __init__(self, at: datetime) -> None:
        super().__init__(f"ask again at {at:%Y-%m-%dT%H:%M:%SZ}")
        self.at = at
