"""Hand mails to an SMTP server, and say exactly how far each one came."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import timedelta
from email.message import EmailMessage
from email.utils import parseaddr

import aiosmtplib

from vet_services.notifications.mail import (
    HandedOver,
    MailOutcomeUnknown,
    MailPostponed,
    MailRefused,
    MailServerAway,
    Sender,
)
from vet_services.settings import MailSettings

_FIRST_FINAL_CODE = 500
_LAST_LINE = b"\r\n.\r\n"
_START_TLS = {"auto": None, "required": True, "off": False}


class SmtpMailer:
    """A server to hand mails to; opens nothing by itself."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        name, address = parseaddr(settings.mail_from)
        self._sender = Sender(name, address)

    @property
    def sender(self) -> Sender:
        return self._sender

    @property
    def timeout(self) -> timedelta:
        return timedelta(seconds=self._settings.mail_timeout_seconds)

    @asynccontextmanager
    async def conversation(self) -> AsyncIterator["SmtpConversation"]:
        """One connection for as many mails as are sent inside the block."""
        conversation = SmtpConversation(self._settings, self._sender)
        try:
            yield conversation
        finally:
            await conversation.close()


class SmtpConversation:
    """Opens its connection with the first mail, and a new one after a failure."""

    def __init__(self, settings: MailSettings, sender: Sender) -> None:
        self._settings = settings
        self._sender = sender
        self._client: aiosmtplib.SMTP | None = None

    async def send(self, message: EmailMessage, *, recipient: str, handed_over: HandedOver) -> None:
        """Return when the server has said that it took the mail.

        Raises MailServerAway, MailPostponed, MailRefused, or MailOutcomeUnknown when the connection broke between the
        mail's last line and the server's answer.
        """
        notes: list[asyncio.Task[None]] = []
        try:
            async with asyncio.timeout(self._settings.mail_timeout_seconds):
                client = await self._connected()
                await self._address(client, recipient)
                content = message.as_bytes()
                with _noting(client, handed_over, notes):
                    await client.data(content)
        except aiosmtplib.SMTPDataError as answer:
            # The server answered after all, so the outcome is known.
            await self.close()
            raise _refusal(answer) from answer
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as failure:
            await self.close()
            if notes:
                raise MailOutcomeUnknown(_said(failure)) from failure
            raise MailServerAway(_said(failure)) from failure
        finally:
            # The note is a precaution; what becomes of it never changes what became of the mail.
            await asyncio.gather(*notes, return_exceptions=True)

    async def close(self) -> None:
        client, self._client = self._client, None
        if client is None:
            return
        with suppress(aiosmtplib.SMTPException, OSError, TimeoutError):
            if client.is_connected:
                await client.quit(timeout=2)
        client.close()

    async def _connected(self) -> aiosmtplib.SMTP:
        if self._client is None or not self._client.is_connected:
            settings = self._settings
            client = aiosmtplib.SMTP(
                hostname=settings.host,
                port=settings.port,
                username=settings.username,
                password=settings.password,
                use_tls=settings.is_tls,
                start_tls=False if settings.is_tls else _START_TLS[settings.mail_start_tls],
                tls_context=settings.tls(),
                timeout=settings.mail_timeout_seconds,
            )
            await client.connect()
            self._client = client
        return self._client

    async def _address(self, client: aiosmtplib.SMTP, recipient: str) -> None:
        try:
            await client.mail(self._sender.address)
        except aiosmtplib.SMTPSenderRefused as answer:
            # Our own address is at fault, not the recipient's: an operator mends that, and the mail goes later.
            await self.close()
            raise MailPostponed(_said(answer)) from answer
        try:
            await client.rcpt(recipient)
        except aiosmtplib.SMTPRecipientRefused as answer:
            with suppress(aiosmtplib.SMTPException):
                await client.rset()
            raise _refusal(answer) from answer


@contextmanager
def _noting(client: aiosmtplib.SMTP, handed_over: HandedOver, notes: list[asyncio.Task[None]]) -> Iterator[None]:
    """Begin the note as soon as the last line has been written, which only the protocol's own `write` can tell."""
    protocol = client.protocol
    assert protocol is not None
    plain_write = protocol.write

    def write(data: bytes) -> None:
        plain_write(data)
        if data.endswith(_LAST_LINE):
            notes.append(asyncio.create_task(_run(handed_over)))

    protocol.write = write  # type: ignore[method-assign]
    try:
        yield
    finally:
        protocol.write = plain_write  # type: ignore[method-assign]


async def _run(handed_over: HandedOver) -> None:
    await handed_over()


def _refusal(answer: aiosmtplib.SMTPResponseException) -> MailRefused | MailPostponed:
    return (MailRefused if answer.code >= _FIRST_FINAL_CODE else MailPostponed)(_said(answer))


def _said(failure: BaseException) -> str:
    return f"{type(failure).__name__}: {failure}".replace("\0", "")[:1000]
