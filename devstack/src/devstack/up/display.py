"""What the person sees while things start: a live list in a terminal, one line per event anywhere else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum

from rich.console import Console, RenderableType
from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text


class Mark(Enum):
    """How a step stands."""

    WORKING = "working"
    DONE = "done"
    LATER = "later"
    FAILED = "failed"


SIGNS = {Mark.DONE: ("✓", "green"), Mark.LATER: ("…", "yellow"), Mark.FAILED: ("✗", "red")}


@dataclass
class Step:
    title: str
    mark: Mark = Mark.WORKING
    note: str = ""
    began: float = field(default_factory=time.monotonic)
    seconds: float | None = None

    def took(self) -> str:
        return f"{self.seconds if self.seconds is not None else time.monotonic() - self.began:.1f} s"


class Display:
    """Steps by name, in the order they were first mentioned. Safe to call when nothing is shown live any more."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._steps: dict[str, Step] = {}
        self._live: Live | None = None

    @contextmanager
    def showing(self) -> Iterator[None]:
        """Draw the list while the block runs; it stays on the screen as it was at the end."""
        if not self.console.is_terminal:
            yield
            return
        with Live(get_renderable=self._list, console=self.console, refresh_per_second=8) as live:
            self._live = live
            try:
                yield
            finally:
                self._live = None

    def begin(self, name: str, title: str, note: str = "") -> None:
        step = self._steps.get(name)
        if step is not None and step.mark in (Mark.WORKING, Mark.LATER):
            self.note(name, note)
            return
        self._steps[name] = Step(title, note=note)
        if self._live is None:
            self.say(f"  {title}: starting{f' ({note})' if note else ''}")

    def note(self, name: str, note: str) -> None:
        step = self._steps[name]
        if note and note != step.note:
            step.note = note
            if self._live is None:
                self.say(f"  {step.title}: {note}")

    def done(self, name: str, note: str = "") -> None:
        self._finish(name, Mark.DONE, note, "ready")

    def later(self, name: str, note: str) -> None:
        self._finish(name, Mark.LATER, note, "goes on")

    def failed(self, name: str, note: str = "") -> None:
        self._finish(name, Mark.FAILED, note, "failed")

    def say(self, text: str, style: str = "") -> None:
        """A line of its own, above the list when one is shown."""
        self.console.print(Text(text, style=style), soft_wrap=True)

    def show(self, renderable: RenderableType) -> None:
        self.console.print(renderable)

    def lines(self, lines: list[str]) -> None:
        """The last lines of a log, set off from ours."""
        for line in lines:
            self.console.print(Text(f"      {line}", style="dim"), soft_wrap=True)

    def _finish(self, name: str, mark: Mark, note: str, word: str) -> None:
        step = self._steps[name]
        step.mark, step.note, step.seconds = mark, note, time.monotonic() - step.began
        if self._live is None:
            self.say(f"  {step.title}: {word} after {step.took()}{f' ({note})' if note else ''}")

    def _list(self) -> RenderableType:
        grid = Table.grid(padding=(0, 1))
        for step in self._steps.values():
            sign = Spinner("dots", style="cyan") if step.mark is Mark.WORKING else Text(*SIGNS[step.mark])
            grid.add_row(" ", sign, step.title, Text(step.took(), style="dim"), Text(step.note, style="dim"))
        return grid
