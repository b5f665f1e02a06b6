"""The folder of a world, its ports and its addresses. Everything else about a world follows from these."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from devstack.folders import DEFAULT_STATE, private_folder
from devstack.network import LOOPBACK, stable_ports
from devstack.servers import account

PREFERRED_PORTS = {
    "api": 8000,
    "web": 8080,
    "phone": 8081,
    "clerk": 8090,
    "mailbox": 8025,
    "smtp": 1025,
    "flower": 5555,
    "postgres": 54329,
    "valkey": 63799,
}
# What a new world begins without. Ports and logs stay.
OF_ONE_WORLD = ("valkey", "mails", "clerk.json", "secrets.json", "people.json", "seeded", "relay-health.json")


class NotOurs(Exception):
    """The folder belongs to something else: we would change its mode and, for a fresh world, its contents."""


@dataclass(frozen=True)
class Layout:
    """Paths under one state folder."""

    state: Path

    @property
    def lock(self) -> Path:
        return self.state / "supervisor.lock"

    @property
    def secrets(self) -> Path:
        return self.state / "secrets.json"

    @property
    def logs(self) -> Path:
        return self.state / "logs"

    @property
    def mails(self) -> Path:
        return self.state / "mails"

    @property
    def clerk_file(self) -> Path:
        return self.state / "clerk.json"

    @property
    def relay_health(self) -> Path:
        return self.state / "relay-health.json"

    @property
    def people(self) -> Path:
        return self.state / "people.json"

    @property
    def seeded(self) -> Path:
        """Names the database that holds the demo world, once it does."""
        return self.state / "seeded"

    def prepare(self) -> None:
        """Make the folder, or close it to others when it is a platform's already. Raises NotOurs."""
        if self.state != DEFAULT_STATE and self.state.is_dir():
            present = {path.name for path in self.state.iterdir()}
            if present and not present & {"ports.json", "supervisor.lock"}:
                raise NotOurs(f"{self.state} holds something else. Name an empty folder, or one that does not exist.")
        private_folder(self.state)

    def forget_world(self) -> None:
        """Remove everything a world keeps, its database included. Nothing of it may be running."""
        shutil.rmtree(account.data_folder(self.state, account.unprivileged_account()) / "data", ignore_errors=True)
        for name in OF_ONE_WORLD:
            path = self.state / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def choose_ports(self, *, automatic: bool) -> Ports:
        """Free ports: the usual ones or the next ones above, or any at all; the same ones at every start."""
        wishes = dict.fromkeys(PREFERRED_PORTS, 0) if automatic else PREFERRED_PORTS
        return Ports(**stable_ports(self.state / "ports.json", wishes))


@dataclass(frozen=True)
class Ports:
    api: int
    web: int
    phone: int
    clerk: int
    mailbox: int
    smtp: int
    flower: int
    postgres: int
    valkey: int

    def url(self, name: str) -> str:
        return f"http://{LOOPBACK}:{getattr(self, name)}"
