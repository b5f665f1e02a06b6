"""Questions that tell whether a program works. Cheap enough to ask every few seconds for days."""

from __future__ import annotations

import asyncio
import json
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from devstack.network import LOOPBACK
from devstack.processes.program import Probe

RELAY_REPORT_AGE = timedelta(seconds=30)
WORKER_SECONDS = 3


def http_ok(port: int, path: str) -> Probe:
    """Whether a GET answers 200."""

    async def ask() -> bool:
        reader, writer = await asyncio.open_connection(LOOPBACK, port)
        try:
            lines = (f"GET {path} HTTP/1.1", f"Host: {LOOPBACK}:{port}", "Connection: close", "", "")
            writer.write("\r\n".join(lines).encode())
            await writer.drain()
            return b" 200 " in await reader.readline()
        finally:
            writer.close()

    return ask


def relay_reports(file: Path) -> Probe:
    """Whether the relay wrote its report lately and is not waiting for a server."""

    async def ask() -> bool:
        report = json.loads(file.read_text(encoding="utf-8"))  # noqa: ASYNC240 - a line, from this machine's disk
        fresh = datetime.now(UTC) - datetime.fromisoformat(report["at"]) <= RELAY_REPORT_AGE
        return bool(fresh and report["state"] == "relaying")

    return ask


def worker_works(redis_url: str) -> Probe:
    """Whether a worker really runs a task: a living process may long have stopped consuming."""

    def ask_and_wait() -> bool:
        os.environ["REDIS_URL"] = redis_url  # where the jobs' own probe reads it; our programs get theirs explicitly
        from vet_clinic_jobs import probe

        return probe.ask(WORKER_SECONDS)

    async def ask() -> bool:
        return await asyncio.to_thread(ask_and_wait)

    return ask


def stays_up(seconds: float) -> Probe:
    """For a program that cannot be asked: whether it still runs so long after the first question."""
    asked_at: float | None = None

    async def ask() -> bool:
        nonlocal asked_at
        asked_at = asked_at or time.monotonic()
        return time.monotonic() - asked_at >= seconds

    return ask
