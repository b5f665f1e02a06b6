"""`./vet bench`: what the whole authorized list and the whole booking cost, against the floor of this machine."""

from __future__ import annotations

import argparse
import asyncio
import json
import platform
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import repeat
from pathlib import Path

import asyncpg
import psutil

from devstack.bench import contention, cost, measure, recording, requests, service, slots, slots_world, world
from devstack.bench.cost import Cost
from devstack.bench.exchanges import count_statements
from devstack.bench.requests import Caller
from devstack.bench.stage import Stage, raised
from devstack.bench.subjects import FLOOR_SCRIPT, Subject, serving
from devstack.folders import REPOSITORY, private_folder
from devstack.locks import Locked, exclusive

FLOOR, PLATFORM, PEER = "floor: ASGI + asyncpg", "platform", "ORM as usually written"
RECORDED_LANE, PLATFORM_LANE, FLOOR_LANE = range(3)
SERVICE_LANES = slice(3, 6)
CROWD_LANES = slice(6, 6 + contention.RACERS)


def main(argv: Sequence[str] | None = None) -> int:
    """Print a table, keep it as JSON under .vet/bench, and give 0 when the measurement could be made."""
    parser = argparse.ArgumentParser(prog="vet bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="measured rounds for each subject (default: 7)")
    parser.add_argument("--lists", type=int, default=300, help="lists in a round (default: 300)")
    parser.add_argument("--bookings", type=int, default=150, help="bookings in a round (default: 150)")
    parser.add_argument(
        "--visits", type=int, default=slots_world.LARGE,
        help="visits in the large calendar that slots are read from (default: 1000000; 0 leaves slots out)",
    )  # fmt: skip
    parser.add_argument("--only-slots", action="store_true", help="measure slots and nothing else")
    wanted = parser.parse_args(argv)
    folder = private_folder(REPOSITORY / ".vet" / "bench")
    try:
        with exclusive(folder / "bench.lock", wait=False):
            began = time.monotonic()
            result = told_of_here(wanted.rounds)
            if not wanted.only_slots:
                result |= run(folder, wanted.rounds, wanted.lists, wanted.bookings)
            if wanted.visits:
                with raised(folder) as stage:
                    result["slots"] = slots.run(stage, folder, wanted.rounds, wanted.visits)
    except Locked:
        print("Another ./vet bench is running in this folder; wait for it to end.", file=sys.stderr)
        return 1
    result["seconds"] = round(time.monotonic() - began, 1)
    kept = keep(folder, result)
    print(f"\n{result['seconds']:.0f} s; kept as {kept.relative_to(REPOSITORY)}")
    return 0


def run(folder: Path, repeats: int, lists: int, bookings: int) -> dict[str, object]:
    for old in folder.glob("*.log"):
        old.unlink()
    print("Building a clinic and listening to the API …", flush=True)
    with raised(folder) as stage, ExitStack() as servers:
        place = asyncio.run(world.build(stage.owner_url, lanes=CROWD_LANES.stop))
        caller = Caller(stage.bearer(place.receptionist), stage.bearer(place.owner))
        listing, booked = recording.record(stage, place, caller, place.lanes[RECORDED_LANE])
        script = folder / "floor.pickle"
        script.write_bytes(
            recording.script_of_the_floor(
                listing, booked, place, place.lanes[RECORDED_LANE], place.lanes[FLOOR_LANE], (repeats + 1) * bookings
            )
        )
        asyncio.run(tidy(stage))

        def serve(name: str, factory: str, **otherwise: str) -> Subject:
            log = folder / f"{name.split(':')[0].replace(' ', '-')}.log"
            environment = {**stage.environment, FLOOR_SCRIPT: str(script), **otherwise}
            return servers.enter_context(serving(name, factory, environment, log))

        floor_ = serve(FLOOR, "devstack.bench.floor:create_floor")
        platform_ = serve(PLATFORM, "vet_clinic_api.main:serve_app")
        # As usually written means as the owner of the tables, without row-level security.
        peer_ = serve(PEER, "devstack.bench.peer:create_peer", DATABASE_URL=stage.owner_url)
        print("Measuring …\n", flush=True)
        listed = requests.listing(place, caller)
        list_costs = measure.rounds(
            stage, [floor_, platform_, peer_], {s.name: repeat(listed) for s in (floor_, platform_, peer_)},
            lists, repeats,
        )  # fmt: skip
        booking_costs = measure.rounds(
            stage,
            [floor_, platform_],
            {s.name: wishes(place, caller) for s in (floor_, platform_)},
            bookings,
            repeats,
        )
        crowd = contention.measure(platform_, place, caller, place.lanes[CROWD_LANES], bookings, repeats)
        lanes = service.Lanes(*place.lanes[SERVICE_LANES])
        rates = asyncio.run(service.measure(stage, place, lanes, bookings, repeats))
    title = f"List of {requests.PAGE} appointments, authorized ({count_statements(listing)} statements)"
    print("\n".join([*cost.table(title, list_costs), ""]))
    title = f"One booking ({count_statements(booked.first)} statements)"
    print("\n".join([*cost.table(title, booking_costs), "", *service.table(rates), "", *contention.table(crowd)]))
    print()
    return {
        "list": told(list_costs),
        "booking": told(booking_costs),
        "booking_in_process": {name: round(rate, 1) for name, rate in rates.items()},
        "booking_contention": {key: round(value, 3) for key, value in asdict(crowd).items()},
    }


def told_of_here(repeats: int) -> dict[str, object]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"processors": psutil.cpu_count(), "python": platform.python_version(), "system": platform.system()},
        "rounds": repeats,
    }


def wishes(place: world.World, caller: Caller) -> Iterator[bytes]:
    """Bookings in the platform's lane, one slot after the other. The floor reads them too, and books in its own."""
    for start in requests.slots(place):
        yield requests.booking(place, caller, place.lanes[PLATFORM_LANE], start)


async def tidy(stage: Stage) -> None:
    """Fresh statistics, so that no plan changes in the middle."""
    connection = await asyncpg.connect(stage.owner_url)
    try:
        await connection.execute("VACUUM (ANALYZE)")
    finally:
        await connection.close()


def told(costs: dict[str, Cost]) -> dict[str, dict[str, float]]:
    """For the JSON: each subject's figures and its ratios to the floor."""
    least = costs[FLOOR]
    return {
        name: {
            **{key: round(value, 4) for key, value in asdict(one).items()},
            "cpu_times_floor": round(one.cpu_ms / least.cpu_ms, 3),
            "rate_times_floor": round(one.per_second / least.per_second, 3),
        }
        for name, one in costs.items()
    }


def keep(folder: Path, result: dict[str, object]) -> Path:
    text = json.dumps(result, indent=2) + "\n"
    (folder / "latest.json").write_text(text, encoding="utf-8")
    kept = folder / f"{str(result['at']).replace(':', '').replace('+0000', 'Z')}.json"
    kept.write_text(text, encoding="utf-8")
    return kept
