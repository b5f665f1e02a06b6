from datetime import UTC, datetime, timedelta, timezone

import pytest

from vet_core.kernel.clock import FrozenClock, SystemClock


def test_the_frozen_clock_moves_only_when_told() -> None:
    clock = FrozenClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
    assert clock.now() == clock.now() == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert clock.advance(timedelta(minutes=5)) == datetime(2026, 3, 2, 9, 5, tzinfo=UTC)
    clock.set(datetime(2026, 3, 29, 3, 30, tzinfo=timezone(timedelta(hours=2))))
    assert clock.now() == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


def test_a_clock_refuses_a_naive_time() -> None:
    with pytest.raises(ValueError, match="aware"):
        FrozenClock(datetime(2026, 3, 2, 9))  # noqa: DTZ001


def test_the_system_clock_speaks_utc() -> None:
    assert SystemClock().now().tzinfo is UTC
