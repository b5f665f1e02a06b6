"""A PostgreSQL and a Valkey that stay up between commands, for tests and tools. They keep nothing that matters."""

from __future__ import annotations

import json
import secrets
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from devstack.folders import private_folder, write_private
from devstack.locks import exclusive
from devstack.network import stable_ports
from devstack.processes import leash
from devstack.processes.identity import ProcessRecord, end_all
from devstack.servers.postgres import STOP_SIGNAL, Postgres, wait_until_answers
from devstack.servers.valkey import Valkey

READY_SECONDS = 30.0


@dataclass(frozen=True)
class SharedServers:
    """The addresses as tests want them: an administrator's address of PostgreSQL, and one of Valkey."""

    database_url: str
    redis_url: str

    def as_environment(self) -> dict[str, str]:
        return {"VET_TEST_DATABASE_URL": self.database_url, "VET_TEST_REDIS_URL": self.redis_url}


def start(state: Path) -> SharedServers:
    """Start both, or hand out the ones already running under ``state``."""
    private_folder(state)
    with exclusive(state / "servers.lock"):
        running = _running(state)
        if running is not None:
            return running
        _stop(state)
        ports = stable_ports(state / "ports.json", {"postgres": 0, "valkey": 0})
        if not (state / "postgres.password").exists():
            shutil.rmtree(Postgres(state, 0, "").folder, ignore_errors=True)
        postgres = Postgres(state, ports["postgres"], _password(state, "postgres"), throwaway=True)
        valkey = Valkey(state, ports["valkey"], _password(state, "valkey"), throwaway=True)
        postgres.prepare()
        valkey.prepare()
        if leftover := postgres.leftover():
            end_all([leftover], _gentle)
        records = [
            _launch(state, "postgres", postgres.command(), postgres.account),
            _launch(state, "valkey", valkey.command(), None),
        ]
        servers = SharedServers(postgres.url(), valkey.url())
        write_private(
            state / "servers.json",
            json.dumps({"servers": asdict(servers), "processes": [asdict(record) for record in records]}),
        )
        if not wait_until_answers(postgres, READY_SECONDS) or not _wait_for(valkey):
            logs = "\n".join((state / f"{record.name}.log").read_text(errors="replace")[-2000:] for record in records)
            _stop(state)
            raise RuntimeError(f"The servers did not come up within {READY_SECONDS:.0f} seconds.\n{logs}")
        return servers


def stop(state: Path) -> None:
    """Stop whatever runs under ``state``. Their data stays, for a quicker next start."""
    with exclusive(state / "servers.lock"):
        _stop(state)


def _running(state: Path) -> SharedServers | None:
    try:
        written = json.loads((state / "servers.json").read_text(encoding="utf-8"))
        records = [ProcessRecord(**record) for record in written["processes"]]
        servers = SharedServers(**written["servers"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return servers if records and all(record.is_alive() for record in records) else None


def _stop(state: Path) -> None:
    try:
        written = json.loads((state / "servers.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    end_all([ProcessRecord(**fields) for fields in written["processes"]], _gentle)
    (state / "servers.json").unlink()


def _gentle(name: str) -> signal.Signals:
    return STOP_SIGNAL if name == "postgres" else signal.SIGTERM


def _launch(state: Path, name: str, command: list[str], account: str | None) -> ProcessRecord:
    with (state / f"{name}.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-I", leash.__file__, "0", "0", account or "-", *command],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, cwd="/",
        )  # fmt: skip
    return ProcessRecord.of(name, process.pid)


def _wait_for(valkey: Valkey) -> bool:
    deadline = time.monotonic() + READY_SECONDS
    while not valkey.answers():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def _password(state: Path, name: str) -> str:
    """The password of a server, made once: PostgreSQL keeps it inside its data folder."""
    path = state / f"{name}.password"
    if not path.exists():
        write_private(path, secrets.token_urlsafe(24))
    return path.read_text(encoding="utf-8")
