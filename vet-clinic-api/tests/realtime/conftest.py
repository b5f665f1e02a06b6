"""A server with fast clocks for its connections, and a relay's pen for the stream."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from redis.asyncio import Redis
from websockets.asyncio.client import ClientConnection, connect

from tests.support.clerk import PARTY
from tests.support.server import serving
from vet_clinic_api.edge.platform import Platform
from vet_clinic_api.edge.realtime.protocol import SUBPROTOCOL, Bounds
from vet_clinic_api.edge.realtime.service import Realtime
from vet_clinic_api.main import create_app

Publish = Callable[..., Awaitable[str]]
Listen = Callable[..., AbstractAsyncContextManager[ClientConnection]]
Serve = Callable[[], AbstractAsyncContextManager[Listen]]


@pytest.fixture
def bounds() -> Bounds:
    return Bounds(authenticate_seconds=30, ping_seconds=30, recheck_seconds=0.1, connections_per_person=3)


@pytest.fixture
def app(platform: Platform, redis_url: str, bounds: Bounds) -> FastAPI:
    platform.realtime = Realtime(redis_url, bounds=bounds)
    return create_app(platform=platform)


@asynccontextmanager
async def _reading(app: FastAPI) -> AsyncIterator[str]:
    """The server, once it has found its place in the stream: who listens earlier is told to start over."""
    async with serving(app) as address:
        async with asyncio.timeout(20):
            while not app.state.platform.realtime.hub.is_live:
                await asyncio.sleep(0.01)
        yield address


@pytest.fixture
async def address(app: FastAPI) -> AsyncIterator[str]:
    async with _reading(app) as address:
        yield address


@pytest.fixture
def serve(app: FastAPI) -> Serve:
    """For tests that prepare the stream before the process starts."""

    @asynccontextmanager
    async def started() -> AsyncIterator[Listen]:
        async with _reading(app) as address:
            yield listener(address)

    return started


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    redis = Redis.from_url(redis_url, decode_responses=True)
    yield redis
    await redis.aclose()


@pytest.fixture
def publish(redis: Redis) -> Publish:
    """Write one event to the stream, as the relay does; returns its place."""

    async def write(
        event: str = "scheduling.appointment_booked",
        *,
        clinic_id: UUID | None = None,
        person_ids: tuple[UUID, ...] = (),
        **data: Any,
    ) -> str:
        fields: dict[Any, Any] = {
            "id": str(uuid4()),
            "event": event,
            "at": "2026-03-02T09:00:00+00:00",
            "clinic_id": str(clinic_id) if clinic_id else "",
            "person_ids": json.dumps([str(person_id) for person_id in person_ids]),
            "data": json.dumps(data),
        }
        return str(await redis.xadd("vet:realtime", fields))

    return write


@pytest.fixture
def listen(address: str) -> Listen:
    return listener(address)


def listener(address: str) -> Listen:
    """Opens a websocket and, given a token, signs in."""

    @asynccontextmanager
    async def opened(
        token: str | None = None, *, after: str | None = None, origin: str | None = PARTY
    ) -> AsyncIterator[ClientConnection]:
        url = f"ws://{address}/v1/realtime"
        async with connect(url, subprotocols=[SUBPROTOCOL], origin=origin, proxy=None) as websocket:  # type: ignore[arg-type, list-item]
            if token is not None:
                await websocket.send(json.dumps({"type": "authenticate", "token": token, "after": after}))
            yield websocket

    return opened
