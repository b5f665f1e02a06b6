"""What can be run: a command with what it needs, and how to tell that it works."""

from __future__ import annotations

import signal
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

Probe = Callable[[], Awaitable[bool]]


@dataclass(frozen=True)
class Program:
    """A process that is meant to stay up.

    ``ready`` is asked until it says yes once, and from then on every now and then to tell health. ``environment`` is
    all the process gets.
    """

    name: str
    title: str
    command: list[str]
    environment: Mapping[str, str]
    ready: Probe
    folder: Path = Path("/")
    account: str | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    patience_seconds: float = 10.0
    """How long it may take to stop before it is killed."""
    ready_seconds: float = 60.0
    """How long it may take to get ready."""
    health_every_seconds: float = 5.0
    before_start: Callable[[], None] = field(default=lambda: None)
    """Done before each start, restarts included."""
