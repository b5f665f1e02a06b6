"""Once per (job, period), however many beats ring. A run that died is taken over, one that ended is not repeated."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from vet_core.db import Database
from vet_core.jobs.models import JobRun

# Longer than any task's time limit: a run older than this and unfinished belongs to a killed worker.
TAKEOVER_AFTER = timedelta(minutes=3)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def period_start(now: datetime, every: timedelta) -> datetime:
    """The start of the period that `now` lies in; periods are counted from 1970 in UTC."""
    return now - (now - _EPOCH) % every


async def begin(database: Database, job: str, period: datetime, *, now: datetime) -> bool:
    """Take the run of the period that starts then; False when somebody has it or had it."""
    take = insert(JobRun).values(job=job, period_starts_at=period, started_at=now)
    take = take.on_conflict_do_update(
        index_elements=[JobRun.job, JobRun.period_starts_at],
        set_={"started_at": now},
        where=JobRun.finished_at.is_(None) & (JobRun.started_at <= now - TAKEOVER_AFTER),
    )
    async with database.transaction() as session:
        return (await session.execute(take.returning(JobRun.job))).first() is not None


async def finish(database: Database, job: str, period: datetime, *, now: datetime) -> None:
    """Note that the run came to its end, well or not."""
    mark = update(JobRun).where(JobRun.job == job, JobRun.period_starts_at == period)
    async with database.transaction() as session:
        await session.execute(mark.values(finished_at=now))
