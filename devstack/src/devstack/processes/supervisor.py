"""Keep programs running: start them, notice when they end, start them again within bounds, stop them all.

It decides nothing about order and says nothing to the person: a listener hears what happens.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from enum import StrEnum
from typing import Protocol

from devstack.processes.launch import Launcher
from devstack.processes.program import Program

RESTARTS_ALLOWED = 5
WITHIN_SECONDS = 120.0
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 10.0
ASK_EVERY_SECONDS = 0.15
PROBE_SECONDS = 10.0


class Health(StrEnum):
    STARTING = "starting"
    HEALTHY = "healthy"
    UNWELL = "unwell"
    RESTARTING = "restarting"
    FAILED = "failed"
    STOPPED = "stopped"


class Listener(Protocol):
    """Hears about every program."""

    def health_changed(self, program: Program, health: Health) -> None: ...
    def crashed(self, program: Program, exit_code: int, last_lines: list[str], *, pause_seconds: float) -> None: ...
    def gave_up(self, program: Program, exit_code: int, last_lines: list[str]) -> None: ...


class DidNotStart(Exception):
    """A program ended or stayed silent before it was ready for the first time."""

    def __init__(self, program: Program, reason: str, last_lines: list[str]) -> None:
        super().__init__(f"{program.title} {reason}")
        self.program = program
        self.last_lines = last_lines


class Child:
    """One program and the process that runs it at present."""

    def __init__(self, program: Program, launcher: Launcher, listener: Listener) -> None:
        self.program = program
        self.health = Health.STARTING
        self.process: asyncio.subprocess.Process | None = None
        self._launcher = launcher
        self._listener = listener
        self._ends: deque[float] = deque()
        self._watching: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        return self.process.pid if self.process and self.process.returncode is None else None

    async def start(self) -> None:
        """Return when the program is ready; it is watched from then on. Raises DidNotStart and leaves nothing."""
        try:
            process = await self._launch()
            reason = await self._become_ready(process)
        except asyncio.CancelledError:
            await self.stop()
            raise
        if reason is not None:
            last_lines = self._launcher.logs.tail(self.program.name)
            await self.stop()
            self._be(Health.FAILED)
            raise DidNotStart(self.program, reason, last_lines)
        self._be(Health.HEALTHY)
        self._watching = asyncio.create_task(self._watch(process), name=f"watch {self.program.name}")

    async def stop(self) -> None:
        """End the program and stop watching it. May be called in any state."""
        if self._watching is not None:
            self._watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watching
        await self._finish(self.program.patience_seconds)
        if self.health is not Health.FAILED:
            self._be(Health.STOPPED)

    async def _launch(self) -> asyncio.subprocess.Process:
        await asyncio.to_thread(self.program.before_start)
        program = self.program
        self.process = await self._launcher.start(
            program.name,
            program.command,
            program.environment,
            folder=program.folder,
            account=program.account,
            stop_signal=program.stop_signal,
        )
        return self.process

    async def _finish(self, patience_seconds: float) -> None:
        """Once per process: afterwards its number may belong to somebody else."""
        if self.process is not None:
            process, self.process = self.process, None
            await self._launcher.finish(
                self.program.name, process, stop_signal=self.program.stop_signal, patience_seconds=patience_seconds
            )

    async def _become_ready(self, process: asyncio.subprocess.Process) -> str | None:
        """None when ready, otherwise what happened instead."""
        ended = asyncio.create_task(process.wait())
        try:
            async with asyncio.timeout(self.program.ready_seconds):
                while not ended.done():
                    if await self._ask():
                        return None
                    await asyncio.wait({ended}, timeout=ASK_EVERY_SECONDS)
        except TimeoutError:
            return f"was not ready after {self.program.ready_seconds:.0f} seconds"
        finally:
            ended.cancel()
        return f"ended with exit code {process.returncode} before it was ready"

    async def _watch(self, process: asyncio.subprocess.Process) -> None:
        while True:
            exit_code = await self._until_it_ends(process)
            last_lines = self._launcher.logs.tail(self.program.name)
            await self._finish(0)
            pause = self._next_pause()
            if pause is None:
                self._be(Health.FAILED)
                self._listener.gave_up(self.program, exit_code, last_lines)
                return
            self._be(Health.RESTARTING)
            self._listener.crashed(self.program, exit_code, last_lines, pause_seconds=pause)
            await asyncio.sleep(pause)
            process = await self._launch()
            if await self._become_ready(process) is None:
                self._be(Health.HEALTHY)
            else:
                # Not ready in time counts as one more end.
                await self._finish(2)

    async def _until_it_ends(self, process: asyncio.subprocess.Process) -> int:
        ended = asyncio.create_task(process.wait())
        try:
            while True:
                done, _ = await asyncio.wait({ended}, timeout=self.program.health_every_seconds)
                if done:
                    return ended.result()
                self._be(Health.HEALTHY if await self._ask() else Health.UNWELL)
        finally:
            ended.cancel()

    async def _ask(self) -> bool:
        try:
            async with asyncio.timeout(PROBE_SECONDS):
                return await self.program.ready()
        except Exception:
            return False  # a probe that fails is an answer: not ready

    def _next_pause(self) -> float | None:
        """How long to wait before the next start; None when there were too many lately."""
        now = asyncio.get_running_loop().time()
        self._ends.append(now)
        while self._ends[0] < now - WITHIN_SECONDS:
            self._ends.popleft()
        if len(self._ends) > RESTARTS_ALLOWED:
            return None
        return min(FIRST_PAUSE_SECONDS * 2.0 ** (len(self._ends) - 1), LONGEST_PAUSE_SECONDS)

    def _be(self, health: Health) -> None:
        if health is not self.health:
            self.health = health
            self._listener.health_changed(self.program, health)


def first_cause(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """What went wrong first among things that were done together; the rest was cancelled because of it."""
    first = group.exceptions[0]
    return first_cause(first) if isinstance(first, BaseExceptionGroup) else first


class Supervisor:
    """All programs of a world, in the order they were started."""

    def __init__(self, launcher: Launcher, listener: Listener) -> None:
        self._launcher = launcher
        self._listener = listener
        self.children: list[Child] = []

    async def start(self, program: Program) -> Child:
        """Return when it is ready. Raises DidNotStart."""
        child = Child(program, self._launcher, self._listener)
        self.children.append(child)
        self._listener.health_changed(program, Health.STARTING)
        await child.start()
        return child

    async def start_together(self, *programs: Program) -> None:
        """Start programs that do not need one another. Raises the first DidNotStart; the others are left to stop()."""
        try:
            async with asyncio.TaskGroup() as group:
                for program in programs:
                    group.create_task(self.start(program))
        except BaseExceptionGroup as several:
            raise first_cause(several) from None

    async def stop(self, *order: set[str]) -> None:
        """Stop everything: those of the first set together, then the next, at last whatever is in none."""
        for names in order:
            await asyncio.gather(*(child.stop() for child in self.children if child.program.name in names))
        named = set().union(*order)
        await asyncio.gather(*(child.stop() for child in self.children if child.program.name not in named))
