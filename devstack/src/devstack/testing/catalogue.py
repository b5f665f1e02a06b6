"""Every step of `./vet test`, in the order they start: long ones first, so that the two lanes end together."""

from __future__ import annotations

from collections.abc import Iterable

from devstack.testing import builds, end_to_end, isolation, node_parts, python_parts, static
from devstack.testing.counts import Counts, check
from devstack.testing.dependencies.step import dependencies
from devstack.testing.steps import NODE_PARTS, PARTS, PYTHON_PARTS, Part, Step, Workplace
from devstack.world.clients import PHONE
from devstack.world.clients import WEB as WEB_CLIENT

CORE, SERVICES, API, JOBS, DEVSTACK = PYTHON_PARTS
WEB, MOBILE = NODE_PARTS
VITEST = ("vitest", "run", "--reporter=default", "--reporter=json", "--outputFile.json={report}")
JEST = ("jest", "--ci", "--maxWorkers=2", "--json", "--outputFile={report}")


def openapi_drift(at: Workplace) -> Counts:
    """The committed openapi.json is what the routes say."""
    return check(at.shell.run(static.tool(at, "vet-clinic-api"), "openapi", "--check", cwd=at.root / API.folder))


def python_tests(part: Part) -> Step:
    return Step(part.name, python_parts.tests_of(part), part=part, needs_servers=True)


def alone(part: Part) -> Step:
    return Step(f"{part.name}-alone", isolation.alone(part), needs_servers=True)


STEPS = (
    Step("rules", static.rules, static=True),
    Step("format", static.format_, static=True),
    Step("lint", static.lint, static=True),
    Step("imports", static.imports, static=True),
    Step("dependencies", dependencies),
    Step("mobile-build", builds.build_of(PHONE), part=MOBILE),
    Step("types", static.types, static=True),
    alone(JOBS),
    alone(API),
    Step("web-checks", node_parts.checks_in(WEB.folder), part=WEB, static=True),
    Step("mobile-checks", node_parts.checks_in(MOBILE.folder), part=MOBILE, static=True),
    Step("e2e-checks", node_parts.checks_in(str(end_to_end.SPECS), ("format:check", "typecheck")), static=True),
    Step("web", node_parts.tests_of(WEB, VITEST), part=WEB),
    alone(SERVICES),
    Step("mobile", node_parts.tests_of(MOBILE, JEST), part=MOBILE),
    alone(CORE),
    python_tests(DEVSTACK),
    Step("web-build", builds.build_of(WEB_CLIENT), part=WEB),
    Step("openapi", openapi_drift),
    Step("client", node_parts.client_drift),
    Step("e2e", end_to_end.end_to_end, alone=True),
)

# The same tests in the tree: quicker to start, and what somebody who works on one part wants. A whole run has no need
# of them, for a part that passes alone passes here.
IN_THE_TREE = tuple(python_tests(part) for part in (CORE, SERVICES, API, JOBS))

ISOLATION = "isolation"
WORDS = tuple(dict.fromkeys([*(part.name for part in PARTS), *(step.name for step in STEPS), ISOLATION]))
# These look at the whole Python tree; when a part is asked for they look at that part only.
SCOPED = ("format", "lint", "types")


class UnknownWord(ValueError):
    """Asked for a part or step that does not exist."""


def chosen(words: Iterable[str], *, only_static: bool = False) -> tuple[list[Step], tuple[Part, ...]]:
    """Steps for the words, and the parts that scoped steps shall look at. No word means everything.

    A part's name brings its tests and its share of the checks; a step's name brings that step over all parts.
    """
    wanted = set(words)
    for word in wanted - set(WORDS):
        raise UnknownWord(word)
    if ISOLATION in wanted:
        wanted |= {f"{name}-alone" for name in isolation.BENEATH}
    if not wanted:
        return [step for step in STEPS if step.static or not only_static], PARTS
    parts = tuple(part for part in PARTS if part.name in wanted)
    python = any(part in PYTHON_PARTS for part in parts)
    steps = [
        step
        for step in (*STEPS, *IN_THE_TREE)
        if (step.static or not only_static)
        and (step.name in wanted or step.part in parts or (python and step.name in SCOPED))
    ]
    return steps, parts or PARTS
