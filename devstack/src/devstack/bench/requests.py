"""The two requests that are measured, as bytes on the wire."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import uuid4

from devstack.bench import client
from devstack.bench.world import VISIT, Lane, World

PATH = "/v1/scheduling/appointments"
PAGE = 50


@dataclass(frozen=True)
class Caller:
    """Whose session goes with a request."""

    receptionist: Mapping[str, str]
    owner: Mapping[str, str]


def listing(world: World, caller: Caller, extra: Mapping[str, str] | None = None) -> bytes:
    """A clinic's calendar, fifty visits from a day on."""
    query = urlencode(
        {"clinic_id": world.clinic_id, "from": world.list_from.strftime("%Y-%m-%dT%H:%M:%SZ"), "limit": PAGE}
    )
    return client.request("GET", f"{PATH}?{query}", {**caller.receptionist, **(extra or {})})


def booking(world: World, caller: Caller, lane: Lane, start: datetime, extra: Mapping[str, str] | None = None) -> bytes:
    """An owner books at once, with a key against doing it twice, as the web app does."""
    wish = {
        "clinic_id": str(world.clinic_id),
        "appointment_type_id": str(world.appointment_type_id),
        "veterinarian_id": str(lane.veterinarian_id),
        "pet_id": str(lane.pet_id),
        "starts_at": start.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    return client.request("POST", PATH, {**caller.owner, "idempotency-key": str(uuid4()), **(extra or {})}, wish)


def slots(world: World) -> Iterator[datetime]:
    """Starts that follow each other without an end."""
    start = world.first_start
    while True:
        yield start
        start += VISIT
