"""Links from mails and calendar addresses are keys: whatever is wrong with one is answered in the same words, and what
one opens says nothing about people or pets.
"""

import base64
import json
import secrets
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import jwt
import pytest
import pytest_asyncio
from vet_core.db.keyring import current_keyring
from vet_services.scheduling import link_tokens

from tests.access.actors import Who
from tests.access.sides import Secret
from tests.access.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

LINKS = "/v1/scheduling/links"
FEEDS = "/v1/scheduling/feeds"


@pytest_asyncio.fixture(loop_scope="session")
async def undone(stage: Stage) -> AsyncIterator[Stage]:
    yield stage
    await stage.traces.undo(await stage.traces.changed())


def _parts(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    return jwt.get_unverified_header(token), jwt.decode(token, options={"verify_signature": False})


def _base64(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def _forged(stage: Stage, name: str) -> dict[str, str]:
    """Tokens that are nearly right."""
    genuine = stage.here.things[name]
    header, claims = _parts(genuine)
    head, body, signature = genuine.split(".")
    ours = next(iter(current_keyring().derived(link_tokens._KEYS).values()))
    later = {**claims, "exp": claims["exp"] + 86_400}
    is_kept = claims["purpose"] == "waitlist"  # an offer has one state only

    def signed(what: dict[str, Any], key: Any = ours, *, algorithm: str = "HS256", **over: Any) -> str:
        return jwt.encode(what, key, algorithm=algorithm, headers={"kid": header["kid"], **over})

    return {
        "nothing like it": "x" * 200,
        "cut off": genuine[:-4],
        "without a signature": f"{head}.{body}.",
        "signed by nobody": f"{_base64({'alg': 'none', 'typ': 'JWT', 'kid': header['kid']})}.{_base64(claims)}.",
        "another body under its signature": f"{head}.{_base64(later)}.{signature}",
        "another key": signed(claims, secrets.token_bytes(32)),
        "a key we never had": signed(claims, kid="somebody-elses"),
        "another algorithm": signed(claims, algorithm="HS512"),
        "run out": signed({**claims, "exp": int((stage.clock.now() - timedelta(seconds=1)).timestamp())}),
        "another use": signed({**claims, "aud": "identity.invitations"}),
        "no purpose of ours": signed({**claims, "purpose": "own_everything"}),
        "nobody's visit": signed({**claims, "sub": "0198f0c2-0000-7000-8000-00000000dead"}),
        "a visit that is no id": signed({**claims, "sub": "' OR 1=1"}),
        "somebody else's person": signed({**claims, "person": str(stage.there.owner.id)}),
        **({} if is_kept else {"an earlier state of the visit": signed({**claims, "seq": claims["seq"] - 1})}),
        "no number": signed({**claims, "seq": "x"}),
        "an endless number": signed({**claims, "exp": 10**40}),
        "no end": signed({name: value for name, value in claims.items() if name != "exp"}),
        "a thing of another kind": signed({**claims, "purpose": "cancel" if is_kept else "waitlist"}),
    }


def _words(reply: httpx.Response) -> tuple[int, dict[str, Any]]:
    shown = {name: value for name, value in reply.json().items() if name not in ("trace_id", "instance")}
    return reply.status_code, shown


@pytest.mark.parametrize(
    ("name", "act", "more"),
    [
        ("link_token", "look-up", {}),
        ("link_token", "use", {}),
        ("link_token", "use", {"action": "decline"}),
        ("kept_token", "use", {}),
        ("kept_token", "use", {"action": "decline"}),
    ],
)
async def test_every_link_that_does_not_work_is_refused_in_the_same_words(
    undone: Stage, name: str, act: str, more: dict[str, str]
) -> None:
    answers = {}
    for what, token in _forged(undone, name).items():
        reply = await undone.client.post(f"{LINKS}/{act}", json={"token": token, **more})
        answers[what] = _words(reply)
    expected = answers["nothing like it"]
    assert (expected[0], expected[1]["code"]) == (410, "scheduling.link_invalid")
    assert {what: found for what, found in answers.items() if found != expected} == {}
    assert await undone.traces.changed() == frozenset()


async def test_a_link_works_once_and_looking_changes_nothing(undone: Stage) -> None:
    token = {"token": undone.here.things["link_token"]}
    for _ in range(2):
        seen = await undone.client.post(f"{LINKS}/look-up", json=token)
        assert (seen.status_code, seen.json()["purpose"], seen.json()["status"]) == (200, "cancel", "confirmed")
    assert await undone.traces.changed() == frozenset()
    used = await undone.client.post(f"{LINKS}/use", json=token)
    assert (used.status_code, used.json()["status"]) == (200, "cancelled")
    for act in ("use", "look-up"):
        again = await undone.client.post(f"{LINKS}/{act}", json=token)
        assert (again.status_code, again.json()["code"]) == (410, "scheduling.link_invalid")


async def test_a_kept_time_is_let_go_once_without_signing_in(undone: Stage) -> None:
    token = {"token": undone.here.things["kept_token"]}
    for _ in range(2):
        seen = await undone.client.post(f"{LINKS}/look-up", json=token)
        assert (seen.status_code, seen.json()["purpose"], seen.json()["status"]) == (200, "waitlist", "offered")
    odd = await undone.client.post(f"{LINKS}/use", json={**token, "action": "both"})
    assert (odd.status_code, odd.json()["code"]) == (422, "edge.validation")
    assert await undone.traces.changed() == frozenset()
    used = await undone.client.post(f"{LINKS}/use", json={**token, "action": "decline"})
    assert (used.status_code, used.json()["status"], used.json()["options"]) == (200, "waiting", [])
    for more in ({}, {"action": "decline"}):
        again = await undone.client.post(f"{LINKS}/use", json={**token, **more})
        assert (again.status_code, again.json()["code"]) == (410, "scheduling.link_invalid")


async def test_a_link_says_nothing_about_people_and_pets(undone: Stage) -> None:
    private = {mark for kind in (Secret.OWNERS, Secret.PET, Secret.VISIT) for mark in undone.here.marks[kind]}
    for name in ("link_token", "choice_token", "kept_token"):
        seen = await undone.client.post(f"{LINKS}/look-up", json={"token": undone.here.things[name]})
        assert seen.status_code == 200
        assert [mark for mark in private if mark in seen.text] == []


async def test_a_calendar_is_read_without_signing_in_until_it_is_revoked(undone: Stage) -> None:
    headers = undone.headers(Who.OWNER)
    made = await undone.client.post(FEEDS, json={"kind": "owner"}, headers=headers)
    assert made.status_code == 201
    address = made.json()["url"]
    assert address.startswith("http://api.vet.test/v1/scheduling/feeds/")
    read = await undone.client.get(address)
    assert read.status_code == 200
    assert read.headers["content-type"] == "text/calendar; charset=utf-8"
    assert read.headers.get_list("cache-control") == ["private, no-cache"]
    assert read.text.startswith("BEGIN:VCALENDAR\r\n")
    private = {mark for kind in (Secret.OWNERS, Secret.PET, Secret.VISIT) for mark in undone.here.marks[kind]}
    assert [mark for mark in private if mark in read.text] == []
    kept = await undone.client.get(address, headers={"If-None-Match": read.headers["etag"]})
    assert (kept.status_code, kept.content) == (304, b"")
    revoked = await undone.client.delete(f"{FEEDS}/{made.json()['id']}", headers=headers)
    assert revoked.status_code == 204
    gone = await undone.client.get(address, headers={"If-None-Match": read.headers["etag"]})
    unknown = await undone.client.get(f"{FEEDS}/{secrets.token_urlsafe(32)}.ics")
    assert _words(gone) == _words(unknown)
    assert (gone.status_code, gone.json()["code"]) == (404, "scheduling.feed_not_found")


@pytest.mark.parametrize("secret", ["x", "%20", "..%2f..%2fetc%2fpasswd", "'%20OR%201=1--", "a" * 200, "%F0%9F%90%95"])
async def test_odd_calendar_addresses_are_unknown_ones(undone: Stage, secret: str) -> None:
    reply = await undone.client.get(f"{FEEDS}/{secret}.ics")
    assert reply.status_code == 404
    assert await undone.traces.changed() == frozenset()


async def test_the_secret_of_a_calendar_is_shown_once_and_kept_nowhere(undone: Stage) -> None:
    headers = undone.headers(Who.OWNER) | {"Idempotency-Key": "the-same-twice"}
    first, second = [(await undone.client.post(FEEDS, json={"kind": "owner"}, headers=headers)).json() for _ in "ab"]
    assert first["url"] != second["url"]
    listed = await undone.client.get(FEEDS, headers=undone.headers(Who.OWNER))
    assert {first["id"], second["id"]} <= {item["id"] for item in listed.json()["items"]}
    for made in (first, second):
        secret = made["url"].rpartition("/")[2].removesuffix(".ics")
        assert secret not in listed.text
