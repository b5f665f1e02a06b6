"""Options that several commands share, and what they find with them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from devstack.folders import DEFAULT_STATE
from devstack.world import status
from devstack.world.environment import World
from devstack.world.layout import Layout, Ports
from devstack.world.secrets import Secrets


def parser(command: str, about: str) -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog=f"vet {command}", description=about)
    made.add_argument(
        "--state", type=Path, default=DEFAULT_STATE, metavar="FOLDER", help="folder of the platform (default: .vet)"
    )
    return made


def layout(arguments: argparse.Namespace) -> Layout:
    return Layout(arguments.state.resolve())


def running(arguments: argparse.Namespace) -> dict[str, Any] | None:
    """The status of the running platform, or None after saying that there is none."""
    written = status.read(layout(arguments).state)
    if written["running"]:
        return written
    print("The platform is not running. Start it with ./vet up.", file=sys.stderr)
    return None


def world_of(place: Layout, written: dict[str, Any]) -> World:
    """The world that a running platform lives in."""
    import json

    ports = Ports(**json.loads((place.state / "ports.json").read_text(encoding="utf-8")))
    own = World(place, ports, Secrets.of(place.secrets))
    addresses = written["addresses"]
    database = addresses["database"] if addresses["database"] != own.database_url else None
    redis = addresses["redis"] if addresses["redis"] != own.redis_url else None
    owner = addresses["database_owner"] if database else None
    return World(place, ports, own.secrets, database, redis, owner)
