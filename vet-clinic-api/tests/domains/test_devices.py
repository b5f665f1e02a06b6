"""Devices: where one is signed in, and the end of it, for requests and open connections alike."""

import json
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select
from vet_core.audit.models import AuditEntry
from vet_core.db import Session
from vet_services.identity.errors import SessionOver

from tests.domains.test_webhooks import PATH, _signed
from tests.support.clerk import PARTY
from tests.support.world import World


def _from(world: World, sid: str, **headers: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {world.token(world.owner, sid=sid)}", "Origin": PARTY, **headers}


async def test_people_see_where_they_are_signed_in(client: httpx.AsyncClient, world: World) -> None:
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1"
    await client.get("/v1/identity/me", headers=_from(world, "sess_phone", **{"User-Agent": phone}))
    reply = await client.get("/v1/identity/sessions", headers=_from(world, "sess_here"))
    shown = {item["id"]: item for item in reply.json()["items"]}
    assert set(shown) == {"sess_phone", "sess_here"}
    assert (shown["sess_phone"]["device"], shown["sess_phone"]["is_current"]) == ("iPhone", False)
    assert shown["sess_here"]["is_current"] is True
    assert shown["sess_phone"]["address"] == "127.0.0.1"


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
async def test_a_device_that_was_signed_out_gets_in_nowhere(
    client: httpx.AsyncClient, world: World, method: str
) -> None:
    there, here = _from(world, "sess_there"), _from(world, "sess_here")
    assert (await client.get("/v1/identity/me", headers=there)).status_code == 200
    assert (await client.delete("/v1/identity/sessions/sess_there", headers=here)).status_code == 204
    path = {"GET": "/v1/identity/me", "POST": "/v1/identity/exports/download", "DELETE": "/v1/identity/erasure"}[method]
    reply = await client.request(method, path, headers=there)
    assert (reply.status_code, reply.json()["code"]) == (401, SessionOver.code)
    assert reply.headers["www-authenticate"].startswith('Bearer realm="vet", error="invalid_token"')
    assert (await client.get("/v1/identity/me", headers=here)).status_code == 200


async def test_clerk_ends_a_session_at_once(client: httpx.AsyncClient, world: World) -> None:
    headers = _from(world, "sess_there")
    assert (await client.get("/v1/identity/me", headers=headers)).status_code == 200
    data = {"id": "sess_there", "object": "session", "user_id": world.owner.clerk_user_id, "status": "revoked"}
    body = json.dumps({"type": "session.revoked", "object": "event", "data": data}).encode()
    assert (await client.post(PATH, headers=_signed(body), content=body)).status_code == 204
    reply = await client.get("/v1/identity/me", headers=headers)
    assert (reply.status_code, reply.json()["code"]) == (401, SessionOver.code)


async def test_nobody_ends_the_sessions_of_others(client: httpx.AsyncClient, world: World) -> None:
    assert (await client.get("/v1/identity/me", headers=_from(world, "sess_there"))).status_code == 200
    stranger = world.signed_in(world.stranger)
    foreign = await client.delete("/v1/identity/sessions/sess_there", headers=stranger)
    unknown = await client.delete(f"/v1/identity/sessions/sess_{uuid4().hex}", headers=stranger)
    assert (foreign.status_code, foreign.json()["code"]) == (404, "identity.session_not_found")
    assert {**foreign.json(), "instance": "", "trace_id": ""} == {**unknown.json(), "instance": "", "trace_id": ""}
    assert (await client.get("/v1/identity/me", headers=_from(world, "sess_there"))).status_code == 200


async def test_the_audit_knows_from_where_and_in_which_session(
    client: httpx.AsyncClient, world: World, session: Session
) -> None:
    reply = await client.patch("/v1/identity/me", headers=_from(world, "sess_here"), json={"time_zone": "America/Lima"})
    assert reply.status_code == 200
    entry = (await session.scalars(select(AuditEntry).where(AuditEntry.action == "changed"))).one()
    assert (entry.address, entry.session_id, entry.actor_person_id) == ("127.0.0.1", "sess_here", world.owner.id)
