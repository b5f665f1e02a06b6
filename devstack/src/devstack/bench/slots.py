"""What slots cost: twenty veterinarians for 31 days at about 70 % occupancy, and one of them for one day.

Everything is timed one call after another in this process, every subject in turn and again, so that a noisy minute is
noisy for all of them; the first round only warms up. The floors are what no answer can do without: asyncpg fetching
the busy rows of the month, and PostgreSQL counting those of the day. django-appointment is asked for the month of one
veterinarian a round, which counts twenty times.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from urllib.parse import urlencode, urlsplit

import asyncpg
from sqlalchemy.ext.asyncio import AsyncSession
from vet_core.db import Database
from vet_core.kernel.settings import DatabaseSettings
from vet_services.scheduling import slots
from vet_services.scheduling.slots import SlotQuery

from devstack.bench import client, slots_django, slots_peer, slots_world
from devstack.bench.slots_django import Peer
from devstack.bench.slots_world import SlotsWorld
from devstack.bench.stage import Stage
from devstack.bench.subjects import Subject, serving

ROWS, SERVICE, LARGE, HTTP, KEPT = (
    "busy rows, asyncpg",
    "service",
    "service, large calendar",
    "HTTP",
    "HTTP, remembered",
)
COUNT, DAY, ORM = "vet-day: count of its rows", "vet-day: service", "ORM, a query per vet and day"
DJANGO = "django-appointment"
_BUSY = """
    SELECT resource_id, lower(during), upper(during) FROM reservations
     WHERE resource_id = ANY ($1) AND state IN ('held', 'booked') AND during && tstzrange($2, $3)
"""
_COUNT = """
    SELECT count(*) FROM reservations
     WHERE resource_id = $1 AND state IN ('held', 'booked') AND during && tstzrange($2, $3)
"""
# What is compared with what, and how many times its cost it may take (or must, for the peer).
AIMS = (
    (SERVICE, ROWS, "at most", 1.0),
    (LARGE, SERVICE, "at most", 1.3),
    (HTTP, SERVICE, "at most", 1.5),
    (DAY, COUNT, "at most", 8.0),
    (ORM, SERVICE, "at least", 30.0),
    (DJANGO, SERVICE, "at least", 30.0),
)
Call = Callable[[], Awaitable[object]]


def run(stage: Stage, folder: Path, rounds: int, large: int) -> dict[str, object]:
    """Build two calendars, measure, print a table, and give the figures for the JSON."""
    today = datetime.now(UTC).date()
    print(f"Writing {slots_world.SMALL:,} and {large:,} visits …", flush=True)
    small_url, small = _calendar(stage, "slots_small", slots_world.SMALL)
    large_url, big = _calendar(stage, "slots_large", large)
    environment = {**stage.environment, "DATABASE_URL": small_url}
    with (
        serving("slots", "vet_clinic_api.main:serve_app", environment, folder / "slots.log") as server,
        slots_django.peer(stage.owner_url, small_url, folder) as django,
    ):
        times = asyncio.run(_measured(small_url, small, large_url, big, server, django, rounds))
    costs = {name: median(found) * 1000 for name, found in times.items()}
    print("\n".join(_table(costs)))
    print(f"  (the large calendar holds {big.visits:,} visits, the other one {small.visits:,})")
    return {
        "visits": {"small": small.visits, "large": big.visits},
        "day": today.isoformat(),
        "milliseconds": {name: round(value, 3) for name, value in costs.items()},
        "ratios": {f"{name} / {base}": round(costs[name] / costs[base], 3) for name, base, _, _ in AIMS},
    }


def _calendar(stage: Stage, name: str, visits: int) -> tuple[str, SlotsWorld]:
    """A migrated database with a calendar in it, and the address by which an application reads it."""
    owner = urlsplit(stage.owner_url)
    own_url = owner._replace(path=f"/{name}").geturl()

    async def fresh() -> None:
        connection = await asyncpg.connect(stage.owner_url)
        try:
            await connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            await connection.execute(f"CREATE DATABASE {name}")
        finally:
            await connection.close()

    asyncio.run(fresh())
    migrated = subprocess.run(
        [Path(sys.executable).parent / "vet-core", "migrate"],
        env={**os.environ, **stage.environment, "DATABASE_URL": own_url}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if migrated.returncode != 0:
        raise RuntimeError(f"vet-core migrate failed:\n{migrated.stdout}{migrated.stderr}")
    world = asyncio.run(slots_world.build(own_url, visits, datetime.now(UTC).date()))
    return urlsplit(stage.environment["DATABASE_URL"])._replace(path=f"/{name}").geturl(), world


async def _measured(
    small_url: str,
    small: SlotsWorld,
    large_url: str,
    big: SlotsWorld,
    server: Subject,
    django: Peer,
    rounds: int,
) -> dict[str, list[float]]:
    async with AsyncExitStack() as stack:
        here, there = (
            Database(DatabaseSettings.model_validate({"url": url}), application_name="vet-bench")
            for url in (small_url, large_url)
        )
        stack.push_async_callback(here.close)
        stack.push_async_callback(there.close)
        raw = await asyncpg.connect(small_url)
        stack.push_async_callback(raw.close)
        sessions = [await stack.enter_async_context(database.reading()) for database in (here, there)]
        month, day = _month(small), _day(small)
        now = datetime.now(UTC)
        numbers = count(1)
        vet, until = small.veterinarian_ids[0], small.starts_from + timedelta(days=1)
        calls: dict[str, tuple[Call, int]] = {
            ROWS: (lambda: raw.fetch(_BUSY, list(small.veterinarian_ids), small.starts_from, small.ends_by), 5),
            SERVICE: (lambda: slots.list_slots(sessions[0], month, by=None, now=now), 5),
            LARGE: (lambda: slots.list_slots(sessions[1], _month(big), by=None, now=now), 5),
            HTTP: (lambda: _get(server, small, next(numbers)), 5),
            KEPT: (lambda: _get(server, small, 0), 5),
            COUNT: (lambda: raw.fetchval(_COUNT, vet, small.starts_from, until), 20),
            DAY: (lambda: slots.list_slots(sessions[0], day, by=None, now=now), 20),
            ORM: (lambda: _orm(here, small), 1),
        }
        await _refuse_nonsense(raw, small, sessions[0], month, now, django.free)
        times: dict[str, list[float]] = {name: [] for name in calls}
        for number in range(rounds + 1):
            for name, (call, often) in calls.items():
                found = [await _seconds(call) for _ in range(often)]
                if number:
                    times[name].append(median(found))
            if number:
                times.setdefault(DJANGO, []).append(
                    slots_world.VETERINARIANS * await asyncio.to_thread(django.month_seconds)
                )
        return times


async def _seconds(call: Call) -> float:
    began = time.perf_counter()
    await call()
    return time.perf_counter() - began


async def _refuse_nonsense(
    raw: asyncpg.Connection,
    world: SlotsWorld,
    session: AsyncSession,
    query: SlotQuery,
    now: datetime,
    free_by_peer: int,
) -> None:
    """Fail unless there is what the figures are said to be about."""
    rows = await raw.fetch(_BUSY, list(world.veterinarian_ids), world.starts_from, world.ends_by)
    offered = json.loads(await slots.list_slots(session, query, by=None, now=now))["items"]
    free = sum(len(item["veterinarian_ids"]) for item in offered)
    whole = slots_world.VETERINARIANS * slots_world.DAYS * slots_world.HALF_HOURS
    if not (0.65 < len(rows) / whole < 0.75 and 0.25 < free / whole < 0.35):
        raise RuntimeError(f"{len(rows)} busy and {free} free of {whole} half-hours is not 70 % occupancy")
    of_first = sum(str(min(world.veterinarian_ids)) in item["veterinarian_ids"] for item in offered)
    if of_first != free_by_peer:
        raise RuntimeError(
            f"the first veterinarian has {of_first} free half-hours, to django-appointment {free_by_peer}"
        )


def _month(world: SlotsWorld) -> SlotQuery:
    return SlotQuery(world.clinic_id, world.appointment_type_id, world.starts_from, world.ends_by)


def _day(world: SlotsWorld) -> SlotQuery:
    until = world.starts_from + timedelta(days=1)
    return SlotQuery(
        world.clinic_id, world.appointment_type_id, world.starts_from, until, veterinarian_id=world.veterinarian_ids[0]
    )


async def _get(server: Subject, world: SlotsWorld, second: int) -> None:
    """The month over HTTP; another second of the night each time asks a question that nobody remembers."""
    wanted = urlencode(
        {
            "clinic_id": world.clinic_id,
            "appointment_type_id": world.appointment_type_id,
            "from": (world.starts_from + timedelta(seconds=second)).isoformat().replace("+00:00", "Z"),
            "to": world.ends_by.isoformat().replace("+00:00", "Z"),
        }
    )
    answer = await client.ask(server.port, client.request("GET", f"/v1/scheduling/slots?{wanted}", {}))
    if answer.status != 200:
        raise client.UnexpectedAnswer(f"{answer.status} {answer.body[:300].decode(errors='replace')}")


async def _orm(database: Database, world: SlotsWorld) -> None:
    async with database.reading() as session:
        await slots_peer.list_slots(
            session, world.clinic_id, world.appointment_type_id, world.starts_from.date(), slots_world.DAYS
        )


def _table(costs: dict[str, float]) -> list[str]:
    lines = [
        f"Slots of {slots_world.VETERINARIANS} veterinarians for {slots_world.DAYS} days, 70 % taken",
        f"  {'':<32}{'ms':>10}{'ratio':>10}   aim",
    ]
    aims = {name: (base, words, limit) for name, base, words, limit in AIMS}
    for name, cost in costs.items():
        line = f"  {name:<32}{cost:>10.2f}"
        if name in aims:
            base, words, limit = aims[name]
            ratio = cost / costs[base]
            is_met = ratio <= limit if words == "at most" else ratio >= limit
            line += f"{ratio:>10.2f}   {words} {limit:g} × {base}{'' if is_met else '  (missed)'}"
        lines.append(line)
    return lines
