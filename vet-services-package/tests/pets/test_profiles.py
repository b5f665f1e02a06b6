"""Pets' profiles: who keeps them, who sees them, what cannot be."""

from datetime import date, timedelta

import pytest
from vet_core.audit.models import AuditEntry
from vet_core.kernel.actor import Role
from vet_core.kernel.errors import PreconditionFailed
from vet_core.kernel.policy import Refused
from vet_core.pets.enums import Species
from vet_core.pets.models import Pet, PetOwner
from vet_core.pets.schemas import PetIn, PetPatch
from vet_core.testing import factories

from tests.world import World, tuesday
from vet_services.pets import profiles
from vet_services.pets.errors import BreedMismatch, ImplausibleDates, MicrochipTaken, PetNotFound


async def breed(world: World, species: Species):
    async with world.database.reading() as session:
        return (await profiles.breeds(session, species=species)).items[0]


async def register(world: World, *, by=None, **sent):
    async with world.database.transaction() as session:
        pet = PetIn.model_validate({"name": "Pretzel", "species": "dog"} | sent)
        return await profiles.register_pet(session, pet, by=by or world.as_owner, now=world.now)


async def update(world: World, pet_id, *, by=None, **sent):
    over = {"check": sent.pop("check")} if "check" in sent else {}
    async with world.database.transaction() as session:
        patch = PetPatch.model_validate(sent)
        return await profiles.update_pet(session, pet_id, patch, by=by or world.as_owner, now=world.now, **over)


async def look(world: World, pet_id, *, by=None):
    async with world.database.transaction() as session:
        return await profiles.get_pet(session, pet_id, by=by or world.as_owner, now=world.now)


async def test_the_caller_becomes_the_primary_owner(world: World):
    dachshund = await breed(world, Species.DOG)
    made = await register(world, breed_id=dachshund.id, microchip_number="276098102345678", weight_grams=8600)
    assert (made.breed_name, made.owner_ids, made.version) == (dachshund.name, [world.owner.id], 1)
    assert await look(world, made.id) == made
    [owner] = await world.all(PetOwner, PetOwner.pet_id == made.id)
    assert owner.is_primary
    [event] = await world.events()
    assert (event.type, event.person_ids, event.payload["pet_id"]) == (
        "pets.pet_registered",
        [world.owner.id],
        str(made.id),
    )
    [entry] = await world.all(AuditEntry)
    assert (entry.action, entry.subject_id) == ("registered", made.id)


async def test_a_change_names_its_fields_and_counts(world: World):
    changed = await update(world, world.pet.id, name="Brezel", note="Afraid of scales.", sex="male")
    assert (changed.name, changed.note, changed.sex, changed.version) == ("Brezel", "Afraid of scales.", "male", 2)
    [event] = await world.events()
    assert (event.type, event.payload["fields"]) == ("pets.pet_changed", ["name", "note", "sex"])
    [entry] = await world.all(AuditEntry)
    assert entry.fields == ["name", "note", "sex"]
    assert (await update(world, world.pet.id, name="Brezel")).version == 2
    assert len(await world.events()) == 1


async def test_a_breed_belongs_to_the_pets_species(world: World):
    cat = await breed(world, Species.CAT)
    with pytest.raises(BreedMismatch) as refusal:
        await register(world, breed_id=cat.id)
    assert refusal.value.pointer == "/breed_id"
    with pytest.raises(BreedMismatch):
        await update(world, world.pet.id, breed_id=world.pet.id)
    assert await world.count(Pet) == 1


async def test_a_microchip_names_one_animal(world: World):
    await register(world, microchip_number="276098102345678")
    with pytest.raises(MicrochipTaken):
        await register(world, microchip_number="276098102345678")
    with pytest.raises(MicrochipTaken):
        await update(world, world.pet.id, microchip_number="276098102345678")
    assert (await look(world, world.pet.id)).microchip_number is None


async def test_dates_that_cannot_be_are_refused(world: World):
    tomorrow = world.now.date() + timedelta(days=1)
    await register(world, born_on=tomorrow)
    with pytest.raises(ImplausibleDates):
        await register(world, born_on=tomorrow + timedelta(days=1))
    await update(world, world.pet.id, born_on=date(2021, 5, 4))
    with pytest.raises(ImplausibleDates):
        await update(world, world.pet.id, deceased_on=date(2021, 5, 3))


async def test_owners_and_their_clinics_see_a_pet_and_owners_change_it(world: World):
    vet = world.as_(Role.VETERINARIAN)
    for stranger in (world.as_stranger, vet):
        with pytest.raises(PetNotFound):
            await look(world, world.pet.id, by=stranger)
        with pytest.raises(PetNotFound):
            await update(world, world.pet.id, by=stranger, name="Rex")
    await world.book(tuesday(10))
    assert (await look(world, world.pet.id, by=vet)).id == world.pet.id
    with pytest.raises(Refused) as refusal:
        await update(world, world.pet.id, by=vet, name="Rex")
    assert refusal.value.code == "pets.owners_only"
    with pytest.raises(PetNotFound):
        await look(world, world.owner.id)


async def test_a_version_not_seen_is_not_overwritten(world: World):
    def check(current: int) -> None:
        assert current == 1
        raise PreconditionFailed

    with pytest.raises(PreconditionFailed):
        await update(world, world.pet.id, name="Rex", check=check)


async def test_ones_own_pets_come_in_pages_by_name(world: World):
    async with world.database.transaction() as session:
        for name in ("Anton", "Anton", "Zelda"):
            await factories.make_pet(session, world.owner, world.stranger, name=name)
        await factories.make_pet(session, world.stranger, name="Not mine")
    names, after = [], None
    for _ in range(2):
        async with world.database.reading() as session:
            page = await profiles.list_mine(session, by=world.as_owner, limit=2, after=after)
        names += [pet.name for pet in page.items]
        after = page.next
    assert (names, after) == (["Anton", "Anton", world.pet.name, "Zelda"], None)
    assert set(page.items[-1].owner_ids) == {world.owner.id, world.stranger.id}


async def test_breeds_are_listed_by_species(world: World):
    async with world.database.reading() as session:
        everything = (await profiles.breeds(session)).items
        cats = (await profiles.breeds(session, species=Species.CAT)).items
    assert cats == [each for each in everything if each.species == "cat"]
    assert [each.name for each in cats] == sorted(each.name for each in cats)
    assert len(everything) > len(cats) > 5
