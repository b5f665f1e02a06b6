"""One person, or one address that is not signed in, may ask so often and no more; without Redis everybody may."""

import asyncio
import secrets
import time
from collections.abc import AsyncIterator

import httpx
import pytest
from prometheus_client import REGISTRY
from vet_core.identity.models import Person

from tests.support.clerk import PARTY
from tests.support.world import World
from vet_clinic_api.bootstrap import counter
from vet_clinic_api.edge.platform import Platform
from vet_clinic_api.edge.rates import Quota, RateLimiter
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
    assert refusal.json()["policy"] == "address"
    assert 55 <= int(refusal.headers["retry-after"]) <= 60
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


class TestClasses:
    @pytest.fixture
    def settings(self) -> ApiSettings:
        return ApiSettings(
            cors_origins=PARTY,
            rate_limit_search=3,
            rate_limit_sign_in=2,
            rate_limit_exports=2,
            rate_limit_failures=3,
        )

    async def test_searches_are_counted_by_themselves(self, visitor: httpx.AsyncClient, world: World) -> None:
        replies = [await visitor.get("/v1/clinics") for _ in range(4)]
        assert [reply.status_code for reply in replies] == [200, 200, 200, 429]
        assert [reply.headers["ratelimit"].split(";")[:2] for reply in replies] == [
            ['"search"', "r=2"],
            ['"search"', "r=1"],
            ['"search"', "r=0"],
            ['"search"', "r=0"],
        ]
        assert replies[3].headers["ratelimit-policy"] == '"search";q=3;w=60'
        assert replies[3].json()["policy"] == "search"
        assert int(replies[3].headers["retry-after"]) >= 55
        other = await visitor.get(f"/v1/clinics/{world.clinic.id}")
        assert (other.status_code, other.headers["ratelimit"].split(";")[0]) == (200, '"address"')
        # Whoever is signed in has a count of their own.
        signed_in = await visitor.get("/v1/clinics", headers=world.signed_in(world.owner))
        assert (signed_in.status_code, signed_in.headers["ratelimit"].split(";")[:2]) == (200, ['"search"', "r=2"])

    async def test_guessing_links_is_bounded_by_address_whoever_one_is(self, platform: Platform, world: World) -> None:
        async def guess(client: httpx.AsyncClient, person: Person) -> int:
            link = {"token": secrets.token_urlsafe(32)}
            reply = await client.post("/v1/identity/invitations/look-up", json=link, headers=world.signed_in(person))
            return reply.status_code

        async with _client(platform, "203.0.113.1") as here, _client(platform, "203.0.113.2") as there:
            assert [await guess(here, world.owner), await guess(here, world.stranger)] == [410, 410]
            assert await guess(here, world.technician) == 429
            assert [await guess(there, world.owner), await guess(there, world.owner)] == [410, 429]

    async def test_failures_to_sign_in_are_counted_more_closely(self, visitor: httpx.AsyncClient, world: World) -> None:
        bad = {"Authorization": "Bearer bad"}
        statuses = [(await visitor.get("/v1/identity/me", headers=bad)).status_code for _ in range(3)]
        assert statuses == [401, 401, 401]
        for headers in (bad, {}):
            refused = await visitor.get("/v1/identity/me", headers=headers)
            assert (refused.status_code, refused.json()["policy"]) == (429, "failures")
            assert "www-authenticate" not in refused.headers
        # Their neighbours behind the same address go on working, and so does what is public.
        assert (await visitor.get("/v1/identity/me", headers=world.signed_in(world.owner))).status_code == 200
        assert (await visitor.get("/v1/clinics")).status_code == 200

    async def test_webhooks_are_not_counted_as_failures(self, visitor: httpx.AsyncClient) -> None:
        statuses = [(await visitor.post("/v1/webhooks/clerk", content=b"{}")).status_code for _ in range(5)]
        assert statuses == [401] * 5


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


async def test_processes_share_a_quota_and_grant_all_of_it_and_no_more(redis_url: str) -> None:
    quota = Quota("shared", 1000, 3600)
    redis = counter(redis_url)
    processes = [RateLimiter(redis) for _ in range(3)]

    async def ask(limiter: RateLimiter) -> bool:
        standing = await limiter.admit(quota, "somebody")
        assert standing is not None
        return standing.passes

    granted = 0
    for _ in range(15):
        granted += sum(await asyncio.gather(*(ask(processes[number % 3]) for number in range(90))))
    await redis.aclose()
    assert quota.largest_lease == 10
    assert granted == 1000


async def test_what_one_process_has_put_aside_is_little_and_is_given_back(redis_url: str) -> None:
    quota = Quota("aside", 1000, 3600)
    redis, ticks = counter(redis_url), Ticks()
    idle, busy = RateLimiter(redis, monotonic=ticks), RateLimiter(redis)
    for _ in range(20):
        await idle.admit(quota, "somebody")
    passed = 0
    while (standing := await busy.admit(quota, "somebody")) is not None and standing.passes:
        passed += 1
    assert 970 <= passed < 980
    ticks.now += quota.lease_seconds + 1
    later = await idle.admit(quota, "somebody")
    assert later is not None
    assert later.passes  # of what it had put aside and gave back
    more = 0
    await asyncio.sleep(1.1)  # a refusal is remembered for a second
    while (standing := await busy.admit(quota, "somebody")) is not None and standing.passes:
        more += 1
    await redis.aclose()
    assert passed + more + 21 == 1000


async def test_a_refused_caller_is_let_in_again_when_the_window_has_passed(redis_url: str) -> None:
    quota = Quota("quick", 2, 1)
    redis = counter(redis_url)
    limiter = RateLimiter(redis)
    first = [await limiter.admit(quota, "somebody") for _ in range(3)]
    assert [standing.passes for standing in first if standing] == [True, True, False]
    assert first[2] is not None
    assert first[2].reset_seconds == 1
    await asyncio.sleep(1.05)
    again = [await limiter.admit(quota, "somebody") for _ in range(3)]
    await redis.aclose()
    assert [standing.passes for standing in again if standing] == [True, True, False]


async def test_no_window_lets_more_pass_however_it_is_placed(redis_url: str) -> None:
    quota = Quota("sliding", 60, 1)
    redis = counter(redis_url)
    limiters = [RateLimiter(redis) for _ in range(2)]
    passed: list[tuple[float, float]] = []
    began = time.monotonic()
    while time.monotonic() - began < 3:
        for limiter in limiters:
            asked = time.monotonic()
            standing = await limiter.admit(quota, "somebody")
            assert standing is not None
            if standing.passes:
                passed.append((asked, time.monotonic()))
        await asyncio.sleep(0.001)
    await redis.aclose()
    fullest = max(sum(start <= asked and told < start + 0.98 for asked, told in passed) for start, _ in passed)
    assert fullest <= 63  # 5 % of tolerance
    assert len(passed) >= 171  # nor is anybody starved: 60 in each of three seconds


async def test_a_flood_of_callers_does_not_fill_the_memory(redis_url: str) -> None:
    redis = counter(redis_url)
    limiter = RateLimiter(redis)
    limiter._resting_until = float("inf")
    for number in range(25_000):
        await limiter.admit(Quota("flood", 5, 60), f"caller-{number}")
    await redis.aclose()
    assert len(limiter._leases) <= 10_000
