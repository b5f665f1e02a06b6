"""The stage of the matrix: a database with both sides on it, the whole API in front, and everybody's tokens.

Built once for all tests of a worker. Whoever changes something puts it back, see `Stage.asked`.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import asyncpg
import httpx
from fastapi import FastAPI
from pydantic import SecretStr
from vet_core.db import Database, Session
from vet_core.db.keyring import KeyRing, configure_keyring
from vet_core.identity.models import Person
from vet_core.kernel.actor import Role
from vet_core.kernel.clock import FrozenClock
from vet_core.kernel.settings import DatabaseSettings, EncryptionSettings, Environment, RuntimeSettings
from vet_core.kernel.species import Species
from vet_core.testing import factories as make
from vet_core.testing.plugin import ENCRYPTION_KEYS, NOW
from vet_services.identity.adapters.clerk import ClerkDirectory
from vet_services.identity.adapters.webhooks import WebhookSignature
from vet_services.identity.sessions import SignInSessions
from vet_services.identity.tokens import TokenVerifier
from vet_services.settings import LinksSettings

from tests.access.actors import PLATFORM, STAFF, Who
from tests.access.dealings import add_dealings
from tests.access.plans import add_plans
from tests.access.sides import Secret, Side, build_side
from tests.access.traces import Traces
from tests.support.clerk import PARTY, Clerk
from vet_clinic_api.bootstrap import counter
from vet_clinic_api.edge.platform import Platform
from vet_clinic_api.edge.realtime.service import Realtime
from vet_clinic_api.main import create_app
from vet_clinic_api.settings import ApiSettings

UNKNOWN_ID = "0198f0c2-0000-7000-8000-00000000dead"
UNKNOWN = {"token": "nobody-was-ever-given-this-token-abcdefghij", "email": "nobody@example.com"}
UNKNOWN["secret"] = UNKNOWN["token"]


@dataclass
class Addresses:
    """How the database is reached: as its owner, whom nothing binds, and as the application in production."""

    owner: str
    application: str
    redis: str


@dataclass
class Stage:
    """What the tests of access work with."""

    addresses: Addresses
    platform: Platform
    app: FastAPI
    client: httpx.AsyncClient
    clerk: Clerk
    clock: FrozenClock
    traces: Traces
    here: Side
    there: Side
    people: dict[Who, Person]
    hidden: dict[Who, frozenset[str]]
    tokens: dict[Who, str] = field(default_factory=dict)

    def side(self, choice: str) -> Side:
        return self.here if choice == "own" else self.there

    def thing(self, name: str, choice: str) -> str:
        """What `$name` stands for when it is own, foreign or unknown."""
        if choice == "unknown":
            return UNKNOWN.get(name.rpartition("_")[2], UNKNOWN_ID) if name != "session_id" else "sess_of_nobody"
        return self.side(choice).things[name]

    def headers(self, who: Who, **more: str) -> dict[str, str]:
        """What the web app sends for this actor."""
        if who is Who.ANONYMOUS:
            return {"Origin": PARTY, **more}
        if who not in self.tokens:
            self.tokens[who] = self.token(who)
        return {"Authorization": f"Bearer {self.tokens[who]}", "Origin": PARTY, **more}

    def token(self, who: Who, **over: Any) -> str:
        return self.clerk.token(str(self.people[who].clerk_user_id), self.clock.now(), **over)

    @asynccontextmanager
    async def on(self, database: Database) -> AsyncIterator["Stage"]:
        """The same stage with the application on another way to the database."""
        platform = replace(self.platform, database=database)
        app = create_app(platform=platform)
        async with _client(app) as client:
            yield replace(self, platform=platform, app=app, client=client)


@asynccontextmanager
async def built(addresses: Addresses, clerk: Clerk) -> AsyncIterator[Stage]:
    """Build the world on an empty database and put the API in front of it."""
    configure_keyring(KeyRing.from_settings(EncryptionSettings(encryption_keys=SecretStr(ENCRYPTION_KEYS))))
    clock = FrozenClock(NOW)
    async with AsyncExitStack() as stack:
        arranging = database_at(addresses.owner)
        stack.push_async_callback(arranging.close)
        async with Session(arranging.write_engine, expire_on_commit=False) as session:
            here = await build_side(session, "Linden", Species.DOG, clock.now())
            there = await build_side(session, "Harbour", Species.CAT, clock.now())
            people = await _people(session, here, there, clock)
            await _dealings(session, here, there, people, clock.now())
            await session.commit()
        owner = await asyncpg.connect(addresses.owner)
        stack.push_async_callback(owner.close)
        traces = Traces(owner)
        await traces.keep()
        platform = _platform(addresses, clerk, clock)
        stack.push_async_callback(platform.close)
        app = create_app(platform=platform)
        client = await stack.enter_async_context(_client(app))
        hidden = {who: _hidden_from(who, here, there) for who in Who}
        yield Stage(addresses, platform, app, client, clerk, clock, traces, here, there, people, hidden)


def database_at(url: str, **options: Any) -> Database:
    return Database(DatabaseSettings(url=SecretStr(url), pool_size=5, max_overflow=20), **options)


def _client(app: FastAPI) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://api.vet.test")


def _platform(addresses: Addresses, clerk: Clerk, clock: FrozenClock) -> Platform:
    settings = clerk.settings()
    directory = ClerkDirectory(settings)
    database, redis = database_at(addresses.application), counter(addresses.redis)
    return Platform(
        runtime=RuntimeSettings(environment=Environment.TEST),
        settings=ApiSettings(cors_origins=PARTY, rate_limit_enabled=False),
        clock=clock,
        database=database,
        redis=redis,
        directory=directory,
        verifier=TokenVerifier(settings, clock, directory),
        sessions=SignInSessions(database, redis, clock),
        clerk_webhooks=WebhookSignature(settings),
        links=LinksSettings(web_url=PARTY),
        realtime=Realtime(addresses.redis),
    )


async def _dealings(session: Session, here: Side, there: Side, people: dict[Who, Person], now: datetime) -> None:
    """Who may not be told apart by what they do is kept apart by whom they deal with."""
    another = await make.make_person(session, clerk_user_id="user_another_breaker", is_system_administrator=True)
    for side, breaker in ((here, people[Who.BREAK_GLASS]), (there, another)):
        shared = await make.make_clinic(session, name=f"Shared with {side.name}")
        suspended = await make.make_clinic(session, name=f"Suspended near {side.name}", suspended_at=now)
        side.things["suspended_id"] = str(suspended.id)
        await add_dealings(session, side, breaker=breaker, shared=shared, now=now)
        await add_plans(session, side, now)
    for person in people.values():
        # Seen just now, so that a request has nothing to note.
        await make.make_sign_in_session(session, person, id=f"sess_{person.clerk_user_id}", last_seen_at=now)


async def _people(session: Session, here: Side, there: Side, clock: FrozenClock) -> dict[Who, Person]:
    former = await make.make_person(session, clerk_user_id="user_former", given_name="Fay")
    for role in (Role.VETERINARIAN, Role.CLINIC_ADMINISTRATOR):
        ended = clock.now() - timedelta(days=1)
        await make.make_membership(session, former, here.clinic, role, ends_at=ended)
    system, breaker = [
        await make.make_person(session, clerk_user_id=f"user_{name}", is_system_administrator=True)
        for name in ("system", "breaker")
    ]
    people = {
        Who.OWNER: here.owner,
        Who.CO_OWNER: here.co_owner,
        Who.VIEWER: here.viewer,
        Who.OTHER_OWNER: there.owner,
        Who.FORMER: former,
        Who.SYSTEM_ADMINISTRATOR: system,
        Who.BREAK_GLASS: breaker,
    }
    for side, suffix in ((here, ""), (there, "_elsewhere")):
        for role in Role:
            name = "administrator" if role is Role.CLINIC_ADMINISTRATOR else role.value
            people[Who(name + suffix)] = side.staff[role]
    return people


def _hidden_from(who: Who, here: Side, there: Side) -> frozenset[str]:
    """The marks this actor must never read, whatever they ask for."""
    known = _known_to(who)
    return frozenset(
        mark
        for side in (here, there)
        for kind in Secret
        if (side is here, kind) not in known
        for mark in side.marks[kind]
    )


def _known_to(who: Who) -> set[tuple[bool, Secret]]:
    of_owners = {Secret.OWNERS, Secret.PET, Secret.VISIT}
    of_clients = of_owners | {Secret.NOTE, Secret.PLANS}
    if who in (Who.OWNER, Who.CO_OWNER, Who.VIEWER):
        return {(True, kind) for kind in of_owners}
    if who is Who.OTHER_OWNER:
        return {(False, kind) for kind in of_owners}
    if who in STAFF or who.value.endswith("_elsewhere"):
        return {(who in STAFF, kind) for kind in Secret}
    if who in PLATFORM:
        of_platform = {(here, kind) for here in (True, False) for kind in (Secret.PEOPLE, Secret.EMERGENCY)}
        return of_platform | {(True, kind) for kind in of_clients if who is Who.BREAK_GLASS}
    return set()


def given(stage: Stage, choice: Mapping[str, str]) -> dict[str, str]:
    """What each `$name` of a case stands for."""
    return {name: stage.thing(name, side) for name, side in choice.items()}
