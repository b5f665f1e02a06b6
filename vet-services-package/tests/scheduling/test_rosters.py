"""Weeks that take turns, days that end at 24:00, and single days with hours of their own."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from pydantic import ValidationError
from vet_core.audit.models import AuditEntry
from vet_core.kernel.actor import Role
from vet_core.kernel.policy import Refused
from vet_core.scheduling.models import RosterOverride
from vet_core.scheduling.schemas import RosterIn, RosterOverrideIn, RosterWindowIn

from tests.world import World, build
from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import roster_overrides, rosters, slots
from vet_services.scheduling.errors import UnknownVeterinarian
from vet_services.scheduling.setup_errors import DaysRangeInvalid, RosterOverrideNotFound
from vet_services.scheduling.slots import SlotQuery

MONDAY = date(2026, 3, 2)


def window(weekday=0, starts="09:00", ends="17:00", since=MONDAY, until=None, every=1, week=0) -> RosterWindowIn:
    return RosterWindowIn.model_validate(
        {
            "weekday": weekday,
            "starts_local": starts,
            "ends_local": ends,
            "effective_from": since,
            "effective_until": until,
            "rotation_weeks": every,
            "rotation_week": week,
        }
    )


async def set_roster(world: World, *windows, by=None):
    async with world.database.transaction() as session:
        return await rosters.set_roster(
            session,
            world.veterinarian.id,
            RosterIn(clinic_id=world.clinic.id, windows=list(windows)),
            by=by or world.as_(Role.CLINIC_ADMINISTRATOR),
            now=world.now,
        )


async def set_day(world: World, on_day: date, *hours, by=None, note=None, veterinarian=None):
    sent = {
        "clinic_id": world.clinic.id,
        "windows": [{"starts_local": starts, "ends_local": ends} for starts, ends in hours],
        "note": note,
    }
    async with world.database.transaction() as session:
        return await roster_overrides.set_roster_override(
            session,
            (veterinarian or world.veterinarian).id,
            on_day,
            RosterOverrideIn.model_validate(sent),
            by=by or world.as_(Role.CLINIC_ADMINISTRATOR),
            now=world.now,
        )


async def starts(world: World, day: date, days: int = 1) -> list[str]:
    """What staff are offered on the local days, on the clinic's clock."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    query = SlotQuery(
        clinic_id=world.clinic.id,
        appointment_type_id=world.kind.id,
        starts_from=midnight - timedelta(hours=2),
        ends_by=midnight + timedelta(days=days, hours=2),
    )
    async with world.database.reading() as session:
        found = json.loads(await slots.list_slots(session, query, by=world.as_(Role.RECEPTIONIST), now=world.now))
    until = day + timedelta(days=days)
    return [each["starts_local"] for each in found["items"] if f"{day}" <= each["starts_local"] < f"{until}"]


async def test_a_roster_answers_with_what_stands_now(world: World):
    made = await set_roster(world, window(2, "18:00", "24:00", every=2, week=1), window(0, "22:00", "06:00"))
    shown = [each.model_dump(mode="json") for each in made.items]
    assert [
        (each["weekday"], each["starts_local"], each["ends_local"], each["rotation_weeks"], each["rotation_week"])
        for each in shown
    ] == [(0, "22:00:00", "06:00:00", 1, 0), (2, "18:00:00", "24:00:00", 2, 1)]
    events = await world.events()
    assert [event.type for event in events] == ["scheduling.calendar_changed", "scheduling.time_opened"]
    assert {event.payload["veterinarian_id"] for event in events} == {str(world.veterinarian.id)}
    assert [entry.action for entry in await world.all(AuditEntry)] == ["roster_set"]


async def test_only_one_veterinarians_weeks_are_listed_when_asked_for(database, clock):
    world = await build(database, clock, veterinarians=2)
    async with database.reading() as session:
        by = world.as_(Role.TECHNICIAN)
        everybodys = await rosters.list_rosters(session, world.clinic.id, by=by)
        one = await rosters.list_rosters(session, world.clinic.id, veterinarian_id=world.veterinarians[1].id, by=by)
    assert len(everybodys.items) == 10
    assert {each.veterinarian_id for each in one.items} == {world.veterinarians[1].id}


async def test_weeks_take_turns_from_the_week_of_the_first_day(world: World):
    await set_roster(world, window(0, "09:00", "10:00", since=date(2026, 3, 4), every=2, week=0))
    found = {day: await starts(world, day) for day in (MONDAY + timedelta(weeks=week) for week in range(1, 5))}
    # It takes effect on a Wednesday: that week is the first, though its Monday is over before.
    assert {day.isoformat(): [each[-5:] for each in times] for day, times in found.items()} == {
        "2026-03-09": [],
        "2026-03-16": ["09:00", "09:30"],
        "2026-03-23": [],
        "2026-03-30": ["09:00", "09:30"],
    }


async def test_an_evening_lasts_until_midnight_and_the_next_morning_joins_on(world: World):
    await set_roster(world, window(0, "23:00", "24:00"), window(1, "00:00", "00:30"))
    assert await starts(world, date(2026, 3, 9), 2) == ["2026-03-09T23:00", "2026-03-09T23:30", "2026-03-10T00:00"]


async def test_on_the_night_the_clocks_go_back_both_passes_of_the_hour_are_worked(world: World):
    await set_roster(world, window(6, "02:00", "03:00", since=date(2026, 1, 1)))
    world.clock.set(datetime(2026, 10, 20, tzinfo=UTC))
    assert [each[-5:] for each in await starts(world, date(2026, 10, 25))] == ["02:00", "02:30", "02:00", "02:30"]
    await set_roster(world, window(6, "02:00", "03:30", since=date(2026, 1, 1)))
    world.clock.set(datetime(2027, 3, 20, tzinfo=UTC))
    assert [each[-5:] for each in await starts(world, date(2027, 3, 28))] == ["03:00"]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ([("10:00", "11:00"), ("10:30", "11:30")], ["10:00", "10:30", "11:00"]),
        ([("10:00", "11:00"), ("10:00", "11:30"), ("10:00", "10:00")], ["10:00", "10:30", "11:00"]),
        ([("10:15", "10:45"), ("10:45", "11:15")], ["10:30"]),
        ([("10:00", "10:00")], []),
        ([("22:30", "06:00"), ("23:00", "24:00")], ["22:30", "23:00", "23:30"]),
    ],
)
async def test_windows_that_touch_or_overlap_count_as_one_and_an_empty_one_for_nothing(world: World, hours, expected):
    tuesday = date(2026, 3, 10)
    await set_roster(world, *(window(1, *each) for each in hours))
    assert [each[-5:] for each in await starts(world, tuesday)] == expected
    await set_roster(world)
    await set_day(world, tuesday, *hours)
    assert [each[-5:] for each in await starts(world, tuesday)] == expected


def test_a_window_that_never_counts_is_a_slip():
    with pytest.raises(ValidationError):
        window(since=date(2026, 3, 9), until=date(2026, 3, 8))


async def test_hours_of_a_day_take_the_place_of_the_weeks(world: World):
    tuesday = date(2026, 3, 10)
    made = await set_day(world, tuesday, ("18:00", "24:00"), ("10:00", "11:00"), note="Covers for a colleague.")
    assert made.model_dump(mode="json")["windows"] == [
        {"starts_local": "10:00:00", "ends_local": "11:00:00"},
        {"starts_local": "18:00:00", "ends_local": "24:00:00"},
    ]
    assert [each[-5:] for each in await starts(world, tuesday)][:3] == ["10:00", "10:30", "18:00"]
    assert (await starts(world, date(2026, 3, 11)))[0] == "2026-03-11T09:00", "the next day is as always"
    await set_day(world, tuesday)
    assert await starts(world, tuesday) == []
    assert await world.count(RosterOverride) == 1


async def test_an_override_can_be_listed_and_taken_back(world: World):
    by, clinic_id, vet_id = world.as_(Role.CLINIC_ADMINISTRATOR), world.clinic.id, world.veterinarian.id
    for day in (10, 12, 20):
        await set_day(world, date(2026, 3, day), ("10:00", "11:00"), note="x")

    async def listed(first: int, last: int):
        async with world.database.reading() as session:
            days = date(2026, 3, first), date(2026, 3, last)
            found = await roster_overrides.list_roster_overrides(
                session, clinic_id, *days, by=world.as_(Role.TECHNICIAN), now=world.now
            )
            return [(each.on_day.day, each.note) for each in found.items]

    assert await listed(10, 19) == [(10, "x"), (12, "x")]
    async with world.database.transaction() as session:
        await roster_overrides.clear_roster_override(
            session, clinic_id, vet_id, date(2026, 3, 10), by=by, now=world.now
        )
        with pytest.raises(RosterOverrideNotFound):
            await roster_overrides.clear_roster_override(
                session, clinic_id, vet_id, date(2026, 3, 10), by=by, now=world.now
            )
    assert await listed(10, 20) == [(12, "x"), (20, "x")]
    assert (await starts(world, date(2026, 3, 10)))[0] == "2026-03-10T09:00"
    with pytest.raises(DaysRangeInvalid):
        await listed(12, 10)


async def test_who_may_set_a_day(world: World):
    elsewhere = await build(world.database, world.clock)
    with pytest.raises(Refused):
        await set_day(world, MONDAY, by=world.as_(Role.VETERINARIAN))
    with pytest.raises(ClinicNotFound):
        await set_day(world, MONDAY, by=elsewhere.as_(Role.CLINIC_ADMINISTRATOR))
    with pytest.raises(UnknownVeterinarian):
        await set_day(world, MONDAY, veterinarian=elsewhere.veterinarian)
    async with world.database.reading() as session:
        with pytest.raises(ClinicNotFound):
            await roster_overrides.list_roster_overrides(
                session, world.clinic.id, MONDAY, MONDAY, by=world.as_owner, now=world.now
            )
