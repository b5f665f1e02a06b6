"""`./vet test [WORD …]` and `./vet check [WORD …]`: choose, run, tell, and close with one total line."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

from devstack.folders import REPOSITORY, private_folder
from devstack.locks import Locked, exclusive
from devstack.servers import shared
from devstack.testing import catalogue, schedule
from devstack.testing.counts import Counts
from devstack.testing.failures import Ended, clipped, named, screen
from devstack.testing.schedule import Outcome
from devstack.testing.shell import Programs, Shell
from devstack.testing.steps import Part, Step, Workplace

NAMES_AT_THE_END = 20
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """`./vet test`"""
    return run(argv, program="vet test", only_static=False, about="Run every suite, or those of the parts named.")


def check(argv: Sequence[str] | None = None) -> int:
    """`./vet check`"""
    return run(
        argv, program="vet check", only_static=True, about="The quick part: format, lint, types, import contracts."
    )


def run(argv: Sequence[str] | None, *, program: str, only_static: bool, about: str) -> int:
    parser = argparse.ArgumentParser(prog=program, description=about)
    parser.add_argument("words", nargs="*", metavar="WORD", help=f"any of: {', '.join(catalogue.WORDS)}")
    parser.add_argument("--list", action="store_true", help="name the steps and stop")
    arguments = parser.parse_args(argv)
    try:
        steps, parts = catalogue.chosen(arguments.words, only_static=only_static)
    except catalogue.UnknownWord as unknown:
        parser.error(f"there is no {unknown}; choose from {', '.join(catalogue.WORDS)}")
    if arguments.list:
        print("\n".join(step.name for step in steps))
        return 0
    place = private_folder(REPOSITORY / ".vet" / "test")
    try:
        with exclusive(place / "run.lock", wait=False):
            return Run(place, parts).carry_out(steps)
    except Locked:
        print("Another ./vet test is running in this folder; wait for it to end.", file=sys.stderr)
        return 1


class Run:
    """One run: its folder, its programs, its servers."""

    def __init__(self, place: Path, parts: tuple[Part, ...]) -> None:
        self.place = place
        self.parts = parts
        self.programs = Programs()
        self.environment = clean_environment(os.environ)
        self.logs = place / "logs"
        self.reports = place / "reports"
        self.shells: dict[str, Shell] = {}

    def carry_out(self, steps: Sequence[Step]) -> int:
        for folder in (self.logs, self.reports):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        interrupted = False

        def stop(_signal: int, _frame: FrameType | None) -> None:
            nonlocal interrupted
            interrupted = True
            self.programs.stop()

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop)
        began = time.monotonic()
        servers = self.place / "servers"
        try:
            if any(step.needs_servers for step in steps):
                self.environment |= shared.start(servers).as_environment()
            outcomes = schedule.run_all(steps, self.step, self.log_of, self.report)
        finally:
            shared.stop(servers)
        return conclude(outcomes, steps, time.monotonic() - began, interrupted=interrupted)

    def log_of(self, step: Step) -> Path:
        return self.logs / f"{step.name}.log"

    def step(self, step: Step) -> Counts:
        shell = self.shells[step.name] = Shell(self.programs, self.log_of(step), self.environment)
        return step.run(Workplace(REPOSITORY, Path(sys.executable), self.reports, shell, self.parts))

    def report(self, outcome: Outcome) -> None:
        report(outcome, self.shells[outcome.step.name].ended_badly)


def clean_environment(given: Mapping[str, str]) -> dict[str, str]:
    """The caller's environment without what would bend the result: settings of a platform, of Python, of pytest."""
    bending = ("PYTHONPATH", "PYTHONHOME", "PYTEST_ADDOPTS", "VIRTUAL_ENV", "ENVIRONMENT", "NODE_ENV", "NODE_OPTIONS")
    prefixes = (
        "API_",
        "AUDIT_",
        "CLERK_",
        "DATABASE_",
        "ENCRYPTION_",
        "FLOWER_",
        "JOBS_",
        "MAIL_",
        "REDIS_",
        "WEB_",
        "VITE_",
    )
    kept = {name: value for name, value in given.items() if name not in bending and not name.startswith(prefixes)}
    return kept | {"PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def report(outcome: Outcome, programs: Sequence[Ended]) -> None:
    """One line a step; a failed one shows on one screen what failed and how, a flaky one what failed at first."""
    mark = "FAIL" if outcome.counts.failed else "ok ?" if outcome.counts.flaky else "ok  "
    print(f"{mark}  {outcome.step.name:<14} {outcome.counts!s:<34} {outcome.seconds:7.1f} s", flush=True)
    if outcome.counts.failed:
        log = outcome.log.read_text(encoding="utf-8", errors="replace") if outcome.log.exists() else ""
        for line in screen(outcome.counts.failures, programs, log):
            print(f"      | {line}")
        print(f"      whole log: {outcome.log}", flush=True)
    elif outcome.counts.flaky:
        for line in named(outcome.counts.failures):
            print(f"      | {line}", flush=True)
    for reason in outcome.counts.skips:
        print(f"      skipped: {reason}", flush=True)


def conclude(outcomes: Sequence[Outcome], steps: Sequence[Step], seconds: float, *, interrupted: bool) -> int:
    """The total, alone on the last line; 0 only when everything chosen ran and passed."""
    total = sum((outcome.counts for outcome in outcomes), Counts())
    missing = [step.name for step in steps if step not in {outcome.step for outcome in outcomes}]
    failed = [outcome.step.name for outcome in outcomes if outcome.counts.failed]
    print(f"\n{len(outcomes)} steps in {seconds:.0f} s")
    if failed:
        print(f"Failed: {', '.join(failed)}")
    names = [f"{outcome.step.name}: {each}" for outcome in outcomes for each in outcome.counts.failures]
    for name in names[:NAMES_AT_THE_END]:
        print(clipped(f"  {name}"))
    if missing:
        print(f"Did not run: {', '.join(missing)}")
        total += Counts(failed=len(missing))
    print(total, flush=True)
    if interrupted:
        return INTERRUPTED
    return 1 if total.failed or not total.passed else 0
