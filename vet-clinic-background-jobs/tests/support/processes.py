"""Real processes with their own groups: started, waited for, killed the hard way, and never left behind."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PART = Path(__file__).parents[2]
PATIENCE_SECONDS = 120.0
LOOK_EVERY_SECONDS = 0.05


class Process:
    """One child with its whole group. What it says is kept in a file."""

    def __init__(self, argv: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        self.log = log
        with log.open("ab") as output:
            self._child = subprocess.Popen(
                argv,
                cwd=PART,
                env=dict(environment),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self._child.pid

    @property
    def is_running(self) -> bool:
        return self._child.poll() is None

    @property
    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def wait_for(self, words: str, *, times: int = 1) -> None:
        """Until it has said that so many times; fails with its last words when it ends before."""

        def heard() -> bool:
            if not self.is_running:
                raise AssertionError(f"ended with {self._child.returncode}:\n{self.said[-3000:]}")
            return self.said.count(words) >= times

        wait_until(heard, f"{words!r} in {self.log.name}", tell=lambda: self.said[-3000:])

    def kill(self) -> None:
        """SIGKILL to the whole group, and wait until it is gone."""
        self._signal(signal.SIGKILL)
        self._child.wait(10)

    def stop(self) -> int:
        """SIGTERM to the leader; returns its exit status. Kills what does not end in time."""
        if self.is_running:
            self._child.terminate()
        try:
            return self._child.wait(20)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"did not stop:\n{self.said[-3000:]}") from None
        finally:
            self._signal(signal.SIGKILL)

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._child.pid, number)


def wait_until(
    condition: Callable[[], bool],
    what: str,
    *,
    seconds: float = PATIENCE_SECONDS,
    tell: Callable[[], object] = lambda: "",
) -> None:
    """Look until the condition holds; fails with what was awaited and what `tell` says."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds:g} s for {what}\n{tell()}")
        time.sleep(LOOK_EVERY_SECONDS)
