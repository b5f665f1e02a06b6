"""The least that can be called a server: bare ASGI and asyncpg, the real API's statements and transactions."""

from __future__ import annotations

import json
import os
import pickle
from pathlib import Path

import asyncpg
from starlette.types import Receive, Scope, Send

from devstack.bench.exchanges import Exchange
from devstack.bench.subjects import FLOOR_SCRIPT

CONNECTIONS = 10


class Floor:
    """Answers GET with the recorded list and every POST with the next prepared booking."""

    def __init__(self) -> None:
        self.listing: Exchange
        self.bookings: list[Exchange]
        # Written a moment ago by the run that started this process.
        self.listing, self.bookings = pickle.loads(Path(os.environ[FLOOR_SCRIPT]).read_bytes())  # noqa: S301
        self.bookings.reverse()
        self.idle: list[asyncpg.Connection] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.live(receive, send)
            return
        body = await read(receive)
        connection = self.idle.pop()
        try:
            if scope["method"] == "GET":
                rows = await repeat(connection, self.listing)
                await reply(send, 200, str(rows[-1][0]).encode())
            else:
                json.loads(body)
                await repeat(connection, self.bookings.pop())
                await reply(send, 201, body)
        finally:
            self.idle.append(connection)

    async def live(self, receive: Receive, send: Send) -> None:
        while (await receive())["type"] != "lifespan.shutdown":
            self.idle = [await asyncpg.connect(os.environ["DATABASE_URL"]) for _ in range(CONNECTIONS)]
            await send({"type": "lifespan.startup.complete"})
        for connection in self.idle:
            await connection.close()
        await send({"type": "lifespan.shutdown.complete"})


async def repeat(connection: asyncpg.Connection, exchange: Exchange) -> list[asyncpg.Record]:
    """Say the whole exchange again; the rows of its last statement. Fails when PostgreSQL answers otherwise."""
    rows: list[asyncpg.Record] = []
    for transaction in exchange:
        async with connection.transaction(readonly=transaction.readonly):
            for statement in transaction.statements:
                if statement.many:
                    await connection.executemany(statement.sql, statement.parameters)
                    continue
                rows = await connection.fetch(statement.sql, *statement.parameters)
                if rows and len(rows) != statement.rows:
                    raise RuntimeError(f"{len(rows)} rows instead of {statement.rows}: {statement.sql}")
    return rows


async def read(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if not message.get("more_body"):
            return body


async def reply(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def create_floor() -> Floor:
    return Floor()
