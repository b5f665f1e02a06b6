"""First sight, being linked, being deleted, and what people may change about themselves."""

import asyncio
from datetime import timedelta

import pytest
from vet_core.audit.models import AuditEntry
from vet_core.identity.models import Membership, Person
from vet_core.identity.schemas import MePatch
from vet_core.kernel.actor import SYSTEM, Grant, Role
from vet_core.kernel.errors import PreconditionFailed
from vet_core.testing import factories

from tests.identity.clerk_server import user
from tests.world import World
from vet_services.identity import actors, people
from vet_services.identity.account import Account
from vet_services.identity.errors import (
    AccountUnknown,
    EmailNotVerified,
    EmailTaken,
    SignInUnavailable,
)
from vet_services.identity.tokens import SessionClaims


def claims(clock, clerk_user_id="user_1") -> SessionClaims:
    return SessionClaims(clerk_user_id, "sess_1", clock.now() + timedelta(minutes=1), None)


async def meet(database, directory, clock, clerk_user_id="user_1"):
    return await actors.meet(database, directory, claims(clock, clerk_user_id), clock.now())


async def resolve(database, clock, clerk_user_id="user_1"):
    async with database.reading() as session:
        return await actors.resolve_actor(session, claims(clock, clerk_user_id), clock.now())


async def persons(database):
    from sqlalchemy import select

    async with database.transaction() as session:
        return (await session.scalars(select(Person).order_by(Person.id))).all()


async def test_first_sight_registers_once_however_many_requests_come_at_once(database, clerk, directory, clock):
    clerk.users["user_1"] = user("user_1")
    assert await resolve(database, clock) is None
    met = await asyncio.gather(*(meet(database, directory, clock) for _ in range(6)))
    [person] = await persons(database)
    assert {actor.person_id for actor in met} == {person.id}
    assert (person.email, person.given_name, person.family_name) == ("olivia@example.com", "Olivia", "Hartmann")
    assert (met[0].grants, met[0].clerk_user_id, met[0].session_id) == (frozenset(), "user_1", "sess_1")
    async with database.transaction() as session:
        from sqlalchemy import select
        from vet_core.outbox.models import OutboxEvent

        assert [event.type for event in await session.scalars(select(OutboxEvent))] == ["identity.person_registered"]
        assert [entry.action for entry in await session.scalars(select(AuditEntry))] == ["registered"]


async def test_somebody_known_by_their_verified_address_is_linked_and_keeps_their_roles(
    world: World, clerk, directory, clock
):
    async with world.database.transaction() as session:
        vet = await factories.make_person(session, clerk_user_id=None, email="Amara@Example.com")
        await factories.make_membership(session, vet, world.clinic, Role.VETERINARIAN)
    clerk.users["user_9"] = user("user_9", "amara@example.com")
    actor = await meet(world.database, directory, clock, "user_9")
    assert actor.person_id == vet.id
    assert actor.grants == {Grant(world.clinic.id, Role.VETERINARIAN)}


async def test_an_unverified_address_links_and_registers_nobody(world: World, clerk, directory, clock):
    async with world.database.transaction() as session:
        known = await factories.make_person(session, clerk_user_id=None, email="olivia@example.com")
    clerk.users["user_1"] = user("user_1", verified=False)
    with pytest.raises(EmailNotVerified):
        await meet(world.database, directory, clock)
    [row] = await world.all(Person, Person.id == known.id)
    assert row.clerk_user_id is None
    assert await world.count(Person, Person.clerk_user_id == "user_1") == 0


async def test_an_address_that_is_somebodys_already_is_not_given_to_a_second_account(database, clerk, directory, clock):
    clerk.users |= {"user_1": user("user_1"), "user_2": user("user_2", "OLIVIA@example.com")}
    await meet(database, directory, clock, "user_1")
    with pytest.raises(EmailTaken):
        await meet(database, directory, clock, "user_2")
    assert len(await persons(database)) == 1


async def test_an_account_that_is_gone_makes_way_for_the_next_of_the_same_address(database, clerk, directory, clock):
    clerk.users["user_1"] = user("user_1")
    first = await meet(database, directory, clock, "user_1")
    del clerk.users["user_1"]
    clerk.users["user_2"] = user("user_2")
    back = await asyncio.gather(*(meet(database, directory, clock, "user_2") for _ in range(4)))
    assert {actor.person_id for actor in back} == {first.person_id}
    with pytest.raises(AccountUnknown):
        await meet(database, directory, clock, "user_1")
    [person] = await persons(database)
    assert (person.clerk_user_id, person.deleted_at) == ("user_2", None)


async def test_an_address_that_moved_on_is_free_for_the_next(database, clerk, directory, clock):
    clerk.users["user_1"] = user("user_1", "olivia@example.com")
    first = await meet(database, directory, clock, "user_1")
    clerk.users["user_1"] = user("user_1", "liv@example.com")
    clerk.users["user_2"] = user("user_2", "olivia@example.com")
    second = await meet(database, directory, clock, "user_2")
    assert second.person_id != first.person_id
    assert [person.email for person in await persons(database)] == ["liv@example.com", "olivia@example.com"]


async def test_an_account_clerk_does_not_know_is_unknown_and_an_outage_is_an_outage(database, clerk, directory, clock):
    with pytest.raises(AccountUnknown):
        await meet(database, directory, clock)
    clerk.is_down = True
    with pytest.raises(SignInUnavailable):
        await meet(database, directory, clock)
    assert await persons(database) == []


async def test_roles_count_from_their_first_instant_to_their_last(world: World, clock):
    person = world.people[Role.RECEPTIONIST]
    grant = Grant(world.clinic.id, Role.RECEPTIONIST)

    async def grants():
        actor = await resolve(world.database, clock, person.clerk_user_id)
        return actor.grants

    assert await grants() == {grant}
    async with world.database.transaction() as session:
        from sqlalchemy import update

        await session.execute(
            update(Membership)
            .where(Membership.person_id == person.id)
            .values(starts_at=clock.now(), ends_at=clock.now() + timedelta(hours=1))
        )
    assert await grants() == {grant}
    clock.advance(timedelta(hours=1))
    assert await grants() == frozenset()
    clock.advance(timedelta(hours=-1, seconds=-1))
    assert await grants() == frozenset()


async def test_a_deleted_person_is_not_let_in(world: World, clock):
    from tests.world import change

    await change(world.database, world.owner, deleted_at=clock.now())
    with pytest.raises(AccountUnknown):
        await resolve(world.database, clock, world.owner.clerk_user_id)


async def test_people_change_what_is_theirs(world: World):
    async with world.database.transaction() as session:
        before = await people.me(session, world.as_owner, world.now)
    patch = MePatch(phone="+49 30 7654321", time_zone="Asia/Kolkata", family_name="Hartmann-Sen")
    async with world.database.transaction() as session:
        after = await people.update_me(session, patch, by=world.as_owner, now=world.now)
    assert after == before.model_copy(
        update={
            "phone": "+49307654321",
            "time_zone": "Asia/Kolkata",
            "family_name": "Hartmann-Sen",
            "version": before.version + 1,
        }
    )
    [entry] = await world.all(AuditEntry)
    assert (entry.action, entry.fields) == ("changed", ["family_name", "phone", "time_zone"])


async def test_a_patch_that_changes_nothing_leaves_no_trace(world: World):
    async with world.database.transaction() as session:
        me = await people.update_me(session, MePatch(given_name="Olivia"), by=world.as_owner, now=world.now)
    assert me.version == 1
    assert await world.count(AuditEntry) == 0


async def test_a_version_not_seen_is_not_overwritten(world: World):
    def check(current: int) -> None:
        raise PreconditionFailed

    with pytest.raises(PreconditionFailed):
        async with world.database.transaction() as session:
            await people.update_me(session, MePatch(given_name="Eve"), by=world.as_owner, now=world.now, check=check)
    [row] = await world.all(Person, Person.id == world.owner.id)
    assert row.given_name == "Olivia"


async def test_me_lists_the_clinics_one_works_at(world: World):
    async with world.database.reading() as session:
        me = await people.me(session, world.as_(Role.VETERINARIAN), world.now)
    assert [(each.clinic_id, each.clinic_slug, each.role) for each in me.memberships] == [
        (world.clinic.id, world.clinic.slug, Role.VETERINARIAN)
    ]


async def test_an_invited_person_waits_without_an_account(database, clerk, directory, clock):
    async with database.transaction() as session:
        invited = await people.invite(
            session, email="amara@example.com", given_name="Amara", family_name="Lindqvist", by=SYSTEM, now=clock.now()
        )
    with pytest.raises(EmailTaken):
        async with database.transaction() as session:
            await people.invite(
                session, email="AMARA@example.com", given_name="A", family_name="L", by=SYSTEM, now=clock.now()
            )
    clerk.users["user_9"] = user("user_9", "amara@example.com")
    assert (await meet(database, directory, clock, "user_9")).person_id == invited


@pytest.mark.parametrize(
    ("payload", "email"),
    [
        (user("u", "a@example.com"), "a@example.com"),
        (user("u", "a@example.com", verified=False), None),
        (user("u", "a@example.com", primary_email_address_id="idn_2"), None),
        (user("u", "a@example.com", primary_email_address_id=None), None),
        (user("u", "not an address"), None),
        (user("u", "a\n@example.com"), None),
        (user("u", email_addresses="x"), None),
        (user("u", email_addresses=["x", None]), None),
    ],
)
def test_only_a_verified_primary_address_counts(payload, email):
    assert Account.from_payload(payload).verified_email == email


def test_names_that_cannot_be_kept_count_as_absent():
    account = Account.from_payload(user("u", first_name="Oli\0via", last_name="x" * 500))
    assert (account.given_name, account.family_name) == (None, None)


@pytest.mark.parametrize("bad", [None, "", 7, "x" * 201, "user\n1"])
def test_a_user_without_a_usable_id_is_not_a_user(bad):
    with pytest.raises(ValueError, match="needs an id"):
        Account.from_payload({"id": bad})
