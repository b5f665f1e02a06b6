"""A periodic job runs once per period; a killed run is taken over."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from vet_core.db import Database
from vet_core.kernel.clock import FrozenClock

from vet_clinic_jobs.periods import TAKEOVER_AFTER, begin, finish, period_of


@pytest.mark.parametrize(
    ("now", "every", "period"),
    [
        (datetime(2026, 3, 3, 14, 30, 59, 999999, UTC), timedelta(seconds=15), "2026-03-03T14:30:45"),
        (datetime(2026, 3, 3, 14, 31, tzinfo=UTC), timedelta(seconds=15), "2026-03-03T14:31:00"),
        (datetime(2026, 3, 3, 14, 31, tzinfo=UTC), timedelta(hours=1), "2026-03-03T14:00:00"),
        (datetime(2026, 3, 3, 14, 31, tzinfo=UTC), timedelta(days=1), "2026-03-03T00:00:00"),
    ],
)
def test_a_period_is_named_by_its_start(now: datetime, every: timedelta, period: str) -> None:
    assert period_of(now, every) == period


async def test_of_eight_at_once_one_runs(database: Database, clock: FrozenClock) -> None:
    claims = (begin(database, "tests.job", "2026-03-03T14:30:00", now=clock.now()) for _ in range(8))

    assert sorted(await asyncio.gather(*claims)) == [False] * 7 + [True]


async def test_other_jobs_and_other_periods_are_free(database: Database, clock: FrozenClock) -> None:
    assert await begin(database, "tests.job", "2026-03-03T14:30:00", now=clock.now())
    assert await begin(database, "tests.other", "2026-03-03T14:30:00", now=clock.now())
    assert await begin(database, "tests.job", "2026-03-03T14:31:00", now=clock.now())


async def test_a_run_that_died_is_taken_over_and_one_that_ended_is_not(database: Database, clock: FrozenClock) -> None:
    period = "2026-03-03T14:30:00"
    assert await begin(database, "tests.job", period, now=clock.now())

    clock.advance(TAKEOVER_AFTER - timedelta(seconds=1))
    assert not await begin(database, "tests.job", period, now=clock.now())
    clock.advance(timedelta(seconds=1))
    assert await begin(database, "tests.job", period, now=clock.now())

    await finish(database, "tests.job", period, now=clock.now())
    clock.advance(TAKEOVER_AFTER)
    assert not await begin(database, "tests.job", period, now=clock.now())
