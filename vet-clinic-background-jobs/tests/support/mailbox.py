"""A real SMTP server on a free port that keeps what it accepted, and can hold a reply back to be killed at."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP


class Mailbox:
    """Has a message as soon as its last line has come, whether or not the sender lives to hear the reply."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.port = 0
        self.seconds_per_message = 0.0
        self.before_reply: Callable[[EmailMessage], Awaitable[None]] = _reply_at_once

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def message_ids(self) -> list[str]:
        return [str(message["Message-ID"]) for message in self.received]

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if self.seconds_per_message:
            await asyncio.sleep(self.seconds_per_message)
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.received.append(message)
        await self.before_reply(message)
        return "250 Kept"


async def _reply_at_once(_message: EmailMessage) -> None:
    pass


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """Serve on a thread of its own, so that it answers whatever the test's loop is doing."""
    box, loop = Mailbox(), asyncio.new_event_loop()

    async def listen() -> asyncio.Server:
        return await loop.create_server(lambda: SMTP(box, enable_SMTPUTF8=True, loop=loop), "127.0.0.1", 0)

    server = loop.run_until_complete(listen())
    box.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, name="mailbox", daemon=True)
    thread.start()
    try:
        yield box
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()
