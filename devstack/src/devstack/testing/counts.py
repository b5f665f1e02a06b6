"""Read how many tests passed from the reports the runners write. Never guesses from printed text."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Counts:
    """Tests of one step by outcome."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        text = f"{self.passed} passed, {self.failed} failed"
        return f"{text}, {self.skipped} skipped" if self.skipped else text

    @property
    def total(self) -> int:
        return self.passed + self.failed + self.skipped


PASSED = Counts(passed=1)
FAILED = Counts(failed=1)


def check(exit_code: int) -> Counts:
    """A check without cases of its own counts as one."""
    return PASSED if exit_code == 0 else FAILED


def settle(exit_code: int, counts: Counts | None) -> Counts:
    """Believe the exit code too: a runner that failed, wrote no report or ran nothing has one failure at least."""
    if counts is None or counts.total == 0:
        return FAILED
    if exit_code != 0 and counts.failed == 0:
        return counts + FAILED
    return counts


def from_junit(report: Path) -> Counts | None:
    """pytest's --junitxml. A test whose setup or teardown broke counts as failed once."""
    if not report.is_file():
        return None
    counts = Counts()
    # The report was written a moment ago by our own pytest, not by a stranger.
    for case in ElementTree.parse(report).getroot().iter("testcase"):  # noqa: S314
        outcomes = {child.tag for child in case}
        if outcomes & {"failure", "error"}:
            counts += FAILED
        elif "skipped" in outcomes:
            counts += Counts(skipped=1)
        else:
            counts += PASSED
    return counts


def from_jest(report: Path) -> Counts | None:
    """The JSON that jest and vitest share."""
    if not report.is_file():
        return None
    told = json.loads(report.read_text(encoding="utf-8"))
    return Counts(
        passed=told["numPassedTests"],
        failed=told["numFailedTests"],
        skipped=told["numPendingTests"] + told.get("numTodoTests", 0),
    )


def from_playwright(report: Path) -> Counts | None:
    """Playwright's JSON. A test that needed a second try did not pass."""
    if not report.is_file():
        return None
    stats = json.loads(report.read_text(encoding="utf-8"))["stats"]
    return Counts(
        passed=stats["expected"], failed=stats["unexpected"] + stats.get("flaky", 0), skipped=stats["skipped"]
    )
