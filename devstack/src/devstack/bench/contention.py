"""What a crowd costs: one veterinarian whom everybody wants, and sixteen who want one start in the same instant."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from devstack.bench import client, requests
from devstack.bench.client import UnexpectedAnswer
from devstack.bench.measure import CLIENTS
from devstack.bench.requests import Caller
from devstack.bench.subjects import Subject
from devstack.bench.world import Lane, World
from devstack.network import LOOPBACK

RACERS = 16


@dataclass(frozen=True)
class Contention:
    """Rates are bookings per second, times milliseconds."""

    spread_per_second: float
    hot_per_second: float
    apart_p50_ms: float
    apart_p99_ms: float
    race_p50_ms: float
    race_p99_ms: float

    @property
    def hot_times_spread(self) -> float:
        return self.hot_per_second / self.spread_per_second

    @property
    def race_times_apart(self) -> float:
        return self.race_p99_ms / self.apart_p99_ms


def measure(
    subject: Subject, place: World, caller: Caller, lanes: Sequence[Lane], count: int, repeats: int
) -> Contention:
    """Interleaved rounds on the platform. ``lanes``: one for every racer. The first round only warms up."""
    starts = requests.slots(place)
    spread: list[float] = []
    hot: list[float] = []
    apart: list[float] = []
    race: list[float] = []
    for number in range(repeats + 1):
        rates = [_rate(subject, _wishes(place, caller, lanes, starts, count, is_hot)) for is_hot in (False, True)]
        asunder = [each for _ in range(_races(count)) for each in _apart(subject, place, caller, lanes, starts)]
        together = [each for _ in range(_races(count)) for each in _race(subject, place, caller, lanes, next(starts))]
        if number:
            spread.append(rates[0])
            hot.append(rates[1])
            apart += asunder
            race += together
    return Contention(
        median(spread), median(hot), _percentile(apart, 50), _percentile(apart, 99), _percentile(race, 50),
        _percentile(race, 99),
    )  # fmt: skip


def table(found: Contention) -> list[str]:
    """Lines for a terminal."""
    return [
        f"Booking with one veterinarian, {CLIENTS} clients",
        f"  {'':<28}{'per second':>12}{'× many':>9}",
        f"  {'many veterinarians':<28}{found.spread_per_second:>12.0f}{1:>9.2f}",
        f"  {'one veterinarian':<28}{found.hot_per_second:>12.0f}{found.hot_times_spread:>9.2f}",
        "",
        f"{RACERS} at once",
        f"  {'':<28}{'p50 ms':>12}{'p99 ms':>9}{'× apart':>9}",
        f"  {'a start each':<28}{found.apart_p50_ms:>12.1f}{found.apart_p99_ms:>9.1f}{1:>9.2f}",
        f"  {'one start':<28}{found.race_p50_ms:>12.1f}{found.race_p99_ms:>9.1f}{found.race_times_apart:>9.2f}",
    ]


def _races(count: int) -> int:
    return max(1, count // RACERS)


def _wishes(
    place: World, caller: Caller, lanes: Sequence[Lane], starts: Iterator[datetime], count: int, is_hot: bool
) -> list[bytes]:
    """As many bookings, of one veterinarian or of each in turn; every pet comes to a start of its own."""
    found = []
    for number in range(count):
        lane = lanes[number % len(lanes)]
        veterinarian_id = lanes[0].veterinarian_id if is_hot else lane.veterinarian_id
        found.append(requests.booking(place, caller, Lane(veterinarian_id, lane.pet_id), next(starts)))
    return found


def _rate(subject: Subject, prepared: list[bytes]) -> float:
    return len(prepared) / asyncio.run(client.send(subject.port, prepared, connections=CLIENTS))


def _apart(
    subject: Subject, place: World, caller: Caller, lanes: Sequence[Lane], starts: Iterator[datetime]
) -> list[float]:
    answers = asyncio.run(_at_once(subject, [requests.booking(place, caller, lane, next(starts)) for lane in lanes]))
    _expect([status for status, _ in answers], [201] * len(lanes))
    return [seconds * 1000 for _, seconds in answers]


def _race(subject: Subject, place: World, caller: Caller, lanes: Sequence[Lane], start: datetime) -> list[float]:
    wanted = [Lane(lanes[0].veterinarian_id, lane.pet_id) for lane in lanes]
    answers = asyncio.run(_at_once(subject, [requests.booking(place, caller, lane, start) for lane in wanted]))
    _expect(sorted(status for status, _ in answers), [201, *[409] * (len(lanes) - 1)])
    return [seconds * 1000 for _, seconds in answers]


async def _at_once(subject: Subject, prepared: Sequence[bytes]) -> list[tuple[int, float]]:
    """Every request on a connection that is open already; the status and the seconds of each."""
    opened = [await asyncio.open_connection(LOOPBACK, subject.port) for _ in prepared]

    async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, one: bytes) -> tuple[int, float]:
        began = time.perf_counter()
        answer = await client.exchange(reader, writer, one)
        return answer.status, time.perf_counter() - began

    try:
        return await asyncio.gather(*(ask(*pair, one) for pair, one in zip(opened, prepared, strict=True)))
    finally:
        for _, writer in opened:
            writer.close()


def _expect(found: list[int], expected: list[int]) -> None:
    if found != expected:
        raise UnexpectedAnswer(f"{found} instead of {expected}")


def _percentile(values: list[float], percent: int) -> float:
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]
