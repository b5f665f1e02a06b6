"""Going against the rules, with a reason; and what even a reason cannot do."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text
from vet_core.audit.models import AuditEntry
from vet_core.db import Interval
from vet_core.kernel.actor import Role
from vet_core.kernel.policy import Refused
from vet_core.scheduling.enums import ClinicResourceKind, ReservationState
from vet_core.scheduling.models import Appointment, AppointmentTypeRequirement, Reservation
from vet_core.testing import factories

from tests.scheduling.test_changes import cancel, move
from tests.world import World, build, change, tuesday
from vet_services.pets.errors import PetDeceased
from vet_services.scheduling import booking, reservations
from vet_services.scheduling.availability import WhyNot
from vet_services.scheduling.errors import NotOffered, SlotTaken

BECAUSE = "A bleeding dog."


async def force(world: World, starts_at, *, by=None, reason=BECAUSE, **over):
    return await world.book(starts_at, by=by or world.as_(Role.RECEPTIONIST), override_reason=reason, **over)


async def pieces(world: World, appointment_id, resource_id):
    rows = await world.all(
        Reservation, Reservation.appointment_id == appointment_id, Reservation.resource_id == resource_id
    )
    return sorted((row.during.start, row.during.end, row.state.value) for row in rows)


async def overlaps(world: World) -> int:
    async with world.database.transaction() as session:
        found: int | None = await session.scalar(
            text(
                "SELECT count(*) FROM reservations a JOIN reservations b ON b.resource_id = a.resource_id"
                " AND b.id > a.id AND b.during && a.during WHERE a.state IN ('held', 'booked')"
                " AND b.state IN ('held', 'booked')"
            )
        )
    return found or 0


async def a_clients_pet(world: World):
    owner, pet = await world.another_owner()
    async with world.database.transaction() as session:
        person = await session.get_one(type(world.owner), owner.person_id)
        await factories.make_client(session, world.clinic, person)
    return owner, pet


async def test_a_visit_is_put_over_another_and_both_stand(database, clock):
    """What is free is booked like any time; what another visit has is marked, with this visit's name."""
    world = await build(database, clock, buffer_after_minutes=10)
    await world.book(tuesday(10))
    _, pet = await a_clients_pet(world)

    forced = await force(world, tuesday(10, 25), pet_id=pet.id)

    assert (forced.status, forced.override_reason) == ("confirmed", BECAUSE)
    assert await pieces(world, forced.id, world.veterinarian.id) == [
        (tuesday(10, 25), tuesday(10, 40), "blocked"),
        (tuesday(10, 40), tuesday(11, 5), "booked"),
    ]
    assert await pieces(world, forced.id, pet.id) == [(tuesday(10, 25), tuesday(10, 55), "booked")]
    [entry] = await world.all(AuditEntry, AuditEntry.subject_id == forced.id)
    assert (entry.action, entry.reason) == ("booked", BECAUSE)
    assert await overlaps(world) == 0


async def test_it_skips_every_rule_of_time_and_offer(world: World):
    await world.book(tuesday(9))
    await change(world.database, world.kind, is_active=False, minimum_notice_minutes=100_000, daily_cap=1)
    await change(world.database, world.clinic, is_booking_paused=True)
    at_night = tuesday(3, 7)
    assert (await force(world, at_night)).starts_at == at_night


async def test_a_pet_is_never_in_two_places(world_of_two: World):
    world = world_of_two
    first, second = world.veterinarians
    await world.book(tuesday(10), veterinarian_id=first.id)
    with pytest.raises(SlotTaken):
        await force(world, tuesday(10, 15), veterinarian_id=second.id)
    assert await world.count(Appointment) == 1
    await change(world.database, world.pet, deceased_on=world.now.date())
    with pytest.raises(PetDeceased):
        await force(world, tuesday(15))


@pytest.mark.parametrize("who", ["owner", "stranger", Role.TECHNICIAN])
async def test_only_who_keeps_the_calendar_may(world: World, who):
    by = {"owner": world.as_owner, "stranger": world.as_stranger}.get(who) or world.as_(who)
    with pytest.raises(Refused) as refusal:
        await force(world, tuesday(10), by=by)
    assert refusal.value.code == "scheduling.override_refused"
    assert await world.count(Reservation) == 0


async def test_whoever_is_free_goes_before_whoever_is_not(world_of_two: World):
    world = world_of_two
    first, second = sorted(world.veterinarians, key=lambda vet: vet.id)
    await world.book(tuesday(9), veterinarian_id=first.id)
    _, pet = await a_clients_pet(world)
    assert (await force(world, tuesday(9, 10), pet_id=pet.id)).veterinarian_id == second.id
    with pytest.raises(NotOffered) as refusal:
        await force(world, tuesday(12), veterinarian_id=world.pet.id)
    assert refusal.value.reason is WhyNot.OFF_DUTY


async def test_rooms_are_shared_only_when_none_is_free(world: World):
    async with world.database.transaction() as session:
        session.add(
            AppointmentTypeRequirement(
                appointment_type_id=world.kind.id, kind=ClinicResourceKind.ROOM, category="general"
            )
        )
        rooms = [await factories.make_clinic_resource(session, world.clinic) for _ in range(2)]
    rooms.sort(key=lambda room: room.id)
    got = [await world.book(tuesday(10))]
    for minute in (5, 10):
        _, pet = await a_clients_pet(world)
        got.append(await force(world, tuesday(10, minute), pet_id=pet.id))
    assert [visit.room_id for visit in got] == [rooms[0].id, rooms[1].id, rooms[0].id]
    assert await pieces(world, got[2].id, rooms[0].id) == [
        (tuesday(10, 10), tuesday(10, 30), "blocked"),
        (tuesday(10, 30), tuesday(10, 40), "booked"),
    ]


async def test_what_was_forced_in_keeps_others_out_and_gives_all_of_it_back(world: World):
    below = await world.book(tuesday(10))
    _, pet = await a_clients_pet(world)
    forced = await force(world, tuesday(10), pet_id=pet.id)
    await cancel(world, below.id)
    owner, another = await world.another_owner()
    with pytest.raises(SlotTaken):
        await world.book(tuesday(10), by=owner, pet_id=another.id)
    await cancel(world, forced.id, by=world.as_(Role.RECEPTIONIST))
    assert await world.count(Reservation, Reservation.state == ReservationState.BLOCKED) == 0
    await world.book(tuesday(10), by=owner, pet_id=another.id)


async def test_a_class_takes_one_more_than_it_has_seats(database, clock):
    world = await build(database, clock, capacity=1 + 1)
    for _ in range(2):
        owner, pet = await world.another_owner()
        await world.book(tuesday(10), by=owner, pet_id=pet.id)
    _, pet = await a_clients_pet(world)
    forced = await force(world, tuesday(10), pet_id=pet.id)
    assert await pieces(world, forced.id, world.veterinarian.id) == [(tuesday(10), tuesday(10, 30), "booked")]


async def test_a_visit_is_moved_and_resized_against_the_rules(world: World):
    await world.book(tuesday(11))
    _, pet = await a_clients_pet(world)
    mine = await world.book(tuesday(10), by=world.as_(Role.RECEPTIONIST), pet_id=pet.id)
    moved = await move(
        world, mine.id, tuesday(10, 40), by=world.as_(Role.RECEPTIONIST), override_reason=BECAUSE, duration_minutes=45
    )
    assert (moved.starts_at, moved.ends_at, moved.duration_minutes) == (tuesday(10, 40), tuesday(11, 25), 45)
    assert (moved.override_reason, moved.sequence) == (BECAUSE, 1)
    held = [row for row in await pieces(world, mine.id, world.veterinarian.id) if row[2] != "released"]
    assert held == [(tuesday(10, 40), tuesday(11), "booked"), (tuesday(11), tuesday(11, 25), "blocked")]
    assert await overlaps(world) == 0


async def test_only_staff_resize(world: World):
    mine = await world.book(tuesday(10))
    with pytest.raises(Refused):
        await move(world, mine.id, tuesday(10), duration_minutes=60)
    longer = await move(world, mine.id, tuesday(10), by=world.as_(Role.VETERINARIAN), duration_minutes=60)
    assert longer.ends_at == tuesday(11)
    owner, pet = await world.another_owner()
    with pytest.raises(SlotTaken):
        await world.book(tuesday(10, 30), by=owner, pet_id=pet.id)
    await world.book(tuesday(11), by=owner, pet_id=pet.id)
    with pytest.raises(SlotTaken):
        await move(world, mine.id, tuesday(10), by=world.as_(Role.VETERINARIAN), duration_minutes=90)


async def test_when_somebody_takes_a_free_piece_meanwhile_the_pieces_are_cut_anew(world: World):
    """A booking that is about to commit is waited for, and then it is one of the others."""
    _, pet = await a_clients_pet(world)
    racer, racers_pet = await world.another_owner()
    is_written = asyncio.Event()

    async def book_and_linger():
        async with world.database.transaction() as session:
            wish = world.wish(tuesday(10, 30), pet_id=racers_pet.id)
            await booking.book(session, wish, by=racer, now=world.now)
            is_written.set()
            await asyncio.sleep(0.3)

    async def force_meanwhile():
        await is_written.wait()
        return await force(world, tuesday(10, 15), pet_id=pet.id)

    _, forced = await asyncio.gather(book_and_linger(), force_meanwhile())
    assert await pieces(world, forced.id, world.veterinarian.id) == [
        (tuesday(10, 15), tuesday(10, 30), "booked"),
        (tuesday(10, 30), tuesday(10, 45), "blocked"),
    ]
    assert await overlaps(world) == 0


async def test_time_below_cannot_come_free_while_it_is_decided(world: World):
    """The visit below is called off in the same moment: that waits until the override is committed."""
    below = await world.book(tuesday(10))
    _, pet = await a_clients_pet(world)
    order: list[str] = []
    is_decided = asyncio.Event()

    async def force_and_linger():
        async with world.database.transaction() as session:
            wish = world.wish(tuesday(10), pet_id=pet.id, override_reason=BECAUSE)
            await booking.book(session, wish, by=world.as_(Role.RECEPTIONIST), now=world.now)
            is_decided.set()
            await asyncio.sleep(0.3)
            order.append("forced")

    async def call_off():
        await is_decided.wait()
        await cancel(world, below.id)
        order.append("called off")

    await asyncio.gather(force_and_linger(), call_off())
    assert order == ["forced", "called off"]


async def test_sixteen_that_force_one_time_all_come_in_and_share_it_in_the_open(world: World):
    pets = [(await a_clients_pet(world))[1] for _ in range(16)]
    async with asyncio.timeout(60):
        forced = await asyncio.gather(*(force(world, tuesday(10), pet_id=pet.id) for pet in pets))
    assert len({visit.id for visit in forced}) == 16
    assert await overlaps(world) == 0
    rows = await world.all(Reservation, Reservation.resource_id == world.veterinarian.id)
    assert sorted(row.state.value for row in rows) == ["blocked"] * 15 + ["booked"]
    assert {row.during for row in rows} == {Interval(tuesday(10), tuesday(10) + timedelta(minutes=30))}


@pytest.mark.parametrize("is_open_yet", [False, True])
async def test_who_takes_a_time_whose_hold_just_ran_out_does_not_get_under_an_override(
    world: World, monkeypatch, is_open_yet
):
    """By one's clock the hold still stands and is overridden; by the other's it is over, and the time looked free."""
    hold = await world.hold(tuesday(10), pet_id=world.pet.id)
    _, pet = await a_clients_pet(world)
    racer, racers_pet = await world.another_owner()
    is_written = asyncio.Event()
    take = reservations.take

    async def force_it():
        async with world.database.transaction() as session:
            wish = world.wish(tuesday(10), pet_id=pet.id, override_reason=BECAUSE)
            just_before = hold.expires_at - timedelta(milliseconds=1)
            await booking.book(session, wish, by=world.as_(Role.RECEPTIONIST), now=just_before)
            is_written.set()
            await asyncio.sleep(0.3 if is_open_yet else 0)

    forcing: list[asyncio.Task[None]] = []

    async def take_after_it(*args, **named):
        forcing.append(asyncio.create_task(force_it()))
        await (is_written.wait() if is_open_yet else forcing[0])
        await take(*args, **named)

    monkeypatch.setattr(reservations, "take", take_after_it)
    with pytest.raises(SlotTaken):
        async with world.database.transaction() as session:
            await booking.book(session, world.wish(tuesday(10), pet_id=racers_pet.id), by=racer, now=hold.expires_at)
    await forcing[0]
    assert [visit.pet_id for visit in await world.all(Appointment)] == [pet.id]
