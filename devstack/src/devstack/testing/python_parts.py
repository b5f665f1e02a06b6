"""A Python part's own tests on real PostgreSQL and Valkey."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from devstack.testing.counts import Counts, from_junit, settle
from devstack.testing.steps import Part, Workplace


def tests_of(part: Part) -> Callable[[Workplace], Counts]:
    def run(at: Workplace) -> Counts:
        return pytest_in(at, at.folder(part), at.python)

    return run


def pytest_in(at: Workplace, folder: Path, python: Path) -> Counts:
    """Run the tests of the part in ``folder`` with its own settings and count them."""
    report = at.reports / f"{at.shell.log.stem}-{folder.name}.xml"
    report.unlink(missing_ok=True)
    code = at.shell.run(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}", cwd=folder)
    return settle(code, from_junit(report))
