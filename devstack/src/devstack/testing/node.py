"""Node for the clients: the one the virtual environment carries, and packages exactly as the lock says."""

from __future__ import annotations

import json
import os
from pathlib import Path

from devstack.locks import exclusive
from devstack.testing.steps import Workplace


def environment(at: Workplace) -> dict[str, str]:
    """PATH with our Node first; no colour codes, no questions, no telemetry."""
    return {
        "PATH": f"{at.python.parent}{os.pathsep}{at.shell.env.get('PATH', '')}",
        "CI": "true",
        "FORCE_COLOR": "0",
        "NO_COLOR": "1",
        "EXPO_OFFLINE": "1",
        "EXPO_NO_TELEMETRY": "1",
    }


def npm(at: Workplace, folder: Path, *words: str, timeout_seconds: float = 900) -> int:
    return at.shell.run(
        at.python.parent / "npm", *words, cwd=folder, env=environment(at), timeout_seconds=timeout_seconds
    )


def packages_ready(at: Workplace, folder: Path) -> bool:
    """Install what package-lock.json names, unless it is installed already."""
    with exclusive(at.root / ".vet" / "test" / f"npm-{folder.name}.lock"):
        if as_locked(folder):
            return True
        if not (folder / "package-lock.json").is_file():
            at.shell.say(f"{folder.name} has no package-lock.json")
            return False
        return npm(at, folder, "ci", "--no-audit", "--no-fund", timeout_seconds=1200) == 0


def as_locked(folder: Path) -> bool:
    """Whether node_modules holds the locked versions, by npm's own account of what it installed."""
    try:
        locked = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
        present = json.loads((folder / "node_modules" / ".package-lock.json").read_text(encoding="utf-8"))["packages"]
    except (OSError, KeyError, ValueError):
        return False
    required = {path for path, entry in locked.items() if path and not entry.get("optional")}
    return required <= present.keys() and all(
        path in locked and locked[path].get("version") == entry.get("version") for path, entry in present.items()
    )
