"""Read how many tests passed from the reports the runners write. Never guesses from printed text."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from devstack.testing.failures import Failure


@dataclass(frozen=True)
class Counts:
    """Tests of one step by outcome. A flaky one failed before it passed: it counts as neither.

    Failed and flaky ones are named where their runner tells; `skips` says why something was left out.
    """

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    flaky: int = 0
    failures: tuple[Failure, ...] = field(default=(), compare=False)
    skips: tuple[str, ...] = field(default=(), compare=False)

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.passed + other.passed,
            self.failed + other.failed,
            self.skipped + other.skipped,
            self.flaky + other.flaky,
            self.failures + other.failures,
            self.skips + other.skips,
        )

    def __str__(self) -> str:
        words = [f"{self.passed} passed", f"{self.failed} failed"]
        words += [f"{count} {word}" for count, word in ((self.flaky, "flaky"), (self.skipped, "skipped")) if count]
        return ", ".join(words)

    @property
    def total(self) -> int:
        return self.passed + self.failed + self.skipped + self.flaky


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
        outcomes = {child.tag: child for child in case}
        if broken := [outcomes[tag] for tag in ("failure", "error") if tag in outcomes]:
            counts += Counts(failed=1, failures=(junit_failure(case, broken[0]),))
        elif "skipped" in outcomes:
            counts += Counts(skipped=1)
        else:
            counts += PASSED
    return counts


def junit_failure(case: ElementTree.Element, broken: ElementTree.Element) -> Failure:
    name = "::".join(filter(None, (case.get("classname"), case.get("name"))))
    trace = (broken.text or "").rstrip().splitlines()
    where = trace[-1].strip() if trace else ""
    return Failure(name, broken.get("message", ""), where)


def from_jest(report: Path) -> Counts | None:
    """The JSON that jest and vitest share. A file that does not even load has a failure without a test."""
    if not report.is_file():
        return None
    told = json.loads(report.read_text(encoding="utf-8"))
    return Counts(
        passed=told["numPassedTests"],
        failed=told["numFailedTests"],
        skipped=told["numPendingTests"] + told.get("numTodoTests", 0),
        failures=tuple(failure for file in told.get("testResults", ()) for failure in jest_failures(file)),
    )


def jest_failures(file: dict[str, Any]) -> Iterator[Failure]:
    name = Path(file["name"]).name
    failed = [test for test in file.get("assertionResults", ()) if test["status"] == "failed"]
    for test in failed:
        yield Failure(f"{name} › {test['fullName'].strip()}", "\n".join(test.get("failureMessages") or ()))
    if not failed and file.get("status") == "failed":
        yield Failure(name, file.get("message") or "")


def from_playwright(report: Path) -> Counts | None:
    """Playwright's JSON. A test that needed a second try is flaky, with what its first one said."""
    if not report.is_file():
        return None
    told = json.loads(report.read_text(encoding="utf-8"))
    stats = told["stats"]
    broken = tuple(failure for suite in told.get("suites", ()) for failure in playwright_failures(suite))
    outside = tuple(Failure("outside of any test", error.get("message", "")) for error in told.get("errors", ()))
    return Counts(
        passed=stats["expected"],
        failed=stats["unexpected"],
        skipped=stats["skipped"],
        flaky=stats.get("flaky", 0),
        failures=broken + outside,
    )


def playwright_failures(suite: dict[str, Any], above: tuple[str, ...] = ()) -> Iterator[Failure]:
    """Depth first, as the specs stand in their files."""
    path = (*above, suite["title"])
    for spec in suite.get("specs", ()):
        for test in spec["tests"]:
            if test["status"] in ("unexpected", "flaky"):
                tries = [result["errors"] for result in test["results"] if result.get("errors")]
                errors: list[dict[str, Any]] = tries[0] if tries else []
                place = next((error["location"] for error in errors if "location" in error), None)
                yield Failure(
                    " › ".join((*path, spec["title"])),
                    "\n".join(error.get("message", "") for error in errors),
                    f"{Path(place['file']).name}:{place['line']}" if place else "",
                    is_flaky=test["status"] == "flaky",
                )
    for inner in suite.get("suites", ()):
        yield from playwright_failures(inner, path)
