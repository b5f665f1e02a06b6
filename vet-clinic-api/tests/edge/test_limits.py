"""One person, or one address that is not signed in, may ask so often and no more; without Redis everybody may."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from prometheus_client import REGISTRY

from tests.support.clerk import PARTY
from tests.support.world import World
from vet_clinic_api.bootstrap import counter
from vet_clinic_api.edge.limits import Quota, RateLimiter
from vet_clinic_api.edge.platform import Platform
from vet_clinic_api.main import create_app
from vet_clinic_api.settings import ApiSettings


@pytest.fixture
def settings() -> ApiSettings:
    return ApiSettings(
        cors_origins=PARTY,
        rate_limit_person=5,
        rate_limit_address=3,
        rate_limit_window_seconds=60,
        trusted_proxies="10.0.0.0/8",
    )


def _client(platform: Platform, address: str = "203.0.113.9") -> httpx.AsyncClient:
    transport = httpx.ASGITransport(
        app=create_app(platform=platform), client=(address, 4711), raise_app_exceptions=False
    )
    return httpx.AsyncClient(transport=transport, base_url="http://api.vet.test")


@pytest.fixture
async def visitor(platform: Platform) -> AsyncIterator[httpx.AsyncClient]:
    async with _client(platform) as client:
        yield client


async def _until_refused(client: httpx.AsyncClient, **headers: str) -> list[int]:
    return [(await client.get("/v1/clinics", headers=headers)).status_code for _ in range(5)]


async def test_an_address_has_its_quota_and_is_told_where_it_stands(visitor: httpx.AsyncClient) -> None:
    replies = [await visitor.get("/v1/clinics") for _ in range(4)]
    assert [reply.status_code for reply in replies] == [200, 200, 200, 429]
    assert [reply.headers["ratelimit-policy"] for reply in replies] == ['"address";q=3;w=60'] * 4
    assert [reply.headers["ratelimit"].split(";")[1] for reply in replies] == ["r=2", "r=1", "r=0", "r=0"]
    refusal = replies[3]
    assert refusal.json()["code"] == "edge.rate_limited"
    assert 1 <= int(refusal.headers["retry-after"]) <= 20
    assert refusal.headers["x-request-id"]


async def test_a_person_has_a_quota_of_their_own_wherever_they_are(platform: Platform, world: World) -> None:
    headers = world.signed_in(world.owner)
    async with _client(platform, "203.0.113.1") as here, _client(platform, "203.0.113.2") as there:
        for client in (here, there, here, there, here):
            reply = await client.get("/v1/identity/me", headers=headers)
            assert reply.status_code == 200
            assert reply.headers["ratelimit-policy"] == '"person";q=5;w=60'
        assert (await there.get("/v1/identity/me", headers=headers)).status_code == 429
        other = await here.get("/v1/identity/me", headers=world.signed_in(world.stranger))
        assert other.status_code == 200


async def test_bad_tokens_count_for_their_address(visitor: httpx.AsyncClient) -> None:
    statuses = [
        (await visitor.get("/v1/identity/me", headers={"Authorization": f"Bearer bad-{number}"})).status_code
        for number in range(4)
    ]
    assert statuses == [401, 401, 401, 429]


async def test_a_forged_chain_of_proxies_does_not_help(visitor: httpx.AsyncClient) -> None:
    statuses = [
        (await visitor.get("/v1/clinics", headers={"X-Forwarded-For": f"198.51.100.{number}"})).status_code
        for number in range(4)
    ]
    assert statuses == [200, 200, 200, 429]


async def test_behind_our_proxy_each_caller_counts(platform: Platform) -> None:
    async with _client(platform, "10.1.2.3") as proxied:
        assert await _until_refused(proxied, **{"X-Forwarded-For": "198.51.100.1"}) == [200, 200, 200, 429, 429]
        assert await _until_refused(proxied, **{"X-Forwarded-For": "198.51.100.2"}) == [200, 200, 200, 429, 429]
        # Only what our own proxy wrote counts, however long the chain that was sent to it.
        forged = {"X-Forwarded-For": "192.0.2.77, 198.51.100.1"}
        assert await _until_refused(proxied, **forged) == [429] * 5


async def test_probes_are_never_limited(visitor: httpx.AsyncClient) -> None:
    assert [(await visitor.get("/livez")).status_code for _ in range(10)] == [200] * 10


async def test_without_redis_requests_pass_and_are_counted(
    platform: Platform, capsys: pytest.CaptureFixture[str]
) -> None:
    skipped = REGISTRY.get_sample_value("vet_api_rate_limits_skipped_total") or 0
    await platform.redis.aclose()
    platform.redis = counter("redis://127.0.0.1:1/0")
    async with _client(platform) as client:
        replies = [await client.get("/v1/clinics") for _ in range(10)]
    assert [reply.status_code for reply in replies] == [200] * 10
    assert "ratelimit" not in replies[0].headers
    assert "rate_limits_skipped" in capsys.readouterr().out
    assert (REGISTRY.get_sample_value("vet_api_rate_limits_skipped_total") or 0) > skipped


class Ticks:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


async def test_processes_share_a_bucket_and_never_grant_more_than_it_holds(redis_url: str) -> None:
    quota = Quota("shared", 100, 3600)
    redis = counter(redis_url)
    processes = [RateLimiter(redis) for _ in range(3)]
    granted = 0
    for round_ in range(150):
        standing = await processes[round_ % 3].admit(quota, "somebody")
        assert standing is not None
        granted += standing.passes
    await redis.aclose()
    assert quota.lease == 2
    assert 96 <= granted <= 101  # the bucket refills by one in 36 seconds


async def test_a_refused_caller_is_let_in_again_when_the_bucket_has_refilled(redis_url: str) -> None:
    quota = Quota("quick", 2, 1)
    redis, ticks = counter(redis_url), Ticks()
    limiter = RateLimiter(redis, monotonic=ticks)
    first = [await limiter.admit(quota, "somebody") for _ in range(3)]
    assert [standing.passes for standing in first if standing] == [True, True, False]
    assert first[2] is not None
    assert first[2].retry_after_seconds == 1
    await asyncio.sleep(0.6)
    ticks.now += 0.6
    again = await limiter.admit(quota, "somebody")
    await redis.aclose()
    assert again is not None
    assert again.passes
