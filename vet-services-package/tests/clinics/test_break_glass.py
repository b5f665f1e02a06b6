"""Looking in in an emergency: with a reason, for an hour, and the clinic told."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from vet_core.audit.models import AuditEntry
from vet_core.clinics.models import BreakGlassAccess
from vet_core.clinics.schemas import BreakGlassIn
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.policy import Refused

from tests.world import World, build, change, tuesday
from vet_services.clinics import break_glass
from vet_services.clinics.errors import BreakGlassNotFound, BreakGlassOpen, ClinicNotFound
from vet_services.identity import actors
from vet_services.identity.tokens import SessionClaims
from vet_services.pets import profiles
from vet_services.pets.errors import PetNotFound
from vet_services.scheduling import queries
from vet_services.scheduling.errors import AppointmentNotFound
from vet_services.scheduling.queries import AppointmentFilter

REASON = "Court order 12-C-345: the keeper is to be found today."


@pytest.fixture
async def platform(world: World) -> Actor:
    await change(world.database, world.stranger, is_system_administrator=True)
    return Actor(world.stranger.id, is_system_administrator=True)


async def resolved(world: World) -> Actor:
    claims = SessionClaims(world.stranger.clerk_user_id or "", "sess_1", world.now + timedelta(minutes=1), None)
    async with world.database.transaction() as session:
        actor = await actors.resolve_actor(session, claims, world.now)
    assert actor is not None
    return actor


async def break_it(world: World, by: Actor):
    async with world.acting(by) as session:
        wish = BreakGlassIn(reason=REASON)
        return await break_glass.open_break_glass(session, world.clinic.id, wish, by=by, now=world.now)


async def close(world: World, access_id, by: Actor):
    async with world.acting(by) as session:
        return await break_glass.close_break_glass(session, world.clinic.id, access_id, by=by, now=world.now)


async def listed(world: World, by: Actor):
    async with world.acting(by) as session:
        return (await break_glass.list_break_glass(session, world.clinic.id, by=by)).items


async def test_it_opens_for_an_hour_and_is_told(world: World, platform):
    opened = await break_it(world, platform)
    name = f"{world.stranger.given_name} {world.stranger.family_name}"
    assert (opened.reason, opened.person_name, opened.clinic_name) == (REASON, name, world.clinic.name)
    assert opened.expires_at == world.now + timedelta(hours=1)
    assert (await resolved(world)).opened_clinic_ids == {world.clinic.id}
    with pytest.raises(BreakGlassOpen):
        await break_it(world, platform)
    [event] = await world.events("clinics.break_glass_opened")
    assert (event.clinic_id, event.payload["access_id"]) == (world.clinic.id, str(opened.id))
    [entry] = await world.all(AuditEntry)
    assert (entry.action, entry.clinic_id) == ("break_glass_opened", world.clinic.id)
    assert entry.acting_as == "system_administrator"
    assert await listed(world, world.as_(Role.CLINIC_ADMINISTRATOR)) == [opened]
    async with world.database.transaction() as session:
        assert str(await session.scalar(text("SELECT reason FROM break_glass_accesses"))).startswith("v1:test:")
    world.clock.advance(timedelta(hours=1))
    assert (await resolved(world)).opened_clinic_ids == frozenset()
    await break_it(world, platform)


async def test_it_can_be_closed_and_counts_at_once(world: World, platform):
    opened = await break_it(world, platform)
    for _ in range(2):
        assert (await close(world, opened.id, platform)).closed_at == world.now
    assert (await resolved(world)).opened_clinic_ids == frozenset()
    assert [entry.action for entry in await world.all(AuditEntry)] == ["break_glass_opened", "break_glass_closed"]


async def test_who_is_no_platform_administrator_any_more_has_nothing_open(world: World, platform):
    await break_it(world, platform)
    async with world.database.transaction() as session:
        await session.execute(text("UPDATE persons SET is_system_administrator = false"))
    assert (await resolved(world)).opened_clinic_ids == frozenset()


async def test_who_may_open_close_and_see(world: World, platform):
    opened = await break_it(world, platform)
    for role in Role:
        with pytest.raises(Refused):
            await break_it(world, world.as_(role))
        with pytest.raises(Refused):
            await close(world, opened.id, world.as_(role))
    for attempt in (break_it(world, world.as_owner), listed(world, world.as_owner)):
        with pytest.raises(ClinicNotFound):
            await attempt
    with pytest.raises(Refused):
        await listed(world, world.as_(Role.VETERINARIAN))
    elsewhere = await build(world.database, world.clock)
    assert await listed(elsewhere, platform) == []
    with pytest.raises(BreakGlassNotFound):
        await close(elsewhere, opened.id, platform)
    assert await world.count(BreakGlassAccess, BreakGlassAccess.closed_at.is_(None)) == 1


async def test_it_shows_what_was_hidden_and_leaves_a_trace(world: World, platform):
    booked = await world.book(tuesday(10))
    async with world.acting(platform) as session:
        with pytest.raises(PetNotFound):
            await profiles.get_pet(session, world.pet.id, by=platform, now=world.now)
        with pytest.raises(AppointmentNotFound):
            await queries.get_appointment(session, booked.id, by=platform, now=world.now)
    await break_it(world, platform)
    by = await resolved(world)
    async with world.acting(by) as session:
        pet = await profiles.get_pet(session, world.pet.id, by=by, now=world.now)
        visit = await queries.get_appointment(session, booked.id, by=by, now=world.now)
        wanted = AppointmentFilter(clinic_id=world.clinic.id)
        calendar = await queries.list_appointments(session, wanted, by=by, now=world.now)
    assert (pet.id, visit.version, str(booked.id) in calendar) == (world.pet.id, 1, True)
    traces = await world.all(AuditEntry, AuditEntry.reason == "emergency access")
    assert sorted((entry.action, entry.subject_type) for entry in traces) == [
        ("calendar_opened", "clinic"),
        ("opened", "appointment"),
        ("opened", "pet"),
    ]
    assert {entry.clinic_id for entry in traces} == {world.clinic.id}
