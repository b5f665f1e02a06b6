"""Node in a step: npm's output goes to the step's log, and packages are installed once, whoever needs them first."""

from __future__ import annotations

from pathlib import Path

from devstack.locks import exclusive
from devstack.node import as_locked, install_lock, node_env, node_folder, npm_ci
from devstack.testing.steps import Workplace

INSTALL_SECONDS = 1200


def npm(at: Workplace, folder: Path, *words: str) -> int:
    return at.shell.run(node_folder() / "npm", *words, cwd=folder, env=node_env(at.shell.env))


def packages_ready(at: Workplace, folder: Path) -> bool:
    """Install what package-lock.json names, unless it is installed already."""
    with exclusive(install_lock(folder)):
        if as_locked(folder):
            return True
        if not (folder / "package-lock.json").is_file():
            at.shell.say(f"{folder.name} has no package-lock.json")
            return False
        environment = node_env(at.shell.env)
        return at.shell.run(*npm_ci(), cwd=folder, env=environment, timeout_seconds=INSTALL_SECONDS) == 0
