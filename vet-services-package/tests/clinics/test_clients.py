"""Whom a clinic finds: its own clients and nobody else, by any word of theirs."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from vet_core.audit.models import AuditEntry
from vet_core.clinics.models import ClinicClient
from vet_core.clinics.schemas import ClientNoteIn
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.policy import Refused
from vet_core.pets.schemas import PetShareIn
from vet_core.testing import factories

from tests.world import World, build, change, tuesday
from vet_services.clinics import clients
from vet_services.clinics.errors import ClientNotFound, ClinicNotFound
from vet_services.pets import shares


async def find(world: World, q: str | None = None, *, by: Actor | None = None, **page: Any):
    by = by or world.as_(Role.RECEPTIONIST)
    async with world.acting(by) as session:
        return await clients.list_clients(session, world.clinic.id, by=by, now=world.now, q=q, **page)


async def found(world: World, q: str | None = None, *, by: Actor | None = None) -> list[str]:
    return [each.family_name for each in (await find(world, q, by=by)).items]


async def note(world: World, words: str, *, by: Actor | None = None):
    by = by or world.as_(Role.TECHNICIAN)
    async with world.acting(by) as session:
        wish = ClientNoteIn(note=words)
        return await clients.set_client_note(session, world.clinic.id, world.owner.id, wish, by=by, now=world.now)


async def register(world: World, *, by: Actor) -> None:
    async with world.acting(by) as session:
        await clients.register_client(session, world.clinic.id, world.owner.id, by=by, now=world.now)


async def show_to_clinic(world: World, *, ends_at=None) -> None:
    async with world.acting(world.as_owner) as session:
        wish = PetShareIn(clinic_id=world.clinic.id, ends_at=ends_at)
        await shares.share_pet(session, world.pet.id, wish, by=world.as_owner, now=world.now)


@pytest.mark.parametrize("how", ["appointment", "registration", "share"])
async def test_a_client_is_one_by_an_appointment_a_registration_or_a_share(world: World, how):
    assert await found(world) == []
    if how == "appointment":
        await world.book()
    elif how == "registration":
        await register(world, by=world.as_owner)
    else:
        await show_to_clinic(world)
    [client] = (await find(world)).items
    assert (client.person_id, client.email, client.phone) == (world.owner.id, world.owner.email, "+49301234567")
    assert [(pet.id, pet.name) for pet in client.pets] == [(world.pet.id, world.pet.name)]
    assert (client.registered_at, client.private_note) == (world.now if how == "registration" else None, None)
    elsewhere = await build(world.database, world.clock)
    assert await found(elsewhere) == []


async def test_a_share_that_has_ended_shows_nobody(world: World):
    await show_to_clinic(world, ends_at=world.now + timedelta(hours=1))
    assert len(await found(world)) == 1
    world.clock.advance(timedelta(hours=1))
    assert await found(world) == []


async def test_only_the_pets_that_are_patients_are_shown(world: World):
    async with world.database.transaction() as session:
        await factories.make_pet(session, world.owner, name="Never seen")
    await world.book()
    [client] = (await find(world)).items
    assert [pet.name for pet in client.pets] == [world.pet.name]
    assert await found(world, "Never") == []


async def test_every_word_begins_a_name_a_pet_or_the_address(world: World):
    names = {"given_name": "Olivia Zoë", "family_name": "Hartmann-Sen", "email": "liv.h@example.com"}
    await change(world.database, world.owner, **names)
    await change(world.database, world.pet, name="Prinz (Fritz)")
    await world.book()
    for q in ("hart", "HARTMANN", "sen", "zo", "liv.h", "prinz", "fritz", "oliv pri", "hartmann-s", "(f", None, "  "):
        assert await found(world, q) == ["Hartmann-Sen"], q
    for q in ("artmann", "rinz", "%", "_", ".*", "[", "\\", "hart nobody", "example.com", "ab" * 300, "a|b"):
        assert await found(world, q) == [], q


@pytest.mark.parametrize("name", ["Öz", "Żaneta", "Щука", "Élodie", "ßandra", "花子", "Ǆemal", "ÞÓRA"])
async def test_names_that_begin_outside_of_ascii_are_found(world: World, name):
    """The database of the tests has the locale C, in which PostgreSQL knows no letters but ASCII's."""
    await change(world.database, world.owner, given_name="Ida", family_name=f"Brandt’{name}-Nord")
    await change(world.database, world.pet, name=f"Rex ({name})")
    await world.book()
    spellings = {name, name.lower(), name[:1], name[:1].lower(), f"id {name}", f"{name}-nord", "brandt", "nord"}
    for q in sorted(spellings | ({name.upper()} if len(name.upper()) == len(name) else set())):
        assert await found(world, q) == [f"Brandt’{name}-Nord"], q
    assert await found(world, name[1:]) == [], "it stands within a word"


async def test_clients_come_in_pages_by_name(world: World):
    async with world.database.transaction() as session:
        for family in ("Brandt", "Adler", "Brandt", "Çelik", "Adler"):
            person = await factories.make_person(session, given_name="Ida", family_name=family)
            row = ClinicClient(clinic_id=world.clinic.id, person_id=person.id, registered_at=world.now, version=1)
            session.add(row)
    everybody = await found(world)
    names: list[str] = []
    seen, after = set(), None
    while True:
        page = await find(world, limit=2, after=after)
        names += [each.family_name for each in page.items]
        seen |= {each.person_id for each in page.items}
        after = page.next
        if after is None:
            break
    assert (names, len(seen)) == (everybody, 5)


async def test_the_staffs_note_is_encrypted_and_its_own(world: World):
    await world.book()
    written = await note(world, "Owes three visits.")
    assert (written.private_note, written.registered_at) == ("Owes three visits.", world.now)
    for role in Role:
        [client] = (await find(world, by=world.as_(role))).items
        assert client.private_note == "Owes three visits."
    async with world.database.transaction() as session:
        stored = await session.scalar(text("SELECT private_note FROM clinic_clients"))
    assert str(stored).startswith("v1:test:")
    assert (await note(world, "")).private_note is None
    entries = await world.all(AuditEntry, AuditEntry.action == "note_set")
    assert [entry.fields for entry in entries] == [["private_note"]] * 2


async def test_nobody_elses_clients_are_noted_or_registered(world: World):
    for attempt in (note(world, "x"), register(world, by=world.as_(Role.RECEPTIONIST))):
        with pytest.raises(ClientNotFound):
            await attempt
    await world.book()
    elsewhere = await build(world.database, world.clock)
    for outsider in (world.as_stranger, world.as_owner, elsewhere.as_(Role.RECEPTIONIST)):
        with pytest.raises(ClinicNotFound):
            await note(world, "x", by=outsider)
        with pytest.raises(ClinicNotFound):
            await found(world, by=outsider)
    for _ in range(2):
        await register(world, by=world.as_(Role.RECEPTIONIST))
    assert await world.count(ClinicClient) == 1


async def test_an_emergency_reads_with_a_trace_and_writes_nothing(world: World):
    await world.book()
    looking = Actor(world.stranger.id, is_system_administrator=True, opened_clinic_ids=frozenset({world.clinic.id}))
    with pytest.raises(ClinicNotFound):
        await found(world, by=Actor(world.stranger.id, is_system_administrator=True))
    assert len(await found(world, by=looking)) == 1
    [entry] = await world.all(AuditEntry, AuditEntry.action == "clients_listed")
    assert (entry.actor_person_id, entry.acting_as) == (world.stranger.id, "system_administrator")
    assert entry.clinic_id == world.clinic.id
    with pytest.raises(Refused):
        await note(world, "x", by=looking)


async def test_an_erased_person_is_no_client_any_more(world: World):
    await world.book(tuesday(10))
    await change(world.database, world.owner, erased_at=world.now, deleted_at=world.now)
    assert await found(world) == []
