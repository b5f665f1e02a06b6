"""Time that is kept free: what it keeps out, what stays in it, and who hears of it."""

from datetime import timedelta

import pytest
from pydantic import ValidationError
from vet_core.audit.models import AuditEntry
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.policy import Refused
from vet_core.scheduling.enums import BlockKind, ReservationState, ResourceKind
from vet_core.scheduling.models import CalendarBlock, Reservation
from vet_core.scheduling.schemas import BlockIn, BlockPatch
from vet_core.testing import factories

from tests.world import World, build, tuesday
from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import blocks
from vet_services.scheduling.errors import SlotTaken
from vet_services.scheduling.setup_errors import BlockIsExternal, BlockNotFound, BlockRangeInvalid, ResourceUnknown

NINE, TEN, ELEVEN, NOON = (tuesday(hour) for hour in (9, 10, 11, 12))


@pytest.fixture
async def world(database, scoped_database, clock) -> World:
    return await build(database, clock, scoped=scoped_database, veterinarians=2)


async def block(world: World, starts_at=TEN, ends_at=NOON, *, by=None, resource_id=None, kind="block", **over):
    by = by or world.as_(Role.RECEPTIONIST)
    wish = BlockIn.model_validate(
        {
            "clinic_id": world.clinic.id,
            "resource_id": resource_id or world.veterinarian.id,
            "kind": kind,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "reason": "A meeting.",
        }
        | over
    )
    async with world.acting(by) as session:
        return await blocks.create_block(session, wish, by=by, now=world.now)


async def move(world: World, block_id, *, by=None, **sent):
    by = by or world.as_(Role.RECEPTIONIST)
    async with world.acting(by) as session:
        return await blocks.update_block(session, block_id, BlockPatch(**sent), by=by, now=world.now)


async def remove(world: World, block_id, *, by=None):
    by = by or world.as_(Role.RECEPTIONIST)
    async with world.acting(by) as session:
        await blocks.remove_block(session, block_id, by=by, now=world.now)


async def listed(world: World, starts_from=NINE, ends_by=NOON, *, by=None, **over):
    by = by or world.as_(Role.TECHNICIAN)
    async with world.acting(by) as session:
        found = await blocks.list_blocks(session, world.clinic.id, starts_from, ends_by, by=by, now=world.now, **over)
        return found.items


async def test_a_block_keeps_visits_out_of_its_time_and_of_no_other(world: World):
    vet = world.veterinarian.id
    made = await block(world)
    assert (made.kind, made.reason, made.conflicts) == (BlockKind.BLOCK, "A meeting.", [])
    for starts_at in (TEN, tuesday(10, 30), tuesday(11, 30)):
        with pytest.raises(SlotTaken):
            await world.book(starts_at, veterinarian_id=vet)
    await world.book(tuesday(9, 30), veterinarian_id=vet)
    await world.book(NOON, veterinarian_id=vet)
    [row] = await world.all(Reservation, Reservation.block_id == made.id)
    assert (row.state, row.resource_id, row.during.start, row.during.end) == (
        ReservationState.BLOCKED, vet, TEN, NOON,
    )  # fmt: skip


async def test_booked_visits_stay_and_are_told_in_order(world: World):
    vet = world.veterinarian.id
    late = await world.book(ELEVEN, veterinarian_id=vet)
    early = await world.book(TEN, veterinarian_id=vet)
    await world.book(tuesday(12, 0), veterinarian_id=vet)
    other, pet = await world.another_owner()
    await world.book(TEN, by=other, pet_id=pet.id, veterinarian_id=world.veterinarians[1].id)
    made = await block(world, tuesday(10, 15), NOON)
    assert made.conflicts == [early.id, late.id]
    [shown] = await listed(world)
    assert shown == made
    assert (await move(world, made.id, ends_at=tuesday(11))).conflicts == [early.id]


async def test_blocks_may_lie_over_one_another(world: World):
    first, second = await block(world), await block(world, ELEVEN, tuesday(13))
    assert [each.id for each in await listed(world)] == [first.id, second.id]
    await remove(world, first.id)
    with pytest.raises(SlotTaken):
        await world.book(tuesday(11, 30), veterinarian_id=world.veterinarian.id)
    await world.book(TEN, veterinarian_id=world.veterinarian.id)


async def test_a_block_moves_and_what_it_leaves_can_be_booked(world: World):
    made = await block(world)
    changed = await move(world, made.id, starts_at=ELEVEN, reason=None)
    assert (changed.starts_at, changed.ends_at, changed.reason) == (ELEVEN, NOON, None)
    await world.book(tuesday(10, 30), veterinarian_id=world.veterinarian.id)
    [freed] = await world.events("scheduling.block_removed")
    assert (freed.payload["starts_at"], freed.payload["ends_at"]) == ("2026-03-03T09:00:00Z", "2026-03-03T11:00:00Z")
    assert freed.payload["resource_id"] == str(world.veterinarian.id)
    await move(world, made.id, reason="Another meeting.")
    assert len(await world.events("scheduling.block_removed")) == 1, "a new reason frees nothing"
    entries = await world.all(AuditEntry, AuditEntry.action == "block_changed")
    assert [entry.fields for entry in entries] == [["reason", "starts_at"], ["reason"]]
    before = len(await world.events())
    await move(world, made.id, reason="Another meeting.")
    assert len(await world.events()) == before, "the same again is no change"


async def test_a_block_becomes_time_off_and_keeps_its_time(world: World):
    made = await block(world)
    changed = await move(world, made.id, kind="time_off")
    assert (changed.kind, changed.starts_at, changed.ends_at) == (BlockKind.TIME_OFF, TEN, NOON)
    assert await world.events("scheduling.block_removed") == []
    with pytest.raises(ValidationError):
        BlockPatch(kind="external")


async def test_a_removed_block_is_gone_with_its_time(world: World):
    made = await block(world)
    await remove(world, made.id)
    assert await world.count(CalendarBlock) == await world.count(Reservation) == 0
    assert [event.type for event in await world.events()] == [
        "scheduling.calendar_changed", "scheduling.block_removed", "scheduling.calendar_changed",
    ]  # fmt: skip
    with pytest.raises(BlockNotFound):
        await remove(world, made.id)
    await world.book(TEN, veterinarian_id=world.veterinarian.id)


async def test_time_off_counts_and_is_heard_in_every_clinic_where_the_vet_works(world: World):
    async with world.database.transaction() as session:
        elsewhere = await factories.make_clinic(session)
        vet = await session.merge(world.veterinarian)
        person = await session.get_one(type(world.owner), vet.person_id)
        await factories.make_membership(session, person, elsewhere, Role.VETERINARIAN)
        await factories.make_roster(session, elsewhere, vet)
        kind = await factories.make_appointment_type(session, elsewhere, [vet])
    await block(world, kind="time_off")
    assert {event.clinic_id for event in await world.events()} == {world.clinic.id, elsewhere.id}
    assert {event.payload["veterinarian_id"] for event in await world.events()} == {str(vet.id)}
    with pytest.raises(SlotTaken):
        await world.book(TEN, clinic_id=elsewhere.id, appointment_type_id=kind.id)
    await world.book(NOON, clinic_id=elsewhere.id, appointment_type_id=kind.id)


async def test_a_room_is_blocked_and_the_vet_is_not(world: World):
    async with world.database.transaction() as session:
        room = await factories.make_clinic_resource(session, world.clinic)
    made = await block(world, resource_id=room.id)
    await world.book(TEN, veterinarian_id=world.veterinarian.id)
    assert [each.id for each in await listed(world, resource_id=room.id)] == [made.id]
    assert await listed(world, resource_id=world.veterinarian.id) == []
    [event] = await world.events("scheduling.calendar_changed")
    assert event.payload["veterinarian_id"] is None


async def test_the_list_holds_what_touches_the_range(world: World):
    made = await block(world)
    assert [each.id for each in await listed(world, tuesday(11, 59), tuesday(13))] == [made.id]
    assert await listed(world, NOON, tuesday(13)) == await listed(world, NINE, TEN) == []
    for length in (timedelta(), timedelta(days=62, seconds=1), -timedelta(hours=1)):
        with pytest.raises(BlockRangeInvalid):
            await listed(world, NINE, NINE + length)


@pytest.mark.parametrize("length", [timedelta(), -timedelta(minutes=1), timedelta(days=366, seconds=1)])
async def test_a_block_ends_after_it_begins_within_a_year(world: World, length: timedelta):
    with pytest.raises(BlockRangeInvalid):
        await block(world, TEN, TEN + length)
    made = await block(world)
    with pytest.raises(BlockRangeInvalid):
        await move(world, made.id, ends_at=TEN + length)
    assert [each.ends_at for each in await listed(world)] == [NOON]


async def test_only_the_clinics_own_people_and_things_can_be_blocked(world: World):
    elsewhere = await build(world.database, world.clock)
    async with world.database.transaction() as session:
        room = await factories.make_clinic_resource(session, elsewhere.clinic)
        await factories.make_resource(session, world.pet.id, ResourceKind.PET)
    for resource_id in (elsewhere.veterinarian.id, room.id, world.pet.id, world.clinic.id):
        with pytest.raises(ResourceUnknown):
            await block(world, resource_id=resource_id)
    assert await world.count(CalendarBlock) == 0


async def test_what_was_imported_is_changed_where_it_came_from(world: World):
    async with world.database.transaction() as session:
        imported = {"kind": BlockKind.EXTERNAL, "external_source": "calendar.example.com", "external_id": "e1"}
        await factories.make_resource(session, world.veterinarian.id, ResourceKind.VETERINARIAN)
        row = await factories.make_block(session, world.clinic, world.veterinarian.id, world.owner, **imported)
    with pytest.raises(BlockIsExternal):
        await move(world, row.id, reason="x")
    with pytest.raises(BlockIsExternal):
        await remove(world, row.id)


async def test_who_may_block_and_who_may_look(world: World):
    elsewhere = await build(world.database, world.clock, scoped=world.scoped)
    made = await block(world, by=world.as_(Role.VETERINARIAN))
    with pytest.raises(Refused):
        await block(world, by=world.as_(Role.TECHNICIAN))
    with pytest.raises(Refused):
        await move(world, made.id, by=world.as_(Role.TECHNICIAN), reason="x")
    for outsider in (world.as_owner, elsewhere.as_(Role.RECEPTIONIST)):
        with pytest.raises(ClinicNotFound):
            await block(world, by=outsider)
        with pytest.raises(ClinicNotFound):
            await listed(world, by=outsider)
        for attempt in (move, remove):
            with pytest.raises(BlockNotFound):
                await attempt(world, made.id, by=outsider)
    assert [each.reason for each in await listed(world)] == ["A meeting."]


async def test_an_emergency_reads_them_and_leaves_a_note(world: World):
    async with world.database.transaction() as session:
        person = await factories.make_person(session, is_system_administrator=True)
        await factories.make_break_glass(session, person, world.clinic)
    await block(world)
    emergency = Actor(person.id, is_system_administrator=True, opened_clinic_ids=frozenset({world.clinic.id}))
    assert len(await listed(world, by=emergency)) == 1
    [note] = await world.all(AuditEntry, AuditEntry.action == "blocks_opened")
    assert (note.actor_person_id, note.reason) == (person.id, "emergency access")
    with pytest.raises(Refused):
        await block(world, by=emergency)
