"""A periodic job runs once per period; a killed run is taken over."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from vet_core.db import Database
from vet_core.kernel.clock import FrozenClock

from vet_clinic_jobs.periods import TAKEOVER_AFTER, begin, finish, period_start

PERIOD = datetime(2026, 3, 3, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "every", "start"),
    [
        (
            datetime(2026, 3, 3, 14, 30, 59, 999999, UTC),
            timedelta(seconds=15),
            datetime(2026, 3, 3, 14, 30, 45, tzinfo=UTC),
        ),
        (datetime(2026, 3, 3, 14, 31, tzinfo=UTC), timedelta(seconds=15), datetime(2026, 3, 3, 14, 31, tzinfo=UTC)),
        (datetime(2026, 3, 3, 14, 31, tzinfo=UTC), timedelta(hours=1), datetime(2026, 3, 3, 14, tzinfo=UTC)),
        (datetime(2026, 3, 3, 14, 31, tzinfo=UTC), timedelta(days=1), datetime(2026, 3, 3, tzinfo=UTC)),
    ],
)
def test_a_period_starts_on_the_grid_of_its_length(now: datetime, every: timedelta, start: datetime) -> None:
    assert period_start(now, every) == start


async def test_of_eight_at_once_one_runs(database: Database, clock: FrozenClock) -> None:
    claims = (begin(database, "tests.job", PERIOD, now=clock.now()) for _ in range(8))

    assert sorted(await asyncio.gather(*claims)) == [False] * 7 + [True]


async def test_other_jobs_and_other_periods_are_free(database: Database, clock: FrozenClock) -> None:
    assert await begin(database, "tests.job", PERIOD, now=clock.now())
    assert await begin(database, "tests.other", PERIOD, now=clock.now())
    assert await begin(database, "tests.job", PERIOD + timedelta(minutes=1), now=clock.now())


async def test_a_run_that_died_is_taken_over_and_one_that_ended_is_not(database: Database, clock: FrozenClock) -> None:
    assert await begin(database, "tests.job", PERIOD, now=clock.now())

    clock.advance(TAKEOVER_AFTER - timedelta(seconds=1))
    assert not await begin(database, "tests.job", PERIOD, now=clock.now())
    clock.advance(timedelta(seconds=1))
    assert await begin(database, "tests.job", PERIOD, now=clock.now())

    await finish(database, "tests.job", PERIOD, now=clock.now())
    clock.advance(TAKEOVER_AFTER)
    assert not await begin(database, "tests.job", PERIOD, now=clock.now())
