"""Every token of the attack table at every kind of door: refused with 401 and a code, without a trace."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import pytest_asyncio
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from tests.access.stage import Stage
from tests.attacks.forge import Forge
from tests.attacks.tokens import ATTACKS, GENUINE, INVALID
from tests.support.clerk import PARTY
from tests.support.server import serving

pytestmark = pytest.mark.asyncio(loop_scope="session")

ME = ("GET", "/v1/identity/me", None)
WRITE = ("POST", "/v1/pets", {"name": "Ghost", "species": "cat"})
DOWNLOAD = ("POST", "/v1/identity/exports/download", {"token": "x" * 43})
DOORS: list[tuple[str, str, Any]] = [ME, WRITE, DOWNLOAD]
UNAUTHENTICATED = 4401


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def address(stage: Stage) -> AsyncIterator[str]:
    async with serving(stage.app) as address:
        yield address


async def knock(stage: Stage, door: tuple[str, str, Any], **headers: str) -> httpx.Response:
    method, path, body = door
    return await stage.client.request(method, path, json=body, headers=headers)


def refused(reply: httpx.Response, code: str) -> None:
    assert (reply.status_code, reply.json()["code"]) == (401, code), reply.text
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.headers["www-authenticate"].startswith('Bearer realm="vet"')


async def closed_with(address: str, token: str, **options: Any) -> int | None:
    """The code a websocket is closed with after showing this token; None when it is welcomed."""
    async with connect(f"ws://{address}/v1/realtime", proxy=None, **options) as websocket:
        await websocket.send(json.dumps({"type": "authenticate", "token": token, "after": None}))
        try:
            said = json.loads(await asyncio.wait_for(websocket.recv(), 20))
        except ConnectionClosed as closing:
            return None if closing.rcvd is None else closing.rcvd.code
    assert said["type"] == "ready"
    return None


@pytest.mark.parametrize("name", ATTACKS)
async def test_it_opens_no_door(stage: Stage, address: str, name: str) -> None:
    attack, code = ATTACKS[name]
    token = attack(Forge(stage))
    for door in DOORS:
        refused(await knock(stage, door, Authorization=f"Bearer {token}", Origin=PARTY), code)
    assert await closed_with(address, token, origin=PARTY) in (UNAUTHENTICATED, 1008 if len(token) > 16_000 else 4401)
    assert await stage.traces.changed() == frozenset()


@pytest.mark.parametrize("name", GENUINE)
async def test_its_genuine_neighbour_opens_them(stage: Stage, address: str, name: str) -> None:
    token = GENUINE[name](Forge(stage))
    reply = await knock(stage, ME, Authorization=f"Bearer {token}", Origin=PARTY)
    assert (reply.status_code, reply.json()["email"]) == (200, stage.here.owner.email)
    assert not reply.json()["is_system_administrator"]
    assert await closed_with(address, token, origin=PARTY) is None


@asynccontextmanager
async def untouched(stage: Stage) -> AsyncIterator[None]:
    yield
    assert await stage.traces.changed() == frozenset()


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "BeArEr"])
async def test_the_scheme_may_be_written_in_any_case(stage: Stage, scheme: str) -> None:
    reply = await knock(stage, ME, Authorization=f"{scheme} {Forge(stage).token()}", Origin=PARTY)
    assert reply.status_code == 200


@pytest.mark.parametrize("header", ["Basic {}", "Token {}", "{}", "Bearer", "Bearer:{}", "DPoP {}", ""])
async def test_other_schemes_are_no_session(stage: Stage, header: str) -> None:
    async with untouched(stage):
        for door in DOORS:
            value = header.format(Forge(stage).token())
            reply = await knock(stage, door, Authorization=value, Origin=PARTY)
            assert reply.status_code == 401
            assert reply.headers["www-authenticate"].startswith('Bearer realm="vet"')


async def test_two_authorization_headers_are_none(stage: Stage) -> None:
    forge = Forge(stage)
    ours, theirs = f"Bearer {forge.token()}", f"Bearer {forge.token(sub='user_system')}"
    async with untouched(stage):
        for pair in ((ours, theirs), (theirs, ours), (ours, ours), ("Basic eDp5", ours), (ours, "Basic eDp5")):
            headers = [("Authorization", value) for value in pair]
            for method, path, body in DOORS:
                refused(await stage.client.request(method, path, json=body, headers=headers), INVALID)


@pytest.mark.parametrize("name", ["token", "access_token", "__session", "jwt", "authorization"])
async def test_a_token_in_the_address_is_not_read(stage: Stage, name: str) -> None:
    reply = await stage.client.get("/v1/identity/me", params={name: Forge(stage).token()})
    refused(reply, "identity.sign_in_required")


async def test_a_token_in_the_body_is_not_read(stage: Stage) -> None:
    async with untouched(stage):
        body = {"name": "Ghost", "species": "cat", "token": Forge(stage).token()}
        refused(await stage.client.post("/v1/pets", json=body), "identity.sign_in_required")


PARTIES: dict[str, tuple[dict[str, str], dict[str, Any], int]] = {
    "native app, no party": ({}, {"azp": None}, 200),
    "native app, our party": ({}, {}, 200),
    "native app, another party": ({}, {"azp": "https://evil.test"}, 401),
    "our page, our party": ({"Origin": PARTY}, {}, 200),
    "our page, no party": ({"Origin": PARTY}, {"azp": None}, 401),
    "another page, our party": ({"Origin": "https://evil.test"}, {}, 200),
    "another page, no party": ({"Origin": "https://evil.test"}, {"azp": None}, 401),
    "a sandboxed page, no party": ({"Origin": "null"}, {"azp": None}, 401),
    "an empty origin, no party": ({"Origin": ""}, {"azp": None}, 401),
}


@pytest.mark.parametrize("name", PARTIES)
async def test_the_party_is_asked_of_browsers(stage: Stage, name: str) -> None:
    """Another page cannot read the reply (CORS) and has no token; a party is what stolen tokens cannot change."""
    headers, claims, status = PARTIES[name]
    reply = await knock(stage, ME, Authorization=f"Bearer {Forge(stage).token(**claims)}", **headers)
    assert reply.status_code == status


@pytest.mark.parametrize(("azp", "status"), [(PARTY, 200), (None, 401), ("https://evil.test", 401)])
async def test_a_cookie_must_name_our_party(stage: Stage, azp: str | None, status: int) -> None:
    reply = await knock(stage, ME, Cookie=f"other=1; __session={Forge(stage).token(azp=azp)}")
    assert reply.status_code == status


@pytest.mark.parametrize("name", ["signature of another key", "alg none", "iss of another instance", "sts pending"])
async def test_a_bad_cookie_is_no_better_than_a_bad_header(stage: Stage, name: str) -> None:
    attack, code = ATTACKS[name]
    async with untouched(stage):
        for door in DOORS:
            refused(await knock(stage, door, Cookie=f"__session={attack(Forge(stage))}", Origin=PARTY), code)


async def test_a_cookie_of_another_page_changes_nothing(stage: Stage) -> None:
    async with untouched(stage):
        for origin in ("https://evil.test", "null", PARTY + ".evil.test", ""):
            reply = await knock(stage, WRITE, Cookie=f"__session={Forge(stage).token()}", Origin=origin)
            assert (reply.status_code, reply.json()["code"]) == (403, "edge.cross_site")


@pytest.mark.parametrize("origin", ["https://evil.test", "null", PARTY + ".evil.test"])
async def test_a_websocket_of_another_page_is_refused_before_it_speaks(address: str, origin: str) -> None:
    with pytest.raises(Exception, match="403"):
        async with connect(f"ws://{address}/v1/realtime", origin=origin, proxy=None):  # type: ignore[arg-type]
            pass
