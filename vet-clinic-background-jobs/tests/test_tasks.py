"""Each domain's task reaches its operation, with a runtime of its own as in a worker."""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import structlog
from sqlalchemy import func, select
from vet_core.db import Database
from vet_core.identity.enums import ErasureState, ExportState
from vet_core.identity.models import DataExport, ErasureRequest, Person, SignInSession
from vet_core.kernel.actor import Actor
from vet_core.kernel.clock import utc_now
from vet_core.notifications.models import NotificationDelivery
from vet_core.outbox.models import InboundEvent
from vet_core.scheduling.models import ClinicHoliday, Reservation, SchedulingSettings
from vet_core.testing.factories import (
    make_appointment_type,
    make_clinic,
    make_hold,
    make_person,
    make_roster,
    make_veterinarian,
)
from vet_services.identity import exports

from vet_clinic_jobs.identity import tasks as identity
from vet_clinic_jobs.runtime import RuntimeMissing, here, opened_runtime, run
from vet_clinic_jobs.scheduling import tasks as scheduling

pytestmark = pytest.mark.usefixtures("configured")


async def run_in_a_worker(task: Callable[[], None]) -> None:
    """On another thread, because a worker child has no running loop around its tasks."""

    def work() -> None:
        with opened_runtime():
            task()

    await asyncio.to_thread(work)


async def test_a_stored_message_of_clerk_is_applied(database: Database) -> None:
    data = {
        "id": "user_from_clerk",
        "first_name": "Olivia",
        "last_name": "Hartmann",
        "primary_email_address_id": "idn_1",
        "email_addresses": [
            {"id": "idn_1", "email_address": "olivia@example.com", "verification": {"status": "verified"}}
        ],
        "created_at": 1_772_000_000_000,
        "updated_at": 1_772_000_000_000,
    }
    async with database.transaction() as session:
        message = {"type": "user.created", "data": data}
        session.add(InboundEvent(source="clerk", external_id="msg_1", type="user.created", payload=message))

    await run_in_a_worker(identity.apply_clerk_events)

    async with database.reading() as session:
        person = (await session.scalars(select(Person).where(Person.clerk_user_id == "user_from_clerk"))).one()
        stored = (await session.scalars(select(InboundEvent))).one()
    assert (person.email, person.given_name, person.family_name) == ("olivia@example.com", "Olivia", "Hartmann")
    assert stored.processed_at is not None


async def test_a_copy_somebody_asked_for_is_made(database: Database) -> None:
    async with database.transaction() as session:
        person = await make_person(session)
        await exports.request_export(session, by=Actor(person.id), now=utc_now())

    await run_in_a_worker(identity.run_exports)

    async with database.reading() as session:
        copy = (await session.scalars(select(DataExport))).one()
        assert (copy.state, copy.attempts) == (ExportState.READY, 1)
        assert await session.scalar(select(NotificationDelivery.kind)) == "export_ready"


async def test_whoever_asked_to_be_forgotten_is_erased_though_clerk_is_away(database: Database) -> None:
    now = utc_now()
    async with database.transaction() as session:
        person = await make_person(session)
        session.add(ErasureRequest(person_id=person.id, requested_at=now, due_at=now))

    await run_in_a_worker(identity.run_erasures)

    async with database.reading() as session:
        wish = (await session.scalars(select(ErasureRequest))).one()
        assert (wish.state, (wish.outcome or {})["account"]) == (ErasureState.DONE, "pending")
        assert await session.scalar(select(Person.given_name).where(Person.id == person.id)) == ""


async def test_what_is_over_its_time_goes(database: Database) -> None:
    now = utc_now()
    async with database.transaction() as session:
        person = await make_person(session)
        for name, days in (("old", 91), ("new", 89)):
            seen = now - timedelta(days=days)
            session.add(SignInSession(id=name, person_id=person.id, created_at=seen, last_seen_at=seen))

    await run_in_a_worker(identity.apply_retention)

    async with database.reading() as session:
        assert (await session.scalars(select(SignInSession.id))).all() == ["new"]


async def test_only_holds_that_ran_out_are_forgotten(database: Database) -> None:
    now = utc_now()
    async with database.transaction() as session:
        person, clinic = await make_person(session), await make_clinic(session)
        veterinarian = await make_veterinarian(session, [clinic])
        await make_roster(session, clinic, veterinarian)
        kind = await make_appointment_type(session, clinic, [veterinarian])
        for hours, expires_at in ((1, now - timedelta(seconds=1)), (2, now + timedelta(minutes=5))):
            starts_at = now + timedelta(days=3, hours=hours)
            await make_hold(session, person, kind, veterinarian, starts_at=starts_at, expires_at=expires_at)

    await run_in_a_worker(scheduling.forget_expired_holds)

    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Reservation)) == 1
        assert await session.scalar(select(Reservation.expires_at)) == now + timedelta(minutes=5)


async def test_a_clinic_gets_the_holidays_of_its_region(database: Database) -> None:
    async with database.transaction() as session:
        clinic = await make_clinic(session, locale="en")
        session.add(SchedulingSettings(clinic_id=clinic.id, holiday_country="DE"))

    await run_in_a_worker(scheduling.refresh_holidays)

    year = utc_now().year
    async with database.reading() as session:
        found = await session.execute(select(ClinicHoliday.on_day, ClinicHoliday.name))
        named = {row.on_day: row.name for row in found}
    assert [named[date(each, 12, 25)] for each in range(year, year + 3)] == ["Christmas Day"] * 3


async def test_what_a_task_binds_for_its_log_lines_is_its_own(database: Database) -> None:
    seen = []

    async def look() -> None:
        seen.append(structlog.contextvars.get_contextvars()["task"])

    def work() -> None:
        with opened_runtime():
            for name in ("first", "second"):
                structlog.contextvars.bind_contextvars(task=name)
                run(look())

    await asyncio.to_thread(work)
    assert seen == ["first", "second"]


def test_a_task_outside_of_a_worker_says_so() -> None:
    with pytest.raises(RuntimeMissing, match="vet-clinic-jobs worker"):
        here()
