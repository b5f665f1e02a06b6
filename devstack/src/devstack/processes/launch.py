"""Start a process on the leash: it ends with the supervisor, carries the world's mark, and leads its own group."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from devstack.processes import leash
from devstack.processes.logs import Logs
from devstack.processes.register import Register


class Launcher:
    """Starts processes for one world. Use it from the main thread: the leash is tied to the thread that starts."""

    def __init__(self, register: Register, logs: Logs) -> None:
        self.register = register
        self.logs = logs

    async def start(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        folder: Path = Path("/"),
        account: str | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
    ) -> asyncio.subprocess.Process:
        """Output goes to the log called ``name``."""
        with self.logs.open(name) as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-I", leash.__file__, str(os.getpid()), str(int(stop_signal)), account or "-", *command,
                stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log,
                env=self.register.marked(environment), cwd=folder, start_new_session=True,
            )  # fmt: skip
        self.register.add(name, process.pid)
        return process

    async def run(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], *, folder: Path = Path("/")
    ) -> int:
        """Run to the end and give the exit code. Being cancelled ends the process too."""
        process = await self.start(name, command, environment, folder=folder)
        try:
            return await process.wait()
        finally:
            await self.finish(name, process)

    async def finish(
        self,
        name: str,
        process: asyncio.subprocess.Process,
        *,
        stop_signal: signal.Signals = signal.SIGTERM,
        patience_seconds: float = 10,
    ) -> None:
        """Have the process stop, kill it when it does not, and everything it left in its group."""
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(stop_signal)
            try:
                async with asyncio.timeout(patience_seconds):
                    await process.wait()
            except TimeoutError:
                _kill_group(process.pid)
                await process.wait()
        _kill_group(process.pid)
        self.register.remove(name)


def _kill_group(leader: int) -> None:
    """The number cannot have gone to others: the kernel keeps it while a member of the group lives."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
