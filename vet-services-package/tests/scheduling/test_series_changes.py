"""Moving and calling off a series: this visit, this and the following, all that lie ahead."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from vet_core.kernel.actor import Actor, Role
from vet_core.scheduling.models import Appointment, AppointmentSeries, Reservation
from vet_core.scheduling.schemas import RescheduleIn, SeriesCancelIn, SeriesOut, SeriesRescheduleIn

from tests.scheduling.test_series import WEEK, create
from tests.world import World, build, tuesday
from vet_services.scheduling import booking, series_changes, status
from vet_services.scheduling.errors import (
    AppointmentNotFound,
    RuleUnsupported,
    SeriesConflicts,
    SeriesEnded,
    SeriesNotFound,
    SlotTaken,
)

TENS = [tuesday(10) + n * WEEK - timedelta(hours=n > 3) for n in range(6)]
HOUR = timedelta(hours=1)


async def move(
    world: World, made: SeriesOut, number: int, scope: str, to: str, *, by: Actor | None = None, **over: Any
) -> SeriesOut:
    wish = SeriesRescheduleIn(scope=scope, appointment_id=made.appointments[number].id, starts_local=to, **over)
    async with world.acting(by or world.as_owner) as session:
        return await series_changes.reschedule_series(session, made.id, wish, by=by or world.as_owner, now=world.now)


async def cancel(world: World, made: SeriesOut, number: int, scope: str, *, by: Actor | None = None) -> SeriesOut:
    wish = SeriesCancelIn(scope=scope, appointment_id=made.appointments[number].id, reason="He is well.")
    async with world.acting(by or world.as_owner) as session:
        return await series_changes.cancel_series(session, made.id, wish, by=by or world.as_owner, now=world.now)


async def visits(world: World) -> list[tuple[datetime, str, UUID | None, str]]:
    rows = await world.all(Appointment)
    return sorted((row.starts_at, row.status.value, row.series_id, f"{row.series_starts_local}") for row in rows)


async def kept(world: World, series_id: UUID) -> AppointmentSeries:
    async with world.database.transaction() as session:
        return await session.get_one(AppointmentSeries, series_id)


async def booked_times(world: World) -> list[datetime]:
    rows = await world.all(Reservation, Reservation.state == "booked", Reservation.resource_id == world.veterinarian.id)
    return sorted(row.during.start for row in rows)


async def test_this_visit_alone_moves_and_keeps_its_place_in_the_rule(world: World):
    made = await create(world)
    await move(world, made, 2, "this", "2026-03-18T15:00")
    expected = [*TENS[:2], TENS[2] + timedelta(hours=29), *TENS[3:]]
    assert await booked_times(world) == expected
    assert (await visits(world))[2][3] == "2026-03-17 10:00:00"
    assert (await kept(world, made.id)).rrule == "FREQ=WEEKLY;COUNT=6"


async def test_this_and_the_following_begin_a_series_of_their_own(world: World):
    made = await create(world)
    ahead = await move(world, made, 2, "following", "2026-03-18T15:00")
    # Wednesdays at three from the third on; the clock change moves them in UTC as it moved the Tuesdays.
    expected = [*TENS[:2], *(each + timedelta(hours=29) for each in TENS[2:])]
    assert await booked_times(world) == expected
    assert ahead.id != made.id
    assert (ahead.rrule, f"{ahead.starts_local}") == ("FREQ=WEEKLY;COUNT=4", "2026-03-18 15:00:00")
    assert [each.starts_at for each in ahead.appointments] == expected[2:]
    before = await kept(world, made.id)
    assert (before.rrule, before.ended_at) == ("FREQ=WEEKLY;COUNT=2", None)
    assert [row[2] for row in await visits(world)] == [made.id] * 2 + [ahead.id] * 4


async def test_all_moves_the_whole_series_in_place(world: World):
    made = await create(world)
    ahead = await move(world, made, 3, "all", "2026-03-24T11:00")
    assert (ahead.id, ahead.rrule) == (made.id, "FREQ=WEEKLY;COUNT=6")
    assert await booked_times(world) == [each + HOUR for each in TENS]
    assert f"{ahead.starts_local}" == "2026-03-03 11:00:00"


async def test_a_series_may_move_into_its_own_places(world: World):
    made = await create(world)
    await move(world, made, 0, "all", "2026-03-10T10:00")
    assert await booked_times(world) == [*TENS[1:], TENS[5] + WEEK]
    back = await move(world, made, 0, "all", "2026-03-03T10:00")
    assert (await booked_times(world), back.id) == (TENS, made.id)


async def test_all_leaves_what_went_before_in_a_series_that_ends_there(world: World):
    made = await create(world)
    world.clock.set(TENS[1] + HOUR)
    ahead = await move(world, made, 4, "all", "2026-03-31T11:00")
    assert await booked_times(world) == [*TENS[:2], *(each + HOUR for each in TENS[2:])]
    before = await kept(world, made.id)
    assert (before.rrule, before.ended_at) == ("FREQ=WEEKLY;COUNT=2", world.now)
    assert (ahead.rrule, ahead.ended_at) == ("FREQ=WEEKLY;COUNT=4", None)


async def test_what_is_left_of_a_series_that_was_cut_off_still_moves(world: World):
    made = await create(world)
    await cancel(world, made, 3, "following")
    await move(world, made, 0, "all", "2026-03-04T15:00")
    assert await booked_times(world) == [each + timedelta(hours=29) for each in TENS[:3]]


@pytest.mark.parametrize("to", ["2026-03-04T10:00", "2026-03-03T10:00"])
async def test_a_series_is_not_in_the_way_of_its_own_daily_cap(database, clock, to: str):
    world = await build(database, clock, daily_cap=1)
    made = await create(world, rrule="FREQ=DAILY;COUNT=2", starts_local="2026-03-03T11:00")
    await move(world, made, 0, "all", to)
    first = datetime.fromisoformat(f"{to}+01:00")
    assert await booked_times(world) == [first, first + timedelta(days=1)]


async def test_a_visit_that_was_moved_alone_returns_to_the_pattern(world: World):
    made = await create(world)
    await move(world, made, 2, "this", "2026-03-18T15:00")
    await move(world, made, 1, "following", "2026-03-10T11:00")
    assert await booked_times(world) == [TENS[0], *(each + HOUR for each in TENS[1:])]


async def test_what_stands_in_the_way_is_named_and_nothing_has_moved(world: World):
    made = await create(world)
    other, pet = await world.another_owner()
    for week in (2, 4):
        await world.book(TENS[week] + HOUR, by=other, pet_id=pet.id)
    before = await visits(world)
    with pytest.raises(SeriesConflicts) as refusal:
        await move(world, made, 1, "following", "2026-03-10T11:00")
    assert [(each["starts_local"], each["conflict"]) for each in refusal.value.items] == [
        ("2026-03-17T11:00", "taken"),
        ("2026-03-31T11:00", "taken"),
    ]
    assert await visits(world) == before
    assert len(await booked_times(world)) == 8
    with pytest.raises(SlotTaken):
        await move(world, made, 2, "this", "2026-03-17T11:00")
    free = ["2026-03-10T11:00", "2026-03-24T11:00", "2026-04-07T11:00"]
    ahead = await move(world, made, 1, "following", "2026-03-10T11:00", occurrences=free)
    expected = [TENS[1] + HOUR, TENS[2], TENS[3] + HOUR, TENS[4], TENS[5] + HOUR]
    assert [each.starts_at for each in ahead.appointments] == expected


async def test_a_veterinarian_changes_with_the_series(world_of_two: World):
    world = world_of_two
    made = await create(world)
    other = world.veterinarians[1].id
    ahead = await move(world, made, 3, "following", "2026-03-24T10:00", veterinarian_id=other)
    assert {each.veterinarian_id for each in ahead.appointments} == {ahead.veterinarian_id} == {other}
    assert await booked_times(world) == TENS[:3]


async def test_days_that_no_rule_names_are_refused(world: World):
    made = await create(world, rrule="FREQ=MONTHLY;BYDAY=1TU;COUNT=2")
    with pytest.raises(RuleUnsupported):
        await move(world, made, 0, "all", "2026-03-04T10:00")


async def test_called_off_by_scope(world: World):
    made = await create(world)
    await cancel(world, made, 5, "this")
    assert [row[1] for row in await visits(world)] == ["confirmed"] * 5 + ["cancelled"]
    shown = await cancel(world, made, 3, "following")
    assert (shown.rrule, shown.ended_at) == ("FREQ=WEEKLY;COUNT=3", None)
    assert await booked_times(world) == TENS[:3]
    world.clock.set(TENS[0] + HOUR)
    shown = await cancel(world, made, 1, "all")
    assert (shown.ended_at, await booked_times(world)) == (world.now, TENS[:1])
    assert {each.cancellation_reason for each in shown.appointments} == {None, "He is well."}
    world.clock.set(TENS[2] + HOUR)
    with pytest.raises(SeriesEnded):
        await cancel(world, made, 1, "all")


async def test_only_its_own_visits_and_its_own_people(world: World):
    made = await create(world)
    alone = await world.book(tuesday(12))
    stray = made.model_copy(update={"appointments": [alone]})
    with pytest.raises(AppointmentNotFound):
        await cancel(world, stray, 0, "all")
    with pytest.raises(SeriesNotFound):
        await move(world, made, 0, "all", "2026-03-03T11:00", by=world.as_stranger)
    assert await booked_times(world) == sorted([*TENS, tuesday(12)])


async def test_a_visit_moved_by_itself_still_belongs(world: World):
    made = await create(world)
    async with world.acting(world.as_(Role.RECEPTIONIST)) as session:
        there = RescheduleIn(starts_at=TENS[1] + HOUR)
        by = world.as_(Role.RECEPTIONIST)
        await booking.reschedule(session, made.appointments[1].id, there, by=by, now=world.now)
    async with world.database.transaction() as session:
        row = await session.scalar(select(Appointment).where(Appointment.id == made.appointments[1].id))
    assert row is not None
    assert (row.series_id, f"{row.series_starts_local}") == (made.id, "2026-03-10 10:00:00")


async def test_who_moves_one_visit_alone_while_the_series_moves_is_waited_for(world: World):
    made = await create(world)
    one = made.appointments[2]
    is_locked = asyncio.Event()

    async def move_one():
        async with world.database.transaction() as session:
            await status.load(session, one.id)
            is_locked.set()
            await asyncio.sleep(0.3)
            there = RescheduleIn(starts_at=one.starts_at + HOUR)
            await booking.reschedule(session, one.id, there, by=world.as_owner, now=world.now)

    async def move_all():
        await is_locked.wait()
        await move(world, made, 0, "all", "2026-03-03T15:00")

    await asyncio.gather(move_one(), move_all())
    assert await booked_times(world) == [each + 5 * HOUR for each in TENS]
