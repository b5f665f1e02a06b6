"""Several owners of one pet: who decides, who looks on, and that somebody always decides."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import event
from vet_core.audit.models import AuditEntry
from vet_core.clinics.models import ClinicClient
from vet_core.clinics.schemas import InvitationAcceptIn
from vet_core.identity.models import Invitation
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.policy import Refused
from vet_core.pets.enums import PetAccess
from vet_core.pets.models import PetOwner, PetShare
from vet_core.pets.schemas import PetInvitationIn, PetPatch, PetShareIn
from vet_core.testing import factories

from tests.world import World, link_to, tuesday
from vet_services.clinics.errors import ClinicNotFound
from vet_services.flows import accept_invitation as flow
from vet_services.pets import co_owners, profiles, shares
from vet_services.pets.errors import AlreadyOwner, LastManager, OwnerNotFound, PetNotFound, ShareEnds, ShareNotFound

MANAGE, VIEW = PetAccess.MANAGE, PetAccess.VIEW


async def invite(world: World, access: PetAccess = VIEW, *, by: Actor | None = None, email: str | None = None) -> None:
    by = by or world.as_owner
    async with world.acting(by) as session:
        wish = PetInvitationIn(email=email or world.stranger.email, access=access)
        await co_owners.invite_co_owner(session, world.pet.id, wish, by=by, now=world.now)


async def accept(world: World):
    token = await link_to(world, world.stranger.email)
    async with world.acting(world.as_stranger) as session:
        wish = InvitationAcceptIn(token=token)
        return await flow.accept_invitation(session, wish, by=world.as_stranger, now=world.now)


async def join(world: World, access: PetAccess) -> None:
    await invite(world, access)
    await accept(world)


async def remove(world: World, person_id, *, by: Actor | None = None) -> None:
    by = by or world.as_owner
    async with world.acting(by) as session:
        await co_owners.remove_pet_owner(session, world.pet.id, person_id, by=by, now=world.now)


async def owners(world: World, *, by: Actor | None = None) -> list[tuple]:
    by = by or world.as_owner
    async with world.acting(by) as session:
        page = await co_owners.list_pet_owners(session, world.pet.id, by=by, now=world.now)
        return [(each.person_id, each.is_primary, each.access) for each in page.items]


async def share(world: World, *, by: Actor | None = None, clinic_id=None, ends_at=None):
    by = by or world.as_owner
    async with world.acting(by) as session:
        wish = PetShareIn(clinic_id=clinic_id or world.clinic.id, ends_at=ends_at)
        return await shares.share_pet(session, world.pet.id, wish, by=by, now=world.now)


async def unshare(world: World) -> None:
    async with world.acting(world.as_owner) as session:
        await shares.unshare_pet(session, world.pet.id, world.clinic.id, by=world.as_owner, now=world.now)


async def shared(world: World, *, by: Actor | None = None):
    by = by or world.as_owner
    async with world.acting(by) as session:
        page = await shares.list_pet_shares(session, world.pet.id, by=by, now=world.now)
        return [(each.clinic_id, each.clinic_name, each.ends_at) for each in page.items]


async def look(world: World, by: Actor):
    async with world.acting(by) as session:
        return await profiles.get_pet(session, world.pet.id, by=by, now=world.now)


async def rename(world: World, by: Actor):
    async with world.acting(by) as session:
        return await profiles.update_pet(session, world.pet.id, PetPatch(name="Rex"), by=by, now=world.now)


async def test_a_co_owner_joins_by_a_link(world: World):
    await invite(world)
    with pytest.raises(PetNotFound):
        await look(world, world.as_stranger)
    preview = await accept(world)
    assert (preview.kind, preview.pet_name, preview.access, preview.clinic_name) == ("pet", world.pet.name, VIEW, None)
    assert await owners(world) == [(world.owner.id, True, MANAGE), (world.stranger.id, False, VIEW)]
    assert (await look(world, world.as_stranger)).id == world.pet.id
    told = [event for event in await world.events("pets.pet_changed") if event.payload["fields"] == ["owners"]]
    assert [set(event.person_ids) for event in told] == [{world.owner.id, world.stranger.id}]
    assert [entry.action for entry in await world.all(AuditEntry)] == ["co_owner_invited", "co_owner_joined"]


async def test_who_looks_on_changes_books_and_shares_nothing(world: World):
    await join(world, VIEW)
    for attempt in (
        rename(world, world.as_stranger),
        invite(world, by=world.as_stranger, email="x@example.com"),
        share(world, by=world.as_stranger),
        remove(world, world.owner.id, by=world.as_stranger),
        world.book(by=world.as_stranger),
    ):
        with pytest.raises(Refused) as refusal:
            await attempt
        assert refusal.value.code in ("pets.managers_only", "scheduling.managers_only")
    assert len(await owners(world, by=world.as_stranger)) == 2


async def test_who_manages_does_all_of_it(world: World):
    await join(world, MANAGE)
    await rename(world, world.as_stranger)
    await share(world, by=world.as_stranger)
    await world.book(by=world.as_stranger)
    await remove(world, world.owner.id, by=world.as_stranger)
    assert await owners(world, by=world.as_stranger) == [(world.stranger.id, True, MANAGE)]


async def test_an_onlooker_may_become_a_manager_and_never_the_other_way(world: World):
    await join(world, VIEW)
    with pytest.raises(AlreadyOwner):
        await invite(world, VIEW)
    await join(world, MANAGE)
    assert (await owners(world))[1] == (world.stranger.id, False, MANAGE)
    with pytest.raises(AlreadyOwner):
        await invite(world, VIEW)


async def test_somebody_always_manages_the_pet(world: World):
    with pytest.raises(LastManager):
        await remove(world, world.owner.id)
    await join(world, VIEW)
    with pytest.raises(LastManager):
        await remove(world, world.owner.id)
    with pytest.raises(OwnerNotFound):
        await remove(world, world.clinic.id)
    await remove(world, world.stranger.id, by=world.as_stranger)
    assert await owners(world) == [(world.owner.id, True, MANAGE)]
    assert len(await world.all(AuditEntry, AuditEntry.action == "co_owner_removed")) == 1


@pytest.mark.parametrize("attempt", range(3))
async def test_two_managers_who_remove_each_other_leave_one(world: World, attempt):
    await join(world, MANAGE)
    outcomes = await asyncio.gather(
        remove(world, world.stranger.id), remove(world, world.owner.id, by=world.as_stranger), return_exceptions=True
    )
    assert [type(each).__name__ for each in outcomes].count("NoneType") == 1
    [left] = await world.all(PetOwner, PetOwner.pet_id == world.pet.id)
    assert (left.access, left.is_primary) == (MANAGE, True)


async def test_strangers_and_clinics_learn_nothing_and_change_nothing(world: World):
    receptionist = world.as_(Role.RECEPTIONIST)
    for by in (world.as_stranger, receptionist):
        for attempt in (invite(world, by=by), owners(world, by=by), remove(world, world.owner.id, by=by)):
            with pytest.raises(PetNotFound):
                await attempt
    await world.book(tuesday(10))
    assert await owners(world, by=receptionist) == [(world.owner.id, True, MANAGE)]
    for refused in (
        invite(world, by=receptionist),
        remove(world, world.owner.id, by=receptionist),
        share(world, by=receptionist),
        shared(world, by=receptionist),
    ):
        with pytest.raises(Refused):
            await refused
    assert await world.count(Invitation) == 0


async def test_a_pet_is_shown_to_a_clinic_until_it_ends_or_is_taken_back(world: World):
    vet = world.as_(Role.VETERINARIAN)
    ends_at = world.now + timedelta(hours=1)
    with pytest.raises(PetNotFound):
        await look(world, vet)
    with pytest.raises(ShareEnds):
        await share(world, ends_at=world.now)
    await share(world, ends_at=ends_at)
    assert await shared(world) == [(world.clinic.id, world.clinic.name, ends_at)]
    assert (await look(world, vet)).id == world.pet.id
    world.clock.advance(timedelta(hours=1))
    assert await shared(world) == []
    with pytest.raises(PetNotFound):
        await look(world, vet)
    await share(world)
    await look(world, vet)
    await unshare(world)
    with pytest.raises(PetNotFound):
        await look(world, vet)
    with pytest.raises(ShareNotFound):
        await unshare(world)
    with pytest.raises(ClinicNotFound):
        await share(world, clinic_id=world.pet.id)
    assert await world.count(PetShare) == 0


async def test_a_clinic_books_for_a_pet_it_was_shown(world: World):
    receptionist = world.as_(Role.RECEPTIONIST)
    with pytest.raises(PetNotFound):
        await world.book(by=receptionist)
    await share(world)
    await world.book(by=receptionist)


async def test_a_clinic_treats_the_pets_of_a_registered_client(world: World):
    async with world.database.transaction() as session:
        session.add(
            ClinicClient(clinic_id=world.clinic.id, person_id=world.owner.id, registered_at=world.now, version=1)
        )
    await look(world, world.as_(Role.VETERINARIAN))
    await world.book(by=world.as_(Role.RECEPTIONIST))


async def test_who_opens_a_file_without_owning_the_pet_leaves_a_trace(world: World):
    await world.book(tuesday(10))
    await join(world, VIEW)
    before = await world.count(AuditEntry)
    for owner in (world.as_owner, world.as_stranger):
        await look(world, owner)
    assert await world.count(AuditEntry) == before
    vet = world.as_(Role.VETERINARIAN)
    await look(world, vet)
    [entry] = await world.all(AuditEntry, AuditEntry.action == "opened")
    assert (entry.actor_person_id, entry.subject_type, entry.subject_id) == (vet.person_id, "pet", world.pet.id)
    assert (entry.clinic_id, entry.acting_as) == (world.clinic.id, "veterinarian")


async def test_an_unknown_pet_and_somebody_elses_cost_the_same_statements(world: World):
    async with world.database.transaction() as session:
        theirs = await factories.make_pet(session, world.stranger)
    counted: list[int] = []

    def count(*_):
        counted.append(1)

    engine = world.database.write_engine.sync_engine
    event.listen(engine, "before_cursor_execute", count)
    costs = []
    for pet_id in (theirs.id, world.clinic.id):
        counted.clear()
        async with world.database.transaction() as session:
            with pytest.raises(PetNotFound):
                await profiles.get_pet(session, pet_id, by=world.as_(Role.VETERINARIAN), now=world.now)
        costs.append(len(counted))
    event.remove(engine, "before_cursor_execute", count)
    assert costs[0] == costs[1]
