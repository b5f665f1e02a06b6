"""Messages that say they come from Clerk: believed only when signed, fresh and unchanged, and kept once."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select
from vet_core.db import Session
from vet_core.identity.models import Person
from vet_core.outbox.models import InboundEvent
from vet_services.identity import clerk_events

from tests.access.stage import Stage
from tests.support.clerk import WEBHOOK_SECRET, Clerk
from tests.support.world import World

on_stage = pytest.mark.asyncio(loop_scope="session")

PATH = "/v1/webhooks/clerk"
BODY = json.dumps({"type": "user.updated", "object": "event", "data": {"id": "user_1", "object": "user"}}).encode()
OTHER_SECRET = "whsec_" + base64.b64encode(b"the secret of somebody else").decode()
WINDOW = 300
Headers = dict[str, str]
Change = Callable[[Headers, bytes], tuple[Headers, bytes]]


def sign(
    body: bytes, *, secret: str = WEBHOOK_SECRET, at: float | None = None, message_id: str | None = None
) -> Headers:
    """The three headers of svix, made by hand: what the library would refuse to sign can be signed too."""
    message_id = message_id or f"msg_{uuid4().hex}"
    stamp = str(int(time.time() if at is None else at))
    return {
        "svix-id": message_id,
        "svix-timestamp": stamp,
        "svix-signature": signature(message_id, stamp, body, secret),
    }


def signature(message_id: str, stamp: str, body: bytes, secret: str = WEBHOOK_SECRET) -> str:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{message_id}.{stamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def _without(name: str) -> Change:
    return lambda headers, body: ({each: value for each, value in headers.items() if each != name}, body)


def _with(**over: str) -> Change:
    return lambda headers, body: (headers | {name.replace("_", "-"): value for name, value in over.items()}, body)


def _at(seconds: float) -> Change:
    return lambda _, body: (sign(body, at=time.time() + seconds), body)


def _stamped(stamp: str) -> Change:
    """Signed for exactly this text as its time."""

    def change(_: Headers, body: bytes) -> tuple[Headers, bytes]:
        return {"svix-id": "msg_1", "svix-timestamp": stamp, "svix-signature": signature("msg_1", stamp, body)}, body

    return change


FORGED: dict[str, Change] = {
    "no headers": lambda _, body: ({}, body),
    "no id": _without("svix-id"),
    "no timestamp": _without("svix-timestamp"),
    "no signature": _without("svix-signature"),
    "empty signature": _with(svix_signature=""),
    "another id": _with(svix_id="msg_of_another"),
    "another timestamp": lambda headers, body: (
        headers | {"svix-timestamp": str(int(headers["svix-timestamp"]) - 1)},
        body,
    ),
    "another secret": lambda _, body: (sign(body, secret=OTHER_SECRET), body),
    "another version": lambda headers, body: (
        headers | {"svix-signature": headers["svix-signature"].replace("v1,", "v2,")},
        body,
    ),
    "asymmetric version": lambda headers, body: (
        headers | {"svix-signature": headers["svix-signature"].replace("v1,", "v1a,")},
        body,
    ),
    "no version": lambda headers, body: (headers | {"svix-signature": headers["svix-signature"][3:]}, body),
    "cut": lambda headers, body: (headers | {"svix-signature": headers["svix-signature"][:-4]}, body),
    "not base64": _with(svix_signature="v1,not base64!"),
    "not ASCII": lambda headers, body: (headers | {"svix-signature": "v1,\u00e9\u00e9"}, body),
    "ten thousand signatures": _with(svix_signature=" ".join(["v1,AAAA"] * 2_000)),
    "body changed by one byte": lambda headers, body: (headers, body.replace(b"user_1", b"user_2")),
    "body with a byte more": lambda headers, body: (headers, body + b" "),
    "body with a byte less": lambda headers, body: (headers, body[:-1]),
    "body respelled": lambda headers, body: (headers, json.dumps(json.loads(body), indent=1).encode()),
    "body gone": lambda headers, _: (headers, b""),
    "body not UTF-8": lambda headers, _: (headers, b"\xff\xfe"),
    "six minutes old": _at(-360),
    "just too old": _at(-WINDOW - 2),
    "just too young": _at(WINDOW + 3),
    "a year ahead": _at(31_536_000),
    "time zero": _stamped("0"),
    "time below zero": _stamped("-1"),
    "time not a number": _stamped("soon"),
    "time NaN": _stamped("nan"),
    "time infinite": _stamped("inf"),
    "time giant": _stamped("9" * 400),
}


@on_stage
@pytest.mark.parametrize("name", FORGED)
async def test_it_is_not_believed(stage: Stage, name: str) -> None:
    headers, body = FORGED[name](sign(BODY), BODY)
    sent = [(each.encode(), value.encode("utf-8")) for each, value in headers.items()]
    reply = await stage.client.post(PATH, headers=sent, content=body)
    assert (reply.status_code, reply.json()["code"]) == (401, "identity.invalid_webhook")
    assert reply.headers["content-type"] == "application/problem+json"
    assert await stage.traces.changed() == frozenset()


GENUINE: dict[str, Change] = {
    "fresh": lambda headers, body: (headers, body),
    "almost too old": _at(-WINDOW + 20),
    "almost too young": _at(WINDOW - 20),
    "signed by the old secret and the new": lambda headers, body: (
        headers
        | {
            "svix-signature": signature(headers["svix-id"], headers["svix-timestamp"], body, OTHER_SECRET)
            + " "
            + headers["svix-signature"]
        },
        body,
    ),
    "among signatures of other versions": lambda headers, body: (
        headers | {"svix-signature": "v1a,AAAA " + headers["svix-signature"] + " v2,BBBB"},
        body,
    ),
    "by the standard's own names": lambda headers, body: (
        {each.replace("svix-", "webhook-"): value for each, value in headers.items()},
        body,
    ),
    "said to be plain text": _with(content_type="text/plain"),
    "said to be a form": _with(content_type="application/x-www-form-urlencoded"),
}


@on_stage
@pytest.mark.parametrize("name", GENUINE)
async def test_its_genuine_neighbour_is_kept(stage: Stage, name: str) -> None:
    """The signature covers the bytes; what kind of text they are said to be decides nothing."""
    headers, body = GENUINE[name](sign(BODY), BODY)
    reply = await stage.client.post(PATH, headers=headers, content=body)
    changed = await stage.traces.changed()
    await stage.traces.undo(changed)
    assert (reply.status_code, reply.content, changed) == (204, b"", frozenset({"inbound_events"}))


def _typed(**data: Any) -> bytes:
    return json.dumps({"type": "user.updated", "data": data}).encode()


UNREADABLE: dict[str, tuple[bytes, int]] = {
    "no JSON": (b"user.updated", 422),
    "cut off": (BODY[:-1], 422),
    "empty": (b"", 422),
    "a list": (b"[]", 422),
    "a text": (b'"text"', 422),
    "null": (b"null", 422),
    "no type": (b'{"data": {}}', 422),
    "type a number": (b'{"type": 7}', 422),
    "type null": (b'{"type": null}', 422),
    "NaN": (b'{"type": "user.updated", "data": {"id": NaN}}', 422),
    "a number beyond floats": (b'{"type": "user.updated", "data": {"updated_at": 1e400}}', 422),
    "a number of five thousand digits": (
        b'{"type": "user.updated", "data": {"updated_at": 1' + b"0" * 5_000 + b"}}",
        422,
    ),
    "bottomless": (b"[" * 100_000 + b"]" * 100_000, 422),
    "bottomless within": (b'{"type": "user.updated", "data": ' + b'{"a":' * 90_000 + b"1" + b"}" * 90_001, 422),
    "larger than any event": (_typed(id="user_1", note="x" * 1_100_000), 413),
}


@on_stage
@pytest.mark.parametrize("name", UNREADABLE)
async def test_signed_nonsense_is_refused(stage: Stage, name: str) -> None:
    body, status = UNREADABLE[name]
    reply = await stage.client.post(PATH, headers=sign(body), content=body)
    code = {422: "identity.unreadable_webhook", 413: "edge.too_large"}[status]
    assert (reply.status_code, reply.json()["code"]) == (status, code)
    assert await stage.traces.changed() == frozenset()


ODD: dict[str, bytes] = {
    "a NUL": b'{"type": "user.updated\\u0000", "data": {"id": "user_\\u0000"}}',
    "half a character": b'{"type": "user.\\ud800", "data": {"id": "\\udfff"}}',
    "an unknown type": b'{"type": "moon.risen", "data": {"id": "user_1"}}',
    "an endless type": b'{"type": "' + b"t" * 5_000 + b'", "data": {}}',
    "data a list": b'{"type": "user.updated", "data": [1]}',
    "data missing": b'{"type": "user.deleted"}',
    "id a number": b'{"type": "user.deleted", "data": {"id": 7}}',
    "id null": b'{"type": "session.ended", "data": {"id": null, "user_id": null}}',
    "id endless": b'{"type": "user.created", "data": {"id": "' + b"u" * 5_000 + b'"}}',
    "e-mail addresses a text": b'{"type": "user.updated", "data": {"id": "user_1", "email_addresses": "x"}}',
    "a time as text": b'{"type": "user.updated", "data": {"id": "user_1", "updated_at": "now"}}',
    "a negative time": b'{"type": "session.created", "data": {"id": "sess_1", "user_id": "user_1", "created_at": -1}}',
    "a time beyond all": b'{"type": "session.created", "data": {"id": "s", "user_id": "u", "created_at": 1e18}}',
}


@pytest.mark.parametrize("name", ODD)
async def test_signed_oddities_are_kept_and_harm_nothing_when_applied(
    client: httpx.AsyncClient, world: World, session: Session, name: str
) -> None:
    before = await _persons(session)
    reply = await client.post(PATH, headers=sign(ODD[name]), content=ODD[name])
    assert reply.status_code in (204, 422)
    async with world.database.transaction() as work:
        await clerk_events.apply_pending(work, world.clock.now())
    assert await _persons(session) == before
    waiting = select(InboundEvent.external_id).where(InboundEvent.processed_at.is_(None))
    assert (await session.scalars(waiting)).all() == []


async def test_a_message_repeated_ever_so_often_is_kept_once(client: httpx.AsyncClient, session: Session) -> None:
    headers = sign(BODY, message_id="msg_again")
    replies = [await client.post(PATH, headers=headers, content=BODY) for _ in range(5)]
    later = sign(BODY.replace(b"user_1", b"user_9"), message_id="msg_again")
    replies.append(await client.post(PATH, headers=later, content=BODY.replace(b"user_1", b"user_9")))
    assert {reply.status_code for reply in replies} == {204}
    (kept,) = (await session.scalars(select(InboundEvent))).all()
    assert kept.payload["data"]["id"] == "user_1"


async def _tell(client: httpx.AsyncClient, world: World, kind: str, data: dict[str, Any]) -> None:
    body = json.dumps({"type": kind, "object": "event", "data": data}).encode()
    assert (await client.post(PATH, headers=sign(body), content=body)).status_code == 204
    async with world.database.transaction() as work:
        await clerk_events.apply_pending(work, world.clock.now())
    world.clock.advance(timedelta(seconds=1))


def _user(clerk: Clerk, email: str, updated_at: int, name: str = "Noor") -> dict[str, Any]:
    clerk.add_user("user_new", email)
    return clerk.users["user_new"] | {"updated_at": updated_at, "first_name": name}


async def test_updates_in_the_wrong_order_end_with_the_latest(
    client: httpx.AsyncClient, world: World, session: Session
) -> None:
    clerk = world.clerk
    await _tell(client, world, "user.updated", _user(clerk, "third@example.com", 3_000, "Third"))
    await _tell(client, world, "user.created", _user(clerk, "first@example.com", 1_000, "First"))
    await _tell(client, world, "user.updated", _user(clerk, "second@example.com", 2_000, "Second"))
    person = (await session.scalars(select(Person).where(Person.clerk_user_id == "user_new"))).one()
    assert (person.email, person.given_name) == ("third@example.com", "Third")


async def test_a_deletion_that_comes_first_is_not_undone_by_the_creation(
    client: httpx.AsyncClient, world: World, session: Session
) -> None:
    await _tell(client, world, "user.deleted", {"id": "user_new", "deleted": True, "object": "user"})
    await _tell(client, world, "user.created", _user(world.clerk, "late@example.com", 1_000))
    person = (await session.scalars(select(Person).where(Person.clerk_user_id == "user_new"))).one()
    assert person.deleted_at is not None
    reply = await client.get("/v1/identity/me", headers=world.signed_in("user_new"))
    assert (reply.status_code, reply.json()["code"]) == (401, "identity.account_unknown")


async def test_a_genuine_message_makes_nobody_more_than_they_are(
    client: httpx.AsyncClient, world: World, session: Session
) -> None:
    """Metadata of an account can be written by its own person at Clerk: none of it means anything here."""
    claims = {"role": "clinic_administrator", "is_system_administrator": True, "clinic_id": str(world.clinic.id)}
    data = _user(world.clerk, "noor@example.com", 1_000)
    data |= {"public_metadata": claims, "unsafe_metadata": claims, "private_metadata": claims, **claims}
    await _tell(client, world, "user.created", data)
    me = (await client.get("/v1/identity/me", headers=world.signed_in("user_new"))).json()
    assert (me["is_system_administrator"], me["memberships"]) == (False, [])


async def _persons(session: Session) -> list[tuple[Any, ...]]:
    session.expire_all()
    await session.rollback()
    rows = await session.execute(select(Person.id, Person.email, Person.version, Person.deleted_at).order_by(Person.id))
    return [tuple(row) for row in rows]
