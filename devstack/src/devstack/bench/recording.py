"""Let the real API answer with somebody listening, and prepare what the floor shall say."""

from __future__ import annotations

import asyncio
import json
import pickle
from pathlib import Path

from devstack.bench import client, requests
from devstack.bench.exchanges import Exchange, Variation
from devstack.bench.requests import Caller
from devstack.bench.stage import Stage
from devstack.bench.subjects import serving
from devstack.bench.world import VISIT, Lane, World

SPACING = 8
"""Slots between the two recorded bookings, so that they do not see each other."""


class Refused(RuntimeError):
    """The real API did not do what the bench is to measure."""


def record(stage: Stage, world: World, caller: Caller, lane: Lane) -> tuple[Exchange, Variation]:
    """The statements of one list and of two bookings, from a process that has warmed up."""
    starts = [world.first_start + number * SPACING * VISIT for number in range(4)]

    def send(port: int, prepared: bytes) -> bytes:
        answer = asyncio.run(client.ask(port, prepared))
        if not 200 <= answer.status < 300:
            raise Refused(f"{answer.status} {answer.body.decode(errors='replace')}")
        return answer.body

    with serving(
        "recording", "devstack.bench.recorded:create_recorded_app", stage.environment, stage.folder / "recording.log"
    ) as real:
        page = json.loads(send(real.port, requests.listing(world, caller)))
        if len(page["items"]) != requests.PAGE:
            raise Refused(f"The list has {len(page['items'])} rows instead of {requests.PAGE}.")
        send(real.port, requests.listing(world, caller, {"x-bench-record": "list"}))
        for start in starts[:2]:
            send(real.port, requests.booking(world, caller, lane, start))
        for start, name in zip(starts[2:], ("booking-1", "booking-2"), strict=True):
            send(real.port, requests.booking(world, caller, lane, start, {"x-bench-record": name}))
    listing, first, second = (read(stage.folder / name) for name in ("list", "booking-1", "booking-2"))
    return listing, Variation(first, second, SPACING * VISIT)


def read(file: Path) -> Exchange:
    exchange: Exchange = pickle.loads(file.read_bytes())  # noqa: S301 - our own process wrote it just now
    return exchange


def script_of_the_floor(
    listing: Exchange, recorded: Variation, world: World, from_lane: Lane, to_lane: Lane, bookings: int
) -> bytes:
    """The list as it was, and as many bookings as asked, each for a slot of its own in the floor's lane."""
    recorded_start = world.first_start + 2 * SPACING * VISIT
    lanes = {from_lane.veterinarian_id: to_lane.veterinarian_id, from_lane.pet_id: to_lane.pet_id}
    starts = requests.slots(world)
    return pickle.dumps((listing, [recorded.at(next(starts) - recorded_start, lanes) for _ in range(bookings)]))
