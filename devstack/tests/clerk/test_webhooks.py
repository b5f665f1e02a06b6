"""Webhooks as svix sends them: verified with the library the API uses, repeated with the same id until accepted."""

from __future__ import annotations

import json
import time

import pytest
from svix.webhooks import Webhook, WebhookVerificationError

from devstack.clerk.store import user_id_for
from tests.clerk.conftest import Inbox, StandIn

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
FORM = {"email": "new@example.com", "given_name": "New", "family_name": "Person"}


def wait_for(inbox: Inbox, count: int) -> None:
    deadline = time.monotonic() + 10
    while len(inbox.accepted) < count:
        assert time.monotonic() < deadline, inbox.types()
        time.sleep(0.02)


def told(inbox: Inbox) -> list[dict]:
    return [json.loads(body) for _, body in inbox.accepted]


def test_signing_up_changing_and_deleting_are_told_in_order_and_signed(clerk: StandIn, inbox: Inbox):
    clerk.http.post("/sign-up", data=FORM)
    user_id = user_id_for("new@example.com")
    clerk.sdk.users.update(user_id=user_id, first_name="Newer")
    clerk.sdk.users.delete(user_id=user_id)
    wait_for(inbox, 4)
    assert inbox.types() == ["user.created", "session.created", "user.updated", "user.deleted"]
    for headers, body in inbox.accepted:
        Webhook(clerk.settings.webhook_secret).verify(body, headers)
    assert [event["data"]["id"] for event in told(inbox) if event["type"].startswith("user.")] == [user_id] * 3
    headers, body = inbox.accepted[0]
    with pytest.raises(WebhookVerificationError):
        Webhook(clerk.settings.webhook_secret).verify(body + b" ", headers)


def test_sessions_are_told_with_their_person_and_who_asked(clerk: StandIn, inbox: Inbox):
    olivia = user_id_for("olivia.hartmann@example.com")
    sessions = []
    for _ in range(3):
        headers = {"user-agent": FIREFOX}
        reply = clerk.http.post("/sign-in", data={"email": "olivia.hartmann@example.com"}, headers=headers)
        assert reply.status_code == 200
        [newest, *_] = clerk.sdk.sessions.list(user_id=olivia)
        sessions.append(newest.id)
    ended, removed, revoked = sessions
    clerk.http.post(f"/v1/client/sessions/{ended}/end")
    clerk.http.post(f"/v1/client/sessions/{removed}/remove")
    clerk.sdk.sessions.revoke(session_id=revoked)
    clerk.sdk.sessions.revoke(session_id=revoked)  # the second time there is nothing to tell
    wait_for(inbox, 6)
    events = [(event["type"], event["data"]["id"], event["data"]["status"]) for event in told(inbox)]
    assert events == [
        *(("session.created", session, "active") for session in sessions),
        ("session.ended", ended, "ended"),
        ("session.removed", removed, "removed"),
        ("session.revoked", revoked, "revoked"),
    ]
    first = told(inbox)[0]
    assert (first["data"]["user_id"], first["data"]["user"]["id"]) == (olivia, olivia)
    assert first["event_attributes"] == {"http_request": {"client_ip": "127.0.0.1", "user_agent": FIREFOX}}
    assert "latest_activity" not in first["data"]


def test_refused_webhook_is_repeated_with_the_same_id(clerk: StandIn, inbox: Inbox):
    inbox.refusals = 2
    clerk.http.post("/sign-up", data=FORM)
    wait_for(inbox, 2)
    assert inbox.refused_ids == [inbox.accepted[0][0]["svix-id"]] * 2
    assert inbox.types() == ["user.created", "session.created"]


def test_demo_people_are_loaded_without_a_word(clerk: StandIn, inbox: Inbox):
    clerk.http.post("/sign-up", data=FORM)
    wait_for(inbox, 2)
    assert inbox.types() == ["user.created", "session.created"]
