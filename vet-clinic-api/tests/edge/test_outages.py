"""While the database is away the API says so and when to come back; when it returns, so does the API, by itself."""

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from redis.asyncio import Redis
from sqlalchemy import func, select
from starlette.requests import Request
from starlette.routing import Route
from vet_core.db import Database, Session
from vet_core.kernel.settings import DatabaseSettings
from vet_core.scheduling.models import Appointment

from tests.support.proxy import Proxy, proxy_to
from tests.support.server import serving
from tests.support.world import World
from vet_clinic_api.edge.platform import Platform
from vet_clinic_api.main import create_app


def _through(url: str, proxy: Proxy) -> str:
    parts = urlsplit(url)
    login = parts.netloc.rpartition("@")[0]
    return urlunsplit(parts._replace(netloc=f"{login}@127.0.0.1:{proxy.port}"))


@pytest.fixture
async def proxy(application_database_url: str) -> AsyncIterator[Proxy]:
    parts = urlsplit(application_database_url)
    async with proxy_to(parts.hostname or "127.0.0.1", parts.port or 5432) as proxy:
        yield proxy


@pytest.fixture
async def api(platform: Platform, proxy: Proxy, application_database_url: str) -> AsyncIterator[httpx.AsyncClient]:
    """A real server whose way to the database the test can cut."""
    settings = DatabaseSettings(
        url=SecretStr(_through(application_database_url, proxy)),
        pool_size=4,
        max_overflow=0,
        connect_timeout_seconds=1,
        pool_timeout_seconds=1,
        statement_timeout_seconds=1,
    )
    platform.database = Database(settings, application_name="vet-test")
    app = create_app(["identity", "clinics", "pets", "scheduling"], platform=platform)
    async with (
        serving(app) as address,
        httpx.AsyncClient(base_url=f"http://{address}", timeout=30) as client,
    ):
        yield client
    await platform.database.close()


def _is_told_to_come_back(reply: httpx.Response) -> bool:
    problem = reply.json()
    return (
        reply.status_code == 503
        and reply.headers["content-type"] == "application/problem+json"
        and problem["code"].startswith("platform.database_")
        and int(reply.headers["retry-after"]) >= 1
        and "127.0.0.1" not in reply.text
    )


async def test_a_cut_database_is_a_503_until_it_is_back(
    api: httpx.AsyncClient, proxy: Proxy, world: World, session: Session
) -> None:
    headers = world.signed_in(world.owner)
    assert (await api.get("/v1/identity/me", headers=headers)).status_code == 200
    assert (await api.get("/readyz")).status_code == 200

    await proxy.cut()
    for _ in range(3):
        replies = await asyncio.gather(
            api.get("/v1/clinics"),
            api.get("/v1/identity/me", headers=headers),
            api.get("/v1/scheduling/appointments", headers=headers),
            api.post("/v1/scheduling/appointments", headers=headers, json=world.wish()),
            api.post("/v1/pets", headers={**headers, "Idempotency-Key": "k"}, json={"name": "Rye", "species": "cat"}),
        )
        assert [reply.status_code for reply in replies] == [503] * 5
        assert all(_is_told_to_come_back(reply) for reply in replies)
    ready = await api.get("/readyz")
    assert (ready.status_code, ready.json()["code"]) == (503, "edge.not_ready")
    assert ready.json()["checks"]["database"] == "unreachable"
    assert (await api.get("/livez")).status_code == 200

    await proxy.start()
    assert (await api.get("/v1/identity/me", headers=headers)).status_code == 200
    assert (await api.get("/readyz")).status_code == 200
    booked = await api.post("/v1/scheduling/appointments", headers=headers, json=world.wish())
    assert booked.status_code == 201
    assert await session.scalar(select(func.count()).select_from(Appointment)) == 1


async def test_a_silent_database_is_a_503_within_bounds(api: httpx.AsyncClient, proxy: Proxy, world: World) -> None:
    headers = world.signed_in(world.owner)
    assert (await api.get("/v1/identity/me", headers=headers)).status_code == 200
    proxy.freeze()
    started = asyncio.get_running_loop().time()
    replies = await asyncio.gather(*(api.get("/v1/identity/me", headers=headers) for _ in range(8)))
    assert all(_is_told_to_come_back(reply) for reply in replies)
    assert asyncio.get_running_loop().time() - started < 10
    proxy.thaw()
    for _ in range(50):
        if (await api.get("/v1/identity/me", headers=headers)).status_code == 200:
            break
        await asyncio.sleep(0.1)
    else:
        pytest.fail("the API did not recover")


async def test_a_redis_outage_changes_nothing_but_the_report(
    client: httpx.AsyncClient, world: World, platform: Platform
) -> None:
    await platform.redis.aclose()
    platform.redis = Redis.from_url("redis://127.0.0.1:1/0", socket_connect_timeout=0.2)
    ready = await client.get("/readyz")
    assert (ready.status_code, ready.json()["checks"]["redis"]) == (200, "unreachable")
    assert (await client.get("/v1/identity/me", headers=world.signed_in(world.owner))).status_code == 200


async def test_an_outage_that_nobody_caught_is_a_503_too(client: httpx.AsyncClient, app: FastAPI) -> None:
    async def fall(_: Request) -> None:
        raise asyncpg.ConnectionDoesNotExistError("connection was closed in the middle of operation")

    app.router.routes.append(Route("/falling", fall))
    reply = await client.get("/falling")
    assert _is_told_to_come_back(reply)
    assert "middle of operation" not in reply.text
