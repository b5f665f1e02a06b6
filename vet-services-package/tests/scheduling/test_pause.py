"""Online booking stops with one press of whoever keeps the calendar, and starts again."""

import pytest
from vet_core.audit.models import AuditEntry
from vet_core.clinics.models import Clinic
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.ids import new_id
from vet_core.kernel.policy import Refused

from tests.world import World
from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import pause, slot_cache
from vet_services.scheduling.availability import WhyNot
from vet_services.scheduling.errors import NotOffered

KEEPERS = (Role.RECEPTIONIST, Role.VETERINARIAN, Role.CLINIC_ADMINISTRATOR)


async def stop(world: World, *, by: Actor | None = None, reason: str | None = None, clinic_id=None):
    by = by or world.as_(Role.RECEPTIONIST)
    async with world.acting(by) as session:
        await pause.pause_booking(session, clinic_id or world.clinic.id, reason=reason, by=by, now=world.now)
        return slot_cache.changed_in(session)


async def go_on(world: World, *, by: Actor | None = None):
    by = by or world.as_(Role.RECEPTIONIST)
    async with world.acting(by) as session:
        await pause.resume_booking(session, world.clinic.id, by=by, now=world.now)
        return slot_cache.changed_in(session)


async def switch(world: World) -> tuple[bool, str | None, object]:
    [row] = await world.all(Clinic)
    return row.is_booking_paused, row.pause_reason, row.paused_at


@pytest.mark.parametrize("role", KEEPERS)
async def test_whoever_keeps_the_calendar_presses_once(world: World, role: Role):
    began = world.now
    assert await stop(world, by=world.as_(role), reason="A fire alarm.") == {world.clinic.id}
    assert await switch(world) == (True, "A fire alarm.", began)
    assert [event.type for event in await world.events()] == [
        "clinics.clinic_changed",
        "scheduling.calendar_changed",
    ]
    with pytest.raises(NotOffered) as refused:
        await world.book()
    assert refused.value.reason is WhyNot.PAUSED
    assert await go_on(world, by=world.as_(role)) == {world.clinic.id}
    assert await switch(world) == (False, None, None)


async def test_a_second_press_changes_nothing_but_the_reason(world: World):
    began = world.now
    await stop(world)
    assert await stop(world) == frozenset()
    assert len(await world.events()) == 2
    await stop(world, reason="The computers are down.")
    assert await switch(world) == (True, "The computers are down.", began)
    [first, second] = [entry.action for entry in await world.all(AuditEntry)]
    assert first == second == "booking_paused"


async def test_nothing_is_resumed_where_nothing_was_paused(world: World):
    assert await go_on(world) == frozenset()
    assert await world.events() == []
    assert await world.all(AuditEntry) == []


async def test_others_cannot_press(world: World):
    with pytest.raises(Refused):
        await stop(world, by=world.as_(Role.TECHNICIAN))
    for by in (world.as_owner, world.as_stranger):
        with pytest.raises(ClinicNotFound):
            await stop(world, by=by)
    with pytest.raises(ClinicNotFound):
        await stop(world, clinic_id=new_id())
    assert await switch(world) == (False, None, None)
