"""Two of every process do no more than one of each."""

from collections import Counter
from typing import Any

from redis.asyncio import Redis
from sqlalchemy import func, select
from vet_core.db import Database
from vet_core.jobs.models import JobRun
from vet_core.kernel.clock import utc_now

from tests.support.events import note, traces
from tests.support.platform import Platform
from tests.support.waiting import until
from vet_clinic_jobs.outbox.stream import STREAM

WITH_HANDLERS = "tests.support.jobs_with_handlers"
RING = "Sending due task tests.tick"


async def finished_runs(database: Database) -> int:
    async with database.reading() as session:
        runs = select(func.count()).where(JobRun.job == "tests.tick", JobRun.finished_at.is_not(None))
        return await session.scalar(runs) or 0


async def test_two_beats_and_two_workers_run_a_periodic_job_once_a_period(
    database: Database, platform: Platform, redis_url: str
) -> None:
    workers = [platform.begin("worker", "--name", f"{name}@%h", module=WITH_HANDLERS) for name in ("one", "two")]
    beats = platform.start("beat", "beat", module=WITH_HANDLERS)
    for worker in workers:
        worker.wait_for(" ready.")

    def rings() -> int:
        return sum(beat.said.count(RING) for beat in beats)

    async def enough() -> bool:
        runs = await finished_runs(database)
        return runs >= 3 and rings() >= runs + 3

    await until(enough, "three runs", platform.said)
    for beat in beats:
        assert beat.stop() == 0

    # A ring that beat announced and was stopped before sending never comes; what was sent is all answered.
    async with Redis.from_url(redis_url) as redis:

        async def quiet() -> bool:
            return not any([await redis.exists("default"), await redis.exists("unacked")])

        await until(quiet, "every ring to be answered", platform.said)
    assert await traces(database, "ticked") == await finished_runs(database)


async def test_two_relays_hand_each_event_on_once(database: Database, platform: Platform, redis_url: str) -> None:
    platform.start("relay", "relay", "worker", module=WITH_HANDLERS)
    ids = await note(database, now=utc_now(), times=40)

    async def traced() -> bool:
        return await traces(database) >= 40

    await until(traced, "forty traces", platform.said)
    assert await traces(database) == 40
    async with Redis.from_url(redis_url, decode_responses=True) as redis:
        entries: Any = await redis.xrange(STREAM)
    assert Counter(fields["id"] for _, fields in entries) == Counter(str(event_id) for event_id in ids)
