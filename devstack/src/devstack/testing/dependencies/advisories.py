"""Known holes: of Python packages as OSV knows them, of npm packages as the registry's audit does."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from devstack.node import node_env, node_folder
from devstack.testing.dependencies.accepted import Accepted, covers
from devstack.testing.dependencies.verdict import Verdict
from devstack.testing.steps import Workplace

OSV = "https://api.osv.dev"
OSV_ADDRESS = "VET_OSV_URL"
SECONDS = 20
# A hole in a tool that never ships has to be a bad one to stop work.
BAD = frozenset({"high", "critical"})


@dataclass(frozen=True)
class Hole:
    """An advisory about a package at a version; `names` are its id and its aliases."""

    package: str
    names: tuple[str, ...]
    summary: str

    def __str__(self) -> str:
        return f"{self.package}: {self.names[0]} {self.summary}".rstrip()


def unaccepted(holes: Iterable[Hole], accepted: Sequence[Accepted]) -> list[str]:
    return [str(hole) for hole in holes if not covers(accepted, hole.names)]


def of_python(pins: Iterable[tuple[str, str]], accepted: Sequence[Accepted], address: str = OSV) -> Verdict:
    """One question for all pins, then one for each hole."""
    name = "no known holes in Python packages"
    try:
        with httpx.Client(base_url=address, timeout=SECONDS) as osv:
            holes = [hole for found in ask(osv, pins) for hole in found]
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as problem:
        return Verdict(name, unanswered=f"the advisory service did not answer ({type(problem).__name__}: {problem})")
    return Verdict.of(name, unaccepted(holes, accepted))


def ask(osv: httpx.Client, pins: Iterable[tuple[str, str]]) -> Iterator[list[Hole]]:
    waiting: list[dict[str, Any]] = [
        {"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in sorted(pins)
    ]
    while waiting:
        reply = osv.post("/v1/querybatch", json={"queries": waiting}).raise_for_status()
        results = reply.json()["results"]
        if len(results) != len(waiting):
            raise ValueError(f"{len(results)} answers to {len(waiting)} questions")
        more = []
        for query, result in zip(waiting, results, strict=True):
            package = f"{query['package']['name']} {query['version']}"
            yield [told_of(osv, package, entry["id"]) for entry in result.get("vulns", ())]
            if token := result.get("next_page_token"):
                more.append({**query, "page_token": token})
        waiting = more


def told_of(osv: httpx.Client, package: str, advisory: str) -> Hole:
    details = osv.get(f"/v1/vulns/{advisory}").raise_for_status().json()
    summary = details.get("summary") or str(details.get("details", "")).split("\n", 1)[0][:150]
    return Hole(package, (advisory, *details.get("aliases", ())), summary)


def of_npm(at: Workplace, folder: Path, accepted: Sequence[Accepted]) -> Verdict:
    """Whatever ships may have no known hole at all; the tools beside it no bad one."""
    name = f"{folder.name}: no known holes in npm packages"
    found: dict[str, Hole] = {}
    for words, severities in ((("--omit=dev",), None), ((), BAD)):
        report, unanswered = audit(at, folder, *words)
        if unanswered:
            return Verdict(name, unanswered=unanswered)
        found |= {hole.names[0]: hole for hole in holes_in(report, severities)}
    return Verdict.of(name, unaccepted(found.values(), accepted))


def audit(at: Workplace, folder: Path, *words: str) -> tuple[dict[str, Any], str]:
    """npm's own report, or why there is none."""
    command = [str(node_folder() / "npm"), "audit", "--json", "--package-lock-only", *words]
    told = subprocess.run(
        command, cwd=folder, env=node_env(at.shell.env), capture_output=True, text=True, timeout=120, check=False
    )
    at.shell.say(f"$ {' '.join(command)}  ({folder.name}, exit code {told.returncode})")
    try:
        report = json.loads(told.stdout)
    except ValueError:
        report = {}
    if isinstance(report, dict) and "vulnerabilities" in report and "error" not in report:
        return report, ""
    why = report.get("message") if isinstance(report, dict) else None
    # The address it asked stands in the message; that of a private registry is nobody's business.
    why = str(why or "no report").split(" - ")[0]
    return {}, f"the registry's audit did not answer ({why})"


def holes_in(report: Mapping[str, Any], severities: frozenset[str] | None) -> Iterator[Hole]:
    for package, told in report["vulnerabilities"].items():
        for via in told["via"]:
            if isinstance(via, dict) and (severities is None or via.get("severity") in severities):
                advisory = str(via.get("url", "")).rsplit("/", 1)[-1] or str(via.get("source"))
                yield Hole(
                    f"{package} {via.get('range', '')}", (advisory,), f"{via.get('severity')}: {via.get('title')}"
                )
