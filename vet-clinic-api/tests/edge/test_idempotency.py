"""A key makes a request happen once, whatever the network does to its replies."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import func, select
from vet_core.db import Session
from vet_core.idempotency.models import IdempotencyKey
from vet_core.pets.models import Pet

from tests.support.world import World
from vet_clinic_api.edge import idempotency

NEW = {"name": "Biscuit", "species": "cat"}


async def _pets(session: Session, name: str = "Biscuit") -> int:
    return await session.scalar(select(func.count()).select_from(Pet).where(Pet.name == name)) or 0


async def test_a_repeated_request_gets_the_first_reply(
    client: httpx.AsyncClient, world: World, session: Session
) -> None:
    headers = world.signed_in(world.owner, Idempotency_Key="key-1")
    first = await client.post("/v1/pets", headers=headers, json=NEW)
    again = await client.post("/v1/pets", headers=headers, json=NEW)
    assert first.status_code == again.status_code == 201
    assert first.content == again.content
    assert again.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    for name in ("location", "etag", "content-type"):
        assert again.headers[name] == first.headers[name]
    assert await _pets(session) == 1


async def test_without_a_key_a_repeated_request_acts_again(
    client: httpx.AsyncClient, world: World, session: Session
) -> None:
    for _ in range(2):
        assert (await client.post("/v1/pets", headers=world.signed_in(world.owner), json=NEW)).status_code == 201
    assert await _pets(session) == 2


@pytest.mark.parametrize("change", ["body", "path", "query"])
async def test_a_key_used_for_another_request_is_refused(
    client: httpx.AsyncClient, world: World, session: Session, change: str
) -> None:
    headers = world.signed_in(world.owner, Idempotency_Key="key-1")
    await client.post("/v1/pets", headers=headers, json=NEW)
    path = {"path": "/v1/scheduling/holds", "query": "/v1/pets?x=1"}.get(change, "/v1/pets")
    reply = await client.post(path, headers=headers, json={**NEW, "name": "Other"} if change == "body" else NEW)
    assert (reply.status_code, reply.json()["code"]) == (422, "edge.idempotency_key_reused")
    assert await _pets(session) == 1
    assert await _pets(session, "Other") == 0


async def test_keys_belong_to_people(client: httpx.AsyncClient, world: World, session: Session) -> None:
    for person in (world.owner, world.stranger):
        headers = world.signed_in(person, Idempotency_Key="key-1")
        reply = await client.post("/v1/pets", headers=headers, json=NEW)
        assert "idempotency-replayed" not in reply.headers
    assert await _pets(session) == 2


async def test_a_refused_request_leaves_its_key_free(client: httpx.AsyncClient, world: World, session: Session) -> None:
    headers = world.signed_in(world.owner, Idempotency_Key="key-1")
    refused = await client.post("/v1/pets", headers=headers, json={"name": "Biscuit", "species": "dragon"})
    assert refused.status_code == 422
    assert await session.scalar(select(func.count()).select_from(IdempotencyKey)) == 0
    assert (await client.post("/v1/pets", headers=headers, json=NEW)).status_code == 201


async def test_sixteen_at_once_with_one_key_act_once(client: httpx.AsyncClient, world: World, session: Session) -> None:
    headers = world.signed_in(world.owner, Idempotency_Key="key-1")
    replies = await asyncio.gather(*(client.post("/v1/pets", headers=headers, json=NEW) for _ in range(16)))
    assert [reply.status_code for reply in replies] == [201] * 16
    assert len({reply.content for reply in replies}) == 1
    assert sum("idempotency-replayed" in reply.headers for reply in replies) == 15
    assert await _pets(session) == 1


async def test_a_key_may_be_used_anew_after_a_day(client: httpx.AsyncClient, world: World, session: Session) -> None:
    headers = world.signed_in(world.owner, Idempotency_Key="key-1")
    await client.post("/v1/pets", headers=headers, json=NEW)
    world.clock.advance(timedelta(hours=24, seconds=1))
    headers = world.signed_in(world.owner, Idempotency_Key="key-1")
    reply = await client.post("/v1/pets", headers=headers, json={**NEW, "name": "Other"})
    assert (reply.status_code, "idempotency-replayed" in reply.headers) == (201, False)
    again = await client.post("/v1/pets", headers=headers, json={**NEW, "name": "Other"})
    assert again.content == reply.content


@pytest.mark.parametrize("key", ["", " ", "with space", "x" * 256, "ümlaut", "tab\there"])
async def test_an_unusable_key_is_refused(client: httpx.AsyncClient, world: World, session: Session, key: str) -> None:
    headers = httpx.Headers(world.signed_in(world.owner), encoding="utf-8")
    headers["Idempotency-Key"] = key
    reply = await client.post("/v1/pets", headers=headers, json=NEW)
    assert (reply.status_code, reply.json()["code"]) == (400, "edge.idempotency_key_invalid")
    assert await _pets(session) == 0


async def test_while_the_first_request_never_ends_the_second_is_told_so(
    client: httpx.AsyncClient, world: World, session: Session
) -> None:
    claim = idempotency.Claim(world.owner.id, "key-1", "POST /v1/pets?", "0" * 64)
    async with world.database.transaction() as running:
        assert await idempotency.take(running, claim, world.clock.now()) is None
        headers = world.signed_in(world.owner, Idempotency_Key="key-1")
        reply = await client.post("/v1/pets", headers=headers, json=NEW)
        assert (reply.status_code, reply.json()["code"]) == (409, "edge.idempotency_key_in_progress")
        assert reply.headers["retry-after"] == "1"
    assert await _pets(session) == 0
