"""The clients build. Builds are kept by the hash of their sources, so the end-to-end run serves what is built here.

`python -m devstack.testing.builds web FOLDER` builds one client in a process of its own, with its notes in the folder.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from devstack.processes.launch import Launcher
from devstack.processes.logs import Logs
from devstack.processes.register import Register
from devstack.testing import node
from devstack.testing.counts import FAILED, Counts, check
from devstack.testing.steps import Workplace
from devstack.world.clients import PHONE, WEB, BuildFailed, Client

CLIENTS = {client.name: client for client in (WEB, PHONE)}


def build_of(client: Client) -> Callable[[Workplace], Counts]:
    """One check: the client can be built from what is here."""

    def run(at: Workplace) -> Counts:
        if not node.packages_ready(at, client.folder):
            return FAILED
        notes = at.reports / f"build-{client.name}"
        return check(at.shell.run(at.python, "-m", "devstack.testing.builds", client.name, notes, cwd=at.root))

    return run


def main(name: str, notes: Path) -> int:
    notes.mkdir(parents=True, exist_ok=True)
    launcher = Launcher(Register(notes), Logs(notes / "logs"))
    try:
        print(asyncio.run(CLIENTS[name].make(launcher)))
    except BuildFailed as failure:
        print("\n".join([str(failure), *failure.last_lines]))
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], Path(sys.argv[2])))
