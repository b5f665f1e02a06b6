"""Run programs for a step: their output goes to its log, and nothing they started outlives the run."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

from devstack.processes import leash
from devstack.testing.failures import Ended

TIMED_OUT = 124
GRACE_SECONDS = 5


class Interrupted(Exception):
    """The run was stopped from outside; no further program starts."""


class Programs:
    """All programs of one run, so that Ctrl-C can end them together with their children."""

    def __init__(self) -> None:
        self._lock = threading.RLock()  # Ctrl-C may arrive in the thread that holds it
        self._running: set[subprocess.Popen[bytes]] = set()
        self._stopped = False

    def start(self, argv: list[str], *, cwd: Path, env: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
        """Start a program in a process group of its own."""
        with self._lock:
            if self._stopped:
                raise Interrupted
            with log.open("ab") as output:
                # On the leash: should this process be killed outright, the program is told to stop.
                program = subprocess.Popen(
                    [sys.executable, "-I", leash.__file__, str(os.getpid()), str(int(signal.SIGTERM)), "-", *argv],
                    cwd=cwd,
                    env=dict(env),
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            self._running.add(program)
            return program

    def finish(self, program: subprocess.Popen[bytes], timeout_seconds: float) -> int:
        """Wait for a program, then end whatever is left of its group."""
        try:
            code = program.wait(timeout_seconds)
        except subprocess.TimeoutExpired:
            code = TIMED_OUT
        finally:
            end_group(program)
            with self._lock:
                self._running.discard(program)
        return code

    def stop(self) -> None:
        """End everything, now and in future."""
        with self._lock:
            self._stopped = True
            running = list(self._running)
        for program in running:
            end_group(program)


def end_group(program: subprocess.Popen[bytes]) -> None:
    """Ask the whole group to end, then make it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(program.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            program.wait(GRACE_SECONDS)
        os.killpg(program.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        program.wait(GRACE_SECONDS)


class Shell:
    """Where one step runs its programs."""

    def __init__(self, programs: Programs, log: Path, env: Mapping[str, str]) -> None:
        self.programs = programs
        self.log = log
        self.env = dict(env)
        self.ended_badly: list[Ended] = []

    def say(self, line: str) -> None:
        with self.log.open("a", encoding="utf-8") as output:
            output.write(line + "\n")

    def run(
        self, *argv: str | Path, cwd: Path, env: Mapping[str, str] | None = None, timeout_seconds: float = 1800
    ) -> int:
        """Run to the end and give the exit code; 124 when it took too long."""
        words = [str(word) for word in argv]
        self.say(f"$ {' '.join(words)}")
        begins = self.log.stat().st_size
        program = self.programs.start(words, cwd=cwd, env={**self.env, **(env or {})}, log=self.log)
        code = self.programs.finish(program, timeout_seconds)
        if code == TIMED_OUT:
            self.say(f"stopped after {timeout_seconds:.0f} s without an end")
        if code != 0:
            output = self.log.read_bytes()[begins:].decode(errors="replace")
            self.ended_badly.append(Ended(" ".join(words), code, output))
        return code

    def ask(self, *argv: str | Path, cwd: Path, timeout_seconds: float = 60) -> str | None:
        """What a program prints, or None when it fails. For questions, not for tests."""
        words = [str(word) for word in argv]
        try:
            told = subprocess.run(
                words, cwd=cwd, env=self.env, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                timeout=timeout_seconds, check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as problem:
            self.say(f"{words[0]}: {problem}")
            return None
        return told.stdout.strip() if told.returncode == 0 else None
