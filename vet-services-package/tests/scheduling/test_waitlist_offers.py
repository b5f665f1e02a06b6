"""Who is offered what came free, and that nothing is ever offered twice."""

import asyncio
from datetime import timedelta

import pytest
from vet_core.audit.models import AuditEntry
from vet_core.db import Interval
from vet_core.kernel.actor import Role
from vet_core.pets.models import PetOwner
from vet_core.scheduling.enums import BlockKind, ClinicResourceKind, ResourceKind
from vet_core.scheduling.models import (
    Appointment,
    Hold,
    Reservation,
    SchedulingSettings,
    WaitlistOffer,
)
from vet_core.scheduling.schemas import (
    AppointmentIn,
    AppointmentOut,
    BlockIn,
    RescheduleIn,
)

from tests.scheduling.test_rooms import needs
from tests.scheduling.waiting import (
    MORNING,
    TWO_HOURS,
    accept,
    advance,
    cancel,
    decline,
    follow,
    join,
    newcomer,
    open_offers,
    retype,
    statuses,
)
from tests.world import TEN, World, change, react, tuesday
from vet_services.scheduling import blocks, booking, holds, reservations, status, waitlist, waitlist_offering
from vet_services.scheduling.errors import (
    OfferOver,
    SlotTaken,
    WaitlistEntryNotFound,
)
from vet_services.scheduling.reservations import Claim, ForAppointment
from vet_services.scheduling.waitlist_grace import GRACE


async def test_a_cancelled_time_is_kept_for_whoever_has_waited_longest(world: World):
    booked = await world.book(TEN)
    first, entry = await newcomer(world)
    _, second = await newcomer(world)
    await cancel(world, booked)
    await follow(world)
    assert await statuses(world, entry, second) == ["offered", "waiting"]
    assert await open_offers(world) == [(entry.id, TEN)]
    [hold] = await world.all(Hold)
    assert (hold.person_id, hold.expires_at, hold.is_renewed) == (first.person_id, world.now + TWO_HOURS, True)
    with pytest.raises(SlotTaken):
        await world.book(TEN)
    told = await world.events("scheduling.waitlist_offered")
    assert [event.person_ids for event in told] == [[first.person_id]]
    offered = await world.all(AuditEntry, AuditEntry.subject_type == "waitlist_entry", AuditEntry.action == "offered")
    assert [(row.subject_id, row.acting_as) for row in offered] == [(entry.id, "system")]


async def test_accepting_books_the_time_and_ends_the_waiting(world: World):
    booked = await world.book(TEN)
    by, entry = await newcomer(world, note="She limps.")
    await cancel(world, booked)
    await follow(world)
    world.clock.advance(TWO_HOURS - timedelta(seconds=1))
    made = await accept(world, by, entry)
    assert (made.starts_at, made.status, made.note, made.pet_id) == (TEN, "confirmed", "She limps.", entry.pet_id)
    assert await statuses(world, entry) == ["booked"]
    assert await world.count(Hold) == await world.count(Reservation, Reservation.state == "held") == 0
    with pytest.raises(OfferOver):
        await accept(world, by, entry)
    world.clock.advance(TWO_HOURS)
    assert await advance(world) == 0


async def test_an_offer_is_accepted_without_answers_to_questions_that_nobody_asks(world: World):
    asked = {"id": "fasted", "text": "Has he eaten?", "translations": {}, "kind": "text", "choices": []}
    booked = await world.book(TEN)
    await retype(world, questions=[asked | {"is_required": True}])
    by, entry = await newcomer(world)
    await cancel(world, booked)
    await follow(world)
    assert (await accept(world, by, entry)).answers == []


async def test_an_offer_that_runs_out_goes_to_the_next_and_never_back(world: World):
    booked = await world.book(TEN)
    by, first = await newcomer(world)
    _, second = await newcomer(world)
    await cancel(world, booked)
    await follow(world)
    world.clock.advance(TWO_HOURS)
    with pytest.raises(OfferOver):
        await accept(world, by, first)
    assert await advance(world) == 1
    assert await statuses(world, first, second) == ["waiting", "offered"]
    world.clock.advance(TWO_HOURS)
    assert await advance(world) == 1
    assert await advance(world) == 0
    assert await statuses(world, first, second) == ["waiting", "waiting"]
    await world.book(TEN)


async def test_declining_asks_the_next_at_once(world: World):
    booked = await world.book(TEN)
    by, first = await newcomer(world)
    _, second = await newcomer(world)
    await cancel(world, booked)
    await follow(world)
    assert (await decline(world, by, first)).status == "waiting"
    await react(world)
    assert await open_offers(world) == [(second.id, TEN)]
    with pytest.raises(OfferOver):
        await decline(world, by, first)


async def test_leaving_gives_a_kept_time_to_the_next(world: World):
    booked = await world.book(TEN)
    by, first = await newcomer(world)
    _, second = await newcomer(world)
    await cancel(world, booked)
    await follow(world)
    for _ in range(2):
        async with world.acting(by) as session:
            await waitlist.leave_waitlist(session, first.id, by=by, now=world.now)
    await react(world)
    assert await statuses(world, first, second) == ["withdrawn", "offered"]
    staff = world.as_(Role.RECEPTIONIST)
    async with world.acting(staff) as session:
        await waitlist.leave_waitlist(session, second.id, by=staff, now=world.now)
    assert await statuses(world, second) == ["withdrawn"]


async def test_nobody_answers_for_somebody_else(world: World):
    booked = await world.book(TEN)
    _, entry = await newcomer(world)
    await cancel(world, booked)
    await follow(world)
    for act in (accept, decline):
        with pytest.raises(WaitlistEntryNotFound):
            await act(world, world.as_stranger, entry)
    with pytest.raises(WaitlistEntryNotFound):
        await accept(world, world.as_(Role.RECEPTIONIST), entry)
    async with world.acting(world.as_stranger) as session:
        with pytest.raises(WaitlistEntryNotFound):
            await waitlist.leave_waitlist(session, entry.id, by=world.as_stranger, now=world.now)
    assert await statuses(world, entry) == ["offered"]


async def test_whom_the_time_does_not_suit_is_passed_over(world_of_two: World):
    world = world_of_two
    vet = world.veterinarian.id
    booked = await world.book(TEN, veterinarian_id=vet)
    _, late = await newcomer(world, windows=[MORNING | {"starts_minute": 630}])
    _, another_day = await newcomer(world, windows=[MORNING | {"weekdays": [0]}])
    _, another_vet = await newcomer(world, veterinarian_id=world.veterinarians[1].id)
    dead_by, dead_pet = await world.another_owner()
    dead = await join(world, dead_by, dead_pet)
    await change(world.database, dead_pet, deceased_on=world.now.date())
    sold_by, sold_pet = await world.another_owner()
    sold = await join(world, sold_by, sold_pet)
    async with world.database.transaction() as session:
        owner = await session.get_one(PetOwner, {"pet_id": sold_pet.id, "person_id": sold_by.person_id})
        await session.delete(owner)
    _, fitting = await newcomer(world, veterinarian_id=vet)
    await cancel(world, booked)
    await follow(world)
    assert await open_offers(world) == [(fitting.id, TEN)]
    others = await statuses(world, late, another_day, another_vet, dead, sold)
    assert others == ["waiting"] * 5


async def test_a_long_stretch_serves_several_and_a_moved_visit_frees_its_old_time(world: World):
    await retype(world, duration_minutes=60)
    booked = await world.book(TEN)
    await retype(world, duration_minutes=30)
    waiting = [(await newcomer(world))[1] for _ in range(3)]
    async with world.acting(world.as_owner) as session:
        there = RescheduleIn(starts_at=tuesday(15))
        await booking.reschedule(session, booked.id, there, by=world.as_owner, now=world.now)
    await follow(world)
    assert await open_offers(world) == sorted([(waiting[0].id, TEN), (waiting[1].id, tuesday(10, 30))])


async def test_one_slot_is_offered_once_however_many_workers_run(world: World):
    booked = await world.book(TEN)
    waiting = [(await newcomer(world))[1] for _ in range(8)]
    await cancel(world, booked)
    world.clock.advance(GRACE)

    async def work() -> None:
        async with world.database.transaction() as session:
            await waitlist_offering.offer_after(session, world.clinic.id, booked.id, now=world.now)

    await asyncio.gather(*(work() for _ in range(8)))
    assert await open_offers(world) == [(waiting[0].id, TEN)]
    for _ in range(4):
        world.clock.advance(TWO_HOURS)
        await asyncio.gather(*(advance(world) for _ in range(4)))
        assert len(await open_offers(world)) == 1
        assert await world.count(Hold, Hold.expires_at > world.now) == 1
    assert await open_offers(world) == [(waiting[4].id, TEN)]


async def test_handling_the_event_again_offers_nothing_more(world: World):
    booked = await world.book(TEN)
    _, first = await newcomer(world)
    await newcomer(world)
    await cancel(world, booked)
    for _ in range(3):
        await follow(world)
    assert await open_offers(world) == [(first.id, TEN)]


async def test_a_hold_booked_or_let_go_by_its_own_door_ends_the_offer(world: World):
    booked = await world.book(TEN)
    by, first = await newcomer(world)
    await cancel(world, booked)
    await follow(world)
    [hold] = await world.all(Hold)
    async with world.acting(by) as session:
        wish = AppointmentIn(hold_id=hold.id, pet_id=first.pet_id)
        again = await booking.book(session, wish, by=by, now=world.now)
    assert await advance(world) == 1
    assert await statuses(world, first) == ["booked"]
    other, second = await newcomer(world)
    async with world.acting(by) as session:
        await booking.cancel(session, again.id, by=by, now=world.now)
    await follow(world)
    [hold] = await world.all(Hold)
    async with world.acting(other) as session:
        await holds.release(session, hold.id, by=other, now=world.now)
    with pytest.raises(OfferOver):
        await accept(world, other, second)
    _, third = await newcomer(world)
    assert await advance(world) == 1
    assert await statuses(world, second, third) == ["waiting", "offered"]


async def test_how_long_an_offer_lasts_is_the_clinics_word_and_ends_before_the_visit(world: World):
    async with world.database.transaction() as session:
        session.add(SchedulingSettings(clinic_id=world.clinic.id, waitlist_offer_minutes=30))
    booked = await world.book(TEN)
    await newcomer(world)
    await cancel(world, booked)
    await follow(world)
    [offer] = await world.all(WaitlistOffer)
    assert offer.expires_at == world.now + timedelta(minutes=30)
    world.clock.set(TEN - timedelta(minutes=20))
    assert await advance(world) == 1
    _, last = await newcomer(world)
    async with world.database.transaction() as session:
        await waitlist_offering.offer_after(session, world.clinic.id, booked.id, now=world.now)
    [offer] = await world.all(WaitlistOffer, WaitlistOffer.entry_id == last.id)
    assert offer.expires_at == TEN


async def test_a_wish_whose_days_are_over_is_closed(world: World):
    _, entry = await newcomer(world)
    world.clock.set(tuesday(23, 59))
    assert await advance(world) == 0
    world.clock.set(tuesday(24))
    assert await advance(world) == 1
    assert await statuses(world, entry) == ["expired"]
    assert await world.count(Appointment) == 0


async def test_time_that_is_blocked_no_longer_is_offered(world: World):
    staff = world.as_(Role.CLINIC_ADMINISTRATOR)
    block = BlockIn(
        clinic_id=world.clinic.id,
        resource_id=world.veterinarian.id,
        kind=BlockKind.BLOCK,
        starts_at=tuesday(9),
        ends_at=tuesday(10),
    )
    async with world.acting(staff) as session:
        made = await blocks.create_block(session, block, by=staff, now=world.now)
    _, entry = await newcomer(world, windows=[MORNING | {"ends_minute": 600}])
    await react(world)
    assert await open_offers(world) == []
    async with world.acting(staff) as session:
        await blocks.remove_block(session, made.id, by=staff, now=world.now)
    await react(world)
    assert await open_offers(world) == [(entry.id, tuesday(9))]


async def test_a_declined_request_frees_its_time(world: World):
    await retype(world, is_confirmation_needed=True)
    asked = await world.book(TEN)
    _, entry = await newcomer(world)
    staff = world.as_(Role.RECEPTIONIST)
    async with world.acting(staff) as session:
        await status.decline(session, asked.id, reason="Full.", by=staff, now=world.now)
    await follow(world)
    assert await open_offers(world) == [(entry.id, TEN)]


@pytest.mark.parametrize(
    ("answer", "stands"), [("accept", "offered"), ("decline", "offered"), ("leave", "withdrawn"), ("run out", "booked")]
)
async def test_who_books_the_hold_itself_meanwhile_is_waited_for_and_wins(world: World, answer: str, stands: str):
    booked = await world.book(TEN)
    by, entry = await newcomer(world)
    await cancel(world, booked)
    await follow(world)
    [hold] = await world.all(Hold)
    is_claimed = asyncio.Event()

    async def book_the_hold() -> AppointmentOut:
        async with world.database.transaction() as session:
            await holds.claim(session, hold.id, by=by, now=world.now)
            is_claimed.set()
            await asyncio.sleep(0.3)
            wish = AppointmentIn(hold_id=hold.id, pet_id=entry.pet_id)
            return await booking.book(session, wish, by=by, now=world.now)

    async def answer_meanwhile() -> None:
        await is_claimed.wait()
        if answer == "accept":
            await accept(world, by, entry)
        elif answer == "decline":
            await decline(world, by, entry)
        async with world.database.transaction() as session:
            if answer == "leave":
                await waitlist.leave_waitlist(session, entry.id, by=by, now=world.now)
            elif answer == "run out":
                await waitlist_offering.advance(session, now=hold.expires_at)

    outcomes = await asyncio.gather(book_the_hold(), answer_meanwhile(), return_exceptions=True)
    assert isinstance(outcomes[0], AppointmentOut)
    assert outcomes[0].starts_at == TEN
    assert outcomes[1] is None or isinstance(outcomes[1], OfferOver)
    assert await statuses(world, entry) == [stands]
    await advance(world)
    assert await statuses(world, entry) == ["booked" if stands == "offered" else stands]


async def test_time_of_two_veterinarians_is_offered_once_both_turns_have_come(world_of_two: World):
    """Whoever has the second's turn may want the room that the first one's offer keeps."""
    world = world_of_two
    first, second = sorted(world.veterinarians, key=lambda each: each.id)
    [room] = await needs(world, ClinicResourceKind.ROOM, "general", "One")
    booked = await world.book(TEN, veterinarian_id=first.id)
    elsewhere = await world.book(tuesday(16), veterinarian_id=second.id)
    async with world.database.transaction() as session:
        there = RescheduleIn(starts_at=tuesday(11), veterinarian_id=second.id)
        await booking.reschedule(session, booked.id, there, by=world.as_owner, now=world.now)
    _, entry = await newcomer(world)
    await cancel(world, booked)
    world.clock.advance(GRACE)
    is_in_line = asyncio.Event()

    async def take_the_room():
        async with world.database.transaction() as session:
            await reservations.queue(session, [second.id])
            is_in_line.set()
            await asyncio.sleep(1)
            claim = Claim(room.id, ResourceKind.ROOM, Interval(TEN, TEN + timedelta(minutes=30)))
            await reservations.take(session, ForAppointment(elsewhere.id), [claim], now=world.now)

    async def offer_meanwhile():
        await is_in_line.wait()
        async with world.database.transaction() as session:
            await waitlist_offering.offer_after(session, world.clinic.id, booked.id, now=world.now)

    await asyncio.gather(take_the_room(), offer_meanwhile())
    assert await open_offers(world) == [(entry.id, tuesday(11))]
