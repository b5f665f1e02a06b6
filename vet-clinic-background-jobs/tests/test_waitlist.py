"""From a cancelled visit to the mail of whoever waits, and on to the next when nobody answers."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from redis.asyncio import Redis
from sqlalchemy import select, update
from vet_core import outbox
from vet_core.clinics.models import Veterinarian
from vet_core.db import Database
from vet_core.identity.models import Person
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.clock import utc_now
from vet_core.notifications.models import NotificationDelivery
from vet_core.outbox.enums import DeliveryState
from vet_core.outbox.models import OutboxDelivery
from vet_core.scheduling.enums import ProposalState
from vet_core.scheduling.events import TimeOpened
from vet_core.scheduling.models import (
    Appointment,
    AppointmentTypeVeterinarian,
    DayMove,
    Hold,
    MoveProposal,
    WaitlistEntry,
    WaitlistOffer,
)
from vet_core.scheduling.schemas import WaitlistIn, WaitlistWindow
from vet_core.testing.factories import actor_of, make_clinic, make_membership, make_person, make_pet
from vet_services.scheduling import booking, waitlist
from vet_services.scheduling.slot_cache import SlotCache
from vet_services.scheduling.waitlist_grace import GRACE

from tests.support.clinic import Practice, open_practice
from tests.support.deliveries import relay_and_deliver, sweep_and_deliver
from vet_clinic_jobs.outbox.delivering import Outcome
from vet_clinic_jobs.runtime import opened_runtime
from vet_clinic_jobs.scheduling import tasks

pytestmark = pytest.mark.usefixtures("configured")

DAY = timedelta(days=1)
FOLLOWED_LATER = frozenset({"scheduling.follow_cancelled"})


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    async with Redis.from_url(redis_url) as redis:
        yield redis


async def run_in_a_worker(task: Callable[[], None]) -> None:
    def work() -> None:
        with opened_runtime():
            task()

    await asyncio.to_thread(work)


async def join(practice: Practice, day: datetime) -> Actor:
    """Somebody else who would take any time of that day and of the next two."""
    async with practice.database.transaction() as session:
        person = await make_person(session)
        pet = await make_pet(session, person)
        window = WaitlistWindow(from_day=day.date() - DAY, until_day=day.date() + 2 * DAY)
        wish = WaitlistIn(
            clinic_id=practice.clinic_id,
            appointment_type_id=practice.appointment_type_id,
            pet_id=pet.id,
            windows=[window],
        )
        by = actor_of(person)
        await waitlist.join_waitlist(session, wish, by=by, now=utc_now())
        return by


async def deliveries_of(database: Database) -> list[OutboxDelivery]:
    async with database.reading() as session:
        return list(await session.scalars(select(OutboxDelivery)))


async def rows(database: Database, model: Any) -> list[Any]:
    async with database.reading() as session:
        return list(await session.scalars(select(model).order_by(model.id)))


async def test_a_cancelled_visit_is_offered_mailed_and_passed_on(database: Database, redis_url: str) -> None:
    now = utc_now() - timedelta(minutes=1)  # so that the worker, which has no clock of ours, comes after the grace
    practice = await open_practice(database)
    [booked] = await practice.book_many(1, now=now)
    people = [await join(practice, booked.starts_at) for _ in range(2)]
    async with database.transaction() as session:
        await booking.cancel(session, booked.id, by=practice.owner, now=now)
    await relay_and_deliver(database, redis_url, now=now, put_off=FOLLOWED_LATER)
    assert await sweep_and_deliver(database, now=now + GRACE) == [Outcome.DONE]
    await relay_and_deliver(database, redis_url, now=now + GRACE)  # what followed from it
    [hold] = await rows(database, Hold)
    [mail] = [row for row in await rows(database, NotificationDelivery) if row.kind == "waitlist_offered"]
    assert (hold.person_id, mail.person_id, hold.starts_at) == (
        people[0].person_id,
        people[0].person_id,
        booked.starts_at,
    )

    async with database.transaction() as session:
        await session.execute(update(WaitlistOffer).values(expires_at=utc_now()))
    await run_in_a_worker(tasks.advance_waitlist)
    await run_in_a_worker(tasks.advance_waitlist)

    statuses = {row.person_id: row.status.value for row in await rows(database, WaitlistEntry)}
    assert [statuses[by.person_id] for by in people] == ["waiting", "offered"]
    assert [row.state.value for row in await rows(database, WaitlistOffer)] == ["expired", "open"]
    [hold] = await rows(database, Hold)
    assert hold.person_id == people[1].person_id


async def test_within_the_grace_a_cancelled_time_is_kept_from_who_waits_and_no_worker_has_to_live_through_it(
    database: Database, redis_url: str
) -> None:
    now = utc_now()
    practice = await open_practice(database)
    [booked] = await practice.book_many(1, now=now)
    await join(practice, booked.starts_at)
    async with database.transaction() as session:
        await booking.cancel(session, booked.id, by=practice.owner, now=now)
    await relay_and_deliver(database, redis_url, now=now, put_off=FOLLOWED_LATER)
    [put_off] = [row for row in await deliveries_of(database) if row.state is DeliveryState.PENDING]
    assert (put_off.handler, put_off.next_attempt_at, put_off.attempts) == (
        "scheduling.follow_cancelled",
        now + GRACE,
        0,
    )
    await run_in_a_worker(tasks.advance_waitlist)
    assert await sweep_and_deliver(database, now=now + GRACE - timedelta(seconds=1)) == []
    assert await rows(database, WaitlistOffer) == await rows(database, Hold) == []

    # The ring that a worker would have waited with is lost; the table is asked by the sweep.
    assert await sweep_and_deliver(database, now=now + GRACE) == [Outcome.DONE]
    [offer] = await rows(database, WaitlistOffer)
    assert offer.starts_at == booked.starts_at
    assert await sweep_and_deliver(database, now=now + GRACE) == []


async def test_longer_hours_ask_everybody_who_waits_one_step_after_the_other(
    database: Database, redis_url: str
) -> None:
    now = utc_now()
    practice = await open_practice(database)
    people = [await join(practice, now + DAY) for _ in range(3)]
    opened = TimeOpened(clinic_id=practice.clinic_id, starts_at=now, ends_at=now + 7 * DAY)
    async with database.transaction() as session:
        outbox.add(session, opened, now=now)
    for made in (1, 2, 3):
        await relay_and_deliver(database, redis_url, now=now)
        assert len(await rows(database, WaitlistOffer)) == made
    statuses = {row.person_id: row.status.value for row in await rows(database, WaitlistEntry)}
    assert [statuses[by.person_id] for by in people] == ["offered"] * 3


async def test_a_proposal_is_over_when_its_visit_begins(database: Database) -> None:
    now = utc_now()
    practice = await open_practice(database)
    booked = await practice.book_many(2, now=now)
    async with database.transaction() as session:
        visit = await session.get_one(Appointment, booked[0].id)
        move = DayMove(
            clinic_id=practice.clinic_id,
            veterinarian_id=visit.veterinarian_id,
            on_day=visit.starts_at.date(),
            created_by_id=practice.owner.person_id,
            created_at=now,
        )
        session.add(move)
        await session.flush()
        for each, expires_at in zip(booked, (now, now + DAY), strict=True):
            session.add(
                MoveProposal(
                    day_move_id=move.id, appointment_id=each.id, options=[], expires_at=expires_at, created_at=now
                )
            )
    await run_in_a_worker(tasks.advance_waitlist)
    assert [row.state for row in await rows(database, MoveProposal)] == [ProposalState.EXPIRED, ProposalState.OPEN]


async def test_every_clinic_of_the_veterinarian_forgets_its_answers(
    database: Database, redis_url: str, redis: Redis
) -> None:
    practice = await open_practice(database)
    cache = SlotCache(redis)

    async def remembered(clinic_id: Any) -> str | None:
        kept = await cache.look(clinic_id, "all of Tuesday", person_id=None)
        await cache.keep(kept, "[]", seconds=60)
        return (await cache.look(clinic_id, "all of Tuesday", person_id=None)).text

    other = await open_practice(database)
    async with database.transaction() as session:
        elsewhere = await make_clinic(session)
        works_at_both = await session.scalar(
            select(Person)
            .join(Veterinarian, Veterinarian.person_id == Person.id)
            .join(AppointmentTypeVeterinarian, AppointmentTypeVeterinarian.veterinarian_id == Veterinarian.id)
            .where(AppointmentTypeVeterinarian.appointment_type_id == practice.appointment_type_id)
        )
        assert works_at_both is not None
        await make_membership(session, works_at_both, elsewhere, Role.VETERINARIAN)
    clinics = [practice.clinic_id, elsewhere.id, other.clinic_id]
    assert [await remembered(clinic_id) for clinic_id in clinics] == ["[]"] * 3
    await practice.book_many(1, now=utc_now())
    await relay_and_deliver(database, redis_url, now=utc_now())
    texts = [(await cache.look(clinic_id, "all of Tuesday", person_id=None)).text for clinic_id in clinics]
    assert texts == [None, None, "[]"]
