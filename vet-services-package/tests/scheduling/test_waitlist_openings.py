"""Hours, rooms and the pause: whatever makes more time free asks those who wait, in steps and in their order."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

import pytest
from vet_core.kernel.actor import Actor, Role
from vet_core.outbox import Later
from vet_core.scheduling.enums import BlockKind
from vet_core.scheduling.events import TimeOpened
from vet_core.scheduling.models import ClinicResource, Hold
from vet_core.scheduling.schemas import (
    BlockIn,
    HolidayIn,
    HolidayRegionIn,
    OpeningDayIn,
    OpeningWeeklyIn,
    ResourceIn,
    ResourcePatch,
    RosterIn,
    RosterOverrideIn,
)
from vet_core.testing import factories

from tests.scheduling.waiting import MORNING, newcomer, open_offers, retype, statuses
from tests.world import World, react, tuesday
from vet_services.scheduling import (
    blocks,
    holidays,
    opening,
    pause,
    resources,
    roster_overrides,
    rosters,
    waitlist_offering,
)

TUESDAY = date(2026, 3, 3)
EARLY = MORNING | {"starts_minute": 420, "ends_minute": 480}
"""From seven to eight, when the clinic is closed and nobody works."""
SEVEN = tuesday(7)
Change = Callable[..., Awaitable[Any]]


async def do(world: World, change: Change, *args: Any, by: Actor | None = None) -> Any:
    by = by or world.as_(Role.CLINIC_ADMINISTRATOR)
    async with world.acting(by) as session:
        return await change(session, *args, by=by, now=world.now)


async def open_days(world: World, *days: date, starts: str = "07:00") -> None:
    for day in days:
        hours = [{"starts_local": starts, "ends_local": "17:00"}]
        wish = OpeningDayIn.model_validate({"clinic_id": world.clinic.id, "windows": hours})
        await do(world, opening.set_opening_override, day, wish)


def hours_of(world: World, starts: str) -> RosterIn:
    window = {"starts_local": starts, "ends_local": "17:00", "effective_from": "2026-01-01"}
    windows = [{"weekday": weekday, **window} for weekday in range(5)]
    return RosterIn.model_validate({"clinic_id": world.clinic.id, "windows": windows})


async def test_longer_hours_of_a_veterinarian_are_offered_at_once(world: World):
    await open_days(world, TUESDAY)
    _, entry = await newcomer(world, windows=[EARLY])
    await do(world, rosters.set_roster, world.veterinarian.id, hours_of(world, "09:00"))
    await react(world)
    assert await statuses(world, entry) == ["waiting"]
    await do(world, rosters.set_roster, world.veterinarian.id, hours_of(world, "07:00"))
    await react(world)
    assert await open_offers(world) == [(entry.id, SEVEN)]


async def test_other_hours_of_one_day_are_offered_for_that_day_alone(world: World):
    await open_days(world, TUESDAY, date(2026, 3, 10))
    await do(world, rosters.set_roster, world.veterinarian.id, hours_of(world, "07:00"))
    await react(world)
    _, next_week = await newcomer(world, windows=[EARLY | {"from_day": "2026-03-10", "until_day": "2026-03-10"}])
    _, entry = await newcomer(world, windows=[EARLY])
    wish = RosterOverrideIn.model_validate(
        {"clinic_id": world.clinic.id, "windows": [{"starts_local": "07:30", "ends_local": "08:00"}]}
    )
    await do(world, roster_overrides.set_roster_override, world.veterinarian.id, TUESDAY, wish)
    [opened] = (await world.events("scheduling.time_opened"))[-1:]
    await step(world, TimeOpened.model_validate(opened.payload))
    assert await open_offers(world) == [(entry.id, tuesday(7, 30))]
    assert await statuses(world, next_week) == ["waiting"]


async def test_hours_that_go_back_to_the_week_are_offered(world: World):
    off = RosterOverrideIn(clinic_id=world.clinic.id, windows=[])
    await do(world, roster_overrides.set_roster_override, world.veterinarian.id, TUESDAY, off)
    closed = OpeningDayIn(clinic_id=world.clinic.id, windows=[])
    await do(world, opening.set_opening_override, TUESDAY, closed)
    assert await world.events("scheduling.time_opened") == [], "less time is free than before"
    _, entry = await newcomer(world)
    await do(world, opening.clear_opening_override, world.clinic.id, TUESDAY)
    await react(world)
    assert await statuses(world, entry) == ["waiting"]
    await do(world, roster_overrides.clear_roster_override, world.clinic.id, world.veterinarian.id, TUESDAY)
    await react(world)
    assert await open_offers(world) == [(entry.id, tuesday(9))]


async def test_a_clinic_that_opens_earlier_offers_what_its_staff_worked_already(world: World):
    await do(world, rosters.set_roster, world.veterinarian.id, hours_of(world, "07:00"))
    _, entry = await newcomer(world, windows=[EARLY])
    await react(world)
    assert await statuses(world, entry) == ["waiting"]
    week = [{"weekday": 1, "opens_local": "07:00", "closes_local": "18:00"}]
    wish = OpeningWeeklyIn.model_validate({"clinic_id": world.clinic.id, "windows": week})
    await do(world, opening.set_opening_hours, wish)
    await react(world)
    assert await open_offers(world) == [(entry.id, SEVEN)]


async def test_a_holiday_on_which_the_clinic_opens_is_offered(world: World):
    await retype(world, horizon_days=60)
    region = HolidayRegionIn(clinic_id=world.clinic.id, country="DE", subdivision="BE")
    await do(world, holidays.set_holiday_region, region)
    good_friday = "2026-04-03"
    _, entry = await newcomer(world, windows=[MORNING | {"from_day": good_friday, "until_day": good_friday}])
    await react(world)
    assert await statuses(world, entry) == ["waiting"]
    is_open = HolidayIn(clinic_id=world.clinic.id, is_open=True)
    await do(world, holidays.set_holiday, date(2026, 4, 3), is_open)
    await react(world)
    [(offered, starts_at)] = await open_offers(world)
    assert (offered, starts_at.date()) == (entry.id, date(2026, 4, 3))


async def test_nobody_is_asked_while_booking_is_paused_and_everybody_when_it_goes_on(world: World):
    staff = world.as_(Role.RECEPTIONIST)
    await do(world, pause.pause_booking, world.clinic.id, by=staff)
    assert await world.events("scheduling.time_opened") == []
    _, entry = await newcomer(world)
    await do(world, rosters.set_roster, world.veterinarian.id, hours_of(world, "09:00"))
    await react(world)
    assert await statuses(world, entry) == ["waiting"]
    await do(world, pause.resume_booking, world.clinic.id, by=staff)
    await react(world)
    assert await open_offers(world) == [(entry.id, tuesday(9))]


async def test_a_room_that_is_there_or_in_use_again_is_offered_and_another_name_is_no_room(world: World):
    admin = world.as_(Role.CLINIC_ADMINISTRATOR)
    async with world.acting(admin) as session:
        wish = ResourceIn(clinic_id=world.clinic.id, kind="room", category="general", name="One")
        made = await resources.create_resource(session, wish, by=admin, now=world.now)
    assert len(await world.events("scheduling.time_opened")) == 1
    for patch, opened in (({"name": "Two"}, 1), ({"is_active": False}, 1), ({"is_active": True}, 2)):
        async with world.acting(admin) as session:
            await resources.update_resource(
                session, made.id, ResourcePatch.model_validate(patch), by=admin, now=world.now
            )
        assert len(await world.events("scheduling.time_opened")) == opened, patch
    assert await world.count(ClinicResource) == 1


async def test_time_off_that_is_taken_back_is_offered_in_every_clinic_of_the_veterinarian(world: World):
    async with world.database.transaction() as session:
        elsewhere = await factories.make_clinic(session)
        await factories.make_membership(session, await session.merge(world.people[Role.TECHNICIAN]), elsewhere)
        vet = await factories.make_veterinarian(session, [world.clinic, elsewhere])
        await factories.make_roster(session, elsewhere, vet)
        kind = await factories.make_appointment_type(session, elsewhere, [vet])
    staff = world.as_(Role.CLINIC_ADMINISTRATOR)
    off = BlockIn(
        clinic_id=world.clinic.id,
        resource_id=vet.id,
        kind=BlockKind.TIME_OFF,
        starts_at=tuesday(0),
        ends_at=tuesday(24),
    )
    made = await do(world, blocks.create_block, off, by=staff)
    _, entry = await newcomer(world, clinic_id=elsewhere.id, appointment_type_id=kind.id)
    await react(world)
    assert await statuses(world, entry) == ["waiting"]
    await do(world, blocks.remove_block, made.id, by=staff)
    for _ in range(2):  # the clinic of the block, and then the other one
        await react(world)
    assert await open_offers(world) == [(entry.id, tuesday(9))]


async def step(world: World, opened: TimeOpened) -> TimeOpened | None:
    """Take a step, and hand out the next one."""
    before = len(await world.events())
    async with world.database.transaction() as session:
        await waitlist_offering.offer_opened(session, opened, now=world.now)
    fresh = [each for each in (await world.events())[before:] if each.type == TimeOpened.type]
    return TimeOpened.model_validate(fresh[0].payload) if fresh else None


async def test_a_step_offers_once_and_goes_on_behind_whom_it_asked(world: World):
    waiting = [(await newcomer(world))[1] for _ in range(3)]
    opened: TimeOpened | None = TimeOpened(clinic_id=world.clinic.id, starts_at=tuesday(9), ends_at=tuesday(10))
    for made, entry in enumerate(waiting, start=1):
        assert opened is not None
        assert opened.after_id == (None if made == 1 else waiting[made - 2].id)
        opened = await step(world, opened)
        if made < 3:
            assert (await statuses(world, entry), await world.count(Hold)) == (["offered"], made)
    assert opened is None
    assert await statuses(world, *waiting) == ["offered", "offered", "waiting"], "two half hours came free"
    assert [starts_at for _, starts_at in await open_offers(world)] == [tuesday(9), tuesday(9, 30)]


async def test_a_step_asks_few_of_many(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(waitlist_offering, "_ASKED_AT_ONCE", 2)
    nowhere = [(await newcomer(world, windows=[EARLY]))[1] for _ in range(4)]
    _, last = await newcomer(world)
    opened: TimeOpened | None = TimeOpened(clinic_id=world.clinic.id, starts_at=tuesday(7), ends_at=tuesday(17))
    asked_last = []
    while opened is not None:
        opened = await step(world, opened)
        asked_last.append(opened and opened.after_id)
    assert asked_last == [nowhere[1].id, nowhere[3].id, None]
    assert await open_offers(world) == [(last.id, tuesday(9))]


async def test_steps_of_a_clinic_take_turns_and_nobody_waits_for_theirs(world: World):
    _, entry = await newcomer(world)
    opened = TimeOpened(clinic_id=world.clinic.id, starts_at=tuesday(9), ends_at=tuesday(17))
    async with world.database.transaction() as session:
        assert await waitlist_offering.offer_opened(session, opened, now=world.now) == 1
        with pytest.raises(Later) as put_off:
            await step(world, opened)
        assert timedelta() < put_off.value.at - world.now < timedelta(seconds=5)
    assert await step(world, opened) is None
    assert await open_offers(world) == [(entry.id, tuesday(9))]


async def test_what_lies_behind_us_is_offered_to_nobody(world: World):
    await newcomer(world)
    world.clock.set(tuesday(11))
    opened = TimeOpened(clinic_id=world.clinic.id, starts_at=tuesday(9), ends_at=tuesday(11))
    assert await step(world, opened) is None
    assert await world.count(Hold) == 0
