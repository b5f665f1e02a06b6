"""What orchestrators and pages of other origins are told."""

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import text
from vet_core.db import Database
from vet_core.kernel.settings import DatabaseSettings

from tests.support.clerk import PARTY
from tests.support.world import World
from vet_clinic_api.edge.platform import Platform


async def test_a_process_lives_without_asking_anybody(client: httpx.AsyncClient) -> None:
    reply = await client.get("/livez")
    assert (reply.status_code, reply.json()) == (200, {"status": "alive"})


async def test_readiness_names_what_it_checked(client: httpx.AsyncClient) -> None:
    reply = await client.get("/readyz")
    assert reply.status_code == 200
    assert reply.json() == {"status": "ready", "checks": {"database": "ok", "migrations": "ok", "redis": "ok"}}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE alembic_version SET version_num = 'older'", "behind"),
        ("DELETE FROM alembic_version", "behind"),
        ("DROP TABLE alembic_version", "missing"),
    ],
)
async def test_a_database_without_our_migrations_is_not_ready(
    client: httpx.AsyncClient, platform: Platform, fresh_database_url: str, change: str, found: str
) -> None:

    platform.database = Database(DatabaseSettings(url=SecretStr(fresh_database_url), pool_size=1))
    async with platform.database.transaction() as session:
        await session.execute(text(change))
    reply = await client.get("/readyz")
    await platform.database.close()
    assert (reply.status_code, reply.json()["code"]) == (503, "edge.not_ready")
    assert reply.json()["checks"] == {"database": "ok", "migrations": found, "redis": "ok"}
    assert int(reply.headers["retry-after"]) >= 1


async def test_figures_name_routes_not_ids(client: httpx.AsyncClient, world: World) -> None:
    await client.get(f"/v1/clinics/{world.clinic.id}")
    await client.get("/v1/clinics/0198f0c2-0000-7000-8000-000000000000")
    await client.get("/anything/at/all")
    await client.request("BREW", "/livez")
    figures = (await client.get("/metrics")).text
    assert 'vet_api_requests_total{method="GET",route="/v1/clinics/{clinic_id}",status="200"}' in figures
    assert 'vet_api_requests_total{method="GET",route="/v1/clinics/{clinic_id}",status="404"}' in figures
    assert 'route="unmatched",status="404"' in figures
    assert 'vet_api_requests_total{method="OTHER"' in figures
    assert str(world.clinic.id) not in figures


async def test_our_own_pages_may_ask_and_read(client: httpx.AsyncClient, world: World) -> None:
    asked = await client.options(
        "/v1/pets",
        headers={
            "Origin": PARTY,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type,idempotency-key,if-match",
        },
    )
    assert asked.status_code == 200
    assert asked.headers["access-control-allow-origin"] == PARTY
    reply = await client.get("/v1/clinics", headers={"Origin": PARTY})
    assert reply.headers["access-control-allow-origin"] == PARTY
    assert "ETag" in reply.headers["access-control-expose-headers"]
    refused = await client.get("/v1/identity/me", headers={"Origin": PARTY})
    assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (401, PARTY)


async def test_pages_of_others_may_not(client: httpx.AsyncClient) -> None:
    reply = await client.get("/v1/clinics", headers={"Origin": "https://evil.test"})
    assert "access-control-allow-origin" not in reply.headers
    asked = await client.options(
        "/v1/pets", headers={"Origin": "https://evil.test", "Access-Control-Request-Method": "POST"}
    )
    assert asked.status_code == 400
    assert "access-control-allow-origin" not in asked.headers
