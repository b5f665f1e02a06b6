"""Bad tokens are refused with the right status and code, and open nothing."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import jwt
import pytest

from tests.support.clerk import PARTY, SigningKey
from tests.support.world import World

Make = Callable[[World], str]


def _signed(**over: Any) -> Make:
    return lambda world: world.token(world.owner, **over)


def _unsigned(world: World) -> str:
    claims = world.clerk.claims(str(world.owner.clerk_user_id), world.clock.now())
    return jwt.encode(claims, "", "none", headers={"kid": world.clerk.key.kid})


def _signed_with_the_public_key(world: World) -> str:
    claims = world.clerk.claims(str(world.owner.clerk_user_id), world.clock.now())
    head = jwt.utils.base64url_encode(b'{"alg":"HS256","typ":"JWT","kid":"key-1"}')
    body = jwt.utils.base64url_encode(json.dumps(claims).encode())
    signature = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256)
    digest = signature.sign(head + b"." + body, world.clerk.key.public_pem)
    return (head + b"." + body + b"." + jwt.utils.base64url_encode(digest)).decode()


def _by_another_key(kid: str) -> Make:
    return lambda world: world.token(world.owner, key=SigningKey(kid))


def _tampered(world: World) -> str:
    head, _, signature = world.token(world.owner).split(".")
    claims = world.clerk.claims(str(world.administrator.clerk_user_id), world.clock.now())
    body = jwt.utils.base64url_encode(json.dumps(claims).encode()).decode()
    return f"{head}.{body}.{signature}"


BAD_TOKENS = {
    "unsigned": (_unsigned, "identity.invalid_token"),
    "hs256 with the public key": (_signed_with_the_public_key, "identity.invalid_token"),
    "another key under the same id": (_by_another_key("key-1"), "identity.invalid_token"),
    "a key nobody published": (_by_another_key("key-2"), "identity.invalid_token"),
    "another person put in": (_tampered, "identity.invalid_token"),
    "another issuer": (_signed(iss="https://clerk.elsewhere.test"), "identity.invalid_token"),
    "our issuer with a suffix": (_signed(iss="https://clerk.vet.test.evil.test"), "identity.invalid_token"),
    "expired": (_signed(exp=1_700_000_000), "identity.token_expired"),
    "without an expiry": (_signed(exp=None), "identity.invalid_token"),
    "with a giant expiry": (_signed(exp=10**30), "identity.invalid_token"),
    "not valid yet": (_signed(nbf=1_900_000_000), "identity.invalid_token"),
    "for another site": (_signed(azp="https://evil.test"), "identity.invalid_token"),
    "for no site, from a browser": (_signed(azp=None), "identity.invalid_token"),
    "without a subject": (_signed(sub=None), "identity.invalid_token"),
    "unfinished sign-in": (_signed(sts="pending"), "identity.invalid_token"),
    "garbage": (lambda _: "garbage", "identity.invalid_token"),
    "empty": (lambda _: "", "identity.invalid_token"),
    "absurdly long": (lambda _: "a" * 20_000, "identity.invalid_token"),
}


@pytest.mark.parametrize("name", BAD_TOKENS)
async def test_a_bad_token_is_refused(client: httpx.AsyncClient, world: World, name: str) -> None:
    make, code = BAD_TOKENS[name]
    headers = {"Authorization": f"Bearer {make(world)}", "Origin": PARTY}
    reply = await client.get("/v1/identity/me", headers=headers)
    problem = reply.json()
    assert (reply.status_code, problem["code"], problem["status"]) == (401, code, 401)
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.headers["www-authenticate"].startswith(
        'Bearer realm="vet", error="invalid_token", error_description="'
    )


async def test_without_a_token_one_is_asked_to_sign_in(client: httpx.AsyncClient) -> None:
    reply = await client.get("/v1/identity/me")
    assert (reply.status_code, reply.json()["code"]) == (401, "identity.sign_in_required")
    assert reply.headers["www-authenticate"] == 'Bearer realm="vet"'


async def test_other_schemes_are_no_tokens(client: httpx.AsyncClient) -> None:
    reply = await client.get("/v1/identity/me", headers={"Authorization": "Basic dXNlcjpwdw=="})
    assert (reply.status_code, reply.json()["code"]) == (401, "identity.sign_in_required")


async def test_two_authorization_headers_are_no_token(client: httpx.AsyncClient, world: World) -> None:
    good = f"Bearer {world.token(world.owner)}"
    for pair in ((good, good), ("Basic dXNlcjpwdw==", good), (good, "Basic dXNlcjpwdw==")):
        reply = await client.get("/v1/identity/me", headers=[("Authorization", value) for value in pair])
        assert (reply.status_code, reply.json()["code"]) == (401, "identity.invalid_token")


async def test_native_apps_need_no_party(client: httpx.AsyncClient, world: World) -> None:
    token = world.token(world.owner, azp=None)
    reply = await client.get("/v1/identity/me", headers={"Authorization": f"Bearer {token}"})
    assert reply.status_code == 200


async def test_a_cookie_must_name_our_site(client: httpx.AsyncClient, world: World) -> None:
    token = world.token(world.owner, azp=None)
    reply = await client.get("/v1/identity/me", headers={"Cookie": f"__session={token}"})
    assert (reply.status_code, reply.json()["code"]) == (401, "identity.invalid_token")


@pytest.mark.parametrize(("origin", "status"), [(PARTY, 201), ("https://evil.test", 403), ("null", 403), (None, 403)])
async def test_a_cookie_changes_things_only_for_our_own_pages(
    client: httpx.AsyncClient, world: World, origin: str | None, status: int
) -> None:
    headers = {"Cookie": f"__session={world.token(world.owner)}"} | ({"Origin": origin} if origin else {})
    reply = await client.post("/v1/pets", headers=headers, json={"name": "Ghost", "species": "cat"})
    assert reply.status_code == status
    if status == 403:
        assert reply.json()["code"] == "edge.cross_site"
    pets = await client.get("/v1/pets", headers=world.signed_in(world.owner))
    assert ("Ghost" in [pet["name"] for pet in pets.json()["items"]]) == (status == 201)


async def test_a_refused_write_leaves_no_trace(client: httpx.AsyncClient, world: World) -> None:
    headers = {"Authorization": f"Bearer {_tampered(world)}", "Origin": PARTY}
    reply = await client.post("/v1/pets", headers=headers, json={"name": "Ghost", "species": "cat"})
    assert reply.status_code == 401
    pets = await client.get("/v1/pets", headers=world.signed_in(world.administrator))
    assert pets.json()["items"] == []


async def test_while_clerk_is_away_known_keys_still_count(client: httpx.AsyncClient, world: World) -> None:
    assert (await client.get("/v1/identity/me", headers=world.signed_in(world.owner))).status_code == 200
    world.clerk.is_down = True
    assert (await client.get("/v1/identity/me", headers=world.signed_in(world.stranger))).status_code == 200


async def test_without_any_key_sign_in_is_unavailable_not_refused(client: httpx.AsyncClient, world: World) -> None:
    world.clerk.is_down = True
    reply = await client.get("/v1/identity/me", headers=world.signed_in(world.owner))
    assert (reply.status_code, reply.json()["code"]) == (503, "identity.sign_in_unavailable")
    assert int(reply.headers["retry-after"]) >= 1
