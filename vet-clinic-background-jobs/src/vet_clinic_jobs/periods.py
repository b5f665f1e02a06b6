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


def period_of(now: datetime, every: timedelta) -> str:
    """The name of the period that `now` lies in: its start in UTC. Periods are counted from 1970."""
    return (now - (now - _EPOCH) % every).strftime("%Y-%m-%dT%H:%M:%S")


async def begin(database: Database, job: str, period: str, *, now: datetime) -> bool:
    """Take this period's run; False when somebody has it or had it."""
    take = insert(JobRun).values(job=job, period=period, started_at=now)
    take = take.on_conflict_do_update(
        index_elements=[JobRun.job, JobRun.period],
        set_={"started_at": now},
        where=JobRun.finished_at.is_(None) & (JobRun.started_at <= now - TAKEOVER_AFTER),
    )
    async with database.transaction() as session:
        return (await session.execute(take.returning(JobRun.job))).first() is not None


async def finish(database: Database, job: str, period: str, *, now: datetime, error: str | None = None) -> None:
    """Note that the run came to its end, and how."""
    mark = update(JobRun).where(JobRun.job == job, JobRun.period == period)
    async with database.transaction() as session:
        await session.execute(mark.values(finished_at=now, last_error=error))
