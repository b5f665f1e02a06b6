"""What a failed step says: first which tests failed and with what words, then the end of its log, on one screen.

Whoever reads it may see the beginning of a long output only, so the names come before everything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SCREEN_LINES = 56
WIDEST = 180
TESTS_WITH_WORDS = 6
WORDS_LINES = 5
NAMES_AFTER = 10
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Failure:
    """A test by name with what its runner says went wrong; `where` is the line that said so, when known.

    A flaky one passed at its second try.
    """

    name: str
    words: str = ""
    where: str = ""
    is_flaky: bool = False

    def __str__(self) -> str:
        return f"{'FLAKY' if self.is_flaky else 'FAILED'} {self.name}"


@dataclass(frozen=True)
class Ended:
    """A program of a step that ended badly, with what it wrote."""

    command: str
    code: int
    output: str


def screen(failures: Sequence[Failure], programs: Sequence[Ended], log: str) -> Iterator[str]:
    """At most SCREEN_LINES lines; what failed for good before what passed at last."""
    failures = sorted(failures, key=lambda failure: failure.is_flaky)
    said = list(named(failures))
    yield from said
    left = SCREEN_LINES - len(said)
    if failures or not programs:
        yield from tail("end of the log", log, left)
        return
    # A check has no tests to name: each program that failed shows its own end, not that of one that came after it.
    share = left // len(programs[-3:])
    for program in programs[-3:]:
        yield from tail(f"exit code {program.code} from: {program.command}", program.output, share)


def named(failures: Sequence[Failure]) -> Iterator[str]:
    """The failed tests: some with their words, more by name, the rest counted."""
    for failure in failures[:TESTS_WITH_WORDS]:
        yield clipped(str(failure))
        words = [line for line in lines_of(failure.words) if line.strip()]
        yield from (clipped(f"    {line}") for line in words[:WORDS_LINES])
        if failure.where:
            yield clipped(f"    at {failure.where}")
    rest = failures[TESTS_WITH_WORDS:]
    yield from (clipped(str(failure)) for failure in rest[:NAMES_AFTER])
    if len(rest) > NAMES_AFTER:
        yield f"and {len(rest) - NAMES_AFTER} more failed"


def tail(title: str, text: str, room: int) -> Iterator[str]:
    lines = lines_of(text.rstrip())
    shown = lines[-(room - 1) :] if room > 1 else []
    if shown:
        yield clipped(f"--- {title}")
        yield from map(clipped, shown)


def lines_of(text: str) -> list[str]:
    return COLOURS.sub("", text).splitlines()


def clipped(line: str) -> str:
    return line if len(line) <= WIDEST else f"{line[: WIDEST - 1]}…"
