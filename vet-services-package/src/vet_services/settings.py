"""What the services need to know from outside, one section a domain, and what production refuses to start with."""

import ssl
from email.utils import parseaddr
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import SettingsConfigDict
from vet_core.kernel import transport
from vet_core.kernel.settings import RuntimeSettings, Section, SettingsError, load

CLERK_API = "https://api.clerk.com"
"""Where Clerk's Backend API lives when no other address is configured."""


def _http(value: str) -> str:
    address = urlsplit(value)
    if address.scheme not in ("http", "https") or not address.hostname or address.query or address.fragment:
        raise ValueError("write it as https://host, without a query")
    return value.rstrip("/")


def _smtp(value: SecretStr) -> SecretStr:
    address = urlsplit(value.get_secret_value())
    if address.scheme not in ("smtp", "smtps") or not address.hostname:
        raise ValueError("start it with smtp:// or smtps://")
    return value


def _sender(value: str) -> str:
    _, address = parseaddr(value)
    if "@" not in address or any(character in value for character in "\r\n\0"):
        raise ValueError("write it as Name <address@example.com>")
    return value


HttpUrl = Annotated[str, AfterValidator(_http)]


class ClerkSettings(Section):
    """Sign-in. Only the address differs between production and the development stand-in."""

    model_config = SettingsConfigDict(env_prefix="CLERK_")

    secret_key: SecretStr = Field(description="Clerk dashboard > Configure > API keys > Secret keys (sk_…).")
    issuer: HttpUrl = Field(
        description="Clerk dashboard > Configure > API keys > Frontend API URL; every token must name exactly this."
    )
    api_url: HttpUrl | None = Field(
        None, description="Address of the Backend API when it is not https://api.clerk.com (development stand-in)."
    )
    webhook_secret: SecretStr | None = Field(
        None,
        description="Clerk dashboard > Configure > Webhooks > your endpoint > Signing secret (whsec_…); while you "
        "replace it, the new one and the old one joined by a comma.",
    )
    authorized_parties: str = Field(
        "", description="Origins that may use a session, joined by commas: https://app.example.com."
    )
    publishable_key: str | None = Field(
        None, description="Clerk dashboard > Configure > API keys > Publishable key (pk_…); the clients use it."
    )

    @property
    def parties(self) -> frozenset[str]:
        """The origins whose pages may call us with a session."""
        return frozenset(party.strip().rstrip("/") for party in self.authorized_parties.split(",") if party.strip())

    @property
    def webhook_secrets(self) -> tuple[str, ...]:
        """The secrets a webhook may be signed with."""
        joined = "" if self.webhook_secret is None else self.webhook_secret.get_secret_value()
        return tuple(secret.strip() for secret in joined.split(",") if secret.strip())

    @property
    def server_url(self) -> str:
        """The Backend API with its version, as the SDK wants it."""
        base = self.api_url or CLERK_API
        return base if urlsplit(base).path else f"{base}/v1"


class MailSettings(Section):
    """Outgoing mail."""

    mail_smtp_url: Annotated[SecretStr, AfterValidator(_smtp)] = Field(
        description="smtp://user:password@host:587 (STARTTLS when the server offers it) or "
        "smtps://user:password@host:465, from your mail provider's SMTP page."
    )
    mail_from: Annotated[str, AfterValidator(_sender)] = Field(
        description="Sender of every mail, such as Vet Clinic <hello@example.com>."
    )
    mail_timeout_seconds: float = Field(10, gt=0, le=60, description="How long one SMTP conversation may take.")
    mail_start_tls: Literal["auto", "required", "off"] = Field(
        "auto", description="With smtp://: auto uses STARTTLS when offered, required insists on it, off never asks."
    )

    mail_ca_file: Path | None = Field(
        None, description="PEM file of the authorities that sign the mail server's certificate; default: the system's."
    )
    mail_tls_waived: bool = Field(
        False, description="true only when nobody can listen between us and it: production then allows any."
    )

    def tls(self) -> ssl.SSLContext:
        """How the server is met under TLS: its certificate and its host name are checked."""
        return ssl.create_default_context(cafile=self.mail_ca_file)

    @property
    def transport_faults(self) -> list[str]:
        """Why production must not hand mails over with these settings."""
        is_safe = self.is_tls or self.mail_start_tls == "required"
        if self.mail_tls_waived or is_safe or transport.stays_on_this_machine(self.host):
            return []
        return [
            "MAIL_SMTP_URL would cross a network without a promise of TLS. Set MAIL_START_TLS=required or start the "
            "address with smtps://, and set MAIL_CA_FILE when a private authority signed the server's certificate. "
            "Where nobody can listen, MAIL_TLS_WAIVED=true."
        ]

    @property
    def username(self) -> str | None:
        name = urlsplit(self.mail_smtp_url.get_secret_value()).username
        return unquote(name) if name else None

    @property
    def password(self) -> str | None:
        password = urlsplit(self.mail_smtp_url.get_secret_value()).password
        return unquote(password) if password else None

    @property
    def host(self) -> str:
        return urlsplit(self.mail_smtp_url.get_secret_value()).hostname or ""

    @property
    def port(self) -> int:
        address = urlsplit(self.mail_smtp_url.get_secret_value())
        return address.port or (465 if self.is_tls else 587)

    @property
    def is_tls(self) -> bool:
        return urlsplit(self.mail_smtp_url.get_secret_value()).scheme == "smtps"


class LinksSettings(Section):
    """Where mails send their readers."""

    web_url: HttpUrl = Field(description="Public address of the web app, such as https://app.example.com.")


def validate_environment(runtime: RuntimeSettings, clerk: ClerkSettings | None = None) -> None:
    """Refuse development sign-in in production. Call it before anything listens.

    Reads the Clerk section itself when none is given. Raises SettingsError with one sentence per fault.
    """
    if not runtime.is_production:
        return
    clerk = clerk or load(ClerkSettings)
    faults = []
    if clerk.api_url is not None and clerk.server_url != f"{CLERK_API}/v1":
        faults.append(
            "CLERK_API_URL points away from https://api.clerk.com: "
            "a stand-in would let anybody sign in as anybody. Remove it."
        )
    issuer = urlsplit(clerk.issuer)
    if issuer.scheme != "https" or _is_local(issuer.hostname or ""):
        faults.append(
            "CLERK_ISSUER is not a public https address: tokens of the development sign-in would be accepted. "
            "Set it to the Frontend API URL of your Clerk production instance."
        )
    if clerk.secret_key.get_secret_value().startswith("sk_test_"):
        faults.append(
            "CLERK_SECRET_KEY is a key of a Clerk development instance (sk_test_…). Use the production key (sk_live_…)."
        )
    if (clerk.publishable_key or "").startswith("pk_test_"):
        faults.append(
            "CLERK_PUBLISHABLE_KEY is of a Clerk development instance (pk_test_…). Use the production key (pk_live_…)."
        )
    if faults:
        raise SettingsError("ENVIRONMENT is production. " + "\n".join(faults))


def _is_local(host: str) -> bool:
    host = host.rstrip(".").lower()
    if host in ("", "localhost") or host.endswith((".localhost", ".local", ".internal", ".test", ".invalid")):
        return True
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host
