"""Ask a worker whether it really works: a living process may long have stopped consuming."""

from __future__ import annotations

from uuid import uuid4

from celery.utils.nodenames import worker_direct
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from sqlalchemy import text
from vet_core.db import Database
from vet_core.kernel.settings import RedisSettings, load

from vet_clinic_jobs.app import app
from vet_clinic_jobs.runtime import here, run

ANSWER_KEPT_SECONDS = 60


@app.task(name="jobs.probe", time_limit=10)
def answer(key: str) -> None:
    """Touch the database and tell whoever waits at `key`."""
    run(_touch(here().database))
    with _redis() as redis, redis.pipeline() as pipeline:
        pipeline.lpush(key, "alive").expire(key, ANSWER_KEPT_SECONDS).execute()


def ask(timeout_seconds: int, worker: str | None = None) -> bool:
    """Whether a worker (that one, when named) ran a task within the time. Raises redis.RedisError or kombu's
    OperationalError when the broker does not answer."""
    key = f"vet:jobs:probe:{uuid4()}"
    queue = {"queue": worker_direct(worker)} if worker else {}
    with _redis() as redis:
        redis.ping()
        answer.apply_async((key,), expires=timeout_seconds, retry=False, **queue)
        return redis.blpop([key], timeout=timeout_seconds) is not None


async def _touch(database: Database) -> None:
    async with database.reading() as session:
        await session.execute(text("SELECT 1"))


def _redis() -> Redis:
    url = load(RedisSettings).address
    return Redis.from_url(url, socket_connect_timeout=3, retry=Retry(NoBackoff(), 0))
