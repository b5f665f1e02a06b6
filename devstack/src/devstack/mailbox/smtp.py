"""The SMTP side: accepts mail for everybody from this machine."""

from __future__ import annotations

from datetime import UTC, datetime

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as SmtpSession

from devstack.mailbox.letters import LetterBox
from devstack.network import LOOPBACK

SIZE_LIMIT_BYTES = 25 * 1024 * 1024


class Receiver:
    """aiosmtpd's handler: one call per mail."""

    def __init__(self, box: LetterBox) -> None:
        self._box = box

    async def handle_DATA(self, server: SMTP, session: SmtpSession, envelope: Envelope) -> str:  # noqa: N802
        raw = envelope.content
        assert isinstance(raw, bytes)
        letter = self._box.put(
            raw,
            sender=envelope.mail_from or "",
            recipients=[str(address) for address in envelope.rcpt_tos],
            received_at=datetime.now(UTC),
        )
        return f"250 Kept as {letter.id}"


def smtp_server(box: LetterBox, port: int) -> Controller:
    """A server in its own thread, to be started and stopped by the caller."""
    return Controller(
        Receiver(box),
        hostname=LOOPBACK,
        port=port,
        data_size_limit=SIZE_LIMIT_BYTES,
        server_hostname="mailbox.localhost",
    )
