"""The heat map against a walk through the minutes of the same days."""

import json
import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from vet_core.db import Interval
from vet_core.kernel.actor import Role
from vet_core.scheduling.enums import ReservationState, ResourceKind
from vet_core.scheduling.models import RosterOverride
from vet_core.testing import factories

from tests.world import World, build, change, tuesday
from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import heat_map
from vet_services.scheduling.errors import SlotRangeTooLong

MONDAY, MINUTE, DAY = date(2026, 3, 2), timedelta(minutes=1), timedelta(days=1)


async def drawn(world: World, from_day: date, to_day: date, *, by=None, veterinarian_id: UUID | None = None):
    async with world.acting(by or world.as_(Role.TECHNICIAN)) as session:
        text = await heat_map.get_heat_map(
            session,
            world.clinic.id,
            from_day,
            to_day,
            veterinarian_id=veterinarian_id,
            by=by or world.as_(Role.TECHNICIAN),
            now=world.now,
        )
    found = json.loads(text)
    assert found["time_zone"] == world.clinic.time_zone
    return {(each["on"], each["hour"]): (each["working_minutes"], each["busy_minutes"]) for each in found["items"]}


async def test_hours_show_what_is_worked_and_what_of_it_is_taken(world: World):
    await world.book(tuesday(10))
    found = await drawn(world, MONDAY, MONDAY + DAY)
    assert found[("2026-03-03", 10)] == (60, 30)
    assert found[("2026-03-03", 11)] == (60, 0)
    assert [hour for on, hour in found if on == "2026-03-03"] == list(range(9, 17))
    assert len(found) == 16


async def test_two_veterinarians_work_twice_the_minutes_and_each_can_be_asked_about_alone(world_of_two: World):
    world = world_of_two
    first, second = world.veterinarians
    await world.book(tuesday(10), veterinarian_id=first.id)
    tuesday_10 = ("2026-03-03", 10)
    assert (await drawn(world, MONDAY, MONDAY + DAY))[tuesday_10] == (120, 30)
    assert (await drawn(world, MONDAY, MONDAY + DAY, veterinarian_id=second.id))[tuesday_10] == (60, 0)


async def test_an_override_replaces_the_day_and_may_run_past_midnight(world: World):
    async with world.database.transaction() as session:
        session.add(
            RosterOverride(
                clinic_id=world.clinic.id,
                veterinarian_id=world.veterinarian.id,
                on_day=date(2026, 3, 3),
                starts_minutes=[8 * 60 + 20, 22 * 60],
                ends_minutes=[9 * 60, 60],
            )
        )
    found = await drawn(world, date(2026, 3, 3), date(2026, 3, 3))
    assert found == {("2026-03-03", 8): (40, 0), ("2026-03-03", 22): (60, 0), ("2026-03-03", 23): (60, 0)}
    assert (await drawn(world, date(2026, 3, 4), date(2026, 3, 4)))[("2026-03-04", 0)] == (60, 0)


async def test_live_holds_blocks_and_visits_elsewhere_count_once_and_only_inside_working_hours(world: World):
    vet = world.veterinarian.id
    other = await build(world.database, world.clock)
    async with world.database.transaction() as session:
        hold = await factories.make_hold(
            session, world.owner, other.kind, world.veterinarian, starts_at=tuesday(9), expires_at=world.now + MINUTE
        )
        block = await factories.make_block(
            session, world.clinic, vet, world.owner, starts_at=tuesday(8, 30), ends_at=tuesday(9, 15)
        )
    assert hold.clinic_id != world.clinic.id
    assert block.ends_at > hold.starts_at
    nine = ("2026-03-03", 9)
    assert (await drawn(world, MONDAY, MONDAY + DAY))[nine] == (60, 30)
    world.clock.advance(2 * MINUTE)
    assert (await drawn(world, MONDAY, MONDAY + DAY))[nine] == (60, 15)


async def test_it_is_for_the_clinics_staff_and_for_two_months_at_most(world: World):
    elsewhere = await build(world.database, world.clock)
    for actor in (world.as_owner, world.as_stranger, elsewhere.as_(Role.CLINIC_ADMINISTRATOR)):
        with pytest.raises(ClinicNotFound):
            await drawn(world, MONDAY, MONDAY, by=actor)
    for until in (MONDAY - DAY, MONDAY + 62 * DAY):
        with pytest.raises(SlotRangeTooLong):
            await drawn(world, MONDAY, until)
    assert await drawn(world, MONDAY, MONDAY + 61 * DAY)


@pytest.mark.parametrize(
    ("zone_name", "on", "window", "expected"),
    [
        ("Europe/Berlin", date(2026, 10, 25), (150, 240), {2: 90, 3: 60}),
        ("Europe/Berlin", date(2026, 10, 25), (60, 150), {1: 60, 2: 30}),
        ("Europe/Berlin", date(2026, 3, 29), (60, 240), {1: 60, 3: 60}),
        ("Europe/Berlin", date(2026, 3, 29), (150, 240), {3: 30}),
        ("Australia/Lord_Howe", date(2026, 4, 5), (105, 180), {1: 45, 2: 60}),
        ("Australia/Lord_Howe", date(2026, 10, 4), (60, 180), {1: 60, 2: 30}),
        ("America/Havana", date(2026, 11, 1), (0, 60), {0: 120}),
        ("America/Havana", date(2026, 11, 1), (15, 120), {0: 105, 1: 60}),
    ],
)
async def test_a_time_that_comes_twice_is_its_first_and_one_that_does_not_come_moves_on(
    world: World, zone_name, on, window, expected
):
    await change(world.database, world.clinic, time_zone=zone_name)
    world.clinic.time_zone = zone_name
    override = RosterOverride(clinic_id=world.clinic.id, veterinarian_id=world.veterinarian.id, on_day=on)
    override.starts_minutes, override.ends_minutes = [window[0]], [window[1]]
    async with world.database.transaction() as session:
        session.add(override)
    found = await drawn(world, on, on)
    assert found == {(on.isoformat(), hour): (minutes, 0) for hour, minutes in expected.items()}


CHANGES = {
    "Europe/Berlin": (date(2026, 3, 28), date(2026, 10, 24)),
    "Australia/Lord_Howe": (date(2026, 4, 4), date(2026, 10, 3)),
    "Pacific/Chatham": (date(2026, 4, 4), date(2026, 9, 26)),
    "America/Havana": (date(2026, 3, 7), date(2026, 10, 31)),
    "Antarctica/Troll": (date(2026, 3, 28), date(2026, 10, 24)),
    "Asia/Kolkata": (date(2026, 5, 1),),
    "America/New_York": (date(2026, 3, 7), date(2026, 10, 31)),
}


@pytest.mark.parametrize("zone_name", CHANGES)
async def test_every_minute_around_a_change_of_the_clocks_is_where_a_walk_finds_it(world: World, zone_name):
    """Random rosters, rotations, overrides and reservations; the walk asks of each minute who works and who is busy."""
    dice = random.Random(zone_name)
    await change(world.database, world.clinic, time_zone=zone_name)
    world.clinic.time_zone = zone_name
    zone = ZoneInfo(zone_name)
    for first in CHANGES[zone_name]:
        last = first + 2 * DAY
        rosters, overrides, busy = [], {}, []
        async with world.database.transaction() as session:
            vet = await factories.make_veterinarian(session, [world.clinic])
            for _ in range(14):
                weeks = dice.choice([1, 1, 2, 3])
                values = {
                    "starts_local": dice.randrange(0, 1440, 5),
                    "ends_local": dice.randrange(0, 1441, 5),
                    "effective_from": first - timedelta(days=dice.randrange(40)),
                    "effective_until": dice.choice([None, first + DAY]),
                    "rotation_weeks": weeks,
                    "rotation_week": dice.randrange(weeks),
                }
                weekday = dice.randrange(7)
                await factories.make_roster(session, world.clinic, vet, weekdays=[weekday], **values)
                rosters.append((weekday, values))
            if dice.random() < 0.7:
                overrides[first + DAY] = [(0, 240), (dice.randrange(300, 1200), 1440)]
                starts, ends = zip(*overrides[first + DAY], strict=True)
                session.add(
                    RosterOverride(
                        clinic_id=world.clinic.id,
                        veterinarian_id=vet.id,
                        on_day=first + DAY,
                        starts_minutes=list(starts),
                        ends_minutes=list(ends),
                    )
                )
        begin = datetime(first.year, first.month, first.day, tzinfo=UTC) - DAY
        at = begin
        while at < begin + 5 * DAY:
            at += timedelta(minutes=dice.randrange(1, 300))
            minutes = dice.randrange(5, 120)
            state = dice.choice([ReservationState.BLOCKED, ReservationState.RELEASED])
            await reserve_row(world, vet.id, at, minutes, state)
            if state is ReservationState.BLOCKED:
                busy.append((at, at + timedelta(minutes=minutes)))
            at += timedelta(minutes=dice.randrange(0, 60))
        assert await drawn(world, first, last, veterinarian_id=vet.id) == walk(
            zone, rosters, overrides, busy, first, last
        )


async def reserve_row(world: World, vet: UUID, start: datetime, minutes: int, state: ReservationState) -> None:
    async with world.database.transaction() as session:
        await factories.make_resource(session, vet, ResourceKind.VETERINARIAN)
        ends_at = start + timedelta(minutes=minutes)
        if state is ReservationState.BLOCKED:
            await factories.make_block(session, world.clinic, vet, world.owner, starts_at=start, ends_at=ends_at)
        else:
            await factories.make_reservation(session, vet, Interval(start, ends_at), state=state)


def walk(zone, rosters, overrides, busy, first: date, last: date):
    """Minute by minute: whose window covers it, and whether something busy does."""
    spans = []
    for day in (first - DAY + number * DAY for number in range((last - first).days + 2)):
        windows = overrides.get(day)
        if windows is None:
            windows = [
                (each["starts_local"], each["ends_local"])
                for weekday, each in rosters
                if weekday == day.weekday()
                and each["effective_from"] <= day <= (each["effective_until"] or day)
                and (monday(day) - monday(each["effective_from"])).days // 7 % each["rotation_weeks"]
                == each["rotation_week"]
            ]
        for starts, ends in windows:
            if starts != ends:
                spans.append((instant(zone, day, starts), instant(zone, day + DAY * (ends < starts), ends)))
    working: Counter[tuple[str, int]] = Counter()
    taken: Counter[tuple[str, int]] = Counter()
    at = datetime(first.year, first.month, first.day, tzinfo=UTC) - DAY
    while at < datetime(last.year, last.month, last.day, tzinfo=UTC) + 2 * DAY:
        wall = at.astimezone(zone)
        if first <= wall.date() <= last and any(start <= at < end for start, end in spans):
            hour = (wall.date().isoformat(), wall.hour)
            working[hour] += 1
            taken[hour] += any(start <= at < end for start, end in busy)
        at += MINUTE
    return {hour: (working[hour], taken[hour]) for hour in working}


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def instant(zone: ZoneInfo, day: date, minute: int) -> datetime:
    return (datetime(day.year, day.month, day.day) + timedelta(minutes=minute)).replace(tzinfo=zone).astimezone(UTC)  # noqa: DTZ001
