"""A query that forgot its filter shows nothing of others, whatever the table."""

from __future__ import annotations

import pytest
from sqlalchemy import CursorResult, Executable, Table, delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from tests.security.world import NOW, Side
from vet_core.clinics.models import Clinic
from vet_core.db import Database, Session, scope
from vet_core.identity.models import Invitation, Membership, Person
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.ids import new_id
from vet_core.migrations.grants import ALL, EXCEPTIONS
from vet_core.pets.models import Pet, PetOwner
from vet_core.registry import metadata
from vet_core.scheduling.models import Appointment
from vet_core.testing import factories as make

# Read by everybody, written by their own. Whoever looks for a visit needs no account.
PUBLIC = {
    "clinics",
    "opening_hours",
    "veterinarians",
    "rosters",
    "appointment_types",
    "appointment_type_veterinarians",
    "appointment_type_requirements",
    "clinic_resources",
    "roster_overrides",
    "opening_overrides",
    "clinic_holidays",
    "scheduling_settings",
}
UNGUARDED = {
    "breeds": "reference data of everybody",
    "resources": "ids of what can be busy, without a clinic or a name",
    "reservations": "busy stretches without a clinic or a name: slots and the exclusion of overlaps need them all",
    "outbox_deliveries": "ids of events and names of handlers",
    "inbound_events": "webhooks as they came, before anybody knows whose they are; no route reads them",
    "job_runs": "names and instants of jobs",
    "audit_pending": "ids of entries that wait for their seal",
    "audit_seals": "ids and digests",
    "audit_checkpoints": "digests and signatures",
    "encryption_canaries": "a known text under each key",
}
"""Tables without row-level security, each with its reason."""

GUARDED = sorted(set(metadata.tables) - set(UNGUARDED))
PRIVATE = sorted(set(GUARDED) - PUBLIC)


async def seen(database: Database, actor: Actor | None, table: Table) -> set[tuple[object, ...]]:
    """The keys of all rows of a table, by a query without any filter."""
    async with database.reading() as session:
        if actor is not None:
            await scope.enter(session, actor, now=NOW)
        return {tuple(row) for row in await session.execute(select(*table.primary_key.columns))}


async def test_every_table_is_guarded_or_says_why_not(session: Session) -> None:
    found = await session.execute(
        text("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity")
    )
    guarded = set(found.scalars())
    assert set(metadata.tables) - guarded == set(UNGUARDED)
    assert guarded <= set(metadata.tables)
    with_clinics = {name for name, table in metadata.tables.items() if "clinic_id" in table.columns}
    assert with_clinics <= guarded


@pytest.mark.parametrize("name", GUARDED)
async def test_a_forgotten_filter_shows_nothing_without_a_scope(
    scoped_database: Database, sides: tuple[Side, Side], name: str
) -> None:
    found = await seen(scoped_database, None, metadata.tables[name])
    if name == "memberships":
        assert len(found) == 2, "who works as a veterinarian where is public"
    elif name in PUBLIC:
        assert found
    else:
        assert found == set()


@pytest.mark.parametrize("name", PRIVATE)
async def test_a_forgotten_filter_shows_two_actors_of_two_clinics_no_row_in_common(
    scoped_database: Database, database: Database, sides: tuple[Side, Side], name: str
) -> None:
    table = metadata.tables[name]
    everything = await seen(database, None, table)
    assert len(everything) >= 2, f"the world of this test has no two rows in {name}"
    staff = [await seen(scoped_database, side.staff, table) for side in sides]
    clients = [await seen(scoped_database, side.client, table) for side in sides]
    shared = everything if name == "memberships" else set()
    public = {row for row in everything if row in staff[0] and row in staff[1]}
    if shared:  # the two veterinarians
        assert len(public) == 2
    else:
        assert public == set()
        assert clients[0] & clients[1] == set()
        assert staff[0] & clients[1] == set()
        assert clients[0] & staff[1] == set()
    for own in (staff[0] | clients[0], staff[1] | clients[1]):
        assert own, f"nobody sees their own rows of {name}"


# The role may neither change nor remove anything in the others: see test_grants.
@pytest.mark.parametrize("name", [name for name in GUARDED if "DELETE" in EXCEPTIONS.get(name, ALL)])
async def test_nobody_changes_or_removes_what_is_not_theirs(
    scoped_database: Database, sides: tuple[Side, Side], name: str
) -> None:
    table = metadata.tables[name]
    stranger = Actor(new_id())
    column = next(iter(table.columns))
    for statement in (update(table).values({column.name: column}), delete(table)):
        for actor in (None, stranger):
            async with scoped_database.transaction() as session:
                if actor is not None:
                    await scope.enter(session, actor)
                assert await rows_touched(session, statement) == 0


@pytest.mark.parametrize(
    "name",
    [
        "clinic_clients",
        "rosters",
        "appointment_types",
        "opening_hours",
        "break_glass_accesses",
        "clinic_resources",
        "roster_overrides",
        "opening_overrides",
        "clinic_holidays",
        "scheduling_settings",
        "calendar_blocks",
        "appointment_series",
        "waitlist_entries",
        "day_moves",
    ],
)
async def test_staff_of_one_clinic_leave_the_other_clinics_rows_alone(
    scoped_database: Database, sides: tuple[Side, Side], session: Session, name: str
) -> None:
    ours, theirs = sides
    table = metadata.tables[name]
    async with scoped_database.transaction() as mine:
        await scope.enter(mine, ours.staff)
        statement = update(table).where(table.c.clinic_id == theirs.clinic.id).values(clinic_id=ours.clinic.id)
        assert await rows_touched(mine, statement) == 0
    with pytest.raises(DBAPIError, match="row-level security"):  # nor do they give away their own
        await as_staff(scoped_database, ours, update(table).values(clinic_id=theirs.clinic.id))
    count = select(func.count()).select_from(table).where(table.c.clinic_id == theirs.clinic.id)
    assert await session.scalar(count)


async def test_nobody_writes_into_another_clinic_or_for_somebody_else(
    scoped_database: Database, sides: tuple[Side, Side]
) -> None:
    ours, theirs = sides
    a = theirs.appointment
    visit = {
        column.name: getattr(a, column.name)
        for column in metadata.tables["appointments"].columns
        if column.name != "id"
    }
    clinic = {name: getattr(ours.clinic, name) for name in metadata.tables["clinics"].columns.keys()}  # noqa: SIM118
    attempts = [
        insert(Membership).values(
            id=new_id(),
            person_id=ours.receptionist.id,
            clinic_id=theirs.clinic.id,
            role=Role.RECEPTIONIST,
            starts_at=NOW,
        ),
        insert(PetOwner).values(pet_id=theirs.pet.id, person_id=ours.receptionist.id),
        insert(Appointment).values(**visit, id=new_id()),
        insert(Clinic).values(clinic | {"id": new_id(), "slug": "mine-too"}),
        insert(Person).values(id=new_id(), email="n@example.com", given_name="N", family_name="N", version=1),
    ]
    for statement in attempts:
        with pytest.raises(DBAPIError, match="row-level security"):
            await as_staff(scoped_database, ours, statement)


async def rows_touched(session: Session, statement: Executable) -> int:
    result = await session.execute(statement)
    assert isinstance(result, CursorResult)
    return result.rowcount


async def as_staff(database: Database, side: Side, statement: Executable) -> None:
    async with database.transaction() as session:
        await scope.enter(session, side.staff)
        await session.execute(statement)


async def test_owners_and_their_clinics_see_one_another_and_what_is_between_them(
    scoped_database: Database, sides: tuple[Side, Side]
) -> None:
    ours, _ = sides
    for actor in (ours.staff, ours.client):
        async with scoped_database.reading() as session:
            await scope.enter(session, actor, now=NOW)
            assert (await session.scalars(select(Pet.id))).all() == [ours.pet.id]
            assert (await session.scalars(select(Appointment.id))).all() == [ours.appointment.id]
            assert ours.owner.id in set(await session.scalars(select(Person.id)))
            assert (await session.scalars(select(PetOwner.person_id))).all() == [ours.owner.id]


@pytest.mark.parametrize(
    ("path", "is_client"), [("appointment", True), ("registration", True), ("share", True), ("ended share", False)]
)
async def test_a_clinic_sees_a_pet_by_visit_by_registration_or_by_share(
    scoped_database: Database, session: Session, path: str, is_client: bool
) -> None:
    clinic = await make.make_clinic(session)
    receptionist = await make.make_person(session)
    await make.make_membership(session, receptionist, clinic, Role.RECEPTIONIST)
    owner = await make.make_person(session)
    pet = await make.make_pet(session, owner)
    if path == "appointment":
        veterinarian = await make.make_veterinarian(session, [clinic])
        kind = await make.make_appointment_type(session, clinic, [veterinarian])
        await make.make_appointment(session, kind, veterinarian, pet, owner)
    elif path == "registration":
        await make.make_client(session, clinic, owner)
    else:
        await make.make_pet_share(session, pet, clinic, owner, ends_at=NOW if path == "ended share" else None)
    await session.commit()
    async with scoped_database.reading() as looking:
        await enter_as(looking, receptionist)
        assert bool((await looking.scalars(select(Pet.id))).all()) is is_client
        assert (owner.id in set(await looking.scalars(select(Person.id)))) is is_client


async def enter_as(session: Session, person: Person) -> None:
    await session.execute(text("SELECT * FROM vet_enter(:id, :now)"), {"id": person.clerk_user_id, "now": NOW})


async def test_entering_finds_the_actor_and_their_scope_in_one_statement(
    scoped_database: Database, session: Session
) -> None:
    clinic, former, opened, closed = [await make.make_clinic(session) for _ in range(4)]
    person = await make.make_person(session, is_system_administrator=True)
    await make.make_membership(session, person, clinic, Role.CLINIC_ADMINISTRATOR)
    await make.make_membership(session, person, former, ends_at=NOW)
    await make.make_break_glass(session, person, opened)
    await make.make_break_glass(session, person, closed, closed_at=NOW)
    await session.commit()
    async with scoped_database.transaction() as entering:
        row = (
            await entering.execute(text("SELECT * FROM vet_enter(:id, :now)"), {"id": person.clerk_user_id, "now": NOW})
        ).one()
        assert row.person_id == person.id
        assert (row.is_system_administrator, row.is_deleted) == (True, False)
        assert row.grants == [[str(clinic.id), "clinic_administrator"]]
        assert row.opened_clinic_ids == [opened.id]
        assert set(await entering.scalar(text("SELECT vet_clinic_ids()"))) == {clinic.id, opened.id}
        assert await entering.scalar(text("SELECT vet_staffed_clinic_ids()")) == [clinic.id]
        assert await entering.scalar(text("SELECT vet_person_id()")) == person.id
        assert await entering.scalar(text("SELECT vet_is_administrator()")) is True
        assert await entering.scalar(text("SELECT vet_is_system()")) is False


@pytest.mark.parametrize("who", ["deleted", "unknown"])
async def test_a_deleted_or_unknown_person_enters_nobodys_scope(
    scoped_database: Database, sides: tuple[Side, Side], session: Session, who: str
) -> None:
    person = await make.make_person(session, deleted_at=NOW)
    await make.make_membership(session, person, sides[0].clinic)
    await session.commit()
    name = person.clerk_user_id if who == "deleted" else "user_of_nobody"
    async with scoped_database.system_transaction() as entering:
        rows = (await entering.execute(text("SELECT * FROM vet_enter(:id, :now)"), {"id": name, "now": NOW})).all()
        assert [row.is_deleted for row in rows] == ([True] if who == "deleted" else [])
        assert (await entering.scalars(select(Pet.id))).all() == []
        assert await entering.scalar(text("SELECT vet_person_id()")) is None


async def test_an_administrator_of_the_platform_sees_clinics_and_staff_but_nothing_medical(
    scoped_database: Database, sides: tuple[Side, Side], session: Session
) -> None:
    person = await make.make_person(session, is_system_administrator=True)
    await session.commit()
    async with scoped_database.transaction() as looking:
        await enter_as(looking, person)
        assert len((await looking.scalars(select(Invitation.id))).all()) == 2
        people = set(await looking.scalars(select(Person.id)))
        assert {side.receptionist.id for side in sides} <= people
        assert not people & {side.owner.id for side in sides}
        for model in (Pet, Appointment, PetOwner):
            count = select(func.count()).select_from(model)
            assert await looking.scalar(count) == 0


@pytest.mark.parametrize(
    "name",
    [
        "appointments",
        "pets",
        "clinic_clients",
        "rosters",
        "holds",
        "clinic_resources",
        "calendar_blocks",
        "waitlist_entries",
        "waitlist_offers",
        "appointment_series",
        "day_moves",
        "move_proposals",
    ],
)
async def test_who_opened_records_in_an_emergency_reads_them_and_changes_nothing(
    scoped_database: Database, sides: tuple[Side, Side], session: Session, name: str
) -> None:
    person = await make.make_person(session, is_system_administrator=True)
    await make.make_break_glass(session, person, sides[0].clinic)
    await session.commit()
    table = metadata.tables[name]
    column = next(iter(table.columns))
    async with scoped_database.transaction() as looking:
        await enter_as(looking, person)
        assert (await looking.execute(select(table).with_for_update())).all()
        assert await rows_touched(looking, delete(table)) == 0
        with pytest.raises(DBAPIError, match="row-level security"):
            await looking.execute(update(table).values({column.name: column}))
