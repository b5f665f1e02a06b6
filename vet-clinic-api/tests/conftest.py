"""The API on a real database and a real Redis, with a small Clerk on a real socket."""

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from fastapi import FastAPI
from redis.asyncio import Redis
from vet_core.db import Database, Session
from vet_core.kernel.clock import FrozenClock
from vet_core.kernel.settings import Environment, RuntimeSettings
from vet_services.identity.adapters.clerk import ClerkDirectory
from vet_services.identity.adapters.webhooks import WebhookSignature
from vet_services.identity.sessions import SignInSessions
from vet_services.identity.tokens import TokenVerifier
from vet_services.settings import LinksSettings

from tests.support import world as worlds
from tests.support.clerk import PARTY, Clerk, running_clerk
from tests.support.world import World
from vet_clinic_api.bootstrap import counter
from vet_clinic_api.edge.platform import Platform
from vet_clinic_api.edge.realtime.service import Realtime
from vet_clinic_api.main import create_app
from vet_clinic_api.settings import ApiSettings


@pytest.fixture(scope="session")
def running() -> Iterator[Clerk]:
    with running_clerk() as clerk:
        yield clerk


@pytest.fixture
def clerk(running: Clerk) -> Clerk:
    running.users.clear()
    running.asked.clear()
    running.is_down = False
    return running


@pytest.fixture
def settings() -> ApiSettings:
    return ApiSettings(cors_origins=PARTY, rate_limit_enabled=False)


@pytest.fixture
async def platform(
    scoped_database: Database, redis_url: str, clerk: Clerk, clock: FrozenClock, settings: ApiSettings
) -> AsyncIterator[Platform]:
    clerk_settings = clerk.settings()
    directory = ClerkDirectory(clerk_settings)
    redis: Redis = counter(redis_url)
    yield Platform(
        runtime=RuntimeSettings(environment=Environment.TEST),
        settings=settings,
        clock=clock,
        database=scoped_database,
        redis=redis,
        directory=directory,
        verifier=TokenVerifier(clerk_settings, clock, directory),
        sessions=SignInSessions(scoped_database, redis, clock),
        clerk_webhooks=WebhookSignature(clerk_settings),
        links=LinksSettings(web_url=PARTY),
        realtime=Realtime(redis_url),
    )
    await directory.aclose()
    await redis.aclose()


@pytest.fixture
def app(platform: Platform) -> FastAPI:
    return create_app(platform=platform)


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://api.vet.test") as client:
        yield client


@pytest.fixture
async def world(session: Session, clerk: Clerk, clock: FrozenClock, database: Database) -> World:
    return await worlds.build(session, clerk, clock, database)
