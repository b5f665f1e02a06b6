"""Who holds which role, from when until when, and that somebody always runs the clinic."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest
from vet_core.audit.models import AuditEntry
from vet_core.clinics.models import ClinicClient
from vet_core.clinics.schemas import ClinicPatch, LicencePatch, MembershipIn
from vet_core.identity.models import Membership
from vet_core.kernel.actor import SYSTEM, Actor, Role
from vet_core.kernel.errors import PreconditionFailed
from vet_core.kernel.policy import Refused
from vet_core.testing import factories

from tests.world import World, build, change
from vet_services.clinics import directory, licences, memberships, registration
from vet_services.clinics.errors import ClinicNotFound, LicenceNeeded, VeterinarianNotFound
from vet_services.identity.errors import (
    AlreadyMember,
    LastAdministrator,
    MembershipNotFound,
    PersonNotFound,
)

HOUR = timedelta(hours=1)
PLATFORM = Actor(SYSTEM.person_id, is_system_administrator=True)


@pytest.fixture(autouse=True)
async def known_here(world: World) -> None:
    """The stranger is a client: a clinic's administrators see nobody else whom they could give a role."""
    async with world.database.transaction() as session:
        session.add(
            ClinicClient(clinic_id=world.clinic.id, person_id=world.stranger.id, registered_at=world.now, version=1)
        )


async def run(world: World, operation, *arguments, by: Actor | None = None, **rest):
    by = by or world.as_(Role.CLINIC_ADMINISTRATOR)
    async with world.acting(by) as session:
        return await operation(session, *arguments, by=by, now=world.now, **rest)


async def grant(world: World, role: Role = Role.TECHNICIAN, *, by: Actor | None = None, **wish: Any):
    wanted = MembershipIn.model_validate({"person_id": world.stranger.id, "role": role} | wish)
    return await run(world, memberships.grant_membership, world.clinic.id, wanted, by=by)


async def end(world: World, membership_id, *, by: Actor | None = None):
    await run(world, memberships.end_membership, world.clinic.id, membership_id, by=by)


async def administration(world: World):
    [row] = await world.all(
        Membership,
        Membership.person_id == world.people[Role.CLINIC_ADMINISTRATOR].id,
        Membership.role == Role.CLINIC_ADMINISTRATOR,
    )
    return row


async def test_a_role_is_given_for_a_time_and_told(world: World):
    given = await grant(world, starts_at=world.now + HOUR, ends_at=world.now + 2 * HOUR)
    assert (given.role, given.starts_at, given.ends_at) == (Role.TECHNICIAN, world.now + HOUR, world.now + 2 * HOUR)
    [event] = await world.events("identity.membership_granted")
    assert (event.person_ids, event.clinic_id) == ([world.stranger.id], world.clinic.id)
    [entry] = await world.all(AuditEntry)
    assert (entry.action, entry.subject_id, entry.acting_as) == ("granted", world.stranger.id, "clinic_administrator")


@pytest.mark.parametrize(
    ("first", "second", "is_held"),
    [
        ((None, None), (None, None), True),
        ((None, 2), (1, None), True),
        ((None, 1), (1, None), False),
        ((3, None), (None, 3), False),
        ((3, None), (None, None), True),
        ((1, 2), (2, 3), False),
    ],
)
async def test_the_same_role_is_held_once_at_a_time(world: World, first, second, is_held):
    def times(hours):
        names = zip(("starts_at", "ends_at"), hours, strict=True)
        return {name: None if hour is None else world.now + hour * HOUR for name, hour in names}

    await grant(world, **times(first))
    if is_held:
        with pytest.raises(AlreadyMember):
            await grant(world, **times(second))
    else:
        await grant(world, **times(second))
    assert await world.count(Membership, Membership.person_id == world.stranger.id) == (1 if is_held else 2)


async def test_a_start_in_the_past_is_now(world: World):
    given = await grant(world, starts_at=world.now - HOUR)
    assert given.starts_at == world.now


async def test_who_may_give_roles_and_to_whom(world: World):
    elsewhere = await build(world.database, world.clock)
    for role in (Role.RECEPTIONIST, Role.VETERINARIAN, Role.TECHNICIAN):
        with pytest.raises(Refused):
            await grant(world, by=world.as_(role))
    for outsider in (world.as_stranger, elsewhere.as_(Role.CLINIC_ADMINISTRATOR)):
        with pytest.raises(ClinicNotFound):
            await grant(world, by=outsider)
    for nobody_they_know in (world.pet.id, elsewhere.stranger.id):
        with pytest.raises(PersonNotFound):
            await grant(world, person_id=nobody_they_know)
    with pytest.raises(LicenceNeeded):
        await grant(world, Role.VETERINARIAN)
    await grant(world, person_id=world.people[Role.RECEPTIONIST].id, by=PLATFORM)


async def test_a_platform_administrator_gives_no_role_to_themself(world: World):
    themself = Actor(world.stranger.id, is_system_administrator=True)
    with pytest.raises(Refused) as refusal:
        await grant(world, by=themself)
    assert refusal.value.code == "clinics.not_oneself"
    with pytest.raises(Refused):
        await run(world, registration.grant, world.clinic.id, world.stranger.id, Role.RECEPTIONIST, by=themself)
    assert await world.count(Membership, Membership.person_id == world.stranger.id) == 0


async def test_a_role_ends_once_and_at_once(world: World):
    given = await grant(world)
    world.clock.advance(HOUR)
    for _ in range(2):
        await end(world, given.id)
    [row] = await world.all(Membership, Membership.id == given.id)
    assert row.ends_at == world.now
    assert len(await world.events("identity.membership_ended")) == 1
    assert [entry.action for entry in await world.all(AuditEntry)] == ["granted", "revoked"]


async def test_a_role_that_has_not_begun_never_does(world: World):
    for starts_at in (world.now, world.now + HOUR):
        given = await grant(world, starts_at=starts_at)
        await end(world, given.id)
        assert await world.count(Membership, Membership.id == given.id) == 0


async def test_roles_of_another_clinic_do_not_exist(world: World):
    elsewhere = await build(world.database, world.clock)
    theirs = await administration(elsewhere)
    with pytest.raises(MembershipNotFound):
        await end(world, theirs.id)
    with pytest.raises(MembershipNotFound):
        await end(world, world.pet.id)


async def test_the_last_administrator_stays(world: World):
    own = await administration(world)
    with pytest.raises(LastAdministrator):
        await end(world, own.id)
    facts = (world.clinic.id, own.person_id, Role.CLINIC_ADMINISTRATOR)
    with pytest.raises(LastAdministrator):
        await run(world, registration.revoke, *facts, by=SYSTEM)
    await grant(world, Role.CLINIC_ADMINISTRATOR, ends_at=world.now + HOUR)
    with pytest.raises(LastAdministrator, match="needs an administrator"):
        await end(world, own.id)
    assert await world.count(Membership, Membership.id == own.id, Membership.ends_at.is_(None)) == 1


@pytest.mark.parametrize("gone", ["deleted", "not begun"])
async def test_somebody_who_cannot_run_it_does_not_count(world: World, gone):
    own = await administration(world)
    later: dict[str, Any] = {} if gone == "deleted" else {"starts_at": world.now + HOUR}
    await grant(world, Role.CLINIC_ADMINISTRATOR, **later)
    if gone == "deleted":
        await change(world.database, world.stranger, deleted_at=world.now)
    with pytest.raises(LastAdministrator):
        await end(world, own.id)


async def test_a_second_administrator_lets_the_first_go(world: World):
    own = await administration(world)
    await grant(world, Role.CLINIC_ADMINISTRATOR)
    await end(world, own.id)
    assert await world.count(Membership, Membership.id == own.id, Membership.ends_at.is_(None)) == 0


@pytest.mark.parametrize("attempt", range(5))
async def test_two_administrators_who_remove_each_other_leave_one(world: World, attempt):
    own = await administration(world)
    other = await grant(world, Role.CLINIC_ADMINISTRATOR)
    world.clock.advance(HOUR)
    as_other = factories.actor_of(world.stranger, (world.clinic, Role.CLINIC_ADMINISTRATOR))
    outcomes = await asyncio.gather(end(world, other.id), end(world, own.id, by=as_other), return_exceptions=True)
    assert sorted(type(each).__name__ for each in outcomes) == ["LastAdministrator", "NoneType"]
    left = await world.count(
        Membership,
        Membership.clinic_id == world.clinic.id,
        Membership.role == Role.CLINIC_ADMINISTRATOR,
        Membership.ends_at.is_(None),
    )
    assert left == 1


async def test_one_role_given_twice_at_once_is_held_once(world: World):
    outcomes = await asyncio.gather(*(grant(world) for _ in range(4)), return_exceptions=True)
    assert [type(each) for each in outcomes].count(AlreadyMember) == 3
    assert await world.count(Membership, Membership.person_id == world.stranger.id) == 1


async def renew(world: World, *, by: Actor | None = None, veterinarian_id=None, **patch: Any):
    veterinarian_id = veterinarian_id or world.veterinarian.id
    wanted = LicencePatch.model_validate(patch)
    return await run(world, licences.update_licence, world.clinic.id, veterinarian_id, wanted, by=by)


async def test_a_licence_is_renewed_by_its_holder_and_by_the_administrators(world: World):
    [vet] = [row for row in await world.all(Membership) if row.person_id == world.veterinarian.person_id]
    as_vet = Actor(vet.person_id, frozenset(world.as_(Role.VETERINARIAN).grants))
    shown = await renew(world, by=as_vet, license_expires_on="2032-12-31")
    assert (shown.license_expires_on, shown.license_number) == (date(2032, 12, 31), world.veterinarian.license_number)
    await renew(world, license_number="BE-1", license_region="Brandenburg")
    assert [entry.fields for entry in await world.all(AuditEntry)] == [
        ["license_expires_on"],
        ["license_number", "license_region"],
    ]
    with pytest.raises(Refused):
        await renew(world, by=world.as_(Role.VETERINARIAN), license_number="BE-2")
    with pytest.raises(ClinicNotFound):
        await renew(world, by=world.as_stranger, license_number="BE-2")


async def test_licences_of_those_who_work_elsewhere_do_not_exist(world: World):
    elsewhere = await build(world.database, world.clock)
    with pytest.raises(VeterinarianNotFound):
        await renew(world, veterinarian_id=elsewhere.veterinarian.id, license_number="BE-2")
    with pytest.raises(ClinicNotFound):
        await renew(world, veterinarian_id=elsewhere.veterinarian.id, by=world.as_stranger, license_number="BE-2")


async def test_a_clinic_changes_what_it_says_about_itself(world: World):
    async def update(**patch):
        over = {"check": patch.pop("check")} if "check" in patch else {}
        wanted = ClinicPatch.model_validate(patch)
        await run(world, registration.update_clinic, world.clinic.id, wanted, **over)

    await update(name="Linden & Partner", region=None, is_booking_paused=True)
    async with world.database.reading() as session:
        shown = await directory.get(session, world.clinic.id)
    assert (shown.name, shown.is_booking_paused, shown.version) == ("Linden & Partner", True, 2)
    assert (shown.paused_at, shown.pause_reason) == (world.now, None)
    [entry] = await world.all(AuditEntry)
    assert (entry.action, entry.fields) == ("changed", ["is_booking_paused", "name"])

    def check(current: int) -> None:
        assert current == 2
        raise PreconditionFailed

    with pytest.raises(PreconditionFailed):
        await update(name="Other", check=check)


async def test_a_suspended_clinic_is_not_found_and_not_booked(world: World):
    from vet_services.clinics.errors import ClinicSuspended

    async def found():
        async with world.database.reading() as session:
            return [each.id for each in (await directory.find(session)).items]

    with pytest.raises(Refused):
        await run(world, registration.suspend_clinic, world.clinic.id)
    with pytest.raises(ClinicNotFound):
        await run(world, registration.suspend_clinic, world.clinic.id, by=world.as_stranger)
    booked = await world.book()
    for _ in range(2):
        await run(world, registration.suspend_clinic, world.clinic.id, by=PLATFORM)
    assert await found() == []
    async with world.database.reading() as session:
        assert [each.id for each in (await directory.list_suspended(session, by=PLATFORM)).items] == [world.clinic.id]
        with pytest.raises(Refused):
            await directory.list_suspended(session, by=world.as_(Role.CLINIC_ADMINISTRATOR))
    for somebody in (world.as_owner, world.as_(Role.RECEPTIONIST)):
        with pytest.raises(ClinicSuspended):
            await world.book(booked.starts_at + HOUR, by=somebody)
    await run(world, registration.resume_clinic, world.clinic.id, by=PLATFORM)
    assert await found() == [world.clinic.id]
    await world.book(booked.starts_at + HOUR)
