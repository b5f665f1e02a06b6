"""What operators may set about the API itself."""

from ipaddress import ip_network
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field
from pydantic_settings import SettingsConfigDict
from vet_core.kernel.settings import Section


def _origins(value: str) -> str:
    for origin in split(value):
        address = urlsplit(origin)
        if address.scheme not in ("http", "https") or not address.hostname or address.path or address.query:
            raise ValueError("write each as https://host, without a path")
    return value


def _address(value: str) -> str:
    if len(split(_origins(value))) > 1:
        raise ValueError("write it as https://host, without a path")
    return value.rstrip("/")


def _networks(value: str) -> str:
    for network in (part.strip() for part in value.split(",") if part.strip()):
        try:
            ip_network(network, strict=False)
        except ValueError:
            raise ValueError("write addresses or networks, such as 10.0.0.0/8") from None
    return value


def split(value: str) -> list[str]:
    return [part.strip().rstrip("/") for part in value.split(",") if part.strip()]


class ApiSettings(Section):
    """The edge of the platform."""

    model_config = SettingsConfigDict(env_prefix="API_")

    domains: str = Field("", description="Domains this deployment serves, joined by commas; empty serves all of them.")
    public_url: Annotated[str, AfterValidator(_address)] = Field(
        "", description="How the API is reached from outside: https://api.example.com. Empty: as each request says."
    )
    cors_origins: Annotated[str, AfterValidator(_origins)] = Field(
        "", description="Origins whose pages may call the API, joined by commas: https://app.example.com."
    )
    trusted_proxies: Annotated[str, AfterValidator(_networks)] = Field(
        "", description="Addresses or networks (CIDR) of our own proxies; only they are believed about X-Forwarded-For."
    )
    body_limit_bytes: int = Field(1_048_576, ge=1024, le=64 * 1_048_576, description="Largest request body.")
    rate_limit_enabled: bool = Field(True, description="Whether requests are counted at all.")
    rate_limit_window_seconds: int = Field(60, ge=1, le=3600)
    rate_limit_person: int = Field(1200, ge=1, description="Requests per window for one signed-in person.")
    rate_limit_address: int = Field(600, ge=1, description="Requests per window for one address that is not signed in.")
    rate_limit_failures: int = Field(60, ge=1, description="Failures to sign in per window for one address (401).")
    rate_limit_sign_in: int = Field(30, ge=1, description="Invitations looked up or accepted per window.")
    rate_limit_search: int = Field(300, ge=1, description="Searches for clinics, slots or clients per window.")
    rate_limit_invitations: int = Field(30, ge=1, description="Invitations sent per window.")
    rate_limit_exports: int = Field(20, ge=1, description="Requests about one's export or erasure per window.")
    rate_limit_audit: int = Field(60, ge=1, description="Searches of the audit per window.")
    rate_limit_realtime: int = Field(240, ge=1, description="Realtime connections opened per window by one address.")
    rate_limit_links: int = Field(60, ge=1, description="Links from mails looked up or used per window.")
    rate_limit_feeds: int = Field(300, ge=1, description="Calendar feeds read per window by one address.")
    head_timeout_seconds: float = Field(10.0, gt=0, description="For the address and the headers of a request.")
    body_timeout_seconds: float = Field(30.0, gt=0, description="For the body of a request, from its first byte.")
    write_timeout_seconds: float = Field(30.0, gt=0, description="How long a client may leave a reply unread.")
    max_connections: int = Field(10_000, ge=1, description="Open connections per process, websockets included.")
    realtime_max_connections: int = Field(5000, ge=0, description="Open realtime connections per process.")

    @property
    def origins(self) -> list[str]:
        return split(self.cors_origins)

    @property
    def proxies(self) -> list[str]:
        return [part.strip() for part in self.trusted_proxies.split(",") if part.strip()]

    @property
    def served(self) -> list[str]:
        return split(self.domains)
