"""After a kill -9 of the supervisor nothing runs on, and what could not be told is found by the next start, exactly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from devstack.processes.identity import ProcessRecord, birth
from devstack.processes.register import MARK, Register

SUPERVISOR = """
import asyncio, sys
from pathlib import Path
from devstack.processes.launch import Launcher
from devstack.processes.logs import Logs
from devstack.processes.register import Register

async def main():
    state = Path(sys.argv[1])
    launcher = Launcher(Register(state), Logs(state / "logs"))
    code = sys.argv[2]
    process = await launcher.start("worker", [sys.executable, "-c", code], {})
    print(process.pid, flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""


def wait_until(claim, seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def start_supervisor(state: Path, code: str) -> tuple[subprocess.Popen[str], int]:
    supervisor = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(state), code], stdout=subprocess.PIPE, text=True
    )
    assert supervisor.stdout is not None
    return supervisor, int(supervisor.stdout.readline())


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's parent-death signal is Linux's own")
def test_killed_supervisor_takes_its_children_along(tmp_path):
    supervisor, child = start_supervisor(tmp_path, "import time; time.sleep(600)")
    born = birth(child)
    assert born is not None
    supervisor.kill()
    supervisor.wait()
    wait_until(lambda: birth(child) != born)


def test_next_start_ends_what_ignored_the_end_of_its_supervisor(tmp_path):
    """A child deaf to SIGTERM, with a grandchild in its own group: the first is written down, the second marked."""
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
    code = (
        "import signal, subprocess, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        f"subprocess.Popen([sys.executable, '-c', {deaf!r}], start_new_session=True); time.sleep(600)"
    )
    supervisor, child = start_supervisor(tmp_path, code)
    wait_until(lambda: len(psutil.Process(child).children()) == 1)
    [grandchild] = psutil.Process(child).children()
    wait_until(lambda: b"sleep" in Path(f"/proc/{grandchild.pid}/cmdline").read_bytes())
    time.sleep(0.3)
    supervisor.kill()
    supervisor.wait()
    time.sleep(0.3)
    assert birth(child) is not None
    assert birth(grandchild.pid) is not None

    found = Register(tmp_path).clear_leftovers(patience_seconds=0.5)
    assert found[0] == "worker"
    assert len(found) == 2
    assert birth(child) is None
    assert birth(grandchild.pid) is None
    assert Register(tmp_path).clear_leftovers() == []


def test_strangers_are_never_touched(tmp_path):
    """Neither one that got the number of a process written down, nor one of another world."""
    environment = {**os.environ, MARK: str(tmp_path / "another world")}
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], env=environment)
    register = Register(tmp_path)
    register.add("worker", stranger.pid)
    text = (tmp_path / "processes.json").read_text()
    own_birth = birth(stranger.pid)
    assert own_birth is not None
    (tmp_path / "processes.json").write_text(text.replace(own_birth, own_birth + "0"))
    assert Register(tmp_path).clear_leftovers() == []
    assert stranger.poll() is None
    stranger.send_signal(signal.SIGKILL)
    stranger.wait()


def test_a_dead_process_is_not_alive_before_it_is_collected():
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    record = ProcessRecord.of("x", process.pid)
    assert record.is_alive()
    process.kill()
    wait_until(lambda: not record.is_alive())
    process.wait()
