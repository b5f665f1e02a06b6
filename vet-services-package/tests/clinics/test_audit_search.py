"""A clinic's administrators find what happened in their clinic, and that they looked is written down."""

from datetime import timedelta
from uuid import uuid4

import pytest
from vet_core import audit
from vet_core.audit.models import AuditEntry
from vet_core.db import Database, Page, scope
from vet_core.db.pages import InvalidCursor
from vet_core.identity.schemas import AuditEntryOut
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.policy import Refused
from vet_core.testing import factories

from tests.world import World
from vet_services.clinics import audit_search
from vet_services.clinics.audit_search import AuditFilter
from vet_services.clinics.errors import ClinicNotFound

EVERYTHING = AuditFilter()


async def note(world: World, by: Actor, action: str, **more: object) -> None:
    values = {"subject_type": "pet", "subject_id": world.pet.id, "clinic_id": world.clinic.id} | more
    async with world.database.transaction() as session:
        entry = audit.add(session, by, action, now=world.now, **values)  # type: ignore[arg-type]
        entry.address = "203.0.113.7"
    world.clock.advance(timedelta(minutes=1))


async def search(world: World, wanted: AuditFilter = EVERYTHING, **more: object) -> Page[AuditEntryOut]:
    by = more.pop("by", world.as_(Role.CLINIC_ADMINISTRATOR))
    async with world.database.transaction() as session:
        return await audit_search.search_audit(
            session,
            world.clinic.id,
            wanted,
            by=by,  # type: ignore[arg-type]
            now=world.now,
            **more,  # type: ignore[arg-type]
        )


def actions(page: Page[AuditEntryOut]) -> list[str]:
    return [each.action for each in page.items if each.action != "searched"]


async def test_each_filter_narrows_and_all_of_them_together(world: World) -> None:
    desk, vet = world.as_(Role.RECEPTIONIST), world.as_(Role.VETERINARIAN)
    other = uuid4()
    await note(world, desk, "opened")
    middle = world.now
    await note(world, vet, "opened", subject_id=other)
    await note(world, vet, "changed", subject_type="appointment")

    assert actions(await search(world)) == ["changed", "opened", "opened"]
    assert actions(await search(world, AuditFilter(actor_id=desk.person_id))) == ["opened"]
    assert actions(await search(world, AuditFilter(subject_type="appointment"))) == ["changed"]
    assert actions(await search(world, AuditFilter(subject_id=other))) == ["opened"]
    assert actions(await search(world, AuditFilter(action="opened"))) == ["opened", "opened"]
    assert actions(await search(world, AuditFilter(from_at=middle, before_at=middle + timedelta(minutes=1)))) == [
        "opened"
    ]
    narrow = AuditFilter(vet.person_id, "pet", other, "opened", middle, middle + timedelta(hours=1))
    assert actions(await search(world, narrow)) == ["opened"]


async def test_other_clinics_entries_are_not_found(world: World) -> None:
    async with world.database.transaction() as session:
        elsewhere = await factories.make_clinic(session)
    await note(world, world.as_(Role.VETERINARIAN), "opened", clinic_id=elsewhere.id)
    await note(world, world.as_(Role.VETERINARIAN), "opened", clinic_id=None)

    assert actions(await search(world)) == []


async def test_actors_have_names_and_only_staff_have_addresses(world: World) -> None:
    await note(world, world.as_owner, "booked")
    await note(world, world.as_(Role.RECEPTIONIST), "opened")
    desk, owner = world.people[Role.RECEPTIONIST], world.owner

    found = [each for each in (await search(world)).items if each.action != "searched"]
    assert [(each.actor_name, each.address, each.acting_as) for each in found] == [
        (f"{desk.given_name} {desk.family_name}", "203.0.113.7", "receptionist"),
        (f"{owner.given_name} {owner.family_name}", None, "person"),
    ]


async def test_looking_is_an_act_of_its_own_once_a_search(world: World) -> None:
    for number in range(3):
        await note(world, world.as_owner, f"act_{number}")
    first = await search(world, AuditFilter(subject_type="pet"), limit=2)
    second = await search(world, AuditFilter(subject_type="pet"), limit=2, after=first.next)

    assert actions(first) + actions(second) == ["act_2", "act_1", "act_0"]
    assert second.next is None
    looked = await world.all(AuditEntry, AuditEntry.action == "searched")
    assert [(each.actor_person_id, each.clinic_id, each.fields) for each in looked] == [
        (world.people[Role.CLINIC_ADMINISTRATOR].id, world.clinic.id, ["subject_type"])
    ]


async def test_it_is_for_the_clinics_own_administrators(world: World) -> None:
    with pytest.raises(ClinicNotFound):
        await search(world, by=world.as_stranger)
    for actor in (world.as_(Role.VETERINARIAN), Actor(world.stranger.id, is_system_administrator=True)):
        with pytest.raises(Refused):
            await search(world, by=actor)
    assert await world.count(AuditEntry, AuditEntry.action == "searched") == 0


async def test_a_cursor_of_another_list_is_refused(world: World) -> None:
    with pytest.raises(InvalidCursor):
        await search(world, after="bm9uc2Vuc2U")


async def test_row_level_security_lets_the_search_through_and_hides_strangers_names(
    world: World, scoped_database: Database
) -> None:
    await note(world, world.as_(Role.RECEPTIONIST), "opened")
    await note(world, world.as_stranger, "looked_for_slots")
    by = world.as_(Role.CLINIC_ADMINISTRATOR)
    desk = world.people[Role.RECEPTIONIST]

    async with scoped_database.transaction() as session:
        await scope.enter(session, by)
        page = await audit_search.search_audit(session, world.clinic.id, EVERYTHING, by=by, now=world.now)

    assert [(each.action, each.actor_name) for each in page.items] == [
        ("looked_for_slots", None),
        ("opened", f"{desk.given_name} {desk.family_name}"),
    ]
