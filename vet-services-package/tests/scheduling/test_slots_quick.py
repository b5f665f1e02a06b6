"""The shorter statement answers as the longer one and the pure rules do, or says that it does not know."""

import asyncio
import json
import random
from datetime import timedelta
from typing import Any

import pytest
from vet_core.db import Database
from vet_core.kernel.actor import Role
from vet_core.testing import factories

from tests.scheduling import by_the_rules
from tests.scheduling.random_worlds import CHANGES, plant
from vet_services.scheduling import slots, slots_quick_sql, slots_sql
from vet_services.scheduling.slots import SlotQuery

MINUTE = timedelta(minutes=1)
# What the kinds of visits here have in common, and what makes one too special for the shorter statement.
PLAIN = {"capacity": 1, "daily_cap": None, "same_day_percent": 0, "clients": "everyone"}
SPECIAL = [{"capacity": 2}, {"daily_cap": 3}, {"same_day_percent": 30}, {"slot_interval_minutes": 7}, "room"]
DAYS_FROM_CHANGE = (-17, -9, -4, 0, 7, 26)


def _world(seed: int) -> dict[str, Any]:
    """A clinic some days from a change of clocks, with as much going on as its days hold."""
    draw = random.Random(seed)
    zone, day = draw.choice(CHANGES)

    def hours(*windows: tuple[int, int]) -> list[dict[str, Any]]:
        return [{"weekday": weekday, "window": draw.choice(windows)} for weekday in range(7)]

    def turns() -> list[dict[str, Any]]:
        return [
            *hours((540, 1020), (480, 1440), (1200, 300)),
            {"weekday": draw.randrange(7), "window": (60, 400), "rotation": draw.choice([(2, 0), (2, 1), (3, 2)])},
            {
                "weekday": draw.randrange(7),
                "window": (330, 700),
                "since": (day + timedelta(days=draw.randint(-12, 2))).date(),
                "until": (day + timedelta(days=draw.randint(3, 9))).date(),
            },
        ]

    return {
        "zone": zone,
        "day": day + timedelta(days=draw.choice(DAYS_FROM_CHANGE)),
        "kind": PLAIN
        | {
            "duration_minutes": draw.choice([5, 15, 20, 45]),
            "slot_interval_minutes": draw.choice([5, 10, 15, 20, 30, 45, 60, 90, 1440]),
            "grid_offset_minutes": draw.choice([0, 0, 5, 100]),
            "buffer_before_minutes": draw.choice([0, 0, 5, 25]),
            "buffer_after_minutes": draw.choice([0, 0, 10, 35]),
            "minimum_notice_minutes": draw.choice([0, 0, 60, 1500]),
            "horizon_days": draw.choice([2, 90]),
        },
        "opening": hours((0, 1440), (420, 1230), (1320, 600)),
        "opening_overrides": {draw.randint(-2, 3): [(600, 900), (0, 0)]} if draw.random() < 0.3 else {},
        "holidays": {draw.randint(-2, 3): draw.random() < 0.5},
        "rosters": [turns() for _ in range(draw.randint(1, 3))],
        "roster_overrides": {draw.randint(-2, 3): [(600, 660), (780, 60)]} if draw.random() < 0.3 else {},
        "durations": draw.choice([[], [], [None, 25, 40]]),
        "rooms": 0,
        "needs_room": False,
        "busy": [
            (
                draw.randrange(3),
                (draw.randrange(-96, 240) * 15, draw.choice([10, 15, 30, 60, 240])),
                draw.choice(["booked", "booked", "held", "expired", "mine", "blocked"]),
            )
            for _ in range(draw.randint(0, 25))
        ],
        "now": draw.choice([-1500, -700, 0, 300]),
        "within": (draw.randrange(-600, 600), draw.randint(1, 4 * 1440)),
        "is_staff": draw.random() < 0.25,
        "only": draw.random() < 0.25,
    }


@pytest.fixture
def ask(database_settings, _ready):
    """Plant a world, ask in every way, undo."""
    with asyncio.Runner() as runner:
        database = Database(database_settings, application_name="vet-test", acts_as_system=True)

        async def every_way(spec):
            async with database.transaction() as session:
                planted = await plant(session, spec)
                starts_from = spec["day"] + spec["within"][0] * MINUTE
                query = SlotQuery(
                    clinic_id=planted.clinic.id,
                    appointment_type_id=planted.kind_id,
                    starts_from=starts_from,
                    ends_by=starts_from + spec["within"][1] * MINUTE,
                    veterinarian_id=planted.veterinarian_ids[0] if spec["only"] else None,
                )
                now = spec["day"] + spec["now"] * MINUTE
                by = None
                if spec["is_staff"]:
                    by = factories.actor_of(planted.staff, (planted.clinic, Role.RECEPTIONIST))
                [quick] = await slots_quick_sql.SLOTS.rows(session, _asked(query, by, now))
                whole = await slots._ask(session, slots_sql.SLOTS, query, by=by, now=now)
                days = await slots._ask(session, slots_sql.DAYS, query, by=by, now=now)
                [quick_days] = await slots_quick_sql.DAYS.rows(session, _asked(query, by, now))
                answers = {
                    "rules": await by_the_rules.list_slots(session, query, by=by, now=now),
                    "whole": json.loads(f"[{whole.items}]"),
                    "service": json.loads(await slots.list_slots(session, query, by=by, now=now))["items"],
                }
                await session.rollback()
            if quick["is_quick"]:
                answers["quick"] = json.loads(f"[{quick['answer'] or ''}]")
                assert (quick_days["answer"] or "") == days.items
            return quick["is_quick"], answers

        yield lambda spec: runner.run(every_way(spec))
        runner.run(database.close())


def _asked(query: SlotQuery, by, now):
    return {
        "clinic_id": query.clinic_id,
        "appointment_type_id": query.appointment_type_id,
        "starts_from": query.starts_from,
        "ends_by": query.ends_by,
        "veterinarian_id": query.veterinarian_id,
        "duration_minutes": query.duration_minutes,
        "is_horizon_ignored": query.is_horizon_ignored,
        "is_staff": by is not None,
        "now": now,
    }


def test_every_way_of_asking_gives_one_answer(ask):
    found = []
    for seed in range(80):
        is_quick, answers = ask(_world(seed))
        assert all(answer == answers["rules"] for answer in answers.values()), seed
        found.append((is_quick, bool(answers["rules"])))
    # Both ways were taken, and there was something to say.
    assert found.count((True, True)) >= 40
    assert found.count((False, True)) >= 6


@pytest.mark.parametrize("special", SPECIAL, ids=str)
def test_what_is_special_is_left_to_the_whole_statement(ask, special):
    spec = _world(1) | {"is_staff": False}
    if special == "room":
        spec |= {"rooms": 1, "needs_room": True}
    else:
        spec["kind"] |= special
    is_quick, answers = ask(spec)
    assert not is_quick
    assert answers["service"] == answers["rules"]
