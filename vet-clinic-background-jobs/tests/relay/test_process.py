"""A relay hears at once, looks by itself when it hears nothing, and outlives both its servers."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr
from redis.asyncio import Redis
from sqlalchemy import text
from vet_core import outbox
from vet_core.db import Database, Session
from vet_core.kernel.clock import FrozenClock, utc_now
from vet_core.kernel.ids import new_id
from vet_core.kernel.settings import DatabaseSettings
from vet_core.scheduling.events import CalendarChanged

from tests.support.events import note
from tests.support.proxy import wire_to
from tests.support.waiting import until
from vet_clinic_jobs.outbox.stream import STREAM
from vet_clinic_jobs.relay.health import RelayHealth, read
from vet_clinic_jobs.relay.process import Relay
from vet_clinic_jobs.settings import JobsSettings

NEVER_SECONDS = 300
SOON_SECONDS = 15


@asynccontextmanager
async def relaying(database_url: str, redis_url: str, health: Path, *, poll_seconds: float) -> AsyncIterator[Relay]:
    """A running relay; leaving the block stops it and proves that it stops by itself."""
    address = DatabaseSettings(url=SecretStr(database_url), pool_size=1, max_overflow=0, connect_timeout_seconds=1)
    settings = JobsSettings(relay_poll_seconds=poll_seconds, relay_health_file=health)
    database = Database(address, acts_as_system=True)
    async with Redis.from_url(redis_url, socket_connect_timeout=1, socket_timeout=1) as redis:
        relay = Relay(database, address, redis, settings, RelayHealth(health))
        running = asyncio.create_task(relay.run())
        try:
            yield relay
        finally:
            relay.stop()
            await asyncio.wait_for(running, SOON_SECONDS)
            await database.close()


def says(health: Path, state: str) -> Callable[[], Awaitable[bool]]:
    async def look() -> bool:
        _, report = await asyncio.to_thread(read, health, now=utc_now())
        return bool(report["state"] == state)

    return look


@pytest.fixture
async def streamed(redis_url: str) -> AsyncIterator[Callable[[int], Callable[[], Awaitable[bool]]]]:
    async with Redis.from_url(redis_url) as redis:

        def count(expected: int) -> Callable[[], Awaitable[bool]]:
            async def look() -> bool:
                return bool(await redis.xlen(STREAM) == expected)

            return look

        yield count


@pytest.fixture
def health(tmp_path: Path) -> Path:
    return tmp_path / "relay.json"


async def listening(database: Database) -> bool:
    async with database.reading() as session:
        heard = text(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND application_name = 'vet-relay-listen' AND query ILIKE 'LISTEN%'"
        )
        return bool(await session.scalar(heard))


async def test_a_new_event_is_relayed_at_the_call_of_postgresql(
    database: Database, application_database_url: str, redis_url: str, clock: FrozenClock, streamed, health: Path
) -> None:
    async with relaying(application_database_url, redis_url, health, poll_seconds=NEVER_SECONDS):
        await until(lambda: listening(database), "the relay to listen")
        # Starting and connecting make the relay look twice by itself; the third event it can only have heard of.
        for expected in (1, 2, 3):
            await note(database, now=clock.now())
            await until(streamed(expected), f"event {expected}")


async def test_events_written_before_the_relay_started_are_relayed(
    database: Database, application_database_url: str, redis_url: str, clock: FrozenClock, streamed, health: Path
) -> None:
    await note(database, now=clock.now(), times=3)
    async with relaying(application_database_url, redis_url, health, poll_seconds=NEVER_SECONDS):
        await until(streamed(3), "the events")
        await until(says(health, "relaying"), "the report")


async def test_without_a_call_the_relay_looks_by_itself(
    database: Database,
    session: Session,
    application_database_url: str,
    redis_url: str,
    clock: FrozenClock,
    streamed,
    health: Path,
) -> None:
    async with relaying(application_database_url, redis_url, health, poll_seconds=0.1):
        await until(lambda: listening(database), "the relay to listen")
        await note(database, now=clock.now())
        await until(streamed(1), "the relay to be at rest")
        # The trigger that calls is off in this transaction only.
        await session.execute(text("SET LOCAL session_replication_role = replica"))
        await session.execute(
            text(
                "INSERT INTO outbox_events (id, type, payload, occurred_at)"
                " VALUES (gen_random_uuid(), 'tests.noted', '{}', now())"
            )
        )
        await session.commit()
        await until(streamed(2), "the event nobody called for")


async def test_the_relay_outlives_postgresql(
    database: Database, application_database_url: str, redis_url: str, clock: FrozenClock, streamed, health: Path
) -> None:
    async with (
        wire_to(application_database_url) as (wire, through),
        relaying(through, redis_url, health, poll_seconds=0.1),
    ):
        await until(lambda: listening(database), "the relay to listen")
        await wire.cut()
        await until(says(health, "waiting_for_database"), "the relay to notice")
        await note(database, now=clock.now(), times=5)

        await wire.mend()

        await until(streamed(5), "the events of the outage")
        await until(says(health, "relaying"), "the relay to be well again")
        await until(lambda: listening(database), "the relay to listen again")


async def test_the_relay_outlives_redis(
    database: Database, application_database_url: str, redis_url: str, clock: FrozenClock, streamed, health: Path
) -> None:
    async with (
        wire_to(redis_url) as (wire, through),
        relaying(application_database_url, through, health, poll_seconds=0.1),
    ):
        await until(lambda: listening(database), "the relay to listen")
        await wire.cut()
        await note(database, now=clock.now(), times=5)
        await until(says(health, "waiting_for_redis"), "the relay to notice")

        await wire.mend()

        await until(streamed(5), "the events of the outage")
        await until(says(health, "relaying"), "the relay to be well again")


async def test_many_batches_need_no_more_lines_to_redis_than_one(
    database: Database, application_database_url: str, redis_url: str, clock: FrozenClock, streamed, health: Path
) -> None:
    async with relaying(application_database_url, redis_url, health, poll_seconds=0.1) as relay:
        relay.redis.connection_pool.max_connections = 3
        for expected in range(1, 7):
            async with database.transaction() as session:
                outbox.add(session, CalendarChanged(clinic_id=new_id()), now=clock.now())
            await until(streamed(expected), f"batch {expected}")


async def test_a_relay_that_waits_for_a_server_stops_at_once(application_database_url: str, health: Path) -> None:
    nobody = "redis://127.0.0.1:1/0"
    async with relaying("postgresql://nobody@127.0.0.1:1/none", nobody, health, poll_seconds=NEVER_SECONDS):
        await until(says(health, "waiting_for_database"), "the relay to notice")
