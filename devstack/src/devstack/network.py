"""Ports on the loopback address. Nothing of devstack ever listens anywhere else."""

from __future__ import annotations

import json
import socket
from collections.abc import Collection, Mapping
from pathlib import Path

from devstack.folders import write_private

LOOPBACK = "127.0.0.1"
HIGHEST_PORT = 65535


def accepts(port: int, timeout_seconds: float = 0.5) -> bool:
    """Whether something on this machine takes connections at ``port``."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=timeout_seconds):
            return True
    except OSError:
        return False


def is_free(port: int) -> bool:
    """Whether a server could listen at ``port`` now.

    Also tried on every address: a server bound to 0.0.0.0 would share the port silently on some systems.
    """
    for address in (LOOPBACK, "0.0.0.0"):  # noqa: S104 - only asked about, closed at once
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, port))
            except OSError:
                return False
    return True


def free_port(preferred: int, avoid: Collection[int] = ()) -> int:
    """``preferred``, or the next one above it that is neither taken nor in ``avoid``."""
    for port in range(preferred, HIGHEST_PORT):
        if port not in avoid and is_free(port):
            return port
    raise OSError(f"No free port from {preferred} upwards on {LOOPBACK}.")


def any_free_port(avoid: Collection[int] = ()) -> int:
    """A port nobody uses, chosen by the system."""
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.bind((LOOPBACK, 0))
            port = int(probe.getsockname()[1])
        if port not in avoid:
            return port


def stable_ports(memory: Path, preferred: Mapping[str, int], *, ours: Collection[int] = ()) -> dict[str, int]:
    """A free port per name, the same as last time where possible; written to ``memory`` for the next time.

    ``preferred`` 0 means any. A port in ``ours`` counts as free: something of this world listens there on purpose.
    """
    try:
        remembered = {str(name): int(port) for name, port in json.loads(memory.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, AttributeError):
        remembered = {}
    chosen: dict[str, int] = {}
    for name, wish in preferred.items():
        port = remembered.get(name, wish)
        taken = [*chosen.values(), *(other for key, other in remembered.items() if key != name and key in preferred)]
        if port and port not in chosen.values() and (port in ours or is_free(port)):
            chosen[name] = port
        else:
            chosen[name] = free_port(wish, avoid=taken) if wish else any_free_port(avoid=taken)
    write_private(memory, json.dumps({**remembered, **chosen}, indent=2))
    return chosen
