"""Who joins the waitlist, who sees it, and which wishes are refused."""

import asyncio

import pytest
from vet_core.audit.models import AuditEntry
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.policy import Refused
from vet_core.pets.models import PetOwner
from vet_core.scheduling.models import (
    WaitlistEntry,
)

from tests.scheduling.waiting import MORNING, join, retype
from tests.world import World, change, tuesday
from vet_services.clinics.errors import ClinicNotFound
from vet_services.pets.errors import PetNotFound
from vet_services.scheduling import waitlist
from vet_services.scheduling.availability import WhyNot
from vet_services.scheduling.errors import (
    AlreadyWaiting,
    NobodyToAsk,
    NotOffered,
    UnknownVeterinarian,
    WindowsOver,
)


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
    await retype(world, is_owner_bookable=True, clients="existing")
    with pytest.raises(NotOffered) as refusal:
        await join(world, world.as_owner, world.pet)
    assert refusal.value.reason is WhyNot.CLIENTS
    assert await world.count(WaitlistEntry) == 0


async def test_nobody_waits_for_a_veterinarian_who_does_not_treat_the_animal(world_of_two: World):
    world = world_of_two
    cats, dogs = world.veterinarians
    await change(world.database, cats, species=["cat"])
    with pytest.raises(NotOffered) as refusal:
        await join(world, world.as_owner, world.pet, veterinarian_id=cats.id)
    assert refusal.value.reason is WhyNot.SPECIES
    await change(world.database, dogs, species=["rabbit"])
    with pytest.raises(NotOffered):
        await join(world, world.as_owner, world.pet)
    await change(world.database, dogs, species=["dog"])
    await join(world, world.as_owner, world.pet)


async def test_a_clinic_that_has_paused_booking_is_waited_for(world: World):
    await change(world.database, world.clinic, is_booking_paused=True, paused_at=world.now)
    assert (await join(world, world.as_owner, world.pet)).status == "waiting"


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
