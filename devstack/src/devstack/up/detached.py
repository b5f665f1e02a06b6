"""`./vet up --detach` and `./vet down`: the same supervisor without a terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import Any

from rich.console import Console

from devstack.folders import REPOSITORY
from devstack.processes.identity import ProcessRecord, end_all
from devstack.processes.register import MARK
from devstack.up.summary import summary
from devstack.world import status
from devstack.world.layout import Layout

DOWN_SECONDS = 45.0


def start(layout: Layout, words: list[str], console: Console) -> int:
    """Start `up` with ``words`` in the background, tell what it says, and return when it is ready or has failed."""
    layout.logs.mkdir(mode=0o700, parents=True, exist_ok=True)
    log = layout.logs / "up.log"
    environment = {name: value for name, value in os.environ.items() if name != MARK}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "devstack", "up", *words],
            stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True, cwd=REPOSITORY,
            env={**environment, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
    with log.open(encoding="utf-8", errors="replace") as told:
        while True:
            ended = process.poll()
            console.print(told.read(), end="", markup=False, highlight=False, soft_wrap=True)
            if ended is not None:
                return ended
            if is_ready(status.read(layout.state), process.pid):
                time.sleep(0.3)
                console.print(told.read(), end="", markup=False, highlight=False, soft_wrap=True)
                return 0
            time.sleep(0.1)


def is_ready(written: dict[str, Any], supervisor_pid: int) -> bool:
    return bool(written["ready"]) and written["supervisor"]["pid"] == supervisor_pid


def stop(layout: Layout, console: Console) -> int:
    """End the supervisor as Ctrl-C would."""
    written = status.read(layout.state)
    if not written["running"]:
        console.print("The platform is not running.")
        return 0
    end_all([ProcessRecord(**written["supervisor"])], lambda _: signal.SIGTERM, patience_seconds=DOWN_SECONDS)
    console.print("Everything is stopped.")
    return 0


def show(layout: Layout, console: Console) -> None:
    """The summary of a platform that runs already."""
    console.print(summary(status.read(layout.state)))
