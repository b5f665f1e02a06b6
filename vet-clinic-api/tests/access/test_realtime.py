"""The websocket with every kind of actor: who may listen, and who hears whose news."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio
from redis.asyncio import Redis
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from tests.access import table
from tests.access.actors import Who, named
from tests.access.stage import Stage
from tests.realtime.conftest import Listen, listener
from tests.support.server import serving

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROW: dict[str, Any] = table.written()[table.REALTIME][1]
LAST = "the last word"
UNTIL = 20.0


@pytest_asyncio.fixture(loop_scope="session")
async def listen(stage: Stage) -> AsyncIterator[Listen]:
    async with serving(stage.app) as address:
        yield listener(address)


async def test_only_people_with_a_session_may_listen(stage: Stage, listen: Listen) -> None:
    said = {who: answer for answer, names in ROW["enters"].items() if names != "*" for who in named(names)}
    for who in Who:
        token = "" if who is Who.ANONYMOUS else stage.token(who)
        async with listen(token) as websocket:
            assert await _entered(websocket) == said.get(who, "ready"), who
    assert await stage.traces.changed() == frozenset()


async def test_everybody_hears_exactly_what_the_table_says(stage: Stage, listen: Listen) -> None:
    subjects: Mapping[str, dict[str, Any]] = {
        "what happens at the clinic": {"clinic_id": stage.here.clinic.id},
        "what concerns the owner": {"person_ids": [stage.here.owner.id]},
        "what happens at another clinic": {"clinic_id": stage.there.clinic.id},
        "what concerns another owner": {"person_ids": [stage.there.owner.id]},
    }
    assert subjects.keys() == ROW["hears"].keys()
    listeners = [who for who in Who if who is not Who.ANONYMOUS]
    async with AsyncExitStack() as stack:
        open_ = {who: await stack.enter_async_context(listen(stage.token(who))) for who in listeners}
        for websocket in open_.values():
            assert await _entered(websocket) == "ready"
        redis: Redis = Redis.from_url(stage.addresses.redis)
        stack.push_async_callback(redis.aclose)
        for subject, audience in subjects.items():
            await _publish(redis, subject, **audience)
        await _publish(redis, LAST, person_ids=[stage.people[who].id for who in listeners])
        heard = {who: await _until_last(open_[who]) for who in listeners}
    wanted = {who: {subject for subject, names in ROW["hears"].items() if who in named(names)} for who in listeners}
    assert heard == wanted


async def _entered(websocket: ClientConnection) -> str:
    try:
        said = json.loads(await asyncio.wait_for(websocket.recv(), UNTIL))
    except ConnectionClosed as closing:
        return f"closed {closing.rcvd.code if closing.rcvd else None}"
    return str(said["type"])


async def _until_last(websocket: ClientConnection) -> set[str]:
    heard: set[str] = set()
    while True:
        event = json.loads(await asyncio.wait_for(websocket.recv(), UNTIL))
        subject = event.get("data", {}).get("subject")
        if subject == LAST:
            return heard
        heard.add(subject)


async def _publish(
    redis: Redis, subject: str, *, clinic_id: UUID | None = None, person_ids: list[UUID] | None = None
) -> None:
    fields: dict[Any, Any] = {
        "id": str(uuid4()),
        "event": "scheduling.appointment_booked",
        "at": "2026-03-02T09:00:00+00:00",
        "clinic_id": str(clinic_id or ""),
        "person_ids": json.dumps([str(person_id) for person_id in person_ids or ()]),
        "data": json.dumps({"subject": subject}),
    }
    await redis.xadd("vet:realtime", fields)
