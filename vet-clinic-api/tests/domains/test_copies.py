"""The copy of everything about a person: fetched with the mailed link, by the person it was made for, as a file."""

import hashlib

import httpx
from sqlalchemy import func, select, text
from vet_core.db import Database, Session
from vet_services.identity import exports

from tests.support.world import World

PATH = "/v1/identity/exports"
CONTENT = b"PK\x05\x06" + b"\0" * 18


async def _made(world: World, database: Database) -> str:
    token = exports.new_token()
    async with database.transaction() as session:
        claim = await exports.claim(session, world.clock.now())
        assert claim is not None
        assert await exports.keep(session, claim, CONTENT, token, now=world.clock.now())
    return token


async def test_a_copy_is_a_file_for_its_person_alone(
    client: httpx.AsyncClient, world: World, database: Database, session: Session
) -> None:
    headers = world.signed_in(world.owner)
    asked = await client.post(PATH, headers=headers)
    assert (asked.status_code, asked.json()["state"]) == (201, "requested")
    again = await client.post(PATH, headers=headers)
    assert (again.status_code, again.json()["code"]) == (409, "identity.export_running")
    link = {"token": await _made(world, database)}
    foreign = await client.post(f"{PATH}/download", headers=world.signed_in(world.stranger), json=link)
    assert (foreign.status_code, foreign.json()["code"]) == (404, "identity.export_not_found")
    nobody = await client.post(f"{PATH}/download", json=link)
    assert (nobody.status_code, nobody.headers["www-authenticate"]) == (401, 'Bearer realm="vet"')
    file = await client.post(f"{PATH}/download", headers=world.signed_in(world.owner, Idempotency_Key="k"), json=link)
    assert (file.status_code, file.headers["content-type"]) == (200, "application/zip")
    assert file.headers["content-disposition"].startswith('attachment; filename="')
    assert file.headers["cache-control"] == "no-store"
    assert file.headers["x-content-type-options"] == "nosniff"
    assert hashlib.sha256(file.content).digest() == hashlib.sha256(CONTENT).digest()
    # The file itself is kept nowhere else, whatever the client sends.
    assert await session.scalar(select(func.count()).select_from(text("idempotency_keys"))) == 0
    shown = (await client.get(PATH, headers=headers)).json()["items"]
    assert [(item["state"], item["size_bytes"]) for item in shown] == [("ready", len(CONTENT))]


async def test_erasure_is_asked_for_by_name_and_taken_back(client: httpx.AsyncClient, world: World) -> None:
    headers, path = world.signed_in(world.owner), "/v1/identity/erasure"
    assert (await client.get(path, headers=headers)).json()["code"] == "identity.erasure_not_found"
    wrong = await client.post(path, headers=headers, json={"confirm": "somebody.else@example.com"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "identity.erasure_not_confirmed")
    asked = await client.post(path, headers=headers, json={"confirm": world.owner.email})
    assert (asked.status_code, asked.json()["state"]) == (201, "requested")
    assert (await client.get(path, headers=headers)).json() == asked.json()
    assert (await client.delete(path, headers=headers)).status_code == 204
    assert (await client.get(path, headers=headers)).status_code == 404


async def test_the_last_administrator_of_a_clinic_stays_for_now(client: httpx.AsyncClient, world: World) -> None:
    wish = {"confirm": world.administrator.email}
    reply = await client.post("/v1/identity/erasure", headers=world.signed_in(world.administrator), json=wish)
    assert (reply.status_code, reply.json()["code"]) == (409, "identity.erasure_blocked")


async def test_consents_are_kept_as_they_were_given(client: httpx.AsyncClient, world: World) -> None:
    headers, path = world.signed_in(world.owner), "/v1/identity/consents"
    for is_granted in (True, False):
        consent = {"purpose": "reminders", "version": "2026-01", "is_granted": is_granted}
        assert (await client.post(path, headers=headers, json=consent)).status_code == 201
    said = (await client.get(path, headers=headers)).json()
    assert [entry["is_granted"] for entry in said["current"]] == [False]
    assert [entry["is_granted"] for entry in said["log"]] == [False, True]
    stranger = await client.get(path, headers=world.signed_in(world.stranger))
    assert stranger.json() == {"current": [], "log": []}
