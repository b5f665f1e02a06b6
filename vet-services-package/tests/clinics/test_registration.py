"""Opening a clinic, its people and its hours."""

from datetime import date, time, timedelta

import pytest
from pydantic import ValidationError
from sqlalchemy import select
from vet_core.audit.models import AuditEntry
from vet_core.clinics.models import Clinic, Veterinarian
from vet_core.identity.models import Membership
from vet_core.kernel.actor import SYSTEM, Role
from vet_core.kernel.policy import Refused
from vet_core.kernel.species import Species

from tests.world import World, build
from vet_services.clinics import directory, people, registration
from vet_services.clinics.errors import AlreadyVeterinarian, ClinicNotFound, HoursOverlap, SlugTaken
from vet_services.clinics.registration import NewClinic, NewVeterinarian, OpenWindow
from vet_services.identity.errors import PersonNotFound

CLINIC = {
    "slug": "harbour",
    "name": "Harbour Animal Clinic",
    "time_zone": "America/New_York",
    "street": "12 Wharf Street",
    "postal_code": "10004",
    "locality": "New York",
    "region": "NY",
    "country_code": "US",
    "latitude": 40.7,
    "longitude": -74.01,
    "phone": "+1 212 555 0100",
    "email": "hello@harbour.example.com",
    "currency": "USD",
    "species": ["dog", "cat"],
}
VET = {
    "display_name": "Dr. Sana Okafor",
    "license_number": "NY-1",
    "license_region": "New York",
    "license_expires_on": date(2030, 1, 1),
    "species": ["dog"],
}


async def run(world: World, operation, *arguments, by=None, **rest):
    async with world.database.transaction() as session:
        by = by or world.as_(Role.CLINIC_ADMINISTRATOR)
        return await operation(session, *arguments, by=by, now=world.now, **rest)


async def test_the_platform_opens_clinics(world: World):
    clinic_id = await run(world, registration.open_clinic, NewClinic.model_validate(CLINIC), by=SYSTEM)
    async with world.database.reading() as session:
        shown = await directory.by_slug(session, "harbour")
    assert (shown.id, shown.time_zone, shown.phone, shown.address.locality, shown.version) == (
        clinic_id,
        "America/New_York",
        "+12125550100",
        "New York",
        1,
    )
    assert [event.type for event in await world.events()] == ["clinics.clinic_changed"]
    [entry] = await world.all(AuditEntry)
    assert (entry.action, entry.actor_person_id, entry.acting_as) == ("opened", None, "system")
    with pytest.raises(SlugTaken):
        await run(world, registration.open_clinic, NewClinic.model_validate(CLINIC), by=SYSTEM)
    with pytest.raises(Refused):
        await run(world, registration.open_clinic, NewClinic.model_validate(CLINIC | {"slug": "x"}))


@pytest.mark.parametrize(
    "wrong",
    [
        {"slug": "No Spaces"},
        {"time_zone": "Mars/Olympus"},
        {"latitude": 91},
        {"latitude": float("nan")},
        {"country_code": "us"},
        {"currency": "XXX"},
        {"species": []},
        {"species": ["dragon"]},
        {"name": "x\0"},
        {"phone": "555"},
        {"unknown": 1},
    ],
    ids=str,
)
def test_a_clinic_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValidationError):
        NewClinic.model_validate(CLINIC | wrong)


async def test_roles_are_given_once_and_taken_at_once(world: World):
    async def roles():
        rows = await world.all(Membership, Membership.person_id == world.stranger.id, Membership.ends_at.is_(None))
        return [row.role for row in rows]

    for _ in range(2):
        await run(world, registration.grant, world.clinic.id, world.stranger.id, Role.TECHNICIAN)
    assert await roles() == [Role.TECHNICIAN]
    world.clock.advance(timedelta(hours=1))
    for _ in range(2):
        await run(world, registration.revoke, world.clinic.id, world.stranger.id, Role.TECHNICIAN)
    assert await roles() == []
    assert [(event.type, event.person_ids) for event in await world.events()] == [
        ("identity.membership_granted", [world.stranger.id]),
        ("identity.membership_ended", [world.stranger.id]),
    ]
    await run(world, registration.grant, world.clinic.id, world.stranger.id, Role.TECHNICIAN)
    assert await roles() == [Role.TECHNICIAN]


async def test_who_may_give_roles(world: World):
    elsewhere = await build(world.database, world.clock)
    facts = (world.clinic.id, world.stranger.id, Role.CLINIC_ADMINISTRATOR)
    for role in (Role.RECEPTIONIST, Role.VETERINARIAN, Role.TECHNICIAN):
        with pytest.raises(Refused):
            await run(world, registration.grant, *facts, by=world.as_(role))
    for outsider in (world.as_stranger, elsewhere.as_(Role.CLINIC_ADMINISTRATOR)):
        with pytest.raises(ClinicNotFound):
            await run(world, registration.grant, *facts, by=outsider)
    with pytest.raises(PersonNotFound):
        await run(world, registration.grant, world.clinic.id, world.pet.id, Role.TECHNICIAN)
    with pytest.raises(ClinicNotFound):
        await run(world, registration.grant, world.pet.id, world.stranger.id, Role.TECHNICIAN, by=SYSTEM)


async def test_a_veterinarian_is_registered_once_and_works_at_the_clinic(world: World):
    vet = NewVeterinarian.model_validate(VET)
    made = await run(world, registration.add_veterinarian, world.clinic.id, world.stranger.id, vet)
    async with world.database.reading() as session:
        shown = {
            each.id: each for each in (await directory.veterinarians(session, world.clinic.id, now=world.now)).items
        }
    assert shown.keys() == {world.veterinarian.id, made}
    assert (shown[made].display_name, shown[made].clinic_ids) == ("Dr. Sana Okafor", [world.clinic.id])
    with pytest.raises(AlreadyVeterinarian):
        await run(world, registration.add_veterinarian, world.clinic.id, world.stranger.id, vet)
    assert await world.count(Veterinarian) == 2


def hours(weekday: int, opens: int, closes: int) -> OpenWindow:
    return OpenWindow(weekday=weekday, opens=time(opens), closes=time(closes))


async def test_opening_hours_are_replaced_as_a_whole(world: World):
    await run(
        world, registration.set_opening_hours, world.clinic.id, [hours(0, 13, 18), hours(0, 8, 12), hours(5, 20, 2)]
    )
    async with world.database.reading() as session:
        shown = (await directory.get(session, world.clinic.id)).opening_hours
    assert [(each.weekday, each.opens // 60, each.closes // 60) for each in shown] == [
        (0, 8, 12),
        (0, 13, 18),
        (5, 20, 2),
    ]


@pytest.mark.parametrize(
    "windows",
    [
        [hours(0, 8, 12), hours(0, 11, 18)],
        [hours(0, 8, 8)],
        [hours(0, 20, 2), hours(0, 21, 23)],
    ],
)
async def test_hours_that_overlap_are_refused(world: World, windows):
    with pytest.raises(HoursOverlap):
        await run(world, registration.set_opening_hours, world.clinic.id, windows)


async def test_administrators_see_who_works_there(world: World):
    await run(world, registration.grant, world.clinic.id, world.veterinarian.person_id, Role.CLINIC_ADMINISTRATOR)
    async with world.database.reading() as session:
        shown = (
            await people.list_people(session, world.clinic.id, by=world.as_(Role.CLINIC_ADMINISTRATOR), now=world.now)
        ).items
    assert len(shown) == 5
    [vet] = [each for each in shown if each.veterinarian_id == world.veterinarian.id]
    assert vet.roles == [Role.CLINIC_ADMINISTRATOR, Role.VETERINARIAN]
    async with world.database.reading() as session:
        with pytest.raises(Refused):
            await people.list_people(session, world.clinic.id, by=world.as_(Role.RECEPTIONIST), now=world.now)
        with pytest.raises(ClinicNotFound):
            await people.list_people(session, world.clinic.id, by=world.as_owner, now=world.now)


async def test_clinics_are_found_by_words_of_name_and_place_and_by_species(world: World):
    await run(world, registration.open_clinic, NewClinic.model_validate(CLINIC), by=SYSTEM)

    async def found(**wanted):
        async with world.database.reading() as session:
            return [each.slug for each in (await directory.find(session, **wanted)).items]

    both = sorted([world.clinic.slug, "harbour"], key=lambda slug: slug != "harbour")
    assert await found() == both
    assert await found(q="harbour animal") == await found(q="new york") == await found(q="1000") == ["harbour"]
    assert await found(q="harbour berlin") == []
    assert await found(q="100%") == await found(q="_") == []
    assert await found(species=Species.HORSE) == []
    async with world.database.reading() as session:
        first = await directory.find(session, limit=1)
        second = await directory.find(session, limit=1, after=first.next)
    assert [each.slug for each in (*first.items, *second.items)] == both
    assert second.next is None


async def test_unknown_clinics_do_not_exist(world: World):
    async with world.database.reading() as session:
        for look in (
            directory.get(session, world.pet.id),
            directory.by_slug(session, "nowhere"),
            directory.veterinarians(session, world.pet.id, now=world.now),
        ):
            with pytest.raises(ClinicNotFound):
                await look
        assert (await session.scalars(select(Clinic))).all()
