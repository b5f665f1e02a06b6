"""A mail server of our own on a free port: it keeps what it is given, and refuses, hangs or dies on request."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session
from pydantic import SecretStr

from vet_services.settings import MailSettings

ACCEPT = "250 OK"


class MailServer:
    """Answers with `mail`, `rcpt` and `data` (or what they return for a recipient); None breaks the connection."""

    def __init__(self) -> None:
        self.envelopes: list[tuple[str, list[str], bytes]] = []
        self.rcpt: Callable[[str], str] = lambda recipient: ACCEPT
        self.mail = ACCEPT
        self.data: Callable[[Envelope], str | None] = lambda envelope: ACCEPT
        self.on_data: Callable[[], Any] | None = None
        self.tls: ssl.SSLContext | None = None
        self.connections = 0
        self.port = 0

    @property
    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(raw, policy=policy.default) for _, _, raw in self.envelopes]

    def settings(self, **over: Any) -> MailSettings:
        values: dict[str, Any] = {
            "mail_smtp_url": SecretStr(f"smtp://127.0.0.1:{self.port}"),
            "mail_from": "Vet Clinic <hello@vet.example.com>",
            "mail_timeout_seconds": 30,
        }
        return MailSettings(**values | over)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["MailServer"]:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(self._protocol, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()

    def _protocol(self) -> SMTP:
        self.connections += 1
        demands = self.tls is not None
        return SMTP(self, hostname="mail.test", enable_SMTPUTF8=False, tls_context=self.tls, require_starttls=demands)

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        if self.mail == ACCEPT:
            envelope.mail_from = address
        return self.mail

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        answer = self.rcpt(address)
        if answer == ACCEPT:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self.data(envelope)
        if answer is None or answer.startswith("2"):
            content = envelope.content
            assert isinstance(content, bytes)
            self.envelopes.append((envelope.mail_from or "", list(envelope.rcpt_tos), content))
        if self.on_data is not None:
            await self.on_data()
        if answer is None:
            # The mail was taken, and the answer never arrives.
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
            await asyncio.sleep(0.01)
            return ACCEPT
        return answer
