"""The slot rules against a slow second opinion, around every kind of clock change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from vet_core.db import Interval

from tests.scheduling import oracle
from vet_services.scheduling import availability
from vet_services.scheduling.availability import Busy, Hours, LocalWindow, Parameters, WeeklyWindow

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
    intervals = st.builds(lambda start, length: Interval(start, start + length), instants, lengths)
    parameters = Parameters(
        duration_minutes=draw(st.sampled_from([5, 15, 20, 30, 45, 60, 90])),
        interval_minutes=draw(st.sampled_from([5, 10, 15, 20, 30, 45, 60, 90, 120, 1440])),
        buffer_before_minutes=draw(st.sampled_from([0, 0, 5, 25])),
        buffer_after_minutes=draw(st.sampled_from([0, 0, 10, 35])),
        notice_minutes=draw(st.sampled_from([0, 0, 60, 1500])),
        horizon_days=draw(st.sampled_from([1, 2, 90])),
    )
    return {
        "zone": ZoneInfo(name),
        "schedules": [draw(hours(day.date())) for _ in range(draw(st.integers(1, 2)))],
        "busy": Busy(tuple(draw(st.lists(intervals, max_size=5))), tuple(draw(st.lists(intervals, max_size=2)))),
        "parameters": parameters,
        "now": draw(instants) - timedelta(hours=12, seconds=draw(st.integers(0, 59))),
        "within": draw(intervals.map(lambda each: Interval(each.start, each.end + timedelta(hours=20)))),
    }


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(worlds())
def test_offers_are_those_of_the_slow_oracle(world):
    world = dict(world)
    zone, schedules = world.pop("zone"), world.pop("schedules")
    busy, parameters = world.pop("busy"), world.pop("parameters")
    offered = availability.starts(zone, schedules, busy, parameters, **world)
    assert offered == oracle.starts(zone, schedules, busy, parameters, **world)


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(worlds(), st.integers(0, 96).map(lambda quarter: quarter * 15) | st.integers(0, 24 * 60))
def test_a_single_start_is_judged_as_the_list_judges_it(world, minute):
    zone, busy, parameters, now = world["zone"], world["busy"], world["parameters"], world["now"]
    opening, roster = world["schedules"][0], world["schedules"][-1]
    start = world["within"].start + timedelta(minutes=minute)
    refused = availability.why_not(zone, opening, roster, parameters, now=now, start=start)
    is_free = not availability.is_taken(busy, parameters, start)
    within = Interval(start, start + parameters.duration)
    offered = availability.starts(zone, [opening, roster], busy, parameters, now=now, within=within)
    assert (refused is None and is_free) == (offered == [start])
