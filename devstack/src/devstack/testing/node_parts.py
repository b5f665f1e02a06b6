"""The web's and the phone's own checks and unit tests."""

from __future__ import annotations

from collections.abc import Callable

from devstack.testing import node
from devstack.testing.counts import FAILED, Counts, check, from_jest, settle
from devstack.testing.steps import Part, Workplace

STATIC_SCRIPTS = ("format:check", "lint", "typecheck")


def checks_in(where: str, scripts: tuple[str, ...] = STATIC_SCRIPTS) -> Callable[[Workplace], Counts]:
    """Format, lint and types, each one check."""

    def run(at: Workplace) -> Counts:
        folder = at.root / where
        if not node.packages_ready(at, folder):
            return FAILED
        counts = Counts()
        for script in scripts:
            counts += check(node.npm(at, folder, "run", script))
        return counts

    return run


def tests_of(part: Part, runner: tuple[str, ...]) -> Callable[[Workplace], Counts]:
    """Unit tests with a runner that writes jest's JSON; ``{report}`` in its words becomes the file."""

    def run(at: Workplace) -> Counts:
        folder = at.folder(part)
        if not node.packages_ready(at, folder):
            return FAILED
        report = at.reports / f"{part.name}.json"
        report.unlink(missing_ok=True)
        words = [word.format(report=report) for word in runner]
        code = node.npm(at, folder, "exec", "--no", "--", *words)
        return settle(code, from_jest(report))

    return run


def client_drift(at: Workplace) -> Counts:
    """The generated clients are what openapi.json says."""
    counts = Counts()
    for part in at.parts:
        if (at.folder(part) / "package.json").is_file():
            ready = node.packages_ready(at, at.folder(part))
            counts += check(node.npm(at, at.folder(part), "run", "client:check")) if ready else FAILED
    return counts
