"""The cancellation notice: what is late, what it costs, and who does without the fee."""

from datetime import timedelta

import pytest
from vet_core.audit.models import AuditEntry
from vet_core.kernel.actor import Role
from vet_core.scheduling.models import Appointment
from vet_core.scheduling.schemas import RescheduleIn

from tests.scheduling.test_changes import cancel, move
from tests.scheduling.test_status import step
from tests.world import World, build, tuesday
from vet_services.scheduling import booking, status

A_DAY = timedelta(hours=24)


@pytest.fixture
async def world(database, clock) -> World:
    return await build(database, clock, cancellation_notice_minutes=24 * 60, late_fee_minor=1500)


async def test_the_last_moment_is_in_time_and_the_next_one_late(world: World):
    in_time, late = await world.book(tuesday(10)), await world.book(tuesday(11), pet_id=world.pet.id)
    world.clock.set(tuesday(10) - A_DAY)
    cancelled = await cancel(world, in_time.id)
    assert (cancelled.is_late, cancelled.late_fee) == (False, None)
    world.clock.set(tuesday(11) - A_DAY + timedelta(seconds=1))
    cancelled = await cancel(world, late.id)
    assert cancelled.is_late
    assert (cancelled.late_fee.amount_minor, cancelled.late_fee.currency) == (1500, "EUR")


async def test_moving_late_is_late_too_and_stays_noted(world: World):
    booked = await world.book(tuesday(10))
    world.clock.set(tuesday(9))
    moved = await move(world, booked.id, tuesday(10, day=5))
    assert (moved.is_late, moved.late_fee.amount_minor) == (True, 1500)
    again = await move(world, booked.id, tuesday(10, day=6))
    assert (again.is_late, again.late_fee.amount_minor) == (True, 1500)


async def test_the_clinic_is_never_late_nor_is_who_follows_its_proposal(world: World):
    booked = await world.book(tuesday(10))
    world.clock.set(tuesday(9))
    moved = await move(world, booked.id, tuesday(11), by=world.as_(Role.RECEPTIONIST))
    assert not moved.is_late
    async with world.database.transaction() as session:
        moved = await booking.reschedule(
            session,
            booked.id,
            RescheduleIn(starts_at=tuesday(17, 0) - timedelta(minutes=30)),
            by=world.as_owner,
            now=world.now,
            by_staff_rules=True,
            is_never_late=True,
        )
    assert not moved.is_late
    assert not (await cancel(world, booked.id, by=world.as_(Role.VETERINARIAN))).is_late


async def test_a_fee_is_waived_and_the_lateness_stays(world: World):
    booked = await world.book(tuesday(10))
    world.clock.set(tuesday(9))
    await cancel(world, booked.id)
    waived = await step(world, status.waive_late_fee, booked.id, by=world.as_(Role.RECEPTIONIST))
    assert (waived.is_late, waived.late_fee) == (True, None)
    await step(world, status.waive_late_fee, booked.id, by=world.as_(Role.RECEPTIONIST))
    assert await world.count(AuditEntry, AuditEntry.action == "late_fee_waived") == 1


async def test_without_a_rule_nothing_is_late(database, clock):
    world = await build(database, clock)
    booked = await world.book(tuesday(10))
    clock.set(tuesday(10) - timedelta(seconds=1))
    assert not (await cancel(world, booked.id)).is_late
    [row] = await world.all(Appointment)
    assert row.late_fee_minor is None
