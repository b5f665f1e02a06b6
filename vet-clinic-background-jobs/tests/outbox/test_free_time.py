"""Whose remembered answers about free time are dropped with which events."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from redis.asyncio import Redis
from vet_core.clinics.events import ClinicChanged
from vet_core.db import Database
from vet_core.identity.events import MembershipEnded, PersonRegistered
from vet_core.kernel.actor import Role
from vet_core.kernel.clock import FrozenClock
from vet_core.kernel.ids import new_id
from vet_core.outbox import Event, values
from vet_core.outbox.models import OutboxEvent
from vet_core.scheduling.events import CalendarChanged
from vet_core.testing import factories
from vet_services.scheduling.slot_cache import SlotCache

from vet_clinic_jobs.outbox.free_time import drop_answers


@pytest.fixture
async def cache(redis_url: str) -> AsyncIterator[SlotCache]:
    async with Redis.from_url(redis_url) as redis:
        yield SlotCache(redis)


async def remembered(cache: SlotCache, *clinic_ids: UUID) -> list[bool]:
    return [(await cache.look(each, "?", person_id=None)).text is not None for each in clinic_ids]


async def follow(database: Database, cache: SlotCache, clock: FrozenClock, event: Event) -> None:
    async with database.transaction() as session:
        await drop_answers(session, cache, [OutboxEvent(id=new_id(), **values(event, now=clock.now()))])


async def test_answers_go_with_whatever_changes_free_time(
    database: Database, cache: SlotCache, clock: FrozenClock
) -> None:
    async with database.transaction() as session:
        here, elsewhere, stranger = [await factories.make_clinic(session) for _ in range(3)]
        vet = await factories.make_veterinarian(session, [here, elsewhere])
    clinics = [here.id, elsewhere.id, stranger.id]

    async def left_after(event: Event) -> list[bool]:
        for each in clinics:
            await cache.keep(await cache.look(each, "?", person_id=None), "an answer", seconds=60)
        await follow(database, cache, clock, event)
        return await remembered(cache, *clinics)

    assert await left_after(CalendarChanged(clinic_id=here.id, veterinarian_id=vet.id)) == [False, False, True]
    assert await left_after(ClinicChanged(clinic_id=here.id)) == [False, True, True]
    left = MembershipEnded(clinic_id=here.id, person_id=vet.person_id, role=Role.VETERINARIAN)
    assert await left_after(left) == [False, True, True]
    assert await left_after(PersonRegistered(clinic_id=here.id, person_id=vet.person_id)) == [True, True, True]
