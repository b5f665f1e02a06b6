"""What was given back a moment ago is offered to nobody yet, and whoever gave it back can have it again."""

from datetime import datetime, timedelta

import pytest
from vet_core.kernel.actor import Role
from vet_core.outbox import Later, event_from
from vet_core.scheduling.events import TimeOpened, WaitlistOfferEnded
from vet_core.scheduling.models import AppointmentTypeRequirement, Hold, WaitlistOffer
from vet_core.scheduling.schemas import AppointmentOut, RescheduleIn
from vet_core.testing import factories

from tests.scheduling.waiting import (
    MORNING,
    advance,
    cancel,
    decline,
    newcomer,
    open_offers,
    retype,
    statuses,
)
from tests.world import TEN, World, react, tuesday
from vet_services.scheduling import booking, reactions, status, waitlist_offering
from vet_services.scheduling.waitlist_grace import GRACE

A_MOMENT = timedelta(milliseconds=1)


async def move(world: World, booked: AppointmentOut, starts_at: datetime) -> None:
    async with world.acting(world.as_owner) as session:
        there = RescheduleIn(starts_at=starts_at)
        await booking.reschedule(session, booked.id, there, by=world.as_owner, now=world.now)


async def decline_request(world: World, booked: AppointmentOut) -> None:
    staff = world.as_(Role.RECEPTIONIST)
    async with world.acting(staff) as session:
        await status.decline(session, booked.id, reason="Full.", by=staff, now=world.now)


async def give_back(world: World, how: str, booked: AppointmentOut) -> None:
    if how == "moved":
        await move(world, booked, tuesday(15))
    elif how == "declined":
        await decline_request(world, booked)
    else:
        await cancel(world, booked)


@pytest.mark.parametrize("how", ["moved", "cancelled", "declined"])
async def test_time_is_offered_when_the_grace_is_over_and_not_a_moment_before(world: World, how: str):
    await retype(world, is_confirmation_needed=how == "declined")
    booked = await world.book(TEN)
    _, entry = await newcomer(world)
    await give_back(world, how, booked)
    given_back_at = world.now
    for wait in (timedelta(), GRACE - A_MOMENT):
        world.clock.set(given_back_at + wait)
        await react(world)
        assert await statuses(world, entry) == ["waiting"]
        assert await world.count(Hold) == await world.count(WaitlistOffer) == 0
    world.clock.set(given_back_at + GRACE)
    await react(world)
    assert await open_offers(world) == [(entry.id, TEN)]


async def test_a_move_that_is_taken_back_finds_the_old_time_and_offers_the_other(world: World):
    booked = await world.book(TEN)
    _, morning = await newcomer(world)
    _, afternoon = await newcomer(world, windows=[MORNING | {"starts_minute": 900, "ends_minute": 930}])
    await move(world, booked, tuesday(15))
    world.clock.advance(GRACE - A_MOMENT)
    await react(world)
    await move(world, booked, TEN)
    world.clock.advance(A_MOMENT)
    await react(world)
    assert await open_offers(world) == []
    world.clock.advance(GRACE)
    await react(world)
    assert await open_offers(world) == [(afternoon.id, tuesday(15))]
    assert await statuses(world, morning) == ["waiting"]


async def test_within_the_grace_anybody_may_book_the_time_and_then_nobody_is_offered_it(world: World):
    booked = await world.book(TEN)
    _, entry = await newcomer(world)
    await cancel(world, booked)
    await react(world)
    again = await world.book(TEN)
    world.clock.advance(GRACE)
    await react(world)
    assert (again.starts_at, await statuses(world, entry)) == (TEN, ["waiting"])


async def test_what_follows_says_when_to_ask_again_and_leaves_nothing_behind(world: World):
    booked = await world.book(TEN)
    await newcomer(world)
    await cancel(world, booked)
    given_back_at = world.now
    world.clock.advance(timedelta(seconds=10))
    with pytest.raises(Later) as put_off:
        async with world.database.transaction() as session:
            await waitlist_offering.offer_after(session, world.clinic.id, booked.id, now=world.now)
    assert put_off.value.at == given_back_at + GRACE
    assert await world.count(Hold) == await world.count(WaitlistOffer) == 0
    other, pet = await world.another_owner()
    assert (await world.book(TEN, by=other, pet_id=pet.id)).starts_at == TEN


async def test_older_free_time_beside_it_does_not_carry_it_off(world: World):
    """Half an hour of the wish is free for longer, the other half for a moment."""
    first, second = await world.book(TEN), await world.book(tuesday(10, 30))
    await retype(world, duration_minutes=60)
    _, entry = await newcomer(world, windows=[MORNING | {"starts_minute": 600, "ends_minute": 660}])
    await cancel(world, first)
    world.clock.advance(GRACE - A_MOMENT)
    await cancel(world, second)
    world.clock.advance(A_MOMENT)
    await react(world)
    assert await open_offers(world) == []
    world.clock.advance(GRACE)
    await react(world)
    assert await open_offers(world) == [(entry.id, TEN)]


async def test_an_offer_that_runs_out_is_over_although_its_time_cannot_be_passed_on_yet(world: World):
    """The next would need the half hour after it, too, and somebody gave that back just now."""
    booked = await world.book(TEN)
    beside = await world.book(tuesday(10, 30))
    _, first = await newcomer(world, windows=[MORNING | {"starts_minute": 600, "ends_minute": 630}])
    await cancel(world, booked)
    world.clock.advance(GRACE)
    await react(world)
    await retype(world, duration_minutes=60)
    _, second = await newcomer(world, windows=[MORNING | {"starts_minute": 600, "ends_minute": 660}])
    [offer] = await world.all(WaitlistOffer)
    world.clock.set(offer.expires_at)
    await cancel(world, beside)
    assert await advance(world) == 1
    assert await statuses(world, first, second) == ["waiting", "waiting"]
    assert await advance(world) == 0
    world.clock.advance(GRACE)
    await react(world)
    assert await open_offers(world) == [(second.id, TEN)]


async def test_who_comes_behind_somebody_that_has_to_be_put_off_is_not_forgotten(world: World):
    """The second needs fresh time beside the offer that ran out, and loses it; the third needs that offer alone."""
    booked, beside = await world.book(TEN), await world.book(tuesday(10, 30))
    only_ten = [MORNING | {"starts_minute": 600, "ends_minute": 630}]
    _, first = await newcomer(world, windows=only_ten)
    await cancel(world, booked)
    world.clock.advance(GRACE)
    await react(world)
    async with world.database.transaction() as session:
        longer = await factories.make_appointment_type(session, world.clinic, [world.veterinarian], duration_minutes=60)
    _, second = await newcomer(
        world, appointment_type_id=longer.id, windows=[MORNING | {"starts_minute": 600, "ends_minute": 660}]
    )
    _, third = await newcomer(world, windows=only_ten)
    [offer] = await world.all(WaitlistOffer)
    world.clock.set(offer.expires_at)
    await cancel(world, beside)
    assert await advance(world) == 1
    [ended] = await world.events(WaitlistOfferEnded.type)
    assert ended.payload["starts_at"] == "2026-03-03T09:00:00Z"
    other, pet = await world.another_owner()
    await world.book(tuesday(10, 30), by=other, pet_id=pet.id)
    world.clock.advance(GRACE)
    async with world.database.transaction() as session:  # the other events are long done
        await reactions.follow_refusal(session, event_from(ended.type, ended.payload), world.now)
    assert await statuses(world, first, second, third) == ["waiting", "waiting", "offered"]


async def test_a_time_that_was_declined_was_not_given_back_by_a_visit(world: World):
    booked = await world.book(TEN)
    by, first = await newcomer(world)
    _, second = await newcomer(world)
    await cancel(world, booked)
    world.clock.advance(GRACE)
    await react(world)
    await decline(world, by, first)
    await react(world)
    assert await open_offers(world) == [(second.id, TEN)]


async def test_a_room_that_was_given_back_waits_with_its_visit(world_of_two: World):
    """The other veterinarian was free all along; the only room came free a moment ago."""
    world = world_of_two
    first, second = (each.id for each in world.veterinarians)
    async with world.database.transaction() as session:
        session.add(AppointmentTypeRequirement(appointment_type_id=world.kind.id, kind="room", category="general"))
        await factories.make_clinic_resource(session, world.clinic, category="general")
    booked = await world.book(TEN, veterinarian_id=first)
    _, entry = await newcomer(
        world, veterinarian_id=second, windows=[MORNING | {"starts_minute": 600, "ends_minute": 630}]
    )
    opened = TimeOpened(clinic_id=world.clinic.id, veterinarian_id=second, starts_at=TEN, ends_at=tuesday(11))

    async def open_up() -> int:
        async with world.database.transaction() as session:
            return await waitlist_offering.offer_opened(session, opened, now=world.now)

    assert await open_up() == 0
    await cancel(world, booked)
    with pytest.raises(Later):
        await open_up()
    world.clock.advance(GRACE)
    assert await open_up() == 1
    assert await open_offers(world) == [(entry.id, TEN)]
