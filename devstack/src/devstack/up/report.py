"""Turns what happens to programs into what the person sees and what `./vet status` tells."""

from __future__ import annotations

import os

from devstack.processes.identity import ProcessRecord
from devstack.processes.program import Program
from devstack.processes.supervisor import Health, Supervisor
from devstack.up.display import Display
from devstack.world.environment import FLOWER_USER, World
from devstack.world.status import ProcessStatus, Status, path_in, read_people


class Report:
    """Listens to the supervisor."""

    def __init__(self, world: World, display: Display) -> None:
        self._world = world
        self._display = display
        self._supervisor: Supervisor | None = None
        self._pending: dict[str, tuple[str, str, Health]] = {}
        self._health: dict[str, Health] = {}
        flower = {"user": FLOWER_USER, "password": world.secrets.flower_password}
        self.status = Status(
            ProcessRecord.of("supervisor", os.getpid()), addresses=world.addresses(), logins={"flower": flower}
        )

    def watch(self, supervisor: Supervisor) -> None:
        self._supervisor = supervisor
        self._write()

    def leave_out(self, name: str) -> None:
        """A client that was not asked for has no address."""
        self.status.addresses.pop(name, None)

    def read_people(self) -> None:
        self.status.people = read_people(self._world.layout.people)
        self._write()

    def ready(self) -> None:
        self.status.is_ready = True
        self._write()

    def gone(self) -> None:
        path_in(self._world.layout.state).unlink(missing_ok=True)

    def pending(self, name: str, title: str, note: str) -> None:
        """Something that has no process yet."""
        self._pending[name] = (title, note, Health.STARTING)
        self._display.begin(name, title)
        self._display.later(name, note)
        self._write()

    def pending_failed(self, name: str, sentence: str, last_lines: list[str]) -> None:
        title, note, _ = self._pending.get(name, (name, "", Health.STARTING))
        self._pending[name] = (title, note, Health.FAILED)
        self._display.say(f"✗ {sentence}", "bold red")
        self._display.lines(last_lines)
        self._write()

    def pending_notes(self) -> dict[str, str]:
        return {name: note for name, (_, note, health) in self._pending.items() if health is Health.STARTING}

    def health_changed(self, program: Program, health: Health) -> None:
        self._pending.pop(program.name, None)
        before = self._health.get(program.name)
        self._health[program.name] = health
        if health is Health.STARTING:
            self._display.begin(program.name, program.title)
        elif health is Health.HEALTHY and not self.status.is_ready:
            self._display.done(program.name)
        elif health is Health.HEALTHY and before is not Health.STARTING:
            self._display.say(f"✓ {program.title} is healthy.", "green")
        elif health is Health.UNWELL:
            self._display.say(f"! {program.title} runs but does not answer as it should.", "yellow")
        self._write()

    def crashed(self, program: Program, exit_code: int, last_lines: list[str], *, pause_seconds: float) -> None:
        self._display.say(f"✗ {program.title} {ended(exit_code)}. Starting it again in {pause_seconds:g} s.", "red")
        self._display.lines(last_lines)

    def gave_up(self, program: Program, exit_code: int, last_lines: list[str]) -> None:
        self._display.say(
            f"✗ {program.title} {ended(exit_code)} too often and stays down. See ./vet logs {program.name}, "
            "then start the platform again.",
            "bold red",
        )
        self._display.lines(last_lines)

    def _write(self) -> None:
        children = self._supervisor.children if self._supervisor else []
        self.status.processes = [
            *(ProcessStatus(c.program.name, c.program.title, c.pid, c.health) for c in children),
            *(ProcessStatus(name, title, None, health) for name, (title, _, health) in self._pending.items()),
        ]
        self.status.write(self._world.layout.state)


def ended(exit_code: int) -> str:
    return f"was killed by signal {-exit_code}" if exit_code < 0 else f"ended with exit code {exit_code}"
