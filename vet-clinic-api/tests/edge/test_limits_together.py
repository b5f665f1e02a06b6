"""Three server processes, one Redis, and somebody who asks all of them as fast as they answer."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import httpx
import pytest
from vet_core.identity.models import Person
from vet_core.testing.plugin import ENCRYPTION_KEYS

from tests.support.clerk import PARTY
from tests.support.processes import run_api
from tests.support.world import World

QUOTA, WINDOW_SECONDS, WINDOWS, PROCESSES = 200, 8, 2, 3


@pytest.fixture
def addresses(world: World, application_database_url: str, redis_url: str) -> Iterator[list[str]]:
    settings = world.clerk.settings()
    environment = {
        "ENVIRONMENT": "test",
        "DATABASE_URL": application_database_url,
        "REDIS_URL": redis_url,
        "ENCRYPTION_KEYS": ENCRYPTION_KEYS,
        "CLERK_SECRET_KEY": settings.secret_key.get_secret_value(),
        "CLERK_ISSUER": settings.issuer,
        "WEB_URL": PARTY,
        "CLERK_API_URL": settings.api_url or "",
        "CLERK_AUTHORIZED_PARTIES": PARTY,
        "API_RATE_LIMIT_PERSON": str(QUOTA),
        "API_RATE_LIMIT_WINDOW_SECONDS": str(WINDOW_SECONDS),
        "API_TRUSTED_PROXIES": "10.0.0.0/8",
    }
    with ExitStack() as stack:
        yield [stack.enter_context(run_api(environment)) for _ in range(PROCESSES)]


def _headers(world: World, person: Person) -> dict[str, str]:
    token = world.clerk.token(str(person.clerk_user_id), datetime.now(UTC), exp=int(time.time()) + 300)
    # Forged hops must not help: nobody trusts the peer that sends them.
    return {"Authorization": f"Bearer {token}", "Origin": PARTY, "X-Forwarded-For": "10.0.0.1, 198.51.100.7"}


async def test_the_quota_holds_over_all_processes_within_five_percent(addresses: list[str], world: World) -> None:
    passed: list[tuple[float, float]] = []
    served = dict.fromkeys(addresses, 0)
    others: list[int] = []
    greedy, modest = _headers(world, world.owner), _headers(world, world.stranger)
    until = time.monotonic() + WINDOWS * WINDOW_SECONDS - 0.2

    async def hammer(client: httpx.AsyncClient, address: str) -> None:
        while time.monotonic() < until:
            began = time.monotonic()
            reply = await client.get(f"{address}/v1/nothing", headers=greedy)
            assert reply.status_code in (404, 429)
            if reply.status_code == 404:
                passed.append((began, time.monotonic()))
                served[address] += 1
            else:
                assert int(reply.headers["retry-after"]) >= 1
                await asyncio.sleep(0.01)

    async def ask_now_and_then(client: httpx.AsyncClient) -> None:
        while time.monotonic() < until:
            others.append((await client.get(f"{addresses[0]}/v1/nothing", headers=modest)).status_code)
            await asyncio.sleep(0.2)

    async with httpx.AsyncClient(timeout=30) as client:
        hammers = [hammer(client, address) for address in addresses for _ in range(4)]
        await asyncio.gather(ask_now_and_then(client), *hammers)
    # Those that were certainly let in within one window: asked and answered there.
    window = WINDOW_SECONDS * 59 / 60
    fullest = max(
        sum(start <= asked and answered < start + window for asked, answered in passed) for start, _ in passed
    )
    assert QUOTA * 0.95 <= fullest <= QUOTA * 1.05
    assert WINDOWS * QUOTA * 0.95 <= len(passed) <= WINDOWS * QUOTA * 1.05
    assert min(served.values()) > 0.1 * len(passed)
    assert set(others) == {404}
