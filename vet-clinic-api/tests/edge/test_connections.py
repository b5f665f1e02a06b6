"""Slow, endless and greedy clients, spoken to over bare sockets: each is told so where it can be, and let go of."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.responses import Response
from starlette.routing import Route
from websockets.asyncio.client import connect
from websockets.typing import Origin, Subprotocol

from tests.support.clerk import PARTY
from tests.support.server import serving
from vet_clinic_api.edge.connections import ConnectionBounds, GuardedHttp
from vet_clinic_api.edge.realtime.protocol import SUBPROTOCOL
from vet_clinic_api.edge.seals import SECURITY_HEADERS
from vet_clinic_api.settings import ApiSettings

SOON = 15.0
ASK = b"GET /livez HTTP/1.1\r\nHost: api\r\n\r\n"


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def code(self) -> str:
        return str(json.loads(self.content)["code"])


class Line:
    """One bare connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def reply(self) -> Reply:
        async with asyncio.timeout(SOON):
            head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
            content = await self.reader.readexactly(int(headers.get("content-length", 0)))
        return Reply(int(head[0].split()[1]), headers, content)

    async def is_closed(self, within: float = SOON) -> bool:
        with contextlib.suppress(ConnectionError):
            async with asyncio.timeout(within):
                return await self.reader.read(1) == b""
        return True


@pytest.fixture
def settings() -> ApiSettings:
    return ApiSettings(cors_origins=PARTY, rate_limit_enabled=False, body_timeout_seconds=0.5, body_limit_bytes=2048)


@pytest.fixture
def bounds(monkeypatch: pytest.MonkeyPatch) -> ConnectionBounds:
    bounds = ConnectionBounds(head_seconds=1.0, write_seconds=0.5, connections=4)
    monkeypatch.setattr(GuardedHttp, "bounds", bounds)
    return bounds


@pytest.fixture
async def address(app: FastAPI, bounds: ConnectionBounds) -> AsyncIterator[tuple[str, int]]:
    async def large(_request: Any) -> Response:
        return Response(b"x" * 40_000_000)

    app.router.routes.append(Route("/large", large))
    async with serving(app) as served:
        host, port = served.split(":")
        yield host, int(port)


@asynccontextmanager
async def line_to(address: tuple[str, int]) -> AsyncIterator[Line]:
    reader, writer = await asyncio.open_connection(*address)
    try:
        yield Line(reader, writer)
    finally:
        writer.transport.abort()


def _post(path: str, *headers: str) -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: api", "Content-Type: application/json", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


def _is_sealed(reply: Reply) -> bool:
    return all(reply.headers.get(name.decode()) == value.decode().lower() for name, value in SECURITY_HEADERS)


async def test_who_says_nothing_is_let_go(address: tuple[str, int]) -> None:
    async with line_to(address) as line:
        reply = await line.reply()
        assert (reply.status, reply.code, _is_sealed(reply)) == (408, "edge.too_slow", True)
        assert await line.is_closed()


@pytest.mark.parametrize("drip", [b"\r\n", b"X-Filling: a\r\n"])
async def test_a_head_that_drips_ends_in_time(address: tuple[str, int], drip: bytes) -> None:
    began = monotonic()
    async with line_to(address) as line:
        if drip != b"\r\n":
            await line.send(b"GET /livez HTTP/1.1\r\n")
        with contextlib.suppress(ConnectionError):
            while monotonic() - began < SOON and not line.reader.at_eof():
                await line.send(drip)
                await asyncio.sleep(0.1)
    assert monotonic() - began < 10


async def test_a_second_request_that_drips_ends_in_time(address: tuple[str, int]) -> None:
    async with line_to(address) as line:
        await line.send(ASK)
        assert (await line.reply()).status == 200
        await line.send(b"GET /livez HT")
        assert (await line.reply()).status == 408


async def test_a_connection_may_rest_between_requests(address: tuple[str, int]) -> None:
    async with line_to(address) as line:
        for _ in range(2):
            await line.send(ASK)
            assert (await line.reply()).status == 200
            await asyncio.sleep(2.0)


async def test_a_head_without_end_is_refused(address: tuple[str, int]) -> None:
    async with line_to(address) as line:
        await line.send(b"GET /livez HTTP/1.1\r\n")
        with contextlib.suppress(ConnectionError):
            for _ in range(40):
                await line.send(b"X-Filling: " + b"a" * 4000 + b"\r\n")
        reply = await line.reply()
        assert (reply.status, reply.code, _is_sealed(reply)) == (431, "edge.head_too_large", True)


async def test_what_is_not_http_gets_a_problem_too(address: tuple[str, int]) -> None:
    async with line_to(address) as line:
        await line.send(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03")
        reply = await line.reply()
        assert (reply.status, reply.code, _is_sealed(reply)) == (400, "edge.malformed_request", True)
        assert await line.is_closed()


@pytest.mark.parametrize(
    "head",
    [
        _post("/v1/webhooks/clerk", "Content-Length: 5", "Transfer-Encoding: chunked"),
        _post("/v1/webhooks/clerk", "Content-Length: 5", "Content-Length: 6"),
        _post("/v1/webhooks/clerk", "Content-Length: -5"),
        _post("/v1/webhooks/clerk", "Content-Length: +5"),
        _post("/v1/webhooks/clerk", "Transfer-Encoding: chunked, identity"),
        b"GET /livez HTTP/1.1\r\nHost: api\r\nX-Split: a\rSet-Cookie: b\r\n\r\n",
    ],
)
async def test_a_request_that_can_be_read_in_two_ways_is_refused(address: tuple[str, int], head: bytes) -> None:
    async with line_to(address) as line:
        await line.send(head + b"5\r\nhello\r\n0\r\n\r\n")
        assert (await line.reply()).status == 400
        assert await line.is_closed()


@pytest.mark.parametrize("framing", ["Content-Length: 20", "Transfer-Encoding: chunked"])
async def test_a_body_that_drips_is_refused_in_time(address: tuple[str, int], framing: str) -> None:
    began = monotonic()
    async with line_to(address) as line:
        await line.send(_post("/v1/webhooks/clerk", framing))

        async def drip() -> None:
            with contextlib.suppress(ConnectionError):
                while True:
                    await line.send(b"1\r\n{\r\n" if "chunked" in framing else b"{")
                    await asyncio.sleep(0.1)

        dripping = asyncio.create_task(drip())
        reply = await line.reply()
        dripping.cancel()
        assert (reply.status, reply.code, _is_sealed(reply)) == (408, "edge.too_slow", True)
        assert reply.headers["connection"] == "close"
        assert 0.3 < monotonic() - began < 10
        assert await line.is_closed()


async def test_a_body_shorter_than_it_said_is_refused(address: tuple[str, int]) -> None:
    async with line_to(address) as line:
        await line.send(_post("/v1/webhooks/clerk", "Content-Length: 1000") + b"{}")
        assert (await line.reply()).status == 408


async def test_a_body_longer_than_it_said_is_no_second_request(address: tuple[str, int]) -> None:
    async with line_to(address) as line:
        await line.send(_post("/v1/webhooks/clerk", "Content-Length: 2") + b"{}{}")
        assert (await line.reply()).status == 401
        assert await line.is_closed()


async def test_an_announced_body_is_refused_before_it_is_sent(address: tuple[str, int]) -> None:
    async with line_to(address) as line:
        await line.send(_post("/v1/webhooks/clerk", "Content-Length: 5000", "Expect: 100-continue"))
        reply = await line.reply()
        assert (reply.status, reply.code) == (413, "edge.too_large")


async def test_a_chunked_body_is_refused_as_soon_as_it_is_too_long(address: tuple[str, int]) -> None:
    async with line_to(address) as line:
        await line.send(_post("/v1/webhooks/clerk", "Transfer-Encoding: chunked"))
        for _ in range(4):
            await line.send(b"400\r\n" + b"x" * 0x400 + b"\r\n")
        reply = await line.reply()
        assert (reply.status, reply.code) == (413, "edge.too_large")


async def test_an_answered_request_that_goes_on_for_ever_is_cut(
    address: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vet_clinic_api.edge.connections._REST_SECONDS", 0.5)
    began = monotonic()
    async with line_to(address) as line:
        await line.send(b"GET /livez HTTP/1.1\r\nHost: api\r\nTransfer-Encoding: chunked\r\n\r\n")
        assert (await line.reply()).status == 200
        with contextlib.suppress(ConnectionError):
            while monotonic() - began < SOON and not line.reader.at_eof():
                await line.send(b"1\r\nx\r\n")
                await asyncio.sleep(0.05)
    assert monotonic() - began < 10


async def test_who_does_not_read_the_reply_is_dropped(address: tuple[str, int]) -> None:
    async with line_to(address) as line:
        line.writer.transport.pause_reading()  # type: ignore[attr-defined]
        await line.send(b"GET /large HTTP/1.1\r\nHost: api\r\n\r\n")
        await asyncio.sleep(2.0)
        line.writer.transport.resume_reading()  # type: ignore[attr-defined]
        received = 0
        with contextlib.suppress(ConnectionError):
            async with asyncio.timeout(SOON):
                while chunk := await line.reader.read(1_000_000):
                    received += len(chunk)
        assert received < 40_000_000


async def test_who_reads_slowly_but_steadily_gets_it_all(address: tuple[str, int]) -> None:
    async with line_to(address) as line:
        await line.send(b"GET /large HTTP/1.1\r\nHost: api\r\nConnection: close\r\n\r\n")
        received, began = 0, monotonic()
        while chunk := await line.reader.read(1_000_000):
            received += len(chunk)
            await asyncio.sleep(0.03)
        assert received > 40_000_000
        assert monotonic() - began > 1


async def test_connections_beyond_the_limit_are_told_to_come_back(address: tuple[str, int]) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(4):
            four = await stack.enter_async_context(line_to(address))
            await four.send(ASK)
            assert (await four.reply()).status == 200
        async with line_to(address) as fifth:
            reply = await fifth.reply()
            assert (reply.status, reply.code) == (503, "edge.too_many_connections")
            assert (reply.headers["retry-after"], _is_sealed(reply)) == ("1", True)
        four.writer.close()
        await asyncio.sleep(0.1)
        async with line_to(address) as again:
            await again.send(ASK)
            assert (await again.reply()).status == 200


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/v1/realtime", ["Origin: https://evil.test"], 403),
        ("/nowhere", [], 403),
        ("/v1/realtime", ["Sec-WebSocket-Protocol: chat"], 400),
        ("/v1/realtime", ["Sec-WebSocket-Version: 7"], 400),
    ],
)
async def test_refused_handshakes_carry_our_headers(
    address: tuple[str, int], path: str, headers: list[str], status: int
) -> None:
    ask = [
        f"GET {path} HTTP/1.1",
        "Host: api",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ]
    if not any("Version" in header for header in headers):
        ask.append("Sec-WebSocket-Version: 13")
    async with line_to(address) as line:
        await line.send("\r\n".join([*ask, *headers]).encode() + b"\r\n\r\n")
        reply = await line.reply()
        assert (reply.status, _is_sealed(reply)) == (status, True)
        assert await line.is_closed()


async def test_an_open_websocket_is_on_none_of_the_clocks_of_requests(
    address: tuple[str, int], bounds: ConnectionBounds
) -> None:
    host, port = address
    async with connect(
        f"ws://{host}:{port}/v1/realtime", subprotocols=[Subprotocol(SUBPROTOCOL)], origin=Origin(PARTY)
    ) as line:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(line.recv(), 2 * bounds.head_seconds)
        await asyncio.wait_for(await line.ping(), SOON)
