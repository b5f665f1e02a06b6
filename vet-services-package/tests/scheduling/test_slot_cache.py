"""What is remembered of free time is found by every process, and by none once something has changed."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from redis.asyncio import Redis
from vet_core.db import Session
from vet_core.kernel.ids import new_id
from vet_core.kernel.redis_lines import Lines

from vet_services.scheduling.slot_cache import Kept, SlotCache, changed, changed_in

CLINIC, OTHER, PERSON = new_id(), new_id(), new_id()
QUESTION = "2026-03-03/2026-03-04"


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    redis = Redis.from_url(redis_url)
    yield redis
    await redis.aclose()


@pytest.fixture
def processes(redis: Redis) -> list[SlotCache]:
    """As two processes of the API have it: nothing in common but Redis."""
    return [SlotCache(redis) for _ in range(2)]


async def _found(cache: SlotCache, *, clinic_id: UUID = CLINIC, person_id: UUID | None = None) -> str | None:
    return (await cache.look(clinic_id, QUESTION, person_id=person_id)).text


async def _remember(cache: SlotCache, text: str, *, clinic_id: UUID = CLINIC, seconds: float = 60) -> None:
    await cache.keep(await cache.look(clinic_id, QUESTION, person_id=None), text, seconds=seconds)


async def test_an_answer_is_found_by_the_other_process(processes: list[SlotCache]) -> None:
    here, there = processes
    assert await _found(here) is None
    await _remember(here, "one")
    assert await _found(there) == await _found(here) == "one"
    assert (await there.look(CLINIC, "another question", person_id=None)).text is None


async def test_a_change_drops_the_answers_of_its_clinic_everywhere(processes: list[SlotCache]) -> None:
    here, there = processes
    await _remember(here, "one")
    await _remember(here, "elsewhere", clinic_id=OTHER)
    await here.drop([CLINIC])
    assert await _found(there) is None
    assert await _found(there, clinic_id=OTHER) == "elsewhere"


async def test_an_answer_worked_out_before_a_change_is_not_found_after_it(processes: list[SlotCache]) -> None:
    here, there = processes
    early = await here.look(CLINIC, QUESTION, person_id=None)
    await there.drop([CLINIC])
    await here.keep(early, "too early", seconds=60)
    assert await _found(here) is None


async def test_whoever_changed_something_is_not_answered_from_memory(processes: list[SlotCache]) -> None:
    here, there = processes
    await here.drop([CLINIC], person_id=PERSON)
    await _remember(there, "one")
    assert await _found(there, person_id=PERSON) is None
    assert await _found(there, person_id=new_id()) == await _found(there) == "one"


async def test_that_lasts_a_minute(processes: list[SlotCache], redis: Redis) -> None:
    await processes[0].drop([CLINIC], person_id=PERSON)
    assert 50 < await redis.ttl(f"scheduling:slots:changed-by:{PERSON}") <= 60


async def test_answers_go_when_time_alone_changes_them(processes: list[SlotCache], redis: Redis) -> None:
    async def lives() -> list[int]:
        return [await redis.pttl(name) for name in await redis.keys("scheduling:slots:answer:*")]

    await _remember(processes[0], "soon another", seconds=0.9)
    assert await lives() == []
    await _remember(processes[0], "for a while", seconds=7.5)
    (milliseconds,) = await lives()
    assert 6_000 < milliseconds <= 7_500
    await redis.flushdb()
    await _remember(processes[0], "for good", seconds=1e9)
    (milliseconds,) = await lives()
    assert 55_000 < milliseconds <= 60_000


async def test_nothing_comes_back_when_redis_has_forgotten_a_clinic(processes: list[SlotCache], redis: Redis) -> None:
    here, _ = processes
    await _remember(here, "one")
    await here.drop([CLINIC])
    await redis.delete(f"scheduling:slots:word:{CLINIC}")
    assert await _found(here) is None


async def test_without_redis_nothing_is_remembered_and_nothing_fails() -> None:
    redis = Redis.from_url("redis://127.0.0.1:1/0", socket_connect_timeout=0.2)
    cache = SlotCache(redis)
    kept = await cache.look(CLINIC, QUESTION, person_id=PERSON)
    assert kept == Kept()
    await cache.keep(kept, "one", seconds=60)
    await cache.drop([CLINIC], person_id=PERSON)
    await redis.aclose()


async def test_a_change_redis_was_not_told_of_is_told_before_anything_is_read(redis: Redis) -> None:
    there = SlotCache(redis)
    await _remember(there, "one")
    away = Redis.from_url("redis://127.0.0.1:1/0", socket_connect_timeout=0.2)
    here = SlotCache(away)
    await here.drop([CLINIC])
    here._lines = Lines(redis)  # Redis is back
    assert await _found(here) is None
    assert await _found(there) is None
    await away.aclose()


async def test_a_transaction_tells_what_it_has_changed(session: Session) -> None:
    assert changed_in(session) == frozenset()
    changed(session, CLINIC)
    changed(session, CLINIC, OTHER)
    assert changed_in(session) == {CLINIC, OTHER}
