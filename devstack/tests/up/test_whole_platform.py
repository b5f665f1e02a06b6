"""A whole platform as its own process: it comes up, survives what people do to it, and leaves nothing behind.

One story in one test, because every start costs seconds. Without clients and demo world, which have tests of their own.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import psutil
import pytest

from devstack.folders import REPOSITORY
from devstack.processes.register import MARK
from devstack.servers.account import forget_abandoned

START_SECONDS = 240
EXPECTED = {"postgres", "valkey", "mailbox", "clerk", "api", "relay", "worker", "beat", "flower"}


class Up:
    """One `./vet up` in the background, with what it says in a file."""

    def __init__(self, state: Path, *words: str) -> None:
        self.state = state
        self.log = state.parent / f"{state.name}.out"
        environment = {name: value for name, value in os.environ.items() if not name.startswith("VET_")}
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "devstack", "up", "--state", str(state), "--ports", "auto", "--no-web",
                 "--no-phone", "--no-demo", *words],
                cwd=REPOSITORY, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                start_new_session=True,
            )  # fmt: skip

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def status(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(vet("status", "--json", "--state", str(self.state)).stdout)
        return told

    def pids(self) -> dict[str, int]:
        return {process["name"]: process["pid"] for process in self.status()["processes"]}

    def wait_until_ready(self) -> dict[str, Any]:
        def ready() -> bool:
            assert self.process.poll() is None, self.said()
            return bool(self.status()["ready"])

        wait(ready, START_SECONDS, self.said)
        return self.status()


def vet(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "devstack", *words], cwd=REPOSITORY, capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip


def wait(claim: Callable[[], bool], seconds: float, explain: Callable[[], str] = lambda: "") -> None:
    deadline = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < deadline, explain()
        time.sleep(0.2)


def of_world(state: Path) -> list[str]:
    """Processes that still run for this world: those that carry its mark, and servers in its folder."""
    found = []
    for process in psutil.process_iter():
        try:
            marked = process.environ().get(MARK) == str(state)
            if process.status() != psutil.STATUS_ZOMBIE and (marked or process.cwd().startswith(str(state))):
                found.append(" ".join(process.cmdline())[:120])
        except psutil.Error:
            continue
    return found


def faults_of_the_login(database: str) -> list[str]:
    """What `vet-core check-role` has against the login of API and jobs."""
    environment = {"PATH": os.environ["PATH"], "ENVIRONMENT": "development", "DATABASE_URL": database}
    words = [sys.executable, "-m", "vet_core.cli", "check-role"]
    told = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60, check=False)
    return [] if told.returncode == 0 else [told.stdout, told.stderr]


def applied_webhooks(database: str) -> list[str]:
    async def ask() -> list[str]:
        connection = await asyncpg.connect(database)
        try:
            rows = await connection.fetch("SELECT type FROM inbound_events WHERE processed_at IS NOT NULL")
            return [row["type"] for row in rows]
        finally:
            await connection.close()

    return asyncio.run(ask())


def answers(url: str, login: str = "") -> bool:
    request = urllib.request.Request(url)
    if login:
        request.add_header("Authorization", f"Basic {base64.b64encode(login.encode()).decode()}")
    try:
        with urllib.request.urlopen(request, timeout=5) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False


@pytest.fixture
def state(tmp_path: Path) -> Iterator[Path]:
    state = tmp_path / "world"
    yield state
    vet("down", "--state", str(state))
    shutil.rmtree(state)
    forget_abandoned()


def test_a_platform_lives_through_crashes_and_kills_and_leaves_nothing(state: Path):
    up = Up(state)
    status = up.wait_until_ready()
    assert {process["name"] for process in status["processes"]} == EXPECTED
    assert all(process["health"] == "healthy" for process in status["processes"])
    assert set(status["addresses"]) == {
        "api",
        "clerk",
        "mailbox",
        "flower",
        "smtp",
        "database",
        "database_owner",
        "redis",
    }
    api = f"{status['addresses']['api']}/readyz"
    assert answers(api)
    assert (state / "state.json").stat().st_mode & 0o777 == 0o600

    # Somebody new signs in with the stand-in and gets a token that the API's own verifier accepts.
    form = b"email=new%40example.com&given_name=New&family_name=Person"
    urllib.request.urlopen(f"{status['addresses']['clerk']}/sign-up", data=form, timeout=10)
    token = vet("token", "new@example.com", "--state", str(state)).stdout.strip()
    request = urllib.request.Request(
        f"{status['addresses']['api']}/v1/identity/me", headers={"Authorization": f"Bearer {token}"}
    )
    with urllib.request.urlopen(request, timeout=20) as reply:
        assert json.load(reply)["email"] == "new@example.com"

    # The stand-in's webhook about them goes through the API and a worker; Flower asks for its login.
    wait(lambda: "user.created" in applied_webhooks(status["addresses"]["database_owner"]), 60, up.said)
    login, flower = status["logins"]["flower"], f"{status['addresses']['flower']}/api/workers"
    assert not answers(flower)
    assert answers(flower, f"{login['user']}:{login['password']}")

    # What serves may neither bypass row-level security nor touch the trail; the owner's login would.
    assert faults_of_the_login(status["addresses"]["database"]) == []
    assert faults_of_the_login(status["addresses"]["database_owner"])

    # A second start finds the first.
    second = vet("up", "--state", str(state))
    assert second.returncode == 0
    assert "The platform is running already." in second.stdout
    assert status["addresses"]["mailbox"] in second.stdout

    # A killed child is told of and comes back.
    killed = up.pids()["api"]
    os.kill(killed, signal.SIGKILL)
    wait(lambda: up.pids()["api"] not in (None, killed) and answers(api), 60, up.said)
    assert "API was killed by signal 9. Starting it again in 0.5 s." in up.said()

    # A killed supervisor: nothing outlives it for long, and the next start clears whatever does.
    assert of_world(state)
    up.process.kill()
    up.process.wait()
    assert up.status()["running"] is False

    # The world is as one from before the application had a login of its own.
    secrets = json.loads((state / "secrets.json").read_text())
    secrets.pop("application_password")
    (state / "secrets.json").write_text(json.dumps(secrets))

    again = Up(state)
    status_again = again.wait_until_ready()
    new_login = {"database": status_again["addresses"]["database"]}
    assert new_login["database"] != status["addresses"]["database"]
    assert status_again["addresses"] == {**status["addresses"], **new_login}
    assert "making a new database" not in again.said()
    assert answers(api)
    request.add_header(
        "Authorization", f"Bearer {vet('token', 'new@example.com', '--state', str(state)).stdout.strip()}"
    )
    with urllib.request.urlopen(request, timeout=20) as reply:
        assert json.load(reply)["given_name"] == "New"

    # Ctrl-C.
    again.process.send_signal(signal.SIGINT)
    assert again.process.wait(60) == 0, again.said()
    assert again.said().rstrip().endswith("Everything is stopped.")
    assert of_world(state) == []
    assert not answers(api)
    assert again.status()["running"] is False


def test_interrupted_start_leaves_nothing(state: Path):
    up = Up(state)
    wait(lambda: "Valkey: ready" in up.said(), 120, up.said)
    up.process.send_signal(signal.SIGTERM)
    assert up.process.wait(60) == 0, up.said()
    assert "Everything is stopped." in up.said()
    assert of_world(state) == []
