"""The step `dependencies` of `./vet test`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from packaging.utils import canonicalize_name

from devstack.testing.counts import Counts
from devstack.testing.dependencies import accepted, advisories, index, locks, pins
from devstack.testing.dependencies.verdict import Verdict
from devstack.testing.steps import NODE_PARTS, Workplace

REQUIRED = "VET_REQUIRE_ADVISORIES"
ACCEPTED = Path("devstack") / "accepted-advisories.toml"
NODE_FOLDERS = (*(part.folder for part in NODE_PARTS), "devstack/e2e")


def dependencies(at: Workplace) -> Counts:
    required = at.shell.env.get(REQUIRED, "") not in ("", "0")
    counts = Counts()
    for verdict in verdicts(at, required=required):
        at.shell.say("\n".join([f"{verdict.name}:", *(f"  {line}" for line in verdict.problems)]))
        if verdict.unanswered:
            at.shell.say(f"  not known: {verdict.unanswered}")
        counts += verdict.counts(required=required)
    return counts


def verdicts(at: Workplace, *, required: bool) -> Iterator[Verdict]:
    constraints = at.root / "constraints.txt"
    text = constraints.read_text(encoding="utf-8")
    known = accepted.read(at.root / ACCEPTED)
    yield Verdict.of("what is accepted is looked at in time", accepted.outdated(known, datetime.now(UTC).date()))
    yield Verdict.of("every Python package has one exact pin", pins.exactness(text))
    yield Verdict.of("what is installed is what is pinned", pins.drift(text, pins.installed_here()))
    yield index.yanked(at, constraints)
    python = {
        (canonicalize_name(pin.name), specifier.version)
        for pin in pins.requirements(text)
        for specifier in pin.specifier
    }
    yield advisories.of_python(python, known, at.shell.env.get(advisories.OSV_ADDRESS, advisories.OSV))
    for name in NODE_FOLDERS:
        folder = at.root / name
        manifest, lock = locks.read(folder / "package.json"), locks.read(folder / "package-lock.json")
        yield Verdict.of(f"{folder.name}: the npm lock leaves nothing open", locks.faults(name, manifest, lock))
        old = [
            line for package, line in locks.deprecated(name, manifest, lock) if not accepted.covers(known, [package])
        ]
        yield Verdict.of(f"{folder.name}: no direct dependency is deprecated", old)
        if required:
            packages = {key: of for key, of in locks.direct(manifest).items() if not accepted.covers(known, [key])}
            yield index.given_up(at, folder, packages)
        yield advisories.of_npm(at, folder, known)
