"""The API as a process of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import httpx


@dataclass(frozen=True)
class Running:
    """An API that answers."""

    address: str
    process: "subprocess.Popen[bytes]"


@contextmanager
def run_api(environment: Mapping[str, str], *arguments: str) -> Iterator[str]:
    """`vet-clinic-api serve` on a free port until the block ends; yields its address."""
    with run_process(environment, *arguments) as running:
        yield running.address


@contextmanager
def run_process(environment: Mapping[str, str], *arguments: str) -> Iterator[Running]:
    """The same with the process, for whoever wants to end it before its time."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "vet_clinic_api.cli", "serve", "--port", str(port), *arguments]
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    process = subprocess.Popen(command, env={**kept, **environment}, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(process, address)
        yield Running(address, process)
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait(process: "subprocess.Popen[bytes]", address: str) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        assert process.poll() is None, "the API ended"
        try:
            # Another path than those that tests count.
            if httpx.get(f"{address}/openapi.json").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError("the API did not answer")
