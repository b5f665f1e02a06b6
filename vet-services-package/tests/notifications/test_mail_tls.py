"""A mail leaves only for a server whose certificate our authorities signed, when TLS is wanted."""

import ssl
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from vet_core.kernel.settings import Environment, RuntimeSettings, SettingsError, refuse_open_transport
from vet_core.testing.certificates import Authority, Issued

from tests.notifications.smtp_server import MailServer
from vet_services.notifications.adapters.smtp import SmtpMailer
from vet_services.notifications.mail import MailServerAway
from vet_services.settings import MailSettings


def under(issued: Issued) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(issued.certificate, issued.key)
    return context


async def leaves(server: MailServer, **over: Any) -> bool:
    message = EmailMessage()
    message["Subject"] = "Pretzel's visit"
    message.set_content("Tomorrow at nine.")

    async def handed_over() -> None: ...

    async with SmtpMailer(server.settings(**over)).conversation() as conversation:
        try:
            await conversation.send(message, recipient="olivia@example.com", handed_over=handed_over)
        except MailServerAway:
            return False
    return True


async def test_starttls_checks_the_servers_certificate_and_its_name(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    server = MailServer()
    server.tls = under(authority.issue("127.0.0.1"))
    async with server.running():
        for mode in ("required", "auto"):
            assert await leaves(server, mail_ca_file=authority.file, mail_start_tls=mode)
            assert not await leaves(server, mail_ca_file=Authority(tmp_path, "stranger").file, mail_start_tls=mode)
            assert not await leaves(server, mail_start_tls=mode)  # the system's authorities do not know ours
        server.tls = under(authority.issue("mail.example.com"))
        assert not await leaves(server, mail_ca_file=authority.file, mail_start_tls="required")
    assert len(server.messages) == 2


async def test_a_server_that_offers_no_tls_gets_nothing_when_it_is_required(tmp_path: Path) -> None:
    server = MailServer()
    async with server.running():
        assert not await leaves(server, mail_start_tls="required")
        assert await leaves(server, mail_start_tls="auto")
    assert len(server.messages) == 1


def mail(url: str, **over: Any) -> MailSettings:
    return MailSettings(mail_smtp_url=url, mail_from="Vet <hello@example.com>", **over)


@pytest.mark.parametrize("start_tls", ["auto", "off"])
def test_production_refuses_mail_that_might_leave_in_the_clear(start_tls: str) -> None:
    production = RuntimeSettings(environment=Environment.PRODUCTION)
    with pytest.raises(SettingsError, match=r"MAIL_SMTP_URL would cross a network without a promise of TLS") as refusal:
        refuse_open_transport(production, mail("smtp://user:hunter2@mail.example.com:587", mail_start_tls=start_tls))
    assert "hunter2" not in str(refusal.value)
    for harmless in (
        mail("smtp://mail.example.com:587", mail_start_tls="required"),
        mail("smtps://mail.example.com:465"),
        mail("smtp://127.0.0.1:1025", mail_start_tls=start_tls),
        mail("smtp://mail.example.com:587", mail_start_tls=start_tls, mail_tls_waived=True),
    ):
        refuse_open_transport(production, harmless)
