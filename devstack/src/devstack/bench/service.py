"""The booking operation itself, against a bare asyncpg loop that issues its statements; both in this process."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from statistics import median
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import select
from vet_core.db import Database, scope
from vet_core.identity.models import Person
from vet_core.kernel.actor import Actor
from vet_core.kernel.settings import DatabaseSettings
from vet_core.scheduling.schemas import AppointmentIn
from vet_services.scheduling import booking

from devstack.bench import requests
from devstack.bench.exchanges import Exchange, Variation
from devstack.bench.floor import repeat
from devstack.bench.recorded import Recorder
from devstack.bench.recording import SPACING
from devstack.bench.stage import Stage
from devstack.bench.world import VISIT, Lane, World

CONNECTIONS = 8
LOOP, SERVICE = "asyncpg loop", "service function"


@dataclass(frozen=True)
class Lanes:
    """Whose slots are booked while recording, by the loop and by the service."""

    recorded: Lane
    loop: Lane
    service: Lane


async def measure(stage: Stage, place: World, lanes: Lanes, count: int, repeats: int) -> dict[str, float]:
    """Bookings per second of each, medians of interleaved rounds; the first round only warms up."""
    database = Database(
        DatabaseSettings.model_validate({"url": stage.environment["DATABASE_URL"], "pool_size": CONNECTIONS})
    )
    connections = [await asyncpg.connect(stage.environment["DATABASE_URL"]) for _ in range(CONNECTIONS)]
    try:
        owner = await _owner(database, place)
        recorded = await _record(database, place, lanes.recorded, owner)
        first = place.first_start + 2 * SPACING * VISIT
        swap: dict[Any, Any] = {
            lanes.recorded.veterinarian_id: lanes.loop.veterinarian_id,
            lanes.recorded.pet_id: lanes.loop.pet_id,
        }
        said = (recorded.at(start - first, swap) for start in requests.slots(place))
        wished = (_wish(place, lanes.service, start) for start in requests.slots(place))

        async def say(connection: asyncpg.Connection, exchange: Exchange) -> None:
            await repeat(connection, exchange)

        async def book(_: asyncpg.Connection, wish: AppointmentIn) -> None:
            await _book(database, wish, owner)

        rates: dict[str, list[float]] = {LOOP: [], SERVICE: []}
        for number in range(repeats + 1):
            looped = await _rate(connections, list(islice(said, count)), say)
            served = await _rate(connections, list(islice(wished, count)), book)
            if number:
                rates[LOOP].append(looped)
                rates[SERVICE].append(served)
        return {name: median(found) for name, found in rates.items()}
    finally:
        for connection in connections:
            await connection.close()
        await database.close()


async def _rate(
    connections: list[asyncpg.Connection], work: list[Any], do: Callable[[asyncpg.Connection, Any], Awaitable[None]]
) -> float:
    waiting: Iterator[Any] = iter(work)

    async def one_after_another(connection: asyncpg.Connection) -> None:
        for each in waiting:
            await do(connection, each)

    began = time.perf_counter()
    await asyncio.gather(*(one_after_another(connection) for connection in connections))
    return len(work) / (time.perf_counter() - began)


async def _book(database: Database, wish: AppointmentIn, owner: Actor) -> UUID:
    """As the API books, without what HTTP adds: in the owner's scope, in one transaction."""
    now = datetime.now(UTC)
    async with database.transaction() as session:
        await scope.enter(session, owner, now=now)
        return (await booking.book(session, wish, by=owner, now=now)).id


async def _record(database: Database, place: World, lane: Lane, owner: Actor) -> Variation:
    starts = [place.first_start + number * SPACING * VISIT for number in range(4)]
    for start in starts[:2]:
        await _book(database, _wish(place, lane, start), owner)
    recorder = Recorder()
    try:
        told = []
        for start in starts[2:]:
            recorder.clear()
            await _book(database, _wish(place, lane, start), owner)
            told.append(tuple(recorder.done))
    finally:
        recorder.close()
    return Variation(told[0], told[1], SPACING * VISIT)


async def _owner(database: Database, place: World) -> Actor:
    async with database.system_transaction() as session:
        person = await session.scalar(select(Person).where(Person.clerk_user_id == place.owner))
        assert person is not None
        return Actor(person_id=person.id, clerk_user_id=person.clerk_user_id)


def _wish(place: World, lane: Lane, start: datetime) -> AppointmentIn:
    return AppointmentIn(
        clinic_id=place.clinic_id,
        appointment_type_id=place.appointment_type_id,
        veterinarian_id=lane.veterinarian_id,
        pet_id=lane.pet_id,
        starts_at=start,
    )


def table(rates: dict[str, float]) -> list[str]:
    """Lines for a terminal."""
    return [
        f"Booking in one process, {CONNECTIONS} at a time",
        f"  {'':<28}{'per second':>12}{'× loop':>9}",
        *(f"  {name:<28}{rate:>12.0f}{rate / rates[LOOP]:>9.2f}" for name, rate in rates.items()),
    ]
