"""Free times may come from Redis, and are never older than the last change that anybody was told of, anywhere."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from redis.asyncio import Redis
from vet_core.db import Session
from vet_core.identity.models import Person
from vet_core.scheduling.enums import ResourceKind
from vet_core.testing import factories as make

from tests.support.world import OFFERED, World
from vet_clinic_api.bootstrap import counter
from vet_clinic_api.edge.platform import Platform
from vet_clinic_api.main import create_app

SLOTS = "/v1/scheduling/slots"
HOLDS = "/v1/scheduling/holds"
APPOINTMENTS = "/v1/scheduling/appointments"
START = OFFERED.strftime("%Y-%m-%dT%H:%M:%SZ")
NOWHERE = "redis://127.0.0.1:1/0"


@dataclass
class Clients:
    """Two instances of the API: one database, one Redis, nothing else in common."""

    world: World
    here: httpx.AsyncClient
    there: httpx.AsyncClient

    def query(self) -> dict[str, str]:
        return {
            "clinic_id": str(self.world.clinic.id),
            "appointment_type_id": str(self.world.appointment_type.id),
            "from": "2026-03-03T00:00:00Z",
            "to": "2026-03-04T00:00:00Z",
        }

    async def starts(self, client: httpx.AsyncClient, person: Person | None = None) -> list[str]:
        headers = {} if person is None else self.world.signed_in(person)
        reply = await client.get(SLOTS, params=self.query(), headers=headers)
        assert reply.status_code == 200, reply.text
        return [item["starts_at"] for item in reply.json()["items"]]

    async def done(self, method: str, path: str, person: Person, body: Any = None) -> httpx.Response:
        """Change something at the instance here; it has to succeed."""
        headers = self.world.signed_in(person, If_Match="*") if method == "PATCH" else self.world.signed_in(person)
        reply = await self.here.request(method, path, json=body, headers=headers)
        assert reply.status_code < 300, reply.text
        return reply


@pytest.fixture
async def clients(platform: Platform, redis_url: str, world: World) -> AsyncIterator[Clients]:
    async with AsyncExitStack() as opened:
        yield Clients(world, *[await opened.enter_async_context(_instance(platform, redis_url)) for _ in range(2)])


@pytest.fixture
async def alone(platform: Platform, world: World) -> AsyncIterator[Clients]:
    """The same while Redis is away."""
    async with AsyncExitStack() as opened:
        yield Clients(world, *[await opened.enter_async_context(_instance(platform, NOWHERE)) for _ in range(2)])


def _instance(platform: Platform, redis_url: str) -> httpx.AsyncClient:
    redis: Redis = counter(redis_url)
    app = create_app(platform=replace(platform, redis=redis))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://api.vet.test")


async def _take_time_behind_everybodys_back(session: Session, world: World) -> None:
    await make.make_resource(session, world.veterinarian.id, ResourceKind.VETERINARIAN)
    await make.make_block(session, world.clinic, world.veterinarian.id, world.administrator, starts_at=OFFERED)
    await session.commit()


async def test_an_answer_is_kept_and_shared_between_instances(clients: Clients, session: Session) -> None:
    first = await clients.starts(clients.here)
    assert START in first
    await _take_time_behind_everybodys_back(session, clients.world)
    assert await clients.starts(clients.there) == first, "it was worked out again"


Change = Callable[[Clients], Awaitable[Any]]


async def _booked(clients: Clients) -> str:
    world = clients.world
    reply = await clients.done("POST", APPOINTMENTS, world.owner, world.wish(OFFERED + timedelta(hours=2)))
    return str(reply.headers["location"])


async def _book(clients: Clients) -> Any:
    await clients.done("POST", APPOINTMENTS, clients.world.owner, clients.world.wish())


async def _hold(clients: Clients) -> Any:
    await clients.done("POST", HOLDS, clients.world.owner, clients.world.wish())


def _set(method: str, path: str, body: dict[str, Any]) -> Change:
    """What an administrator sends so that the start is no longer offered; `$` stands for what the world has."""

    async def change(clients: Clients) -> Any:
        world = clients.world
        ids = {
            "clinic": str(world.clinic.id),
            "veterinarian": str(world.veterinarian.id),
            "type": str(world.appointment_type.id),
        }
        sent = {name: ids[value[1:]] if str(value).startswith("$") else value for name, value in body.items()}
        await clients.done(method, path.format(**ids), world.administrator, sent)

    return change


HERE, DAY = {"clinic_id": "$clinic"}, "2026-03-03"
CHANGES: dict[str, Change] = {
    "booked": _book,
    "held": _hold,
    "blocked": _set(
        "POST",
        "/v1/scheduling/blocks",
        HERE
        | {
            "resource_id": "$veterinarian",
            "kind": "time_off",
            "starts_at": "2026-03-03T08:00:00Z",
            "ends_at": "2026-03-03T12:00:00Z",
        },
    ),
    "other weeks": _set("PUT", "/v1/scheduling/rosters/{veterinarian}", HERE | {"windows": []}),
    "another day": _set("PUT", f"/v1/scheduling/roster-overrides/{{veterinarian}}/{DAY}", HERE | {"windows": []}),
    "other opening hours": _set("PUT", "/v1/scheduling/opening/weekly", HERE | {"windows": []}),
    "closed that day": _set("PUT", f"/v1/scheduling/opening/days/{DAY}", HERE | {"windows": []}),
    "paused": _set("POST", "/v1/clinics/{clinic}/pause-booking", {}),
    "paused in its profile": _set("PATCH", "/v1/clinics/{clinic}", {"is_booking_paused": True}),
    "a kind no longer offered": _set("PATCH", "/v1/scheduling/appointment-types/{type}", {"is_active": False}),
    "a kind that needs a room": _set(
        "PATCH",
        "/v1/scheduling/appointment-types/{type}",
        {"requirements": [{"kind": "room", "category": "surgery"}]},
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
async def test_nobody_sees_what_was_before_a_change(clients: Clients, change: Change) -> None:
    for client in (clients.here, clients.there):
        assert START in await clients.starts(client)
        assert START in await clients.starts(client, clients.world.owner)
    await change(clients)
    for client in (clients.there, clients.here):
        assert START not in await clients.starts(client, clients.world.owner)
        assert START not in await clients.starts(client)


async def test_time_that_is_given_back_is_seen_at_once(clients: Clients) -> None:
    held = await clients.done("POST", HOLDS, clients.world.owner, clients.world.wish())
    assert START not in await clients.starts(clients.there)
    await clients.done("DELETE", held.headers["location"], clients.world.owner)
    assert START in await clients.starts(clients.there)
    booked = await clients.done("POST", APPOINTMENTS, clients.world.owner, clients.world.wish())
    path = booked.headers["location"]
    later = (OFFERED + timedelta(hours=1)).isoformat()
    assert START not in await clients.starts(clients.there)
    await clients.done("POST", f"{path}/reschedule", clients.world.owner, {"starts_at": later})
    assert START in await clients.starts(clients.there)
    before = await clients.starts(clients.there)
    await clients.done("POST", f"{path}/cancel", clients.world.owner)
    assert len(await clients.starts(clients.there)) > len(before)


async def test_without_redis_every_answer_is_worked_out(alone: Clients) -> None:
    assert START in await alone.starts(alone.there)
    await _book(alone)
    assert START not in await alone.starts(alone.there)
    assert START not in await alone.starts(alone.here, alone.world.owner)


async def test_what_has_not_changed_is_not_sent_again(clients: Clients) -> None:
    first = await clients.here.get(SLOTS, params=clients.query())
    assert first.headers.get_list("cache-control") == ["private, no-cache"]
    mark = {"If-None-Match": first.headers["etag"]}
    again = await clients.there.get(SLOTS, params=clients.query(), headers=mark)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    await _book(clients)
    changed = await clients.there.get(SLOTS, params=clients.query(), headers=mark)
    assert changed.status_code == 200
    assert changed.headers["etag"] != first.headers["etag"]
    assert START not in [item["starts_at"] for item in changed.json()["items"]]


async def test_of_a_change_that_was_refused_nothing_is_dropped(clients: Clients, session: Session) -> None:
    first = await clients.starts(clients.here)
    await _take_time_behind_everybodys_back(session, clients.world)
    refused = await clients.here.post(
        APPOINTMENTS, json=clients.world.wish(), headers=clients.world.signed_in(clients.world.owner)
    )
    assert refused.status_code == 409
    assert await clients.starts(clients.there) == first
