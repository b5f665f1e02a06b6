"""The slot rules against a slow second opinion, around every kind of clock change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from vet_core.db import Interval

from tests.scheduling import oracle
from vet_services.scheduling import availability
from vet_services.scheduling.availability import Hours, LocalWindow, Parameters, WeeklyWindow

# A zone, and a UTC day on which its clocks change (or a plain one).
CHANGES = [
    ("Europe/Berlin", datetime(2026, 3, 29, tzinfo=UTC)),
    ("Europe/Berlin", datetime(2026, 10, 25, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 3, 8, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 11, 1, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 4, 4, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 10, 3, tzinfo=UTC)),
    ("Pacific/Chatham", datetime(2026, 4, 4, tzinfo=UTC)),
    ("Pacific/Chatham", datetime(2026, 9, 26, tzinfo=UTC)),
    ("America/Santiago", datetime(2026, 9, 6, tzinfo=UTC)),
    ("Asia/Kolkata", datetime(2026, 6, 3, tzinfo=UTC)),
    ("Asia/Kathmandu", datetime(2026, 6, 3, tzinfo=UTC)),
    ("Europe/Kyiv", datetime(2026, 10, 25, tzinfo=UTC)),
    # The day that Apia left out, and Havana's midnight that comes twice.
    ("Pacific/Apia", datetime(2011, 12, 30, tzinfo=UTC)),
    ("America/Havana", datetime(2026, 11, 1, tzinfo=UTC)),
]

minutes_of_day = st.integers(0, 24).map(lambda hour: hour * 60) | st.integers(0, 1440)
windows = st.builds(LocalWindow, st.integers(0, 1439), minutes_of_day)
near = st.integers(-20, 20)


@st.composite
def hours(draw: st.DrawFn, around: date) -> Hours:
    weekly = draw(
        st.lists(
            st.builds(
                WeeklyWindow,
                st.integers(0, 6),
                windows,
                effective_from=near.map(lambda days: around + timedelta(days=days // 5)),
                effective_until=near.map(lambda days: around + timedelta(days=days)),
                rotation_weeks=st.sampled_from([1, 1, 2, 3]),
                rotation_week=st.sampled_from([0, 0, 1]),
            ),
            max_size=6,
        )
    )
    always = [WeeklyWindow(weekday, LocalWindow(0, 1440)) for weekday in range(7)] if draw(st.booleans()) else []
    overrides = draw(
        st.dictionaries(
            st.integers(-2, 2).map(lambda days: around + timedelta(days=days)),
            st.lists(windows, max_size=2).map(tuple),
            max_size=2,
        )
    )
    return Hours(tuple(weekly + always), overrides)


@st.composite
def worlds(draw: st.DrawFn):
    name, day = draw(st.sampled_from(CHANGES))
    # Often on the quarter hour, where things touch.
    minutes = st.integers(-96, 192).map(lambda quarter: quarter * 15) | st.integers(-24 * 60, 48 * 60)
    instants = minutes.map(lambda minute: day + timedelta(minutes=minute))
    lengths = (st.integers(1, 16).map(lambda quarter: quarter * 15) | st.integers(1, 400)).map(
        lambda minutes: timedelta(minutes=minutes)
    )
    ranges = st.builds(lambda start, length: (start, start + length), instants, lengths)
    own = st.sampled_from([0, 0, 5, 20])
    items = st.builds(lambda span, before, after, alone: (*span, before, after, alone), ranges, own, own, st.booleans())
    parameters = Parameters(
        duration_minutes=draw(st.sampled_from([1, 5, 15, 20, 30, 45, 60, 90])),
        interval_minutes=draw(st.sampled_from([1, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 1440])),
        buffer_before_minutes=draw(st.sampled_from([0, 0, 5, 25])),
        buffer_after_minutes=draw(st.sampled_from([0, 0, 10, 35])),
        notice_minutes=draw(st.sampled_from([0, 0, 60, 1500])),
        horizon_days=draw(st.sampled_from([1, 2, 90])),
        offset_minutes=draw(st.sampled_from([0, 0, 5, 20])),
        capacity=draw(st.sampled_from([1, 1, 2, 3])),
        same_day_percent=draw(st.sampled_from([0, 0, 30, 100])),
    )
    return {
        "zone": ZoneInfo(name),
        "schedules": [draw(hours(day.date())) for _ in range(draw(st.integers(1, 2)))],
        "busy": draw(st.lists(items, max_size=6)),
        "pet": draw(st.lists(ranges, max_size=2)),
        "resources": draw(st.lists(st.lists(st.lists(items, max_size=3), max_size=2), max_size=1)),
        "closed_days": draw(
            st.sets(st.integers(-1, 1).map(lambda days: day.date() + timedelta(days=days)), max_size=1)
        ),
        "parameters": parameters,
        "now": draw(instants) - timedelta(hours=12, seconds=draw(st.integers(0, 59))),
        "within": draw(ranges.map(lambda each: Interval(each[0], each[1] + timedelta(hours=20)))),
    }


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(worlds())
def test_offers_are_those_of_the_slow_oracle(world):
    world = dict(world)
    plain = [world.pop(name) for name in ("zone", "schedules", "busy", "parameters")]
    assert availability.starts(*plain, **world) == oracle.starts(*plain, **world)
