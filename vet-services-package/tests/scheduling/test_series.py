"""Series: seen before they are booked, booked all or chosen, and nothing written when something stands in the way."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from vet_core.audit.models import AuditEntry
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.policy import Refused
from vet_core.scheduling.models import Appointment, AppointmentSeries, Reservation
from vet_core.scheduling.schemas import SeriesIn, SeriesOut, SeriesPreviewIn, SeriesPreviewOut

from tests.world import World, tuesday
from vet_services.pets.errors import PetNotFound
from vet_services.scheduling import series
from vet_services.scheduling.errors import OccurrenceUnknown, RuleUnsupported, SeriesConflicts, SeriesNotFound

WEEKLY = "FREQ=WEEKLY;COUNT=6"
TEN = "2026-03-03T10:00"
WEEK = timedelta(days=7)


def wish(world: World, **over: Any) -> dict[str, Any]:
    return {
        "clinic_id": world.clinic.id,
        "appointment_type_id": world.kind.id,
        "veterinarian_id": world.veterinarian.id,
        "pet_id": world.pet.id,
        "starts_local": TEN,
        "rrule": WEEKLY,
    } | over


async def preview(world: World, *, by: Actor | None = None, **over: Any) -> SeriesPreviewOut:
    async with world.acting(by or world.as_owner) as session:
        return await series.preview_series(
            session, SeriesPreviewIn(**wish(world, **over)), by=by or world.as_owner, now=world.now
        )


async def create(world: World, *, by: Actor | None = None, **over: Any) -> SeriesOut:
    async with world.acting(by or world.as_owner) as session:
        return await series.create_series(
            session, SeriesIn(**wish(world, **over)), by=by or world.as_owner, now=world.now
        )


def starts(shown: SeriesOut) -> list[datetime]:
    return [each.starts_at for each in shown.appointments]


async def left_nothing(world: World) -> bool:
    return await world.count(AppointmentSeries) == await world.count(Appointment) == 0


async def test_a_series_keeps_its_hour_over_the_clock_change(world: World):
    made = await create(world)
    # Clocks go forward on 29 March: ten o'clock is an hour earlier in UTC from then on.
    expected = [tuesday(10) + n * WEEK - timedelta(hours=n > 3) for n in range(6)]
    assert starts(made) == expected
    assert {each.starts_local[11:] for each in made.appointments} == {"10:00"}
    assert (made.rrule, made.time_zone, made.duration_minutes) == (WEEKLY, "Europe/Berlin", 30)
    rows = await world.all(Appointment)
    assert {row.series_id for row in rows} == {made.id}
    assert sorted(row.series_starts_local for row in rows) == [datetime.fromisoformat(TEN) + n * WEEK for n in range(6)]
    assert await world.count(Reservation, Reservation.state == "booked") == 12
    [entry] = await world.all(AuditEntry, AuditEntry.subject_type == "appointment_series")
    assert (entry.action, entry.subject_id, entry.actor_person_id) == ("booked", made.id, world.owner.id)


async def test_the_preview_names_what_stands_in_the_way_and_writes_nothing(world: World):
    await world.book(tuesday(10) + WEEK)
    before = len(await world.events())
    shown = await preview(world, rrule="FREQ=DAILY;COUNT=8")
    assert [each.conflict for each in shown.items] == [
        None, None, None, None, "closed", "closed", None, "taken",
    ]  # fmt: skip
    assert [f"{each.starts_local:%d %H:%M}" for each in shown.items[:2]] == ["03 10:00", "04 10:00"]
    assert shown.items[0].starts_at == tuesday(10)
    assert shown.time_zone == "Europe/Berlin"
    assert (await world.count(Appointment), await world.count(AppointmentSeries)) == (1, 0)
    assert len(await world.events()) == before


async def test_all_or_nothing_and_every_conflict_is_named(world: World):
    other, pet = await world.another_owner()
    for week in (1, 3):
        await world.book(tuesday(10) + week * WEEK, by=other, pet_id=pet.id)
    with pytest.raises(SeriesConflicts) as refusal:
        await create(world)
    assert refusal.value.items == [
        {"starts_local": "2026-03-10T10:00", "starts_at": "2026-03-10T09:00:00Z", "conflict": "taken"},
        {"starts_local": "2026-03-24T10:00", "starts_at": "2026-03-24T09:00:00Z", "conflict": "taken"},
    ]
    assert refusal.value.params["items"] == refusal.value.items
    assert (await world.count(AppointmentSeries), await world.count(Appointment)) == (0, 2)


async def test_only_the_chosen_are_booked(world: World):
    await world.book(tuesday(10) + WEEK)
    made = await create(world, occurrences=["2026-03-17T10:00", TEN])
    assert starts(made) == [tuesday(10), tuesday(10) + 2 * WEEK]
    assert made.rrule == WEEKLY


async def test_a_time_that_is_none_of_the_rule_cannot_be_chosen(world: World):
    with pytest.raises(OccurrenceUnknown) as refusal:
        await create(world, occurrences=[TEN, "2026-03-04T10:00"])
    assert refusal.value.pointer == "/occurrences/1"
    with pytest.raises(RuleUnsupported):
        await create(world, rrule="FREQ=YEARLY;COUNT=2")
    assert await left_nothing(world)


async def test_owners_are_bound_by_the_horizon_and_staff_by_the_roster_alone(world: World):
    over: dict[str, Any] = {"rrule": "FREQ=MONTHLY;COUNT=6", "starts_local": "2026-03-04T10:00"}
    assert [each.conflict for each in (await preview(world, **over)).items[-2:]] == ["horizon", "horizon"]
    await world.book(tuesday(12))
    by = world.as_(Role.RECEPTIONIST)
    months = [each.conflict for each in (await preview(world, by=by, **over)).items]
    assert months == [None, "off_duty", None, None, "off_duty", None]  # a Saturday in April and July
    made = await create(world, by=by, rrule="FREQ=WEEKLY;COUNT=30")
    assert len(made.appointments) == 30


async def test_whose_pet_it_is_decides_who_may(world: World):
    with pytest.raises(PetNotFound):
        await create(world, by=world.as_stranger)
    await world.book(tuesday(12))
    with pytest.raises(Refused):
        await create(world, by=world.as_(Role.TECHNICIAN))
    made = await create(world)
    async with world.acting(world.as_stranger) as session:
        with pytest.raises(SeriesNotFound):
            await series.get_series(session, made.id, by=world.as_stranger, now=world.now)
    async with world.acting(world.as_(Role.TECHNICIAN)) as session:
        shown = await series.get_series(session, made.id, by=world.as_(Role.TECHNICIAN), now=world.now)
    assert (shown.id, len(shown.appointments)) == (made.id, 6)


async def test_a_hundred_visits_are_shown_to_the_last(world: World):
    made = await create(world, by=await as_client(world), rrule="FREQ=WEEKLY;BYDAY=TU,TH;COUNT=104")
    assert len(made.appointments) == 104


async def as_client(world: World) -> Actor:
    await world.book(tuesday(12))
    return world.as_(Role.RECEPTIONIST)


async def test_of_two_series_for_the_same_times_one_is_booked_whole_and_the_other_not_at_all(world: World):
    other, pet = await world.another_owner()
    outcomes = await asyncio.gather(create(world), create(world, by=other, pet_id=pet.id), return_exceptions=True)
    assert sorted(type(each).__name__ for each in outcomes) == ["SeriesConflicts", "SeriesOut"]
    [refusal] = [each for each in outcomes if isinstance(each, SeriesConflicts)]
    assert len(refusal.items) == 6
    assert (await world.count(AppointmentSeries), await world.count(Appointment)) == (1, 6)
