"""Signed messages about accounts: stored once, applied in any order."""

import base64
import itertools
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import select
from svix.webhooks import Webhook
from vet_core.db import DatabaseUnavailable
from vet_core.identity.models import Person
from vet_core.outbox.models import InboundEvent
from vet_core.testing import factories

from tests.identity.clerk_server import ISSUER, user
from vet_services.identity import clerk_accounts, clerk_events
from vet_services.identity.adapters.webhooks import WebhookSignature
from vet_services.identity.errors import InvalidWebhook, UnreadableWebhook
from vet_services.settings import ClerkSettings

SECRET = "whsec_" + base64.b64encode(b"a secret for tests, 32 bytes long").decode()


def settings(**over) -> ClerkSettings:
    values: dict[str, Any] = {
        "secret_key": SecretStr("sk_test_x"),
        "issuer": ISSUER,
        "webhook_secret": SecretStr(SECRET),
    }
    return ClerkSettings(**values | over)


def signed(
    body: bytes, message_id: str = "msg_1", *, secret: str = SECRET, at: datetime | None = None
) -> dict[str, str]:
    at = at or datetime.now(UTC)
    return {
        "Svix-Id": message_id,
        "Svix-Timestamp": str(int(at.timestamp())),
        "Svix-Signature": Webhook(secret).sign(message_id, at, body.decode()),
    }


def message(kind: str, data: dict) -> bytes:
    return json.dumps({"type": kind, "object": "event", "data": data}).encode()


async def store(database, clock, body: bytes, message_id: str = "msg_1", **over) -> bool:
    async with database.transaction() as session:
        headers = over.pop("headers", None) or signed(body, message_id)
        return await clerk_events.store(session, WebhookSignature(settings()), headers, body, clock.now())


async def apply_all(database, clock) -> int:
    async with database.transaction() as session:
        return await clerk_events.apply_pending(session, clock.now())


async def everybody(database):
    async with database.transaction() as session:
        rows = (await session.scalars(select(Person).order_by(Person.clerk_user_id))).all()
        return [(row.clerk_user_id, row.email, row.given_name, row.deleted_at is not None) for row in rows]


async def test_a_message_is_stored_once_and_applied_once(database, clock):
    body = message("user.created", user("user_1"))
    assert await store(database, clock, body) is True
    assert await store(database, clock, body) is False
    assert await everybody(database) == []
    assert await apply_all(database, clock) == 1
    assert await apply_all(database, clock) == 0
    assert await everybody(database) == [("user_1", "olivia@example.com", "Olivia", False)]


@pytest.mark.parametrize(
    "break_it",
    [
        lambda body, headers: (body + b" ", headers),
        lambda body, headers: (body, headers | {"Svix-Id": "msg_2"}),
        lambda body, headers: (body, headers | {"Svix-Signature": "v1,AAAA"}),
        lambda body, headers: (body, headers | {"Svix-Signature": "v1"}),
        lambda body, headers: (body, headers | {"Svix-Signature": "v1,ä"}),
        lambda body, headers: (body, headers | {"Svix-Timestamp": "1"}),
        lambda body, headers: (body, headers | {"Svix-Timestamp": "soon"}),
        lambda body, headers: (body, {}),
        lambda body, headers: (b"\xff\xfe", headers),
        lambda body, headers: (body, signed(body, secret="whsec_" + base64.b64encode(b"another").decode())),
    ],
)
async def test_what_is_not_signed_by_our_instance_leaves_no_trace(database, clock, break_it):
    body = message("user.created", user("user_1"))
    body, headers = break_it(body, signed(body))
    with pytest.raises(InvalidWebhook):
        async with database.transaction() as session:
            await clerk_events.store(session, WebhookSignature(settings()), headers, body, clock.now())
    async with database.transaction() as session:
        assert (await session.scalars(select(InboundEvent))).all() == []


async def test_without_a_secret_nothing_is_believed(database, clock):
    body = message("user.created", user("user_1"))
    signature = WebhookSignature(settings(webhook_secret=None))
    async with database.transaction() as session:
        with pytest.raises(InvalidWebhook):
            await clerk_events.store(session, signature, signed(body), body, clock.now())


@pytest.mark.parametrize(
    "body", [b"[]", b"{}", b'{"type": 5}', b"{", b'{"type": "x", "data": NaN}', b'"x"', b"[" * 5000]
)
async def test_a_signed_body_that_is_no_event_is_refused(database, clock, body):
    with pytest.raises(UnreadableWebhook):
        await store(database, clock, body)


async def test_what_postgresql_cannot_keep_is_taken_out(database, clock):
    body = b'{"type": "user.created", "data": {"id": "user_1", "first_name": "Oli\\u0000via \\ud800", "n": 1e400}}'
    with pytest.raises(UnreadableWebhook):
        await store(database, clock, body)
    body = body.replace(b"1e400", b"1")
    assert await store(database, clock, body)
    async with database.transaction() as session:
        event = (await session.scalars(select(InboundEvent))).one()
    assert event.payload["data"]["first_name"] == "Olivia ?"


STATES = [
    ("user.created", user("user_1", "old@example.com", updated_at=10)),
    ("user.updated", user("user_1", "new@example.com", first_name="Liv", updated_at=20)),
]
DELETED = ("user.deleted", {"id": "user_1", "object": "user", "deleted": True})


@pytest.mark.parametrize("order", list(itertools.permutations(range(2))))
@pytest.mark.parametrize("one_by_one", [True, False])
async def test_the_newest_state_wins_in_whatever_order_it_comes(database, clock, order, one_by_one):
    for position in order:
        kind, data = STATES[position]
        await store(database, clock, message(kind, data), f"msg_{position}")
        if one_by_one:
            await apply_all(database, clock)
    await apply_all(database, clock)
    assert await everybody(database) == [("user_1", "new@example.com", "Liv", False)]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
async def test_who_was_deleted_stays_deleted_in_whatever_order_it_comes(database, clock, order):
    messages = [*STATES, DELETED]
    for position in order:
        kind, data = messages[position]
        await store(database, clock, message(kind, data), f"msg_{position}")
        await apply_all(database, clock)
    [(clerk_user_id, _, _, is_deleted)] = await everybody(database)
    assert (clerk_user_id, is_deleted) == ("user_1", True)


async def test_whose_account_is_gone_is_refused_from_the_moment_we_are_told(database, clock):
    async with database.transaction() as session:
        await factories.make_person(session, clerk_user_id="user_1", email="olivia@example.com")
    kind, data = DELETED
    await store(database, clock, message(kind, data))
    assert [(row[0], row[3]) for row in await everybody(database)] == [("user_1", True)]
    assert await apply_all(database, clock) == 0


async def test_a_new_address_that_is_still_somebody_elses_waits_for_their_news_and_the_name_follows(database, clock):
    async with database.transaction() as session:
        await factories.make_person(session, clerk_user_id="user_2", email="taken@example.com", given_name="Other")
        await factories.make_person(session, clerk_user_id="user_1", email="old@example.com", given_name="Olivia")
    await store(database, clock, message("user.updated", user("user_1", "taken@example.com", first_name="Liv")))
    assert await apply_all(database, clock) == 0
    assert await everybody(database) == [
        ("user_1", "old@example.com", "Liv", False),
        ("user_2", "taken@example.com", "Other", False),
    ]
    moved = message("user.updated", user("user_2", "moved@example.com", first_name="Other", updated_at=5))
    await store(database, clock, moved, "msg_2")
    assert await apply_all(database, clock) == 1
    assert await apply_all(database, clock) == 1
    assert await everybody(database) == [
        ("user_1", "taken@example.com", "Liv", False),
        ("user_2", "moved@example.com", "Other", False),
    ]


async def test_what_waits_in_vain_is_done_with_after_a_day(database, clock):
    async with database.transaction() as session:
        await factories.make_person(session, clerk_user_id="user_2", email="taken@example.com")
    await store(database, clock, message("user.created", user("user_1", "taken@example.com")))
    clock.advance(timedelta(days=1))
    assert await apply_all(database, clock) == 0
    clock.advance(timedelta(seconds=1))
    assert await apply_all(database, clock) == 1
    assert [row[0] for row in await everybody(database)] == ["user_2"]


RETURN = [
    ("user.created", user("user_1", "olivia@example.com", updated_at=10)),
    ("user.deleted", {"id": "user_1", "object": "user", "deleted": True}),
    ("user.created", user("user_2", "olivia@example.com", first_name="Liv", updated_at=20)),
]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
async def test_the_same_verified_address_gets_its_person_back_in_whatever_order_it_comes(database, clock, order):
    async with database.transaction() as session:
        known = await factories.make_person(session, clerk_user_id="user_1", email="olivia@example.com")
    for position in order:
        kind, data = RETURN[position]
        await store(database, clock, message(kind, data), f"msg_{position}")
        await apply_all(database, clock)
    await apply_all(database, clock)
    assert await everybody(database) == [("user_2", "olivia@example.com", "Liv", False)]
    async with database.transaction() as session:
        assert await session.scalar(select(Person.id)) == known.id


async def test_who_was_erased_does_not_come_back(database, clock):
    async with database.transaction() as session:
        await factories.make_person(
            session,
            clerk_user_id="user_1",
            email="olivia@example.com",
            deleted_at=clock.now(),
            erased_at=clock.now(),
        )
    await store(database, clock, message("user.created", user("user_2", "olivia@example.com")))
    assert await apply_all(database, clock) == 1
    assert [(row[0], row[3]) for row in await everybody(database)] == [("user_1", True), ("user_2", False)]


async def test_messages_about_other_things_are_done_with(database, clock):
    for number, body in enumerate(
        [message("session.created", {"id": "x"}), message("user.created", {"id": None}), b'{"type": "user.deleted"}']
    ):
        await store(database, clock, body, f"msg_{number}")
    assert await apply_all(database, clock) == 2, "the end of an account was applied when it came"
    assert await everybody(database) == []


async def test_one_message_that_fails_holds_up_no_other(database, clock, monkeypatch):
    await store(database, clock, message("user.created", user("user_1", "a@example.com")), "msg_1")
    await store(database, clock, message("user.created", user("user_2", "b@example.com")), "msg_2")
    follow = clerk_accounts.follow

    async def fail_for_one(session, external_id, data, now):
        is_done = await follow(session, external_id, data, now)
        if data["id"] == "user_1":
            raise RuntimeError("a fault of ours")
        return is_done

    monkeypatch.setattr(clerk_accounts, "follow", fail_for_one)
    assert await apply_all(database, clock) == 1
    assert [row[0] for row in await everybody(database)] == ["user_2"]
    monkeypatch.undo()
    assert await apply_all(database, clock) == 1
    assert [row[0] for row in await everybody(database)] == ["user_1", "user_2"]


async def test_messages_that_fail_never_crowd_out_the_ones_behind_them(database, clock, monkeypatch):
    for number in range(5):
        await store(
            database, clock, message("user.created", user(f"bad_{number}", f"b{number}@example.com")), f"a{number}"
        )
    await store(database, clock, message("user.created", user("good", "good@example.com")), "b")
    follow = clerk_accounts.follow

    async def fail(session, external_id, data, now):
        if data["id"] != "good":
            raise RuntimeError("a fault of ours")
        return await follow(session, external_id, data, now)

    monkeypatch.setattr(clerk_accounts, "follow", fail)
    async with database.transaction() as session:
        assert await clerk_events.apply_pending(session, clock.now(), limit=2) == 1
    assert [row[0] for row in await everybody(database)] == ["good"]
    clock.advance(timedelta(days=1, seconds=1))
    assert await apply_all(database, clock) == 0
    monkeypatch.undo()
    assert await apply_all(database, clock) == 0, "what failed for a day is given up, and kept"
    async with database.transaction() as session:
        assert len((await session.scalars(select(InboundEvent))).all()) == 6


async def test_an_outage_is_not_taken_for_a_fault_of_a_message(database, clock, monkeypatch):
    await store(database, clock, message("user.created", user("user_1")))

    async def away(*_):
        raise DatabaseUnavailable()

    monkeypatch.setattr(clerk_accounts, "follow", away)
    with pytest.raises(DatabaseUnavailable):
        await apply_all(database, clock)


OTHER_SECRET = "whsec_" + base64.b64encode(b"the secret that takes over, 32 b").decode()


@pytest.mark.parametrize("secret", [SECRET, OTHER_SECRET])
def test_while_a_secret_is_replaced_both_are_believed(secret):
    body = message("user.created", user("user_1"))
    both = WebhookSignature(settings(webhook_secret=SecretStr(f"{OTHER_SECRET}, {SECRET}")))
    assert both.verify(signed(body, secret=secret), body) == "msg_1"
    with pytest.raises(InvalidWebhook):
        both.verify(signed(body, secret="whsec_" + base64.b64encode(b"another").decode()), body)


def test_one_of_several_signatures_is_enough():
    body = message("user.created", user("user_1"))
    ours, theirs = signed(body), signed(body, secret=OTHER_SECRET)
    both = ours | {"Svix-Signature": f"v1a,xyz {theirs['Svix-Signature']} {ours['Svix-Signature']}"}
    assert WebhookSignature(settings()).verify(both, body) == "msg_1"


@pytest.mark.parametrize(("seconds", "is_believed"), [(-310, False), (-290, True), (290, True), (310, False)])
def test_the_time_window_has_two_sides(seconds, is_believed):
    body = message("user.created", user("user_1"))
    headers = signed(body, at=datetime.now(UTC) + timedelta(seconds=seconds))
    if is_believed:
        assert WebhookSignature(settings()).verify(headers, body) == "msg_1"
    else:
        with pytest.raises(InvalidWebhook):
            WebhookSignature(settings()).verify(headers, body)


async def test_a_message_is_known_for_ever(database, clock):
    body = message("user.created", user("user_1"))
    await store(database, clock, body)
    await apply_all(database, clock)
    clock.advance(timedelta(days=4000))
    assert await store(database, clock, body) is False
