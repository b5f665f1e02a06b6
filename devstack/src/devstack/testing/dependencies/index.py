"""What the indexes say about a release after it was made: withdrawn, or given up. Asked through their own clients."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from devstack.node import node_env, node_folder
from devstack.testing.dependencies.verdict import Verdict
from devstack.testing.steps import Workplace

YANKED = re.compile(r"warning: `(?P<pin>[^`]+)` is yanked(?: \(reason: \"(?P<why>.*)\"\))?")
# uv does not read pip's settings; these mean the same to both.
SAME = {"index-url": "UV_DEFAULT_INDEX", "extra-index-url": "UV_INDEX", "cert": "SSL_CERT_FILE"}
SECONDS = 120


def yanked(at: Workplace, constraints: Path) -> Verdict:
    """Resolves the pins anew, as an installation would, and listens for warnings."""
    name = "no Python release was withdrawn"
    uv = at.python.parent / "uv"
    if not uv.exists():
        return Verdict(name, unanswered="uv is not to be had here, and pip does not say")
    words = [uv, "pip", "compile", "--universal", "--no-deps", "--no-header", "--python", at.python, constraints]
    environment = {**at.shell.env, **index_settings(at)}
    told = subprocess.run(
        [str(word) for word in words], env=environment, cwd=constraints.parent, capture_output=True, text=True,
        timeout=SECONDS, check=False,
    )  # fmt: skip
    at.shell.say(f"$ {' '.join(map(str, words))}\n{told.stderr}")
    problems = [f"{found['pin']} was withdrawn: {found['why'] or 'without a reason'}" for found in find(told.stderr)]
    if told.returncode != 0:
        [why, *_] = told.stderr.strip().splitlines() or ["no reason given"]
        return Verdict.of(name, problems, f"the package index did not answer for all pins ({why.strip()})")
    return Verdict.of(name, problems)


def find(said: str) -> list[re.Match[str]]:
    return list(YANKED.finditer(said))


def index_settings(at: Workplace) -> dict[str, str]:
    """The indexes that pip is set up for, said to uv. Whoever set uv up keeps that."""
    found = {"UV_SYSTEM_CERTS": "true"}
    for option, variable in SAME.items():
        value = at.shell.env.get(f"PIP_{option.upper().replace('-', '_')}")
        value = value or at.shell.ask(at.python, "-m", "pip", "config", "get", f"global.{option}", cwd=at.root)
        if value and variable not in at.shell.env:
            found[variable] = " ".join(value.split())
    if "UV_INDEX" in found:
        found["UV_INDEX_STRATEGY"] = "unsafe-best-match"  # pip looks for a version in all indexes
    return found


def given_up(at: Workplace, folder: Path, packages: Mapping[str, str]) -> Verdict:
    """What the registry says today about each direct dependency: a question a package, asked only where required."""
    name = f"{folder.name}: no direct dependency was given up since its lock was written"
    problems, silent = [], []
    for package, version in packages.items():
        told = subprocess.run(
            [str(node_folder() / "npm"), "view", f"{package}@{version}", "name", "deprecated", "--json"],
            cwd=folder, env=node_env(at.shell.env), capture_output=True, text=True, timeout=SECONDS, check=False,
        )  # fmt: skip
        if told.returncode != 0:
            silent.append(package)
        elif found := re.search(r'"deprecated": "(.*)"', told.stdout):
            problems.append(f"{folder.name}: {package} {version} is deprecated: {found[1]}")
    return Verdict.of(name, problems, f"the registry did not answer for {', '.join(silent)}" if silent else "")
