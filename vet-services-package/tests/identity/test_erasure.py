"""Asking to be forgotten takes one's own address, and somebody else to run what one runs alone."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import update
from vet_core.identity.enums import ErasureState
from vet_core.identity.models import ErasureRequest, Person
from vet_core.identity.privacy_schemas import ErasureIn, ErasureOut
from vet_core.kernel.actor import Actor, Role
from vet_core.testing import factories

from tests.world import World
from vet_services.identity import erasure
from vet_services.identity.errors import ErasureBlocked, ErasureNotConfirmed, ErasureNotFound


async def ask(world: World, actor: Actor, confirm: str) -> ErasureOut:
    async with world.database.transaction() as session:
        return await erasure.request_erasure(session, ErasureIn(confirm=confirm), by=actor, now=world.now)


async def make_system_administrator(world: World, person_id: UUID) -> None:
    async with world.database.transaction() as session:
        await session.execute(update(Person).where(Person.id == person_id).values(is_system_administrator=True))


async def test_it_is_due_in_seven_days_and_asking_again_changes_nothing(world: World) -> None:
    first = await ask(world, world.as_owner, world.owner.email.upper())
    world.clock.advance(timedelta(days=1))
    again = await ask(world, world.as_owner, world.owner.email)

    assert first == again
    assert (first.state, first.due_at - first.requested_at) == (ErasureState.REQUESTED, timedelta(days=7))
    assert await world.count(ErasureRequest) == 1


async def test_another_address_confirms_nothing(world: World) -> None:
    with pytest.raises(ErasureNotConfirmed) as refusal:
        await ask(world, world.as_owner, world.stranger.email)

    assert refusal.value.pointer == "/confirm"
    assert await world.count(ErasureRequest) == 0


async def test_the_last_administrator_of_a_clinic_cannot_leave_it_alone(world: World) -> None:
    administrator = world.people[Role.CLINIC_ADMINISTRATOR]
    with pytest.raises(ErasureBlocked) as refusal:
        await ask(world, world.as_(Role.CLINIC_ADMINISTRATOR), administrator.email)
    assert refusal.value.params == {"clinics": [{"id": str(world.clinic.id), "name": world.clinic.name}]}

    async with world.database.transaction() as session:
        other = await factories.make_person(session, deleted_at=world.now)
        await factories.make_membership(session, other, world.clinic, Role.CLINIC_ADMINISTRATOR)
    with pytest.raises(ErasureBlocked):
        await ask(world, world.as_(Role.CLINIC_ADMINISTRATOR), administrator.email)

    async with world.database.transaction() as session:
        await session.execute(update(Person).where(Person.id == other.id).values(deleted_at=None))
    assert (await ask(world, world.as_(Role.CLINIC_ADMINISTRATOR), administrator.email)).state == "requested"


async def test_the_last_administrator_of_the_platform_stays(world: World) -> None:
    await make_system_administrator(world, world.owner.id)
    with pytest.raises(ErasureBlocked):
        await ask(world, world.as_owner, world.owner.email)

    await make_system_administrator(world, world.stranger.id)
    assert (await ask(world, world.as_owner, world.owner.email)).state == "requested"


async def test_what_was_taken_back_is_gone_and_can_be_asked_for_again(world: World) -> None:
    first = await ask(world, world.as_owner, world.owner.email)
    async with world.database.transaction() as session:
        await erasure.cancel_erasure(session, by=world.as_owner, now=world.now)
        with pytest.raises(ErasureNotFound):
            await erasure.get_erasure(session, by=world.as_owner)
        with pytest.raises(ErasureNotFound):
            await erasure.cancel_erasure(session, by=world.as_owner, now=world.now)

    assert (await ask(world, world.as_owner, world.owner.email)).id != first.id


async def test_nobody_sees_or_takes_back_the_wish_of_another(world: World) -> None:
    await ask(world, world.as_owner, world.owner.email)
    async with world.database.transaction() as session:
        with pytest.raises(ErasureNotFound):
            await erasure.get_erasure(session, by=world.as_stranger)
        with pytest.raises(ErasureNotFound):
            await erasure.cancel_erasure(session, by=world.as_stranger, now=world.now)
