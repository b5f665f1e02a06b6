"""The waitlist: who joins and leaves, who is offered what came free, and that nothing is ever offered twice."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from vet_core.audit.models import AuditEntry
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.policy import Refused
from vet_core.pets.models import Pet, PetOwner
from vet_core.scheduling.enums import BlockKind
from vet_core.scheduling.models import (
    Appointment,
    AppointmentType,
    Hold,
    Reservation,
    SchedulingSettings,
    WaitlistEntry,
    WaitlistOffer,
)
from vet_core.scheduling.schemas import (
    AppointmentIn,
    AppointmentOut,
    BlockIn,
    RescheduleIn,
    WaitlistEntryOut,
    WaitlistIn,
)

from tests.world import TEN, World, change, react, tuesday
from vet_services.clinics.errors import ClinicNotFound
from vet_services.pets.errors import PetNotFound
from vet_services.scheduling import blocks, booking, holds, status, waitlist, waitlist_offering
from vet_services.scheduling.availability import WhyNot
from vet_services.scheduling.errors import (
    AlreadyWaiting,
    NobodyToAsk,
    NotOffered,
    OfferOver,
    SlotTaken,
    UnknownVeterinarian,
    WaitlistEntryNotFound,
    WindowsOver,
)

MORNING = {
    "from_day": "2026-03-03",
    "until_day": "2026-03-03",
    "weekdays": [],
    "starts_minute": 540,
    "ends_minute": 720,
}
TWO_HOURS = timedelta(hours=2)


async def join(world: World, by: Actor, pet: Pet, **over: Any) -> WaitlistEntryOut:
    values = {
        "clinic_id": world.clinic.id,
        "appointment_type_id": world.kind.id,
        "pet_id": pet.id,
        "windows": [MORNING],
    }
    async with world.acting(by) as session:
        return await waitlist.join_waitlist(session, WaitlistIn(**values | over), by=by, now=world.now)


async def newcomer(world: World, **over: Any) -> tuple[Actor, WaitlistEntryOut]:
    world.clock.advance(timedelta(seconds=1))
    by, pet = await world.another_owner()
    return by, await join(world, by, pet, **over)


async def cancel(world: World, booked: AppointmentOut) -> None:
    async with world.acting(world.as_owner) as session:
        await booking.cancel(session, booked.id, by=world.as_owner, now=world.now)


async def retype(world: World, **values: Any) -> None:
    async with world.database.transaction() as session:
        kind = await session.get_one(AppointmentType, world.kind.id)
        for name, value in values.items():
            setattr(kind, name, value)


async def advance(world: World) -> int:
    async with world.database.transaction() as session:
        return await waitlist_offering.advance(session, now=world.now)


async def statuses(world: World, *entries: WaitlistEntryOut) -> list[str]:
    rows = {row.id: row.status.value for row in await world.all(WaitlistEntry)}
    return [rows[each.id] for each in entries]


async def open_offers(world: World) -> list[tuple[UUID, datetime]]:
    rows = await world.all(WaitlistOffer, WaitlistOffer.state == "open")
    return sorted((row.entry_id, row.starts_at) for row in rows)


async def accept(world: World, by: Actor, entry: WaitlistEntryOut) -> AppointmentOut:
    async with world.acting(by) as session:
        return await waitlist.accept_waitlist_offer(session, entry.id, by=by, now=world.now)


async def decline(world: World, by: Actor, entry: WaitlistEntryOut) -> WaitlistEntryOut:
    async with world.acting(by) as session:
        return await waitlist.decline_waitlist_offer(session, entry.id, by=by, now=world.now)


async def test_whoever_joins_sees_their_entry_and_the_staff_sees_whose_it_is(world: World):
    entry = await join(world, world.as_owner, world.pet, note="Any day.")
    assert (entry.status, entry.offer, entry.owner_name, entry.pet_name) == ("waiting", None, None, world.pet.name)
    assert [each.model_dump(mode="json") for each in entry.windows] == [MORNING]
    async with world.acting(world.as_owner) as session:
        assert await waitlist.list_waitlist(session, None, by=world.as_owner, now=world.now) == [entry]
    staff = world.as_(Role.TECHNICIAN)
    async with world.acting(staff) as session:
        [seen] = await waitlist.list_waitlist(session, world.clinic.id, by=staff, now=world.now)
    assert (seen.id, seen.owner_name) == (entry.id, f"{world.owner.given_name} {world.owner.family_name}")
    for outsider in (world.as_stranger, world.as_owner):
        async with world.acting(outsider) as session:
            with pytest.raises(ClinicNotFound):
                await waitlist.list_waitlist(session, world.clinic.id, by=outsider, now=world.now)
    async with world.acting(world.as_stranger) as session:
        assert await waitlist.list_waitlist(session, None, by=world.as_stranger, now=world.now) == []


async def test_a_look_in_an_emergency_is_noted(world: World):
    await join(world, world.as_owner, world.pet)
    by = Actor(world.stranger.id, is_system_administrator=True, opened_clinic_ids=frozenset({world.clinic.id}))
    async with world.acting(by) as session:
        assert len(await waitlist.list_waitlist(session, world.clinic.id, by=by, now=world.now)) == 1
    [note] = await world.all(AuditEntry, AuditEntry.action == "waitlist_opened")
    assert (note.actor_person_id, note.clinic_id, note.reason) == (by.person_id, world.clinic.id, "emergency access")


async def test_one_entry_for_each_pet_and_service_however_many_ask_at_once(world: World):
    outcomes = await asyncio.gather(*(join(world, world.as_owner, world.pet) for _ in range(6)), return_exceptions=True)
    assert sum(isinstance(each, AlreadyWaiting) for each in outcomes) == 5
    assert await world.count(WaitlistEntry) == 1


async def test_wishes_that_nothing_can_come_of_are_refused(world: World):
    with pytest.raises(WindowsOver):
        await join(
            world, world.as_owner, world.pet, windows=[MORNING | {"from_day": "2026-03-01", "until_day": "2026-03-01"}]
        )
    with pytest.raises(PetNotFound):
        await join(world, world.as_stranger, world.pet)
    with pytest.raises(UnknownVeterinarian):
        await join(world, world.as_owner, world.pet, veterinarian_id=world.pet.id)
    await retype(world, species=["cat"])
    with pytest.raises(NotOffered) as refusal:
        await join(world, world.as_owner, world.pet)
    assert refusal.value.reason is WhyNot.SPECIES
    await retype(world, species=[], is_owner_bookable=False)
    with pytest.raises(NotOffered):
        await join(world, world.as_owner, world.pet)
    assert await world.count(WaitlistEntry) == 0


async def test_the_front_desk_puts_a_clients_pet_on_the_list_for_its_owner(world: World):
    await world.book(tuesday(12))
    entry = await join(world, world.as_(Role.RECEPTIONIST), world.pet)
    [row] = await world.all(WaitlistEntry)
    assert (row.id, row.person_id) == (entry.id, world.owner.id)
    with pytest.raises(Refused):
        await join(world, world.as_(Role.TECHNICIAN), world.pet)


async def test_a_pet_that_nobody_manages_any_more_cannot_wait(world: World):
    await world.book(tuesday(12))
    async with world.database.transaction() as session:
        owner = await session.get_one(PetOwner, {"pet_id": world.pet.id, "person_id": world.owner.id})
        await session.delete(owner)
    with pytest.raises(NobodyToAsk):
        await join(world, world.as_(Role.RECEPTIONIST), world.pet)


async def test_a_cancelled_time_is_kept_for_whoever_has_waited_longest(world: World):
    booked = await world.book(TEN)
    first, entry = await newcomer(world)
    _, second = await newcomer(world)
    await cancel(world, booked)
    await react(world)
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
    await react(world)
    world.clock.advance(TWO_HOURS - timedelta(seconds=1))
    made = await accept(world, by, entry)
    assert (made.starts_at, made.status, made.note, made.pet_id) == (TEN, "confirmed", "She limps.", entry.pet_id)
    assert await statuses(world, entry) == ["booked"]
    assert await world.count(Hold) == await world.count(Reservation, Reservation.state == "held") == 0
    with pytest.raises(OfferOver):
        await accept(world, by, entry)
    world.clock.advance(TWO_HOURS)
    assert await advance(world) == 0


async def test_an_offer_that_runs_out_goes_to_the_next_and_never_back(world: World):
    booked = await world.book(TEN)
    by, first = await newcomer(world)
    _, second = await newcomer(world)
    await cancel(world, booked)
    await react(world)
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
    await react(world)
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
    await react(world)
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
    await react(world)
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
    await react(world)
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
    await react(world)
    assert await open_offers(world) == sorted([(waiting[0].id, TEN), (waiting[1].id, tuesday(10, 30))])


async def test_one_slot_is_offered_once_however_many_workers_run(world: World):
    booked = await world.book(TEN)
    waiting = [(await newcomer(world))[1] for _ in range(8)]
    await cancel(world, booked)

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
        await react(world)
    assert await open_offers(world) == [(first.id, TEN)]


async def test_a_hold_booked_or_let_go_by_its_own_door_ends_the_offer(world: World):
    booked = await world.book(TEN)
    by, first = await newcomer(world)
    await cancel(world, booked)
    await react(world)
    [hold] = await world.all(Hold)
    async with world.acting(by) as session:
        wish = AppointmentIn(hold_id=hold.id, pet_id=first.pet_id)
        again = await booking.book(session, wish, by=by, now=world.now)
    assert await advance(world) == 1
    assert await statuses(world, first) == ["booked"]
    other, second = await newcomer(world)
    async with world.acting(by) as session:
        await booking.cancel(session, again.id, by=by, now=world.now)
    await react(world)
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
    await react(world)
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
    await react(world)
    assert await open_offers(world) == [(entry.id, TEN)]
