"""Holds keep a time for one person, and end by themselves."""

from datetime import timedelta

import pytest
from vet_core.kernel.actor import Role
from vet_core.pets.enums import Species
from vet_core.scheduling.enums import ReservationState
from vet_core.scheduling.models import Appointment, Hold, Reservation
from vet_core.scheduling.schemas import AppointmentIn
from vet_core.testing import factories

from tests.world import World, change, tuesday
from vet_services.pets.errors import PetNotFound
from vet_services.scheduling import booking, holds
from vet_services.scheduling.errors import HoldAlreadyRenewed, HoldExpired, HoldNotFound, NotOffered, SlotTaken

TEN_MINUTES = timedelta(minutes=10)


async def book_from(world: World, hold_id, *, pet_id=None, by=None):
    wish = AppointmentIn(hold_id=hold_id, pet_id=pet_id or world.pet.id)
    async with world.database.transaction() as session:
        return await booking.book(session, wish, by=by or world.as_owner, now=world.now)


async def renew(world: World, hold_id, *, by=None):
    async with world.database.transaction() as session:
        return await holds.renew(session, hold_id, by=by or world.as_owner, now=world.now)


async def look(world: World, hold_id, *, by=None):
    async with world.database.transaction() as session:
        return await holds.get(session, hold_id, by=by or world.as_owner, now=world.now)


async def test_a_hold_keeps_the_time_from_everybody_else_for_ten_minutes(world: World):
    held = await world.hold()
    assert held.expires_at == world.now + TEN_MINUTES
    owner, pet = await world.another_owner()
    world.clock.advance(TEN_MINUTES - timedelta(seconds=1))
    with pytest.raises(SlotTaken):
        await world.book(by=owner, pet_id=pet.id)
    with pytest.raises(SlotTaken):
        await world.hold(by=owner)
    world.clock.advance(timedelta(seconds=1))
    assert (await world.book(by=owner, pet_id=pet.id)).starts_at == held.starts_at


async def test_booking_over_an_expired_hold_removes_what_it_reserved(world: World):
    held = await world.hold(pet_id=world.pet.id)
    world.clock.advance(TEN_MINUTES)
    owner, pet = await world.another_owner()
    booked = await world.book(by=owner, pet_id=pet.id)
    rows = await world.all(Reservation, Reservation.resource_id == world.veterinarian.id)
    assert [(row.appointment_id, row.state) for row in rows] == [(booked.id, ReservationState.BOOKED)]
    with pytest.raises(HoldExpired):
        await book_from(world, held.id)


async def test_booking_from_a_hold_that_ran_out_is_gone_even_when_nobody_took_the_time(world: World):
    held = await world.hold()
    world.clock.advance(TEN_MINUTES)
    with pytest.raises(HoldExpired):
        await book_from(world, held.id)
    assert await world.count(Appointment) == 0


async def test_a_hold_is_renewed_once(world: World):
    held = await world.hold(pet_id=world.pet.id)
    world.clock.advance(timedelta(minutes=9))
    renewed = await renew(world, held.id)
    assert (renewed.expires_at, renewed.is_renewed) == (world.now + TEN_MINUTES, True)
    assert {row.expires_at for row in await world.all(Reservation)} == {world.now + TEN_MINUTES}
    with pytest.raises(HoldAlreadyRenewed):
        await renew(world, held.id)
    world.clock.advance(TEN_MINUTES)
    with pytest.raises(HoldExpired):
        await look(world, held.id)


async def test_a_hold_that_ran_out_cannot_be_renewed(world: World):
    held = await world.hold()
    world.clock.advance(TEN_MINUTES)
    with pytest.raises(HoldExpired):
        await renew(world, held.id)


async def test_a_hold_exists_for_its_holder_only(world: World):
    held = await world.hold(pet_id=world.pet.id)
    assert await look(world, held.id) == held
    for actor in (world.as_stranger, world.as_(Role.CLINIC_ADMINISTRATOR)):
        for attempt in (look, renew, book_from):
            with pytest.raises(HoldNotFound):
                await attempt(world, held.id, by=actor)
        async with world.database.transaction() as session:
            with pytest.raises(HoldNotFound):
                await holds.release(session, held.id, by=actor, now=world.now)
    assert await world.count(Reservation) == 2


async def test_a_released_hold_frees_the_time_at_once(world: World):
    held = await world.hold(pet_id=world.pet.id)
    async with world.database.transaction() as session:
        await holds.release(session, held.id, by=world.as_owner, now=world.now)
    assert (await world.count(Hold), await world.count(Reservation)) == (0, 0)
    await world.book()


async def test_a_hold_books_once(world: World):
    held = await world.hold()
    await book_from(world, held.id)
    with pytest.raises(HoldNotFound):
        await book_from(world, held.id)
    assert await world.count(Appointment) == 1


async def test_a_hold_without_a_pet_takes_the_pet_when_booked(world: World):
    held = await world.hold(tuesday(10))
    booked = await book_from(world, held.id)
    rows = {row.resource_id: row.appointment_id for row in await world.all(Reservation)}
    assert rows == {world.veterinarian.id: booked.id, world.pet.id: booked.id}


async def test_a_hold_for_one_pet_can_be_booked_for_another(world: World):
    async with world.database.transaction() as session:
        other = await factories.make_pet(session, world.owner)
    held = await world.hold(pet_id=world.pet.id)
    await book_from(world, held.id, pet_id=other.id)
    assert {row.resource_id for row in await world.all(Reservation)} == {world.veterinarian.id, other.id}


async def test_a_hold_cannot_be_booked_for_a_pet_that_is_busy_or_foreign_or_of_the_wrong_kind(world_of_two: World):
    world = world_of_two
    await world.book(tuesday(10), veterinarian_id=world.veterinarians[0].id)
    held = await world.hold(tuesday(10), veterinarian_id=world.veterinarians[1].id)
    with pytest.raises(SlotTaken):
        await book_from(world, held.id)
    _, foreign = await world.another_owner()
    with pytest.raises(PetNotFound):
        await book_from(world, held.id, pet_id=foreign.id)
    async with world.database.transaction() as session:
        horse = await factories.make_pet(session, world.owner, species=Species.HORSE)
    with pytest.raises(NotOffered):
        await book_from(world, held.id, pet_id=horse.id)
    assert await world.count(Appointment) == 1
    assert (await look(world, held.id)).id == held.id


async def test_a_hold_outlives_the_notice_it_was_made_with(world: World):
    """What was held is promised: later rules of notice do not take it back."""
    held = await world.hold()
    await change(world.database, world.kind, minimum_notice_minutes=100_000)
    assert (await book_from(world, held.id)).starts_at == held.starts_at


async def test_tidying_up_removes_expired_holds_and_nothing_else(world: World):
    await world.book(tuesday(9))
    held = await world.hold(tuesday(10))
    world.clock.advance(timedelta(minutes=5))
    fresh = await world.hold(tuesday(11))
    world.clock.advance(timedelta(minutes=5))

    async def tidy() -> int:
        async with world.database.transaction() as session:
            return await holds.forget_expired(session, world.now)

    assert await tidy() == 1
    assert {row.hold_id for row in await world.all(Reservation, Reservation.state == "held")} == {fresh.id}
    with pytest.raises(HoldExpired):
        await book_from(world, held.id)
    world.clock.advance(timedelta(days=1))
    assert await tidy() == 2
    assert {row.id for row in await world.all(Hold)} == {fresh.id}
    assert await world.count(Reservation, Reservation.state == "booked") == 2
