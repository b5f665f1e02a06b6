"""Start one server process a subject, all under the same uvicorn settings, and stop it for sure."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from devstack.network import LOOPBACK, accepts, any_free_port
from devstack.testing.shell import end_group

READY_SECONDS = 30

# What the servers of the bench are told besides the platform's own settings.
RECORDINGS = "VET_BENCH_RECORDINGS"
FLOOR_SCRIPT = "VET_BENCH_FLOOR"
PUBLIC_KEY = "VET_BENCH_PUBLIC_KEY"
UVICORN = (
    "--factory", "--host", LOOPBACK, "--loop", "uvloop", "--http", "httptools", "--workers", "1",
    "--no-access-log", "--log-level", "warning", "--no-server-header",
)  # fmt: skip


@dataclass(frozen=True)
class Subject:
    """A server that is up."""

    name: str
    port: int
    process: psutil.Process


@contextmanager
def serving(name: str, factory: str, environment: Mapping[str, str], log: Path) -> Iterator[Subject]:
    """The server of ``factory`` ("module:function") while the block runs. Raises RuntimeError when it cannot start."""
    port = any_free_port()
    with log.open("ab") as output:
        program = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", factory, *UVICORN, "--port", str(port)],
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        deadline = time.monotonic() + READY_SECONDS
        while not accepts(port):
            if program.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{name} did not start:\n{log.read_text(errors='replace')[-3000:]}")
            time.sleep(0.1)
        yield Subject(name, port, psutil.Process(program.pid))
    finally:
        end_group(program)
