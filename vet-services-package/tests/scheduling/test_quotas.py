"""Daily caps and shares for the day itself hold when everybody books at once; and turns are taken fairly."""

import asyncio
from collections import Counter

import pytest
from vet_core.kernel.actor import Role
from vet_core.scheduling.models import Appointment, AppointmentTypeVeterinarian

from tests.scheduling.test_changes import cancel, move
from tests.scheduling.test_holds import book_from
from tests.world import World, build, tuesday
from vet_services.scheduling import booking, offers, reservations
from vet_services.scheduling.availability import WhyNot
from vet_services.scheduling.errors import NotOffered

EVERY_START = [tuesday(hour, minute) for hour in range(9, 17) for minute in (0, 30)]


def ask_at_once(monkeypatch, racers: int) -> None:
    """Nobody gets on before all have been told that there is room."""
    gate = asyncio.Barrier(racers)
    offer_at = offers.offer_at
    asked = 0

    async def ask_together(*arguments, **rest):
        nonlocal asked
        asked += 1
        is_early = asked <= racers
        offer = await offer_at(*arguments, **rest)
        if is_early:
            await gate.wait()
        return offer

    monkeypatch.setattr(offers, "offer_at", ask_together)


async def race(world: World, starts, **over):
    racers = [await world.another_owner() for _ in starts]
    async with asyncio.timeout(60):
        return await asyncio.gather(
            *(
                world.book(start, by=owner, pet_id=pet.id, **over)
                for start, (owner, pet) in zip(starts, racers, strict=True)
            ),
            return_exceptions=True,
        )


def reasons(outcomes) -> list[WhyNot | BaseException]:
    """Why the losers lost; whatever else went wrong stands as it is."""
    lost = [each for each in outcomes if isinstance(each, BaseException)]
    return [each.reason if isinstance(each, NotOffered) else each for each in lost]


async def test_a_cap_of_three_lets_three_of_sixteen_through(database, clock, monkeypatch):
    world = await build(database, clock, daily_cap=3)
    ask_at_once(monkeypatch, 16)
    outcomes = await race(world, EVERY_START)
    assert reasons(outcomes) == [WhyNot.CAP] * 13
    assert await world.count(Appointment) == 3
    monkeypatch.undo()
    await world.book(tuesday(9, day=4))
    free = next(iter(set(EVERY_START) - {visit.starts_at for visit in await world.all(Appointment)}))
    assert (await world.book(free, by=world.as_(Role.RECEPTIONIST))).starts_at == free


async def test_a_hold_counts_and_a_visit_that_is_called_off_does_not(database, clock):
    world = await build(database, clock, daily_cap=2)
    mine = await world.book(tuesday(9))
    held = await world.hold(tuesday(10))
    owner, pet = await world.another_owner()
    with pytest.raises(NotOffered) as refusal:
        await world.book(tuesday(11), by=owner, pet_id=pet.id)
    assert refusal.value.reason is WhyNot.CAP
    await move(world, mine.id, tuesday(12))
    await cancel(world, mine.id)
    await world.book(tuesday(11), by=owner, pet_id=pet.id)
    clock.set(held.expires_at)
    await world.book(tuesday(12), by=owner, pet_id=pet.id)


async def test_half_of_a_later_day_is_left_however_many_race_for_it(database, clock, monkeypatch):
    """Eight hours of work: eight half-hour visits fill the half that may be booked before."""
    world = await build(database, clock, same_day_percent=50)
    ask_at_once(monkeypatch, 16)
    outcomes = await race(world, EVERY_START)
    assert reasons(outcomes) == [WhyNot.SAME_DAY_ONLY] * 8
    monkeypatch.undo()
    clock.set(tuesday(8))
    free = set(EVERY_START) - {visit.starts_at for visit in await world.all(Appointment)}
    assert not [each for each in await race(world, sorted(free)) if isinstance(each, BaseException)]


async def counts(world: World) -> dict:
    rows = await world.all(AppointmentTypeVeterinarian)
    return {row.veterinarian_id: row.assigned_count for row in rows}


async def test_without_a_named_veterinarian_they_take_turns(database, clock):
    world = await build(database, clock, veterinarians=3)
    by_id = sorted(vet.id for vet in world.veterinarians)
    got = [(await world.book(start)).veterinarian_id for start in EVERY_START[:6]]
    assert got == by_id * 2
    assert set((await counts(world)).values()) == {2}


async def test_a_named_veterinarian_is_nobodys_turn_and_a_visit_called_off_was_one(world_of_two: World):
    world = world_of_two
    first, second = sorted(vet.id for vet in world.veterinarians)
    await world.book(tuesday(9), veterinarian_id=first)
    await world.book(tuesday(10), veterinarian_id=first)
    assert await counts(world) == {first: 0, second: 0}
    mine = await world.book(tuesday(11))
    await cancel(world, mine.id)
    assert (mine.veterinarian_id, await counts(world)) == (first, {first: 1, second: 0})
    assert (await world.book(tuesday(11))).veterinarian_id == second


async def test_a_hold_for_anybody_is_a_turn_when_it_is_booked(world_of_two: World):
    world = world_of_two
    held = await world.hold(tuesday(9))
    assert set((await counts(world)).values()) == {0}
    await book_from(world, held.id)
    assert (await counts(world))[held.veterinarian_id] == 1
    named = await world.hold(tuesday(10), veterinarian_id=held.veterinarian_id)
    await book_from(world, named.id)
    assert (await counts(world))[held.veterinarian_id] == 1


async def test_turns_stay_fair_when_many_book_at_once(database, clock):
    world = await build(database, clock, veterinarians=4)
    booked = await race(world, EVERY_START)
    assert Counter(visit.veterinarian_id for visit in booked).total() == 16
    assert sum((await counts(world)).values()) == 16


async def test_owners_count_turns_under_their_own_eyes(world_of_two: World):
    """Row-level security lets nobody but the clinic write who performs what; a turn is counted all the same."""
    world = world_of_two
    async with world.acting(world.as_owner) as session:
        await booking.book(session, world.wish(tuesday(10)), by=world.as_owner, now=world.now)
    assert sum((await counts(world)).values()) == 1


async def test_a_move_and_a_plan_of_many_visits_never_wait_for_each_other(database, clock):
    """Both stand in two lines: the veterinarian's, and that of the capped day."""
    world = await build(database, clock, daily_cap=5)
    mine = await world.book(tuesday(10))
    owner, pet = await world.another_owner()
    is_in_line = asyncio.Event()

    async def plan():
        async with database.transaction() as session:
            await reservations.queue(session, [world.veterinarian.id])
            is_in_line.set()
            await asyncio.sleep(0.3)
            await booking.book(session, world.wish(tuesday(12), pet_id=pet.id), by=owner, now=world.now)

    async def move_meanwhile():
        await is_in_line.wait()
        await move(world, mine.id, tuesday(11))

    await asyncio.gather(plan(), move_meanwhile())
    assert {visit.starts_at for visit in await world.all(Appointment)} == {tuesday(11), tuesday(12)}
