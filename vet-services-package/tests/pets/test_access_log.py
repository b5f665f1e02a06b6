"""Owners see who opened or changed what is known of their pet; who that is, is told as the clinic tells it."""

from datetime import timedelta

import pytest
from vet_core import audit
from vet_core.db import Database, scope
from vet_core.kernel.actor import Actor, Grant, Role
from vet_core.kernel.policy import Refused
from vet_core.pets.models import PetOwner
from vet_core.pets.schemas import AccessLogEntryOut
from vet_core.testing import factories

from tests.world import World
from vet_services.pets import access_log
from vet_services.pets.errors import PetNotFound


async def note(world: World, by: Actor, action: str, subject: str, subject_id: object, **more: object) -> None:
    async with world.database.transaction() as session:
        audit.add(session, by, action, subject, subject_id, now=world.now, **more)  # type: ignore[arg-type]
    world.clock.advance(timedelta(minutes=1))


async def read(world: World, *, by: Actor | None = None, **page: object) -> list[AccessLogEntryOut]:
    async with world.database.transaction() as session:
        found = await access_log.list_pet_access(
            session,
            world.pet.id,
            by=by or world.as_owner,
            now=world.now,
            **page,  # type: ignore[arg-type]
        )
    return found.items


def veterinarian(world: World) -> Actor:
    grant = Grant(world.clinic.id, Role.VETERINARIAN)
    return Actor(world.veterinarian.person_id, frozenset({grant}))


async def test_each_act_of_others_is_told_in_the_words_of_the_clinic(world: World) -> None:
    visit = await world.book(world.now + timedelta(days=1, hours=1))
    clinic, pet = world.clinic, world.pet
    async with world.database.transaction() as session:
        partner = await factories.make_person(session, given_name="Paul", family_name="Meyer")
        session.add(PetOwner(pet_id=pet.id, person_id=partner.id))
    rescuer = Actor(world.stranger.id, is_system_administrator=True)
    await note(world, veterinarian(world), "opened", "pet", pet.id, clinic_id=clinic.id)
    await note(world, world.as_(Role.RECEPTIONIST), "rescheduled", "appointment", visit.id, clinic_id=clinic.id)
    await note(world, world.as_(Role.TECHNICIAN), "checked_in", "appointment", visit.id, clinic_id=clinic.id)
    await note(world, rescuer, "opened", "pet", pet.id, clinic_id=clinic.id, reason="emergency access")
    await note(world, Actor(partner.id), "changed", "pet", pet.id, fields=["name"])

    told = [(each.who, each.action, each.acting_as, each.reason_given) for each in await read(world)]

    name = clinic.name
    assert told == [
        ("Paul Meyer", "changed", "person", False),
        ("A platform administrator", "opened", "system_administrator", True),
        (f"A technician of {name}", "checked_in", "technician", False),
        (f"The front desk of {name}", "rescheduled", "receptionist", False),
        (f"{world.veterinarian.display_name} of {name}", "opened", "veterinarian", False),
    ]


async def test_employees_are_not_named(world: World) -> None:
    desk = world.people[Role.RECEPTIONIST]
    await note(world, world.as_(Role.RECEPTIONIST), "opened", "pet", world.pet.id, clinic_id=world.clinic.id)

    (entry,) = await read(world)
    assert desk.family_name not in repr(entry)
    assert str(desk.id) not in repr(entry)
    assert (entry.clinic_id, entry.clinic_name) == (world.clinic.id, world.clinic.name)


async def test_only_this_pet_and_its_visits_and_only_others(world: World) -> None:
    _, foreign = await world.another_owner()
    await note(world, world.as_owner, "changed", "pet", world.pet.id)
    await note(world, veterinarian(world), "opened", "pet", foreign.id, clinic_id=world.clinic.id)
    await note(world, veterinarian(world), "opened", "person", world.pet.id, clinic_id=world.clinic.id)

    assert await read(world) == []


async def test_pages_follow_one_another_without_gap(world: World) -> None:
    for number in range(5):
        await note(world, veterinarian(world), f"act_{number}", "pet", world.pet.id, clinic_id=world.clinic.id)

    seen, after = [], None
    for _ in range(3):
        async with world.database.transaction() as session:
            page = await access_log.list_pet_access(
                session, world.pet.id, by=world.as_owner, now=world.now, limit=2, after=after
            )
        seen += [each.action for each in page.items]
        after = page.next
    assert seen == ["act_4", "act_3", "act_2", "act_1", "act_0"]
    assert after is None


async def test_it_is_for_owners(world: World) -> None:
    await world.book(world.now + timedelta(days=1, hours=1))
    with pytest.raises(PetNotFound):
        await read(world, by=world.as_stranger)
    with pytest.raises(Refused):
        await read(world, by=veterinarian(world))


async def test_in_ones_own_scope_the_visits_entries_of_the_clinic_are_seen_too(
    world: World, scoped_database: Database
) -> None:
    visit = await world.book(world.now + timedelta(days=1, hours=1))
    desk = world.as_(Role.RECEPTIONIST)
    await note(world, desk, "checked_in", "appointment", visit.id, clinic_id=world.clinic.id)

    async with scoped_database.transaction() as session:
        await scope.enter(session, world.as_owner)
        found = await access_log.list_pet_access(session, world.pet.id, by=world.as_owner, now=world.now)
    assert [each.action for each in found.items] == ["checked_in"]
