"""What Clerk tells us is believed when it is signed, kept once, and acted upon later."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx
from sqlalchemy import func, select
from svix.webhooks import Webhook
from vet_core.db import Session
from vet_core.identity.models import Person
from vet_core.outbox.models import InboundEvent

from tests.support.clerk import WEBHOOK_SECRET

PATH = "/v1/webhooks/clerk"
EVENT = {"type": "user.updated", "object": "event", "data": {"id": "user_1", "object": "user"}}


def _signed(body: bytes, message_id: str | None = None, *, secret: str = WEBHOOK_SECRET) -> dict[str, str]:
    at = datetime.now(UTC)
    message_id = message_id or f"msg_{uuid4().hex}"
    signature = Webhook(secret).sign(message_id, at, body.decode())
    return {"svix-id": message_id, "svix-timestamp": str(int(at.timestamp())), "svix-signature": signature}


async def _kept(session: Session) -> int:
    return await session.scalar(select(func.count()).select_from(InboundEvent)) or 0


async def test_a_signed_message_is_kept_once(client: httpx.AsyncClient, session: Session) -> None:
    body = json.dumps(EVENT).encode()
    headers = _signed(body, "msg_1")
    for _ in range(2):
        reply = await client.post(PATH, headers=headers, content=body)
        assert (reply.status_code, reply.content) == (204, b"")
    assert await _kept(session) == 1
    kept = await session.scalar(select(InboundEvent))
    assert kept is not None
    assert (kept.source, kept.external_id, kept.type, kept.processed_at) == ("clerk", "msg_1", "user.updated", None)
    assert await session.scalar(select(func.count()).select_from(Person)) == 0


async def test_forged_messages_are_refused(client: httpx.AsyncClient, session: Session) -> None:
    body = json.dumps(EVENT).encode()
    forgeries: list[tuple[dict[str, str], bytes]] = [
        ({}, body),
        (_signed(body, secret="whsec_" + "A" * 32), body),
        (_signed(body), body.replace(b"user_1", b"user_2")),
        ({**_signed(body), "svix-timestamp": "1"}, body),
        ({**_signed(body), "svix-timestamp": "not a number"}, body),
        ({**_signed(body), "svix-signature": "v1,not base64!"}, body),
        (_signed(body), b"\xff\xfe"),
    ]
    for headers, content in forgeries:
        reply = await client.post(PATH, headers=headers, content=content)
        assert (reply.status_code, reply.json()["code"]) == (401, "identity.invalid_webhook")
    assert await _kept(session) == 0


async def test_a_signed_message_that_is_no_event_is_refused(client: httpx.AsyncClient, session: Session) -> None:
    unreadable: list[Any] = [[], "text", {"type": 7}, {"data": {}}]
    for message in unreadable:
        body = json.dumps(message).encode()
        reply = await client.post(PATH, headers=_signed(body), content=body)
        assert (reply.status_code, reply.json()["code"]) == (422, "identity.unreadable_webhook")
    assert await _kept(session) == 0
