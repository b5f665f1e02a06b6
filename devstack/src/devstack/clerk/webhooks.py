"""Tell the API about people as Clerk does: signed by svix, repeated with pauses, the same id each time."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import secrets
from datetime import UTC, datetime
from typing import Any

import httpx
from svix.webhooks import Webhook

from devstack.clerk.activity import Activity
from devstack.clerk.store import PendingWebhook, Store

log = logging.getLogger(__name__)
LONGEST_PAUSE_SECONDS = 10.0
FIRST_PAUSE_SECONDS = 0.25
REFUSALS_BEFORE_GIVING_UP = 20


class Postman:
    """Delivers in order: one that is not accepted holds up the ones behind it, and no update overtakes its creation.

    An API that is away is waited for without end; one that keeps refusing an event loses it.
    """

    def __init__(self, store: Store, *, url: str | None, secret: str) -> None:
        self._store = store
        self._url = url
        self._webhook = Webhook(secret)
        self._news = asyncio.Event()

    def announce(self, event_type: str, data: dict[str, Any], *, now: int, activity: Activity | None = None) -> None:
        """Take over an event, with whose request made it happen. It survives a restart of the stand-in."""
        if self._url is None:
            return
        behind = activity or Activity()
        body = {
            "type": event_type,
            "object": "event",
            "data": data,
            "event_attributes": {"http_request": {"client_ip": behind.ip_address, "user_agent": behind.user_agent}},
            "timestamp": now,
            "instance_id": "ins_development",
        }
        self._store.webhooks.append(PendingWebhook(f"msg_{secrets.token_hex(14)}", json.dumps(body)))
        self._store.save()
        self._news.set()

    async def run(self) -> None:
        """Deliver for ever."""
        async with httpx.AsyncClient(timeout=10) as client:
            while True:
                if not self._store.webhooks:
                    self._news.clear()
                    await self._news.wait()
                first = self._store.webhooks[0]
                pause = FIRST_PAUSE_SECONDS
                while first.attempts < REFUSALS_BEFORE_GIVING_UP and not await self._deliver(client, first):
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
                self._store.webhooks.remove(first)
                self._store.save()

    async def _deliver(self, client: httpx.AsyncClient, webhook: PendingWebhook) -> bool:
        assert self._url is not None
        now = datetime.now(UTC)
        headers = {
            "content-type": "application/json",
            "svix-id": webhook.id,
            "svix-timestamp": str(int(now.timestamp())),
            "svix-signature": self._webhook.sign(webhook.id, now, webhook.body),
        }
        with contextlib.suppress(httpx.HTTPError):
            reply = await client.post(self._url, content=webhook.body, headers=headers)
            if reply.is_success:
                return True
            webhook.attempts += 1
            log.warning("The API answered %s to webhook %s: %s", reply.status_code, webhook.id, reply.text[:300])
        return False
