"""Links that make somebody staff: random, kept as a digest, good once, for a week, for one address."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from vet_core.audit.models import AuditEntry
from vet_core.clinics.models import Veterinarian
from vet_core.clinics.schemas import InvitationAcceptIn
from vet_core.identity.models import Invitation, Membership
from vet_core.identity.schemas import InvitationIn
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.policy import Refused
from vet_core.notifications.models import NotificationDelivery

from tests.world import World, build, change, link_to, react
from vet_services.clinics import invitations
from vet_services.clinics.errors import ClinicNotFound, LicenceExpired, LicenceNeeded
from vet_services.flows import accept_invitation as flow
from vet_services.identity.errors import InvitationForAnother, InvitationInvalid, InvitationNotFound

LICENCE = {"license_number": "BE-7", "license_region": "Berlin", "license_expires_on": date(2030, 1, 1)}
WEEK = timedelta(days=7)


async def invite(world: World, role: Role = Role.TECHNICIAN, *, by: Actor | None = None, email: str | None = None):
    by = by or world.as_(Role.CLINIC_ADMINISTRATOR)
    async with world.acting(by) as session:
        wish = InvitationIn(email=email or world.stranger.email, role=role)
        return await invitations.invite_to_clinic(session, world.clinic.id, wish, by=by, now=world.now)


async def accept(world: World, token: str, *, by: Actor | None = None, **wish: Any):
    by = by or world.as_stranger
    async with world.acting(by) as session:
        wanted = InvitationAcceptIn.model_validate({"token": token} | wish)
        return await flow.accept_invitation(session, wanted, by=by, now=world.now)


async def revoke(world: World, invitation_id, *, by: Actor | None = None):
    by = by or world.as_(Role.CLINIC_ADMINISTRATOR)
    async with world.acting(by) as session:
        await invitations.revoke_invitation(session, world.clinic.id, invitation_id, by=by, now=world.now)


async def listed(world: World, *, by: Actor | None = None):
    by = by or world.as_(Role.CLINIC_ADMINISTRATOR)
    async with world.acting(by) as session:
        page = await invitations.list_invitations(session, world.clinic.id, by=by, now=world.now)
        return [(each.email, each.state, each.invited_by_name) for each in page.items]


async def roles(world: World, person_id) -> list[Role]:
    rows = await world.all(Membership, Membership.person_id == person_id, Membership.ends_at.is_(None))
    return [row.role for row in rows]


async def test_an_invitation_leads_to_a_role(world: World):
    administrator = world.people[Role.CLINIC_ADMINISTRATOR]
    made = await invite(world)
    assert (made.role, made.email, made.state) == (Role.TECHNICIAN, world.stranger.email, "pending")
    assert made.expires_at == world.now + WEEK
    token = await link_to(world, world.stranger.email)
    async with world.database.transaction() as session:
        preview = await flow.look_up_invitation(session, token, now=world.now)
    assert (preview.clinic_name, preview.role, preview.pet_name) == (world.clinic.name, Role.TECHNICIAN, None)
    assert preview.invited_by_name == f"{administrator.given_name} {administrator.family_name}"
    assert await roles(world, world.stranger.id) == []
    assert await accept(world, token) == preview
    assert await roles(world, world.stranger.id) == [Role.TECHNICIAN]
    assert await listed(world) == [(world.stranger.email, "accepted", preview.invited_by_name)]
    assert [entry.action for entry in await world.all(AuditEntry)] == ["invited", "granted", "invitation_accepted"]
    assert len(await world.events("identity.membership_granted")) == 1


async def test_a_link_is_long_random_and_in_no_table(world: World):
    await invite(world)
    token = await link_to(world, world.stranger.email)
    assert len(token) >= 43
    async with world.database.transaction() as session:
        tables = await session.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        for table in tables.all():
            if table == "alembic_version":
                continue
            found = await session.scalar(
                text(f"SELECT count(*) FROM {table} t WHERE t::text LIKE '%' || :token || '%'"),
                {"token": token},
            )
            assert found == 0, table


async def test_reacting_twice_sends_one_link(world: World):
    await invite(world)
    token = await link_to(world, world.stranger.email)
    await react(world)
    assert await world.count(NotificationDelivery) == 1
    await accept(world, token)


async def expired(world: World, token: str, made) -> str:
    world.clock.advance(WEEK)
    return token


async def used(world: World, token: str, made) -> str:
    await accept(world, token)
    return token


async def revoked(world: World, token: str, made) -> str:
    for _ in range(2):
        await revoke(world, made.id)
    return token


async def replaced(world: World, token: str, made) -> str:
    await invite(world)
    await react(world)
    return token


async def unknown(world: World, token: str, made) -> str:
    return token[::-1]


@pytest.mark.parametrize("what", [expired, used, revoked, replaced, unknown])
async def test_links_that_are_not_good_look_the_same(world: World, what):
    made = await invite(world)
    token = await what(world, await link_to(world, world.stranger.email), made)
    before = await roles(world, world.stranger.id)
    refusals = []
    for by in (world.as_stranger, world.as_owner):
        with pytest.raises(InvitationInvalid) as refusal:
            await accept(world, token, by=by)
        refusals.append(refusal.value)
    with pytest.raises(InvitationInvalid) as refusal:
        async with world.database.transaction() as session:
            await flow.look_up_invitation(session, token, now=world.now)
    assert {(each.detail, each.pointer, str(each.params)) for each in (*refusals, refusal.value)} == {
        (None, None, "{}")
    }
    assert await roles(world, world.stranger.id) == before


async def test_the_new_link_works_when_the_old_one_is_replaced(world: World):
    await invite(world)
    old = await link_to(world, world.stranger.email)
    await invite(world)
    new = await link_to(world, world.stranger.email)
    assert new != old
    await accept(world, new)
    assert [state for _, state, _ in await listed(world)] == ["accepted", "revoked"]


async def test_a_link_is_for_the_address_it_was_sent_to(world: World):
    await invite(world)
    token = await link_to(world, world.stranger.email)
    with pytest.raises(InvitationForAnother):
        await accept(world, token, by=world.as_owner)
    await change(world.database, world.owner, deleted_at=world.now)
    await change(world.database, world.stranger, email=world.stranger.email.upper())
    await accept(world, token)


async def test_sixteen_who_follow_one_link_at_once_get_in_once(world: World):
    await invite(world)
    token = await link_to(world, world.stranger.email)
    outcomes = await asyncio.gather(*(accept(world, token) for _ in range(16)), return_exceptions=True)
    assert [type(each) for each in outcomes].count(InvitationInvalid) == 15
    assert await roles(world, world.stranger.id) == [Role.TECHNICIAN]
    assert await world.count(Invitation, Invitation.accepted_at.is_not(None)) == 1


async def test_a_veterinarian_states_a_licence(world: World):
    await invite(world, Role.VETERINARIAN)
    token = await link_to(world, world.stranger.email)
    with pytest.raises(LicenceNeeded):
        await accept(world, token)
    with pytest.raises(LicenceExpired):
        await accept(world, token, licence=LICENCE | {"license_expires_on": world.now.date() - timedelta(days=1)})
    assert await roles(world, world.stranger.id) == []
    await accept(world, token, licence=LICENCE)
    [vet] = await world.all(Veterinarian, Veterinarian.person_id == world.stranger.id)
    assert (vet.license_number, vet.license_region, vet.license_expires_on) == ("BE-7", "Berlin", date(2030, 1, 1))
    assert vet.species == world.clinic.species
    assert await roles(world, world.stranger.id) == [Role.VETERINARIAN]


async def test_a_veterinarian_we_know_needs_to_state_nothing(world: World):
    elsewhere = await build(world.database, world.clock)
    vet = elsewhere.veterinarian
    email = "known.vet@example.com"
    async with world.database.transaction() as session:
        await session.execute(text("UPDATE persons SET email = :e WHERE id = :id"), {"e": email, "id": vet.person_id})
    await invite(world, Role.VETERINARIAN, email=email)
    await accept(world, await link_to(world, email), by=Actor(vet.person_id))
    assert await world.count(Veterinarian, Veterinarian.person_id == vet.person_id) == 1


async def test_who_has_the_role_already_keeps_it_once(world: World):
    receptionist = world.people[Role.RECEPTIONIST]
    await invite(world, Role.RECEPTIONIST, email=receptionist.email)
    await accept(world, await link_to(world, receptionist.email), by=world.as_(Role.RECEPTIONIST))
    assert await roles(world, receptionist.id) == [Role.RECEPTIONIST]


async def test_who_may_invite_list_and_revoke(world: World):
    made = await invite(world)
    elsewhere = await build(world.database, world.clock)
    for by, refusal in (
        (world.as_(Role.VETERINARIAN), Refused),
        (world.as_owner, ClinicNotFound),
        (elsewhere.as_(Role.CLINIC_ADMINISTRATOR), ClinicNotFound),
    ):
        for attempt in (invite(world, by=by), listed(world, by=by), revoke(world, made.id, by=by)):
            with pytest.raises(refusal):
                await attempt
    with pytest.raises(InvitationNotFound):
        await revoke(world, world.pet.id)
    themself = Actor(world.stranger.id, is_system_administrator=True)
    with pytest.raises(Refused):
        await invite(world, by=themself)
    assert await world.count(Invitation) == 1


async def test_invitations_of_another_clinic_do_not_exist(world: World):
    elsewhere = await build(world.database, world.clock)
    theirs = await invite(elsewhere)
    with pytest.raises(InvitationNotFound):
        await revoke(world, theirs.id)
    assert await listed(world) == []


async def test_for_one_s_own_clinic_a_stranger_without_a_person_can_be_invited(world: World):
    await invite(world, email="new@example.com")
    token = await link_to(world, "new@example.com")
    async with world.database.transaction() as session:
        from vet_core.testing import factories

        newcomer = await factories.make_person(session, email="new@example.com")
    await accept(world, token, by=Actor(newcomer.id))
    assert await roles(world, newcomer.id) == [Role.TECHNICIAN]
