"""Webhooks as svix sends them: verified with the library the API uses, repeated with the same id until accepted."""

from __future__ import annotations

import json
import time

import pytest
from svix.webhooks import Webhook, WebhookVerificationError

from devstack.clerk.store import user_id_for
from tests.clerk.conftest import Inbox, StandIn

FORM = {"email": "new@example.com", "given_name": "New", "family_name": "Person"}


def wait_for(inbox: Inbox, count: int) -> None:
    deadline = time.monotonic() + 10
    while len(inbox.accepted) < count:
        assert time.monotonic() < deadline, inbox.types()
        time.sleep(0.02)


def test_signing_up_changing_and_deleting_are_told_in_order_and_signed(clerk: StandIn, inbox: Inbox):
    clerk.http.post("/sign-up", data=FORM)
    user_id = user_id_for("new@example.com")
    clerk.sdk.users.update(user_id=user_id, first_name="Newer")
    clerk.sdk.users.delete(user_id=user_id)
    wait_for(inbox, 3)
    assert inbox.types() == ["user.created", "user.updated", "user.deleted"]
    for headers, body in inbox.accepted:
        Webhook(clerk.settings.webhook_secret).verify(body, headers)
    assert [json.loads(body)["data"]["id"] for _, body in inbox.accepted] == [user_id] * 3
    headers, body = inbox.accepted[0]
    with pytest.raises(WebhookVerificationError):
        Webhook(clerk.settings.webhook_secret).verify(body + b" ", headers)


def test_refused_webhook_is_repeated_with_the_same_id(clerk: StandIn, inbox: Inbox):
    inbox.refusals = 2
    clerk.http.post("/sign-up", data=FORM)
    wait_for(inbox, 1)
    assert inbox.refused_ids == [inbox.accepted[0][0]["svix-id"]] * 2
    assert len(inbox.accepted) == 1


def test_demo_people_are_loaded_without_a_word(clerk: StandIn, inbox: Inbox):
    clerk.http.post("/sign-up", data=FORM)
    wait_for(inbox, 1)
    assert inbox.types() == ["user.created"]
