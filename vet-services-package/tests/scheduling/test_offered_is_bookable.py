"""What is shown can be booked, and nothing else: over random clinics, holidays, classes, rooms and clock changes."""

import asyncio
import json
import random
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from vet_core.db import Database, Session
from vet_core.kernel.actor import Role
from vet_core.scheduling.schemas import AppointmentIn
from vet_core.testing import factories

from tests.scheduling.random_worlds import Planted, plant, specs
from vet_services.pets.errors import PetNotFound
from vet_services.scheduling import booking, slots
from vet_services.scheduling.errors import NotOffered, SlotTaken
from vet_services.scheduling.slots import SlotQuery

MINUTE = timedelta(minutes=1)
LONGEST = 90 * MINUTE
PROBES = 24


@pytest.fixture
def shown_and_booked(database_settings, _ready):
    """Plant a world, ask what is on offer, try to book it and other times besides, and undo everything."""
    with asyncio.Runner() as runner:
        database = Database(database_settings, application_name="vet-test", acts_as_system=True)

        async def both(spec):
            async with database.transaction() as session:
                found = await compare(session, spec, await plant(session, spec))
                await session.rollback()
            return found

        yield lambda spec: runner.run(both(spec))
        runner.run(database.close())


async def compare(session: Session, spec, planted: Planted):
    """The (start, veterinarian) pairs that were tried, split into those on offer and those that could be booked."""
    is_staff = spec["is_staff"]
    by = factories.actor_of(planted.owner)
    if is_staff:
        by = factories.actor_of(planted.staff, (planted.clinic, Role.RECEPTIONIST))
    now = spec["day"] + spec["now"] * MINUTE
    starts_from = spec["day"] - timedelta(hours=6)
    ends_by = spec["day"] + timedelta(hours=42)
    clinic_id, veterinarian_ids = planted.clinic.id, list(planted.veterinarian_ids)
    query = SlotQuery(
        clinic_id=clinic_id,
        appointment_type_id=planted.kind_id,
        starts_from=starts_from,
        ends_by=ends_by,
        pet_id=planted.pet_id,
    )
    try:
        items = json.loads(await slots.list_slots(session, query, by=by, now=now))["items"]
    except PetNotFound:  # staff book for the pets of their clinic only
        return None
    offered = {
        (datetime.fromisoformat(item["starts_at"]), veterinarian)
        for item in items
        for veterinarian in veterinarian_ids
        if str(veterinarian) in item["veterinarian_ids"]
    }
    tried = some_of(offered, veterinarian_ids, starts_from, ends_by - LONGEST)
    booked = set()
    for start, veterinarian in tried:
        wish = AppointmentIn(
            clinic_id=clinic_id,
            appointment_type_id=planted.kind_id,
            starts_at=start,
            veterinarian_id=veterinarian,
            pet_id=planted.pet_id,
        )
        attempt = await session.begin_nested()
        try:
            await booking.book(session, wish, by=by, now=now)
            booked.add((start, veterinarian))
        except (NotOffered, SlotTaken):
            pass
        finally:
            await attempt.rollback()
    return offered & tried, booked


def some_of(offered, veterinarian_ids, starts_from: datetime, until: datetime):
    """Some that are offered, their neighbours, and others of the range."""
    chance = random.Random(1)
    some = chance.sample(sorted(offered), min(len(offered), PROBES))
    near = [(start + chance.choice([-5, -1, 1, 5, 15]) * MINUTE, vet) for start, vet in some]
    minutes = int((until - starts_from) / MINUTE)
    anywhere = [
        (starts_from + chance.randrange(0, minutes, 5) * MINUTE, chance.choice(veterinarian_ids)) for _ in range(PROBES)
    ]
    return {(start, vet) for start, vet in [*some, *near, *anywhere] if starts_from <= start <= until}


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(spec=specs())
def test_every_start_that_is_offered_can_be_booked_and_no_other(shown_and_booked, spec):
    found = shown_and_booked(spec)
    if found is not None:
        offered, booked = found
        assert booked == offered
