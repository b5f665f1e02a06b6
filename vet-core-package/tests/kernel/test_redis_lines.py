"""Errands on kept lines get their own replies, whatever happened to the line or to the errand before."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError, ResponseError

from vet_core.kernel.redis_lines import Lines

SECONDS = 2
WHO = ("CLIENT", "ID")
NOBODY_WRITES = ("BLPOP", "nothing", 10)


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    redis = Redis.from_url(redis_url, socket_timeout=SECONDS, retry=Retry(NoBackoff(), 0))
    yield redis
    await redis.aclose()


@pytest.fixture
def lines(redis: Redis) -> Lines:
    return Lines(redis)


async def test_replies_come_in_the_order_of_the_commands(lines: Lines, redis: Redis) -> None:
    said = await lines.run(("SET", "name", "Luna", "EX", 60), ("GET", "name"), ("GET", "nobody"))
    assert said == [b"OK", b"Luna", None]
    assert 50 < await redis.ttl("name") <= 60


async def test_a_line_is_kept(lines: Lines) -> None:
    assert await lines.run(WHO) == await lines.run(WHO)


async def test_lines_are_the_clients_however_often_somebody_asks_for_them(redis: Redis) -> None:
    redis.connection_pool.max_connections = 2
    told = [await Lines(redis).run(WHO) for _ in range(20)]
    assert told == told[:1] * 20


async def test_errands_at_the_same_time_have_lines_of_their_own(lines: Lines, redis: Redis) -> None:
    for number in range(50):
        await redis.set(f"number:{number}", number)
    told = await asyncio.gather(*(lines.run(("GET", f"number:{number}")) for number in range(50)))
    assert told == [[str(number).encode()] for number in range(50)]
    assert len(lines._idle) == 32


async def test_a_line_that_was_closed_meanwhile_is_replaced(lines: Lines, redis: Redis) -> None:
    [first] = await lines.run(WHO)
    await redis.execute_command("CLIENT", "KILL", "ID", first)
    [second] = await lines.run(WHO)
    assert second != first


async def test_nobody_waits_longer_than_the_client_may_and_a_late_reply_is_nobodys(lines: Lines, redis: Redis) -> None:
    await lines.run(WHO)
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        await lines.run(NOBODY_WRITES)
    assert 0.9 * SECONDS < time.monotonic() - began < 9
    await redis.rpush("nothing", "late")
    assert await lines.run(("ECHO", "mine")) == [b"mine"]


async def test_the_reply_of_an_errand_that_was_given_up_is_nobodys(lines: Lines, redis: Redis) -> None:
    await lines.run(WHO)
    errand = asyncio.create_task(lines.run(NOBODY_WRITES))
    await asyncio.sleep(0.05)
    errand.cancel()
    with pytest.raises(asyncio.CancelledError):
        await errand
    await redis.rpush("nothing", "late")
    assert await lines.run(("ECHO", "mine")) == [b"mine"]


async def test_after_a_refusal_the_rest_of_the_replies_is_nobodys(lines: Lines) -> None:
    with pytest.raises(ResponseError):
        await lines.run(("GET",), ("ECHO", "of the refused"))
    assert await lines.run(("ECHO", "mine")) == [b"mine"]


async def test_a_redis_that_is_away_is_told_as_the_client_tells_it() -> None:
    away = Redis.from_url("redis://127.0.0.1:1/0", socket_connect_timeout=0.2, retry=Retry(NoBackoff(), 0))
    with pytest.raises((RedisError, OSError)):
        await Lines(away).run(WHO)
    await away.aclose()


async def test_a_line_given_back_waits_as_the_clients_lines_do(lines: Lines, redis: Redis) -> None:
    with pytest.raises(ResponseError):
        await lines.run(("GET",))
    connection = await redis.connection_pool.get_connection()
    assert connection.socket_timeout == SECONDS
    await redis.connection_pool.release(connection)
