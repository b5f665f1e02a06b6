"""A small HTTP client that costs little itself: prepared requests over kept connections, one after another on each."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from devstack.network import LOOPBACK


class UnexpectedAnswer(RuntimeError):
    """The server answered something other than success: the measurement would be of errors."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes


def request(method: str, path: str, headers: Mapping[str, str], body: Any = None) -> bytes:
    """The bytes of one request."""
    content = b"" if body is None else json.dumps(body).encode()
    lines = [f"{method} {path} HTTP/1.1", f"host: {LOOPBACK}", *(f"{name}: {value}" for name, value in headers.items())]
    if content:
        lines += ["content-type: application/json", f"content-length: {len(content)}"]
    return "\r\n".join([*lines, "", ""]).encode() + content


async def exchange(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, prepared: bytes) -> Answer:
    writer.write(prepared)
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    length = next((int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), None)
    if length is None:
        raise UnexpectedAnswer(f"{status} without a content-length")
    return Answer(status, await reader.readexactly(length))


async def send(port: int, prepared: Sequence[bytes], *, connections: int) -> float:
    """Send all requests over as many connections as asked; give the seconds it took. Raises UnexpectedAnswer."""
    waiting = iter(prepared)

    async def one_connection() -> None:
        reader, writer = await asyncio.open_connection(LOOPBACK, port)
        try:
            for one in waiting:
                answer = await exchange(reader, writer, one)
                if not 200 <= answer.status < 300:
                    raise UnexpectedAnswer(f"{answer.status} {answer.body[:500].decode(errors='replace')}")
        finally:
            writer.close()

    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(connections):
            group.create_task(one_connection())
    return time.perf_counter() - began


async def ask(port: int, prepared: bytes) -> Answer:
    """One request on a connection of its own."""
    reader, writer = await asyncio.open_connection(LOOPBACK, port)
    try:
        return await exchange(reader, writer, prepared)
    finally:
        writer.close()
