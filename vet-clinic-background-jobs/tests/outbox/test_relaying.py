"""A batch is handed on whole or not at all, and once, however many relays there are."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy import select, update
from vet_core.db import Database
from vet_core.kernel.clock import FrozenClock
from vet_core.outbox.enums import DeliveryState
from vet_core.outbox.models import OutboxDelivery, OutboxEvent
from vet_services.bootstrap import Handler

from tests.support.events import Noted, handling, leave_trace, note
from vet_clinic_jobs.outbox.relaying import relay_batch
from vet_clinic_jobs.outbox.stream import STREAM, RealtimeStream


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    async with Redis.from_url(redis_url, decode_responses=True) as redis:
        yield redis


@pytest.fixture
def two_handlers():
    with handling(Handler("tests.first", leave_trace), Handler("tests.second", leave_trace)):
        yield


async def deliveries(database: Database) -> list[OutboxDelivery]:
    async with database.reading() as session:
        return list(await session.scalars(select(OutboxDelivery)))


async def streamed(redis: Redis) -> list[dict[str, str]]:
    entries: Any = await redis.xrange(STREAM)
    return [fields for _, fields in entries]


async def test_each_event_gets_a_delivery_per_handler_and_one_line_in_the_stream(
    database: Database, redis: Redis, clock: FrozenClock, two_handlers
) -> None:
    ids = await note(database, now=clock.now(), times=3)
    clock.advance(timedelta(seconds=1))

    batch = await relay_batch(database, RealtimeStream(redis), now=clock.now(), limit=100)

    assert batch.size == 3
    expected = {(event_id, handler) for event_id in ids for handler in ("tests.first", "tests.second")}
    assert {(ring.event_id, ring.handler) for ring in batch.rings} == expected
    rows = await deliveries(database)
    assert {(row.event_id, row.handler) for row in rows} == expected
    assert {(row.state, row.attempts, row.next_attempt_at) for row in rows} == {(DeliveryState.PENDING, 0, clock.now())}
    entries = await streamed(redis)
    assert [entry["id"] for entry in entries] == [str(event_id) for event_id in ids]
    async with database.reading() as session:
        event = await session.get_one(OutboxEvent, ids[0])
    assert event.relayed_at == clock.now()
    assert entries[0] == {
        "id": str(ids[0]),
        "event": "tests.noted",
        "at": (clock.now() - timedelta(seconds=1)).isoformat(),
        "clinic_id": "",
        "person_ids": "[]",
        "data": json.dumps(event.payload),
    }


async def test_what_is_no_news_reaches_its_handlers_and_no_screen(
    database: Database, redis: Redis, clock: FrozenClock, two_handlers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Noted, "is_news", False)
    await note(database, now=clock.now())
    batch = await relay_batch(database, RealtimeStream(redis), now=clock.now(), limit=100)
    assert ({ring.handler for ring in batch.rings}, batch.size) == ({"tests.first", "tests.second"}, 1)
    assert await streamed(redis) == []


async def test_a_relayed_event_is_not_taken_again(
    database: Database, redis: Redis, clock: FrozenClock, two_handlers
) -> None:
    await note(database, now=clock.now())
    await relay_batch(database, RealtimeStream(redis), now=clock.now(), limit=100)

    again = await relay_batch(database, RealtimeStream(redis), now=clock.now(), limit=100)

    assert (again.size, list(again.rings), await redis.xlen(STREAM)) == (0, [], 1)


async def test_without_redis_nothing_is_marked_and_no_delivery_is_left(
    database: Database, clock: FrozenClock, two_handlers
) -> None:
    [event_id] = await note(database, now=clock.now())
    async with Redis.from_url("redis://127.0.0.1:1/0") as nobody:
        with pytest.raises(RedisError):
            await relay_batch(database, RealtimeStream(nobody), now=clock.now(), limit=100)

    assert await deliveries(database) == []
    async with database.reading() as session:
        assert (await session.get_one(OutboxEvent, event_id)).relayed_at is None


async def test_an_event_of_an_unknown_type_waits_for_a_newer_relay(
    database: Database, redis: Redis, clock: FrozenClock, two_handlers
) -> None:
    unknown, known = await note(database, now=clock.now(), times=2)
    async with database.transaction() as session:
        await session.execute(update(OutboxEvent).where(OutboxEvent.id == unknown).values(type="tests.from_tomorrow"))

    batch = await relay_batch(database, RealtimeStream(redis), now=clock.now(), limit=100)

    assert {ring.event_id for ring in batch.rings} == {known}
    async with database.reading() as session:
        assert (await session.get_one(OutboxEvent, unknown)).relayed_at is None


async def test_four_relays_hand_each_of_two_hundred_events_on_once(
    database: Database, redis: Redis, clock: FrozenClock, two_handlers
) -> None:
    ids = await note(database, now=clock.now(), times=200)
    rung: Counter[tuple[object, str]] = Counter()

    async def relay() -> int:
        relayed = 0
        while True:
            batch = await relay_batch(database, RealtimeStream(redis), now=clock.now(), limit=10)
            if not batch.size:
                return relayed
            relayed += batch.size
            rung.update((ring.event_id, ring.handler) for ring in batch.rings)

    assert sum(await asyncio.gather(*(relay() for _ in range(4)))) == 200
    assert set(rung.values()) == {1}
    assert len(rung) == len(await deliveries(database)) == 400
    assert Counter(entry["id"] for entry in await streamed(redis)) == Counter(str(event_id) for event_id in ids)


async def test_events_of_a_type_without_handlers_reach_the_stream_only(
    database: Database, redis: Redis, clock: FrozenClock
) -> None:
    await note(database, now=clock.now())

    batch = await relay_batch(database, RealtimeStream(redis), now=clock.now(), limit=100)

    assert (batch.size, list(batch.rings)) == (1, [])
    assert [entry["event"] for entry in await streamed(redis)] == [Noted.type]
