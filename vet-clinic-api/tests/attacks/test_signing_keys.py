"""Clerk's keys under attack and in an outage: strangers' key ids cost one question, and known keys keep working."""

import asyncio
from datetime import timedelta

import httpx
import jwt

from tests.support.clerk import PARTY, SigningKey
from tests.support.world import World

STRANGER = SigningKey("key-0")
JWKS = "/v1/jwks"


def _strange(world: World, number: int) -> dict[str, str]:
    token = world.clerk.token(str(world.owner.clerk_user_id), world.clock.now(), key=_named(f"key-unknown-{number}"))
    return {"Authorization": f"Bearer {token}", "Origin": PARTY}


def _named(kid: str) -> SigningKey:
    key = SigningKey.__new__(SigningKey)
    key.kid, key.private = kid, STRANGER.private
    return key


async def _me(client: httpx.AsyncClient, headers: dict[str, str]) -> tuple[int, str | None]:
    reply = await client.get("/v1/identity/me", headers=headers)
    return reply.status_code, reply.json().get("code")


async def test_a_thousand_unknown_keys_cost_one_question(client: httpx.AsyncClient, world: World) -> None:
    answers = set()
    for start in range(0, 1_000, 100):
        attempts = [_me(client, _strange(world, number)) for number in range(start, start + 100)]
        answers |= set(await asyncio.gather(*attempts))
    assert answers == {(401, "identity.invalid_token")}
    assert world.clerk.asked.count(JWKS) == 1
    assert await _me(client, world.signed_in(world.owner)) == (200, None)
    assert world.clerk.asked.count(JWKS) == 1


async def test_a_minute_later_they_cost_one_more(client: httpx.AsyncClient, world: World) -> None:
    assert await _me(client, world.signed_in(world.owner)) == (200, None)
    world.clock.advance(timedelta(seconds=59))
    await asyncio.gather(*(_me(client, _strange(world, number)) for number in range(50)))
    assert world.clerk.asked.count(JWKS) == 1
    world.clock.advance(timedelta(seconds=2))
    await asyncio.gather(*(_me(client, _strange(world, number)) for number in range(50)))
    assert world.clerk.asked.count(JWKS) == 2


async def test_a_new_key_of_clerk_is_accepted_and_the_old_one_no_longer(
    client: httpx.AsyncClient, world: World
) -> None:
    old = world.clerk.key
    assert await _me(client, world.signed_in(world.owner)) == (200, None)
    world.clock.advance(timedelta(seconds=61))
    try:
        world.clerk.key = SigningKey("key-2")
        assert await _me(client, world.signed_in(world.owner)) == (200, None)
        token = world.clerk.token(str(world.owner.clerk_user_id), world.clock.now(), key=old)
        headers = {"Authorization": f"Bearer {token}", "Origin": PARTY}
        assert await _me(client, headers) == (401, "identity.invalid_token")
    finally:
        world.clerk.key = old


async def test_in_an_outage_known_keys_work_unknown_ones_wait_and_all_recovers(
    client: httpx.AsyncClient, world: World
) -> None:
    assert await _me(client, world.signed_in(world.owner)) == (200, None)
    world.clerk.is_down = True
    world.clock.advance(timedelta(seconds=61))
    assert await _me(client, _strange(world, 1)) == (503, "identity.sign_in_unavailable")
    assert await _me(client, world.signed_in(world.owner)) == (200, None)
    world.clerk.is_down = False
    world.clock.advance(timedelta(seconds=61))
    assert await _me(client, _strange(world, 1)) == (401, "identity.invalid_token")
    assert await _me(client, world.signed_in(world.owner)) == (200, None)


async def test_without_any_key_the_answer_is_503_with_retry_after_on_reads_and_writes(
    client: httpx.AsyncClient, world: World
) -> None:
    world.clerk.is_down = True
    for method, path in (("GET", "/v1/identity/me"), ("POST", "/v1/pets"), ("PATCH", "/v1/identity/me")):
        reply = await client.request(method, path, headers=world.signed_in(world.owner), json={"name": "Ghost"})
        assert (reply.status_code, reply.json()["code"]) == (503, "identity.sign_in_unavailable")
        assert int(reply.headers["retry-after"]) >= 1
    world.clerk.is_down = False
    world.clock.advance(timedelta(seconds=3))
    assert await _me(client, world.signed_in(world.owner)) == (200, None)


async def test_nothing_is_ever_fetched_from_where_a_token_points(client: httpx.AsyncClient, world: World) -> None:
    claims = world.clerk.claims(str(world.owner.clerk_user_id), world.clock.now())
    for header in ("jku", "x5u"):
        head = {"kid": "key-9", header: f"{world.clerk.address}/evil"}
        token = jwt.encode(claims, STRANGER.private, "RS256", headers=head)
        headers = {"Authorization": f"Bearer {token}", "Origin": PARTY}
        assert await _me(client, headers) == (401, "identity.invalid_token")
    assert "/evil" not in world.clerk.asked
