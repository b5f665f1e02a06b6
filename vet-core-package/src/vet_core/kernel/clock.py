"""What time it is. Operations take `now` from a clock, so tests can stop it and replays stay exact."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The current instant, aware and in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FrozenClock:
    """A clock that moves only when told to."""

    def __init__(self, at: datetime) -> None:
        self._at = _utc(at)

    def now(self) -> datetime:
        return self._at

    def advance(self, by: timedelta) -> datetime:
        """Move by that much (backwards when negative) and return the new instant."""
        self._at += by
        return self._at

    def set(self, at: datetime) -> None:
        self._at = _utc(at)


def utc_now() -> datetime:
    """The machine's time, for stamps nobody decides anything by."""
    return datetime.now(UTC)


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a clock needs an aware datetime; add tzinfo=UTC")
    return at.astimezone(UTC)
