from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from devstack.processes.launch import Launcher
from devstack.processes.logs import Logs
from devstack.processes.program import Probe, Program
from devstack.processes.register import Register
from devstack.processes.supervisor import Health, Supervisor


class Notes:
    """A listener that writes everything down."""

    def __init__(self) -> None:
        self.health: list[tuple[str, Health]] = []
        self.crashes: list[tuple[str, int, list[str]]] = []
        self.given_up: list[str] = []

    def health_changed(self, program: Program, health: Health) -> None:
        self.health.append((program.name, health))

    def crashed(self, program: Program, exit_code: int, last_lines: list[str], *, pause_seconds: float) -> None:
        self.crashes.append((program.name, exit_code, last_lines))

    def gave_up(self, program: Program, exit_code: int, last_lines: list[str]) -> None:
        self.given_up.append(program.name)


class World:
    """A supervisor over a temporary folder."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self.notes = Notes()
        self.register = Register(state)
        self.logs = Logs(state / "logs")
        self.launcher = Launcher(self.register, self.logs)
        self.supervisor = Supervisor(self.launcher, self.notes)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


async def at_once() -> bool:
    return True


def python(name: str, code: str, ready: Probe = at_once, **more) -> Program:
    """A program that runs ``code``."""
    return Program(
        name, name.title(), [sys.executable, "-c", code], {"PATH": os.environ["PATH"]}, ready,
        **{"health_every_seconds": 0.1, "patience_seconds": 5, **more},
    )  # fmt: skip


async def eventually(claim: Callable[[], bool], seconds: float = 90) -> None:
    import asyncio

    async with asyncio.timeout(seconds):
        while not claim():
            await asyncio.sleep(0.02)
