"""Hours, days, rules and windows deep inside a body: a wrong one is named where it stands, and changes nothing."""

import json
from typing import Any

import pytest

from tests.access.stage import Stage
from tests.attacks.requests import Spoilt, faults, genuine

pytestmark = pytest.mark.asyncio(loop_scope="session")

TIMES: list[Any] = [
    "25:00",
    "24:01",
    "9:00",
    "09:60",
    "09:00:30",
    "09:00Z",
    "09:00+01:00",
    "-01:00",
    "٠٩:٠٠",
    "09:00\x00",
    "",
    None,
    True,
    540,
    {"hour": 9},
    "9" * 5_000,
]
DAYS: list[Any] = ["2026-02-30", "0000-01-01", "9999-12-31", "today", "", None, True, 10**30, "2026-03-03\x00"]
NUMBERS: list[Any] = [-1, 10**40, 1.5, "seven", None, [], "\x00", 1e300]
LOCAL_MOMENTS: list[Any] = [
    "2026-03-05T11:00Z",
    "2026-03-05T11:00+01:00",
    "2026-03-05 at eleven",
    "2026-02-30T11:00",
    "0001-01-01T00:00",
    "9999-12-31T23:59",
    "",
    7,
    True,
    "2026-03-05T11:00\x00",
]
ROSTER = {"weekday": 0, "starts_local": "09:00", "ends_local": "17:00", "effective_from": "2026-01-01"}
WISH = {"from_day": "2026-03-03", "until_day": "2026-03-10", "weekdays": [0], "starts_minute": 480, "ends_minute": 720}
DAY = {"starts_local": "12:00", "ends_local": "18:00"}
WEEK = {"weekday": 0, "opens_local": "08:00", "closes_local": "12:00"}
WINDOWS: dict[str, tuple[dict[str, Any], dict[str, list[Any]]]] = {
    "set_roster": (
        ROSTER,
        {
            "weekday": [7, *NUMBERS],
            "starts_local": ["24:00", *TIMES],
            "ends_local": TIMES,
            "effective_from": DAYS,
            "rotation_weeks": [0, 9, *NUMBERS],
            "rotation_week": [8, *NUMBERS],
            "id": ["0198f0c2-0000-7000-8000-00000000beef"],
        },
    ),
    "set_roster_override": (DAY, {"starts_local": ["24:00", *TIMES], "ends_local": TIMES, "note": ["x"]}),
    "set_opening_override": (DAY, {"starts_local": ["24:00", *TIMES], "ends_local": TIMES}),
    "set_opening_hours": (
        WEEK,
        {"weekday": [7, *NUMBERS], "opens_local": ["24:00", *TIMES], "closes_local": TIMES, "is_open": [True]},
    ),
    "join_waitlist": (
        WISH,
        {
            "from_day": DAYS,
            "until_day": DAYS,
            "weekdays": [[7], [-1], ["monday"], [None], "all", [0] * 8],
            "starts_minute": [1441, *NUMBERS],
            "ends_minute": [1441, *NUMBERS],
        },
    ),
}


@pytest.mark.parametrize("route", WINDOWS)
async def test_a_wrong_window_is_named_where_it_stands(stage: Stage, route: str) -> None:
    window, wrong = WINDOWS[route]
    known = genuine(stage, route)
    spoilt = [
        Spoilt(
            f"{name} = {str(value)[:40]!r}",
            422,
            "edge.validation",
            f"/windows/1/{name}",
            content=_with(known, windows=sent),
        )
        for name, values in wrong.items()
        for value in values
        for sent in [[window, window | {name: value}]]
    ]
    assert not await faults(stage, known, spoilt)


@pytest.mark.parametrize("route", WINDOWS)
async def test_windows_without_end_are_refused(stage: Stage, route: str) -> None:
    known = genuine(stage, route)
    endless = Spoilt(
        "too many", 422, "edge.validation", "/windows", content=_with(known, windows=[WINDOWS[route][0]] * 1000)
    )
    assert not await faults(stage, known, [endless])


@pytest.mark.parametrize("route", ["preview_series", "create_series", "reschedule_series"])
async def test_a_local_time_has_no_zone_and_no_year_nobody_lives_in(stage: Stage, route: str) -> None:
    known = genuine(stage, route)
    spoilt = [
        Spoilt(
            f"starts_local = {value!r}",
            422,
            "edge.validation",
            "/starts_local",
            content=_with(known, starts_local=value),
        )
        for value in LOCAL_MOMENTS
    ]
    assert not await faults(stage, known, spoilt)


RULES = [
    "FREQ=SECONDLY;COUNT=10",
    "FREQ=YEARLY;COUNT=2",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;COUNT=105",
    "FREQ=WEEKLY;COUNT=99999999999999999999",
    "FREQ=DAILY;INTERVAL=0;COUNT=3",
    "FREQ=DAILY;INTERVAL=99999999999;COUNT=3",
    "FREQ=WEEKLY;UNTIL=99991231T235959Z",
    "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=104",
    "FREQ=WEEKLY;BYDAY=XX;COUNT=2",
    "FREQ=WEEKLY;BYSETPOS=1;COUNT=2",
    "RRULE:FREQ=WEEKLY;COUNT=2;EXDATE=20260305",
    "FREQ=WEEKLY;COUNT=2;COUNT=3",
    "COUNT=2",
    ";" * 300,
    "FREQ=" + "W" * 290,
]


@pytest.mark.parametrize("route", ["preview_series", "create_series"])
async def test_rules_that_are_not_ours_are_refused_at_the_rule(stage: Stage, route: str) -> None:
    known = genuine(stage, route)
    spoilt = [
        Spoilt(rule[:60], 422, "scheduling.rrule_unsupported", "/rrule", content=_with(known, rrule=rule))
        for rule in RULES
    ]
    assert not await faults(stage, known, spoilt)


def _with(known: Any, **over: Any) -> bytes:
    return json.dumps({**known.body, **over}).encode()


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({}, "query:from"),
        ({"from": "2026-03-03T00:00:00Z"}, "query:to"),
        ({"to": "2026-03-03T00:00:00Z"}, "query:from"),
        ({"at": "2026-03-03T09:00:00Z", "from": "2026-03-03T00:00:00Z"}, "query:at"),
        ({"at": "2026-03-03T09:00:00Z", "from": "2026-03-03T00:00:00Z", "to": "2026-03-04T00:00:00Z"}, "query:at"),
        ({"at": "2026-03-03T09:00:00"}, "query:at"),
    ],
)
async def test_slots_are_asked_for_a_range_or_for_one_start(stage: Stage, asked: dict[str, str], pointer: str) -> None:
    things = stage.here.things
    ids = {"clinic_id": things["clinic_id"], "appointment_type_id": things["appointment_type_id"]}
    reply = await stage.client.get("/v1/scheduling/slots", params=ids | asked)
    assert (reply.status_code, reply.json()["code"]) == (422, "edge.validation")
    assert pointer in [error["pointer"] for error in reply.json()["errors"]]
