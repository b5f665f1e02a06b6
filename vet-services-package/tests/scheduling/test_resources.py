"""Rooms and equipment are the administrators' to add and rename; they are never deleted."""

import pytest
from vet_core.audit.models import AuditEntry
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.ids import new_id
from vet_core.kernel.policy import Refused
from vet_core.scheduling.models import ClinicResource, Resource
from vet_core.scheduling.schemas import ResourceIn, ResourceOut, ResourcePatch

from tests.world import World
from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import resources, slot_cache
from vet_services.scheduling.errors import ResourceNameTaken, ResourceNotFound


class Stale(Exception):
    """What a writer is told who saw another version."""


async def create(world: World, *, by: Actor | None = None, **over) -> ResourceOut:
    by = by or world.as_(Role.CLINIC_ADMINISTRATOR)
    sent = {"clinic_id": world.clinic.id, "kind": "room", "category": "surgery", "name": "Theatre"} | over
    async with world.acting(by) as session:
        made = await resources.create_resource(session, ResourceIn.model_validate(sent), by=by, now=world.now)
        assert slot_cache.changed_in(session) == {world.clinic.id}
        return made


async def update(world: World, resource_id, *, by: Actor | None = None, seen: int | None = None, **sent) -> ResourceOut:
    def check(current: int) -> None:
        if seen is not None and seen != current:
            raise Stale

    by = by or world.as_(Role.CLINIC_ADMINISTRATOR)
    async with world.acting(by) as session:
        patch = ResourcePatch.model_validate(sent)
        return await resources.update_resource(session, resource_id, patch, by=by, now=world.now, check=check)


async def listed(world: World, *, by: Actor | None = None) -> list[ResourceOut]:
    by = by or world.as_(Role.TECHNICIAN)
    async with world.acting(by) as session:
        return list((await resources.list_resources(session, world.clinic.id, by=by)).items)


async def test_an_administrator_adds_rooms_and_equipment(world: World):
    lamp = await create(world, kind="equipment", category="light", name="Lamp")
    room = await create(world)
    assert (room.category, room.name, room.is_active, room.version) == ("surgery", "Theatre", True, 1)
    assert await listed(world) == [room, lamp]
    kinds = {row.id: row.kind.value for row in await world.all(Resource)}
    assert (kinds[room.id], kinds[lamp.id]) == ("room", "equipment")
    assert [event.type for event in await world.events()] == [
        "scheduling.calendar_changed",
        "scheduling.time_opened",
    ] * 2
    assert [entry.action for entry in await world.all(AuditEntry)] == ["created"] * 2


async def test_what_is_out_of_use_is_still_listed(world: World):
    room = await create(world)
    shown = await update(world, room.id, is_active=False, name="Quiet room", seen=1)
    assert (shown.is_active, shown.name, shown.version) == (False, "Quiet room", 2)
    assert await listed(world) == [shown]
    assert (await world.all(AuditEntry))[-1].fields == ["is_active", "name"]
    with pytest.raises(Stale):
        await update(world, room.id, name="Loud room", seen=1)


async def test_what_stays_the_same_leaves_no_trace(world: World):
    room = await create(world)
    assert await update(world, room.id, name="Theatre", is_active=True) == room
    assert len(await world.events("scheduling.calendar_changed")) == 1


async def test_a_name_stands_once_in_a_clinic(world: World):
    room = await create(world)
    with pytest.raises(ResourceNameTaken):
        await create(world, kind="equipment")
    other = await create(world, name="Other")
    with pytest.raises(ResourceNameTaken):
        await update(world, other.id, name="Theatre")
    assert {each.id for each in await world.all(ClinicResource)} == {room.id, other.id}
    assert {row.id for row in await world.all(Resource) if row.kind.value == "room"} == {room.id, other.id}


async def test_others_change_nothing(world: World):
    room = await create(world)
    for role in (Role.RECEPTIONIST, Role.TECHNICIAN, Role.VETERINARIAN):
        with pytest.raises(Refused):
            await create(world, by=world.as_(role), name="Mine")
        with pytest.raises(Refused):
            await update(world, room.id, by=world.as_(role), name="Mine")
    for by in (world.as_owner, world.as_stranger):
        with pytest.raises(ClinicNotFound):
            await create(world, by=by, name="Mine")
        with pytest.raises(ResourceNotFound):
            await update(world, room.id, by=by, name="Mine")
        with pytest.raises(ClinicNotFound):
            await listed(world, by=by)
    with pytest.raises(ResourceNotFound):
        await update(world, new_id(), name="Mine")
    assert await listed(world) == [room]
