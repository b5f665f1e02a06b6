"""Programs stay up, within bounds, and nothing of them stays behind."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import psutil
import pytest

from devstack.processes.supervisor import RESTARTS_ALLOWED, DidNotStart, Health
from tests.processes.conftest import World, eventually, python

FOREVER = "import time; print('up', flush=True); time.sleep(600)"


def file_appears(path: Path):
    async def ask() -> bool:
        return path.exists()

    return ask


async def test_crashed_program_is_started_again_and_its_last_lines_are_shown(world: World):
    child = await world.supervisor.start(python("api", "print('I fell over', flush=True); " + FOREVER))
    first = child.pid
    assert first is not None
    await eventually(lambda: "I fell over" in world.logs.tail("api"))
    os.kill(first, signal.SIGKILL)
    await eventually(lambda: child.pid not in (None, first) and child.health is Health.HEALTHY)
    assert [(name, code) for name, code, _ in world.notes.crashes] == [("api", -signal.SIGKILL)]
    assert "I fell over" in world.notes.crashes[0][2]
    await world.supervisor.stop()
    assert not psutil.pid_exists(child.pid or 0) or child.pid is None


async def test_program_that_keeps_crashing_is_given_up_after_the_allowed_restarts(world: World, monkeypatch):
    monkeypatch.setattr("devstack.processes.supervisor.LONGEST_PAUSE_SECONDS", 0.01)
    counter = world.state / "starts"
    code = f"open({str(counter)!r}, 'a').write('x'); import time; time.sleep(0.2); raise SystemExit(3)"
    child = await world.supervisor.start(python("worker", code))
    await eventually(lambda: world.notes.given_up == ["worker"], 60)
    assert counter.read_text() == "x" * (RESTARTS_ALLOWED + 1)
    assert child.health is Health.FAILED
    assert len(world.notes.crashes) == RESTARTS_ALLOWED
    await world.supervisor.stop()


async def test_program_that_ends_before_it_is_ready_says_so_with_its_last_lines(world: World):
    async def never() -> bool:
        return False

    with pytest.raises(DidNotStart, match="Api ended with exit code 7 before it was ready") as caught:
        await world.supervisor.start(python("api", "print('no DATABASE_URL'); raise SystemExit(7)", never))
    assert caught.value.last_lines == ["no DATABASE_URL"]
    with pytest.raises(DidNotStart, match="was not ready after 0 seconds"):
        await world.supervisor.start(python("slow", FOREVER, never, ready_seconds=0.3))
    assert all(child.pid is None for child in world.supervisor.children)


async def test_probe_decides_between_healthy_and_unwell(world: World):
    flag = world.state / "well"
    flag.touch()
    child = await world.supervisor.start(python("api", FOREVER, file_appears(flag)))
    flag.unlink()
    await eventually(lambda: child.health is Health.UNWELL)
    flag.touch()
    await eventually(lambda: child.health is Health.HEALTHY)
    assert world.notes.crashes == []
    await world.supervisor.stop()


async def test_stopping_ends_grandchildren_and_the_stubborn(world: World):
    stubborn = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    spawn = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {stubborn + FOREVER!r}]); "
    ready = world.state / "ready"
    code = stubborn + spawn + f"import time; time.sleep(0.5); open({str(ready)!r}, 'w'); time.sleep(600)"
    child = await world.supervisor.start(python("worker", code, file_appears(ready), patience_seconds=0.3))
    process = psutil.Process(child.pid)
    family = [process, *process.children(recursive=True)]
    assert len(family) == 2
    await world.supervisor.stop()
    await eventually(lambda: not any(gone_missing(member) for member in family))


async def test_together_reports_the_one_that_failed(world: World):
    async def never() -> bool:
        return False

    with pytest.raises(DidNotStart, match="Bad"):
        await world.supervisor.start_together(python("good", FOREVER), python("bad", "raise SystemExit(1)", never))
    await world.supervisor.stop()
    assert all(child.pid is None for child in world.supervisor.children)


async def test_stopping_goes_in_the_order_given(world: World):
    for name in ("postgres", "api", "web"):
        await world.supervisor.start(python(name, FOREVER, stop_signal=signal.SIGINT))
    await world.supervisor.stop({"web"}, {"api"})
    stopped = [name for name, health in world.notes.health if health is Health.STOPPED]
    assert stopped == ["web", "api", "postgres"]


async def test_cancelled_start_leaves_nothing(world: World):
    async def never() -> bool:
        return False

    starting = asyncio.create_task(world.supervisor.start(python("slow", FOREVER, never)))
    await eventually(lambda: bool(world.supervisor.children) and world.supervisor.children[0].pid is not None)
    process = psutil.Process(world.supervisor.children[0].pid)
    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting
    assert not gone_missing(process)


def gone_missing(process: psutil.Process) -> bool:
    """Whether the process still runs although it should not."""
    return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
