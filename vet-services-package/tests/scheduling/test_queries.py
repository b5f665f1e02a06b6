"""The lists and the detail: exact shape, right people, stable pages."""

import json
from datetime import timedelta

import pytest
from pydantic import TypeAdapter
from sqlalchemy import text, update
from vet_core.db import Page
from vet_core.db.pages import InvalidCursor
from vet_core.kernel.actor import Role
from vet_core.scheduling.enums import AppointmentStatus
from vet_core.scheduling.models import Appointment
from vet_core.scheduling.schemas import AppointmentOut
from vet_core.testing import factories

from tests.world import World, build, change, tuesday
from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import booking, queries
from vet_services.scheduling.errors import AppointmentNotFound
from vet_services.scheduling.queries import AppointmentFilter

PAGE = TypeAdapter(Page[AppointmentOut])


async def listed(world: World, *, by=None, limit=50, after=None, **wanted) -> Page[AppointmentOut]:
    async with world.database.reading() as session:
        text = await queries.list_appointments(
            session, AppointmentFilter(**wanted), by=by or world.as_owner, now=world.now, limit=limit, after=after
        )
    return PAGE.validate_json(text, extra="forbid")


async def detail(world: World, appointment_id, *, by=None):
    async with world.database.reading() as session:
        return await queries.get_appointment(session, appointment_id, by=by or world.as_owner, now=world.now)


async def test_the_json_of_postgresql_is_the_wire_shape_to_the_letter(world: World):
    await change(world.database, world.pet, name='Pretzel "the\\dog" 🐕')
    booked = await world.book(tuesday(10), note="Two\nlines")
    shown = await detail(world, booked.id)
    assert shown.version == 1
    out = json.loads(shown.text)
    assert out == json.loads(booked.model_dump_json()) | {"created_at": "2026-03-02T09:00:00.000000Z"}
    assert list(out) == list(AppointmentOut.model_fields)
    assert (out["starts_at"], out["ends_at"], out["starts_local"]) == (
        "2026-03-03T09:00:00Z",
        "2026-03-03T09:30:00Z",
        "2026-03-03T10:00",
    )
    async with world.database.reading() as session:
        page = await queries.list_appointments(session, AppointmentFilter(), by=world.as_owner, now=world.now)
    assert json.loads(page) == {"items": [out], "next": None}


async def test_a_cancelled_visit_shows_when_and_why(world: World):
    booked = await world.book(tuesday(10))
    world.clock.advance(timedelta(microseconds=1500))
    async with world.database.transaction() as session:
        await booking.cancel(session, booked.id, by=world.as_owner, now=world.now, reason="Rain")
    shown = json.loads((await detail(world, booked.id)).text)
    assert (shown["cancelled_at"], shown["cancellation_reason"], shown["version"]) == (
        "2026-03-02T09:00:00.001500Z",
        "Rain",
        2,
    )


async def test_owners_see_their_own_and_staff_their_clinics_with_the_owners_name(world: World):
    mine = await world.book(tuesday(10))
    owner, pet = await world.another_owner()
    theirs = await world.book(tuesday(11), by=owner, pet_id=pet.id)
    assert [each.id for each in (await listed(world)).items] == [mine.id]
    assert [each.owner_name for each in (await listed(world)).items] == [None]
    seen = (await listed(world, by=world.as_(Role.TECHNICIAN), clinic_id=world.clinic.id)).items
    assert [each.id for each in seen] == [mine.id, theirs.id]
    assert seen[0].owner_name == f"{world.owner.given_name} {world.owner.family_name}"
    assert (await listed(world, by=world.as_stranger)).items == []


async def test_a_clinics_calendar_is_hidden_from_everybody_else(world: World):
    elsewhere = await build(world.database, world.clock)
    booked = await world.book(tuesday(10))
    for actor in (world.as_owner, world.as_stranger, elsewhere.as_(Role.CLINIC_ADMINISTRATOR)):
        with pytest.raises(ClinicNotFound):
            await listed(world, by=actor, clinic_id=world.clinic.id)
    for actor in (world.as_stranger, elsewhere.as_(Role.CLINIC_ADMINISTRATOR)):
        with pytest.raises(AppointmentNotFound):
            await detail(world, booked.id, by=actor)
    with pytest.raises(AppointmentNotFound):
        await detail(world, world.pet.id)


async def test_filters_narrow_the_list(world_of_two: World):
    world = world_of_two
    first, second = world.veterinarians
    a = await world.book(tuesday(10), veterinarian_id=first.id)
    b = await world.book(tuesday(11), veterinarian_id=second.id)
    c = await world.book(tuesday(12), veterinarian_id=first.id)
    async with world.database.transaction() as session:
        await booking.cancel(session, c.id, by=world.as_owner, now=world.now)

    async def found(**wanted):
        return [each.id for each in (await listed(world, **wanted)).items]

    assert await found() == [a.id, b.id, c.id]
    assert await found(veterinarian_id=first.id) == [a.id, c.id]
    assert await found(statuses=[AppointmentStatus.CONFIRMED]) == [a.id, b.id]
    assert await found(statuses=[AppointmentStatus.CANCELLED, AppointmentStatus.MISSED]) == [c.id]
    assert await found(starts_from=tuesday(11)) == [b.id, c.id]
    assert await found(starts_before=tuesday(11)) == [a.id]
    assert await found(starts_from=tuesday(10, 1), starts_before=tuesday(12)) == [b.id]


async def test_pages_follow_one_another_without_gap_or_repeat_even_among_equal_starts(world_of_two: World):
    world = world_of_two
    booked = []
    for hour in (9, 10, 11):
        for vet in world.veterinarians:
            owner, pet = await world.another_owner()
            booked.append(await world.book(tuesday(hour), by=owner, pet_id=pet.id, veterinarian_id=vet.id))
    expected = [each.id for each in sorted(booked, key=lambda each: (each.starts_at, each.id))]
    desk = world.as_(Role.RECEPTIONIST)
    for limit in (1, 2, 4, 6):
        pages = [await listed(world, by=desk, clinic_id=world.clinic.id, limit=limit)]
        while pages[-1].next is not None:
            pages.append(await listed(world, by=desk, clinic_id=world.clinic.id, limit=limit, after=pages[-1].next))
        assert max(len(page.items) for page in pages) <= limit
        seen = [each.id for page in pages for each in page.items]
        assert (seen, len(pages)) == (expected, -(-6 // limit))


async def test_a_cursor_of_something_else_is_refused(world: World):
    for after in ("nonsense", "WzFd", "WyIyMDI2LTAzLTAzVDA5OjAwOjAwWiIsICJ4Il0"):
        with pytest.raises(InvalidCursor):
            await listed(world, after=after)


async def test_staff_find_visits_by_room_pet_owner_series_and_walk_in(world_of_two: World):
    world = world_of_two
    desk = world.as_(Role.RECEPTIONIST)
    a = await world.book(tuesday(10))
    owner, pet = await world.another_owner()
    b = await world.book(tuesday(11), by=owner, pet_id=pet.id)
    async with world.database.transaction() as session:
        room = await factories.make_clinic_resource(session, world.clinic)
        await session.execute(
            update(Appointment).where(Appointment.id == b.id).values(room_id=room.id, is_walk_in=True)
        )

    async def found(**wanted):
        return [each.id for each in (await listed(world, by=desk, clinic_id=world.clinic.id, **wanted)).items]

    assert await found(room_id=room.id) == [b.id]
    assert await found(pet_id=world.pet.id) == [a.id]
    assert await found(owner_id=owner.person_id) == [b.id]
    assert await found(is_walk_in=True) == [b.id]
    assert await found(is_walk_in=False) == [a.id]
    assert await found(series_id=world.pet.id) == []
    [shown] = (await listed(world, by=desk, clinic_id=world.clinic.id, room_id=room.id)).items
    assert (shown.room_name, shown.is_walk_in) == (room.name, True)


@pytest.mark.parametrize(
    ("q", "is_found"),
    [
        ("pretzel", True),
        ("PRET", True),
        ("etzel", False),
        ("kala", True),
        ("kalaš", True),
        ("KALAŠ pret", True),
        ("ž", True),
        ("žel", True),
        ("ŽELJKA", True),
        ("pretzel nobody", False),
        ("ola", True),
        ("o'ne", True),
        (".*", False),
        ("(", True),
        ("[", False),
        ("\\", False),
        ("the", True),
        ("", True),
        ("   ", True),
    ],
)
async def test_every_word_begins_a_name_of_the_pet_or_its_owner(world: World, q, is_found):
    await change(world.database, world.pet, name="Pretzel the (first)")
    await change(world.database, world.owner, given_name="Željka Ola", family_name="O'Neill-Kalaš")
    a = await world.book(tuesday(10))
    owner, pet = await world.another_owner()
    await change(world.database, pet, name="Xaver")
    b = await world.book(tuesday(11), by=owner, pet_id=pet.id)
    async with world.acting(world.as_(Role.RECEPTIONIST)) as session:
        page = await queries.list_appointments(
            session,
            AppointmentFilter(clinic_id=world.clinic.id, q=q),
            by=world.as_(Role.RECEPTIONIST),
            now=world.now,
        )
    everything = [a.id, b.id] if not q.strip() else [a.id]
    assert [each.id for each in PAGE.validate_json(page).items] == (everything if is_found else [])


@pytest.mark.parametrize("name", ["Öz", "Żaneta", "Щука", "Élodie", "花子"])
@pytest.mark.parametrize("is_owner", [False, True])
async def test_visits_are_found_by_names_that_begin_outside_of_ascii(world: World, name, is_owner):
    """The database of the tests has the locale C, in which PostgreSQL knows no letters but ASCII's."""
    await change(world.database, world.pet, name=f"Rex ‘{name}’")
    visit = await world.book(tuesday(10))
    by = world.as_owner if is_owner else world.as_(Role.RECEPTIONIST)
    clinic_id = None if is_owner else world.clinic.id
    async with world.acting(by) as session:
        for q in (name, name.lower(), name.upper(), name[0].lower(), f"rex {name}", name[1:]):
            wanted = AppointmentFilter(clinic_id=clinic_id, q=q)
            page = await queries.list_appointments(session, wanted, by=by, now=world.now)
            found = [each.id for each in PAGE.validate_json(page).items]
            assert found == ([] if q == name[1:] else [visit.id]), q


async def test_names_are_searched_among_the_clinics_own_visits_alone(world: World):
    elsewhere = await build(world.database, world.clock, scoped=world.scoped)
    await change(world.database, elsewhere.pet, name="Zephyr")
    await elsewhere.book(tuesday(10))
    desk = world.as_(Role.RECEPTIONIST)
    async with world.acting(desk) as session:
        wanted = AppointmentFilter(clinic_id=world.clinic.id, q="zephyr")
        assert '"items":[]' in await queries.list_appointments(session, wanted, by=desk, now=world.now)
        # Nor does the function behind it answer for a clinic that one does not work at.
        asked = text("SELECT vet_pets_called(:clinic_id, ARRAY['zephyr'])").bindparams(clinic_id=elsewhere.clinic.id)
        assert await session.scalar(asked) == []
    theirs = elsewhere.as_(Role.RECEPTIONIST)
    async with world.acting(theirs) as session:
        assert len(await session.scalar(asked)) == 1


async def test_owners_find_their_own_visits_by_the_pets_name(world: World):
    await change(world.database, world.pet, name="Pretzel")
    mine = await world.book(tuesday(10))
    other, pet = await world.another_owner()
    await change(world.database, pet, name="Pretzel")
    await world.book(tuesday(11), by=other, pet_id=pet.id)
    async with world.acting(world.as_owner) as session:
        for q, expected in (("pret", [mine.id]), (world.owner.family_name, [])):
            page = await queries.list_appointments(session, AppointmentFilter(q=q), by=world.as_owner, now=world.now)
            assert [each.id for each in PAGE.validate_json(page).items] == expected


async def test_pages_from_the_last_to_the_first_are_the_others_in_reverse(world_of_two: World):
    world = world_of_two
    for hour in (9, 10, 11):
        for vet in world.veterinarians:
            owner, pet = await world.another_owner()
            await world.book(tuesday(hour), by=owner, pet_id=pet.id, veterinarian_id=vet.id)
    desk = world.as_(Role.RECEPTIONIST)

    async def walk(order, limit):
        seen, after = [], None
        while True:
            async with world.database.reading() as session:
                page = PAGE.validate_json(
                    await queries.list_appointments(
                        session,
                        AppointmentFilter(clinic_id=world.clinic.id),
                        by=desk,
                        now=world.now,
                        limit=limit,
                        after=after,
                        order=order,
                    )
                )
            seen += [each.id for each in page.items]
            if (after := page.next) is None:
                return seen

    forwards = await walk("asc", 50)
    assert len(set(forwards)) == 6
    for limit in (1, 2, 4, 6):
        assert await walk("desc", limit) == forwards[::-1]
        assert await walk("asc", limit) == forwards


async def test_an_index_serves_the_search_by_name(world: World, session):
    """Few names among many: the function that searches, which looks past row-level security, goes by the index."""
    await session.execute(
        text(
            "INSERT INTO pets (id, name, species, sex, version, created_at, updated_at)"
            " SELECT gen_random_uuid(), md5(n::text), 'dog', 'unknown', 1, now(), now()"
            " FROM generate_series(1, 20000) n"
        )
    )
    await session.execute(text("SELECT gin_clean_pending_list('ix_pets_name_words')"))
    await session.execute(text("ANALYZE pets"))
    [pattern] = queries._patterns(["pretzel"])
    plan = await session.scalars(text(f"EXPLAIN SELECT id FROM pets WHERE name ~* '{pattern}'"))
    assert "ix_pets_name_words" in "\n".join(plan)
    # There are too few people here for an index to be worth it; it must be able to serve both of their names.
    await session.execute(text("SET LOCAL enable_seqscan = off"))
    named = f"SELECT id FROM persons WHERE given_name ~* '{pattern}' OR family_name ~* '{pattern}'"
    plan = await session.scalars(text(f"EXPLAIN {named}"))
    assert "\n".join(plan).count("ix_persons_name_words") == 2
