import asyncio
from datetime import UTC, datetime
from typing import ClassVar

import asyncpg
import pytest
from sqlalchemy import select

from vet_core import outbox
from vet_core.db import Database
from vet_core.kernel.ids import new_id
from vet_core.outbox import Event, event_from, known_types
from vet_core.outbox.models import OutboxDelivery, OutboxEvent
from vet_core.scheduling.enums import AppointmentStatus
from vet_core.scheduling.events import AppointmentBooked, AppointmentRescheduled

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
OWNER, CLINIC = new_id(), new_id()


def booked() -> AppointmentBooked:
    return AppointmentBooked(
        clinic_id=CLINIC,
        audience_person_ids=(OWNER,),
        appointment_id=new_id(),
        veterinarian_id=new_id(),
        pet_id=new_id(),
        starts_at=NOW,
        ends_at=NOW,
        status=AppointmentStatus.CONFIRMED,
    )


async def test_an_event_is_stored_with_the_change_and_read_back_whole(database: Database) -> None:
    event = booked()
    async with database.transaction() as session:
        outbox.add(session, event, now=NOW)
    async with database.reading() as session:
        row = (await session.scalars(select(OutboxEvent))).one()
    assert (row.type, row.clinic_id, row.person_ids) == ("scheduling.appointment_booked", CLINIC, [OWNER])
    assert (row.occurred_at, row.relayed_at) == (NOW, None)
    assert row.payload["appointment_id"] == str(event.appointment_id)
    assert row.payload["clinic_id"] == str(CLINIC)
    assert row.payload["starts_at"] == "2026-03-02T09:00:00Z"
    assert "audience_person_ids" not in row.payload
    assert event_from(row.type, row.payload, audience_person_ids=row.person_ids) == event


async def test_events_keep_the_order_they_were_written_in(database: Database) -> None:
    events = [booked() for _ in range(5)]
    for event in events:
        async with database.transaction() as session:
            outbox.add(session, event, now=NOW)
    async with database.reading() as session:
        rows = (await session.scalars(select(OutboxEvent).order_by(OutboxEvent.position))).all()
    assert [row.payload["appointment_id"] for row in rows] == [str(event.appointment_id) for event in events]


async def test_the_bell_rings_once_when_the_change_is_committed_and_never_when_it_is_not(database: Database) -> None:
    rung: asyncio.Queue[str] = asyncio.Queue()
    listener = await asyncpg.connect(database.direct_dsn)
    await listener.add_listener("outbox", lambda _connection, _pid, channel, _payload: rung.put_nowait(channel))

    with pytest.raises(RuntimeError):  # noqa: PT012
        async with database.transaction() as session:
            outbox.add(session, booked(), now=NOW)
            await session.flush()
            raise RuntimeError
    async with database.transaction() as session:
        outbox.add(session, booked(), now=NOW)
        await session.flush()
        outbox.add(session, booked(), now=NOW)
        await session.flush()
        assert rung.empty()
    assert await asyncio.wait_for(rung.get(), 5) == "outbox"
    await listener.fetchval("SELECT 1")
    assert rung.empty()
    await listener.close()


async def test_a_delivery_exists_once_per_event_and_handler_and_goes_with_its_event(database: Database) -> None:
    async with database.transaction() as session:
        row = outbox.add(session, booked(), now=NOW)
        await session.flush()
        session.add(OutboxDelivery(event_id=row.id, handler="notifications.booked", next_attempt_at=NOW))
    with pytest.raises(Exception, match="pk_outbox_deliveries"):
        async with database.transaction() as session:
            session.add(OutboxDelivery(event_id=row.id, handler="notifications.booked", next_attempt_at=NOW))
    async with database.transaction() as session:
        await session.delete(await session.get_one(OutboxEvent, row.id))
    async with database.reading() as session:
        assert (await session.scalars(select(OutboxDelivery))).all() == []


def test_every_event_type_begins_with_its_domain() -> None:
    ours = {name for name in known_types() if not name.startswith("tests.")}
    assert ours >= {"scheduling.appointment_booked", "scheduling.appointment_rescheduled"}
    assert {name.split(".")[0] for name in ours} <= {"identity", "clinics", "pets", "scheduling", "notifications"}


def test_a_payload_of_a_newer_release_is_still_read() -> None:
    payload = booked().payload() | {"status": "confirmed", "invented_later": 1}
    event = event_from("scheduling.appointment_rescheduled", payload)
    assert isinstance(event, AppointmentRescheduled)
    assert event.previous_starts_at is None


def test_an_unknown_type_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        event_from("tests.never_declared", {})


def test_two_events_cannot_share_a_type() -> None:
    class First(Event):
        type: ClassVar[str] = "tests.shared"

    with pytest.raises(TypeError, match=r"tests\.shared is already the type of"):

        class Second(Event):
            type: ClassVar[str] = "tests.shared"


def test_events_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        booked().status = AppointmentStatus.MISSED  # type: ignore[misc]
