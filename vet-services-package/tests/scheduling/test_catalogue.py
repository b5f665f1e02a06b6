"""What a clinic offers, and who works when."""

from datetime import date, time

import pytest
from vet_core.audit.models import AuditEntry
from vet_core.kernel.actor import Role
from vet_core.kernel.policy import Refused
from vet_core.scheduling.models import Roster
from vet_core.scheduling.schemas import AppointmentTypeIn, AppointmentTypePatch, RosterIn, RosterWindowIn

from tests.world import World, build, change
from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import catalogue, rosters
from vet_services.scheduling.errors import AppointmentTypeNotFound, TypeNameTaken, UnknownVeterinarian


def kind(world: World, **over) -> AppointmentTypeIn:
    return AppointmentTypeIn.model_validate(
        {
            "clinic_id": world.clinic.id,
            "name": "Vaccination",
            "duration_minutes": 20,
            "price": {"amount_minor": 3500, "currency": "EUR"},
            "species": ["cat", "dog"],
            "veterinarian_ids": [world.veterinarian.id],
        }
        | over
    )


async def create(world: World, *, by=None, **over):
    async with world.database.transaction() as session:
        by = by or world.as_(Role.CLINIC_ADMINISTRATOR)
        return await catalogue.create_type(session, kind(world, **over), by=by, now=world.now)


async def update(world: World, type_id, *, by=None, **sent):
    async with world.database.transaction() as session:
        patch = AppointmentTypePatch.model_validate(sent)
        by = by or world.as_(Role.CLINIC_ADMINISTRATOR)
        return await catalogue.update_type(session, type_id, patch, by=by, now=world.now)


async def listed(world: World, *, by=None):
    async with world.database.reading() as session:
        return (await catalogue.list_types(session, world.clinic.id, by=by)).items


async def test_an_administrator_offers_a_new_kind_of_visit(world: World):
    made = await create(world)
    assert (made.price.amount_minor, made.species, made.veterinarian_ids, made.version) == (
        3500,
        ["cat", "dog"],
        [world.veterinarian.id],
        1,
    )
    assert made in await listed(world)
    [event] = await world.events()
    assert (event.type, event.clinic_id) == ("clinics.clinic_changed", world.clinic.id)
    [entry] = await world.all(AuditEntry)
    assert (entry.action, entry.subject_type, entry.subject_id) == ("created", "appointment_type", made.id)


async def test_a_change_touches_what_was_sent_and_counts_once(world: World):
    made = await create(world)
    changed = await update(
        world, made.id, price={"amount_minor": 3900, "currency": "EUR"}, duration_minutes=30, veterinarian_ids=[]
    )
    assert changed == made.model_copy(
        update={
            "price": changed.price,
            "duration_minutes": 30,
            "veterinarian_ids": [],
            "performers": [],
            "version": 2,
        }
    )
    assert changed.price.amount_minor == 3900
    entries = await world.all(AuditEntry, AuditEntry.action == "changed")
    assert [entry.fields for entry in entries] == [["duration_minutes", "price_minor", "veterinarian_ids"]]
    assert (await update(world, made.id, veterinarian_ids=[world.veterinarian.id])).version == 3
    assert (await update(world, made.id, duration_minutes=30)).version == 3


async def test_owners_see_what_they_can_book(world: World):
    await change(world.database, world.kind, is_owner_bookable=False)
    assert await listed(world) == await listed(world, by=world.as_owner) == []
    assert [each.id for each in await listed(world, by=world.as_(Role.TECHNICIAN))] == [world.kind.id]


async def test_names_are_unique_in_a_clinic(world: World):
    made = await create(world)
    with pytest.raises(TypeNameTaken):
        await create(world)
    with pytest.raises(TypeNameTaken):
        await update(world, world.kind.id, name="Vaccination")
    assert (await update(world, made.id, name="Vaccination and check-up")).name == "Vaccination and check-up"


async def test_only_the_clinics_own_veterinarians_perform_its_visits(world: World):
    elsewhere = await build(world.database, world.clock)
    with pytest.raises(UnknownVeterinarian) as refusal:
        await create(world, veterinarian_ids=[world.veterinarian.id, elsewhere.veterinarian.id])
    assert refusal.value.params == {"veterinarian_ids": [str(elsewhere.veterinarian.id)]}


async def test_who_may_change_the_catalogue(world: World):
    elsewhere = await build(world.database, world.clock)
    for role in (Role.RECEPTIONIST, Role.VETERINARIAN, Role.TECHNICIAN):
        with pytest.raises(Refused):
            await create(world, by=world.as_(role))
        with pytest.raises(Refused):
            await update(world, world.kind.id, by=world.as_(role), duration_minutes=40)
    for outsider in (world.as_stranger, elsewhere.as_(Role.CLINIC_ADMINISTRATOR)):
        with pytest.raises(ClinicNotFound):
            await create(world, by=outsider)
        with pytest.raises(AppointmentTypeNotFound):
            await update(world, world.kind.id, by=outsider, duration_minutes=40)
    assert await world.events() == []


def window(weekday=0, starts=9, ends=17, since=date(2026, 1, 1), until=None) -> RosterWindowIn:
    return RosterWindowIn(
        weekday=weekday, starts_local=time(starts), ends_local=time(ends), effective_from=since, effective_until=until
    )


async def set_roster(world: World, *windows, by=None, veterinarian=None):
    async with world.database.transaction() as session:
        await rosters.set_roster(
            session,
            (veterinarian or world.veterinarian).id,
            RosterIn(clinic_id=world.clinic.id, windows=list(windows)),
            by=by or world.as_(Role.CLINIC_ADMINISTRATOR),
            now=world.now,
        )


async def test_a_roster_is_replaced_as_a_whole(world: World):
    await set_roster(world, window(0, 9, 12), window(0, 13, 17), window(5, 22, 6))
    rows = await world.all(Roster)
    assert sorted((row.weekday, row.starts_local // 60, row.ends_local // 60) for row in rows) == [
        (0, 9, 12),
        (0, 13, 17),
        (5, 22, 6),
    ]


async def test_windows_of_different_seasons_do_not_overlap(world: World):
    winter = window(0, 9, 16, until=date(2026, 3, 31))
    summer = window(0, 8, 17, since=date(2026, 4, 1))
    await set_roster(world, winter, summer)
    assert await world.count(Roster) == 2


async def test_who_may_set_a_roster(world: World):
    elsewhere = await build(world.database, world.clock)
    with pytest.raises(Refused):
        await set_roster(world, by=world.as_(Role.VETERINARIAN))
    with pytest.raises(ClinicNotFound):
        await set_roster(world, by=elsewhere.as_(Role.CLINIC_ADMINISTRATOR))
    with pytest.raises(UnknownVeterinarian):
        await set_roster(world, veterinarian=elsewhere.veterinarian)
