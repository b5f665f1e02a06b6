"""The SQL that lists slots and the pure rules give the same answer, whatever the clinic and the clocks."""

import asyncio
import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from vet_core.db import Database
from vet_core.kernel.actor import Role
from vet_core.testing import factories

from tests.scheduling import by_the_rules
from tests.scheduling.random_worlds import Planted, plant, specs
from vet_services.scheduling import slots
from vet_services.scheduling.slots import SlotQuery

MINUTE = timedelta(minutes=1)


@pytest.fixture
def compare(database_settings, _ready):
    """Plant a world, ask both, undo."""
    with asyncio.Runner() as runner:
        database = Database(database_settings, application_name="vet-test", acts_as_system=True)

        async def both(spec):
            async with database.transaction() as session:
                planted = await plant(session, spec)
                query, by, now = _question(spec, planted)
                expected = await by_the_rules.list_slots(session, query, by=by, now=now)
                found = json.loads(await slots.list_slots(session, query, by=by, now=now))["items"]
                days = json.loads(await slots.list_slot_days(session, query, by=by, now=now))["items"]
                single = [
                    json.loads(await slots.explain_slot(session, query, at, by=by, now=now))["items"]
                    for at in _probes(query)
                ]
                await session.rollback()
            return query, expected, found, days, single

        yield lambda spec: runner.run(both(spec))
        runner.run(database.close())


def _question(spec, planted: Planted):
    start, length = spec["within"]
    starts_from = spec["day"] + start * MINUTE
    query = SlotQuery(
        clinic_id=planted.clinic.id,
        appointment_type_id=planted.kind_id,
        starts_from=starts_from,
        ends_by=starts_from + length * MINUTE,
        veterinarian_id=planted.veterinarian_ids[0] if spec["only"] else None,
        pet_id=planted.pet_id if spec["pet"] and not spec["is_staff"] else None,
        hold_id=planted.hold_ids[0] if spec["shows_hold"] and planted.hold_ids else None,
        own_appointment_id=planted.appointment_ids[0] if spec["is_moving"] and planted.appointment_ids else None,
    )
    by = factories.actor_of(planted.owner)
    if spec["is_staff"]:
        by = factories.actor_of(planted.staff, (planted.clinic, Role.RECEPTIONIST))
    return query, by, spec["day"] + spec["now"] * MINUTE


def _probes(query: SlotQuery):
    """A few starts of the range, the whole hours and what lies beside them."""
    hour = query.starts_from.replace(minute=0) + timedelta(hours=1)
    return [at for at in (hour, hour + 30 * MINUTE, hour + 7 * MINUTE) if at < query.ends_by]


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), print_blob=False)
@given(spec=specs())
def test_the_statement_offers_what_the_rules_offer(compare, spec):
    query, expected, found, days, single = compare(spec)
    assert found == expected
    by_day: dict[str, list[str]] = {}
    for item in found:
        at = item["starts_at"]
        starts = by_day.setdefault(item["starts_local"][:10], [])
        if at not in starts:
            starts.append(at)
    assert days == [
        {"on": day, "free_count": len(starts), "first_starts_at": starts[0]} for day, starts in sorted(by_day.items())
    ]
    for at, items in zip(_probes(query), single, strict=True):
        shown = [item for item in found if item["starts_at"] == at.strftime("%Y-%m-%dT%H:%M:%SZ")]
        inside = [item for item in items if item["ends_at"] <= query.ends_by.strftime("%Y-%m-%dT%H:%M:%SZ")]
        assert [(item["starts_at"], sorted(item["veterinarian_ids"])) for item in inside] == [
            (item["starts_at"], item["veterinarian_ids"]) for item in shown
        ]
