"""Settings are typed, read once, and refuse to be guessed: a missing value stops the process with a sentence.

Each section's field carries a description that says what the value is and where to get it; that description
is what the operator reads when the variable is missing. Values are never echoed, for they may be secrets.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Protocol, TypeVar

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from vet_core.kernel import transport


class Environment(StrEnum):
    DEVELOPMENT = "development"
    TEST = "test"
    STAGING = "staging"
    PRODUCTION = "production"


class SettingsError(RuntimeError):
    """The environment is incomplete or wrong; the message names each variable and where to get it."""


class Section(BaseSettings):
    """A group of settings read from environment variables; an empty variable counts as absent."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore", frozen=True)


S = TypeVar("S", bound=BaseSettings)


def load(section: type[S]) -> S:
    """Read one section from the environment. Raises SettingsError."""
    try:
        return section()
    except ValidationError as refusal:
        raise SettingsError(explain(section, refusal)) from None


def explain(section: type[BaseSettings], refusal: ValidationError) -> str:
    """One sentence per wrong variable, without its value."""
    prefix = section.model_config.get("env_prefix", "")
    sentences = []
    for error in refusal.errors(include_url=False, include_input=False, include_context=False):
        name = str(error["loc"][0]) if error["loc"] else ""
        field = section.model_fields.get(name)
        help_text = (field.description or "") if field is not None else ""
        variable = f"{prefix}{name}".upper() if name else section.__name__
        problem = "is not set" if error["type"] == "missing" else f"is not usable ({error['msg']})"
        sentences.append(f"{variable} {problem}. {help_text}".strip())
    return "\n".join(sentences)


class HasTransport(Protocol):
    """A section that connects to a server."""

    @property
    def transport_faults(self) -> list[str]: ...


def refuse_open_transport(runtime: RuntimeSettings, *sections: HasTransport) -> None:
    """In production, raise SettingsError when one of these would send secrets over a network that others may hear."""
    faults = [fault for section in sections for fault in section.transport_faults]
    if faults and runtime.is_production:
        raise SettingsError("ENVIRONMENT is production. " + "\n".join(faults))


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text)


def _postgresql(value: SecretStr) -> SecretStr:
    if not value.get_secret_value().startswith(("postgresql://", "postgres://")):
        raise ValueError("start it with postgresql://")
    return value


def _redis(value: SecretStr) -> SecretStr:
    if not value.get_secret_value().startswith(("redis://", "rediss://")):
        raise ValueError("start it with redis:// or rediss://")
    return value


PostgresUrl = Annotated[SecretStr, AfterValidator(_postgresql)]
RedisUrl = Annotated[SecretStr, AfterValidator(_redis)]


class RuntimeSettings(Section):
    environment: Environment = Field(
        description="Set ENVIRONMENT to development, test, staging or production.",
    )
    release: str = Field("unreleased", description="The version or commit that runs; shown in logs.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    sentry_dsn: SecretStr | None = Field(
        None, description="Sentry > project > Settings > Client Keys (DSN). Leave empty to send nothing."
    )

    @property
    def is_production(self) -> bool:
        return self.environment is Environment.PRODUCTION


class DatabaseSettings(Section):
    model_config = SettingsConfigDict(env_prefix="DATABASE_")

    url: PostgresUrl = Field(
        description="postgresql://user:password@host:port/name of the database that serves requests; "
        "with Supabase this is the transaction pooler under Project > Connect.",
    )
    direct_url: PostgresUrl | None = Field(
        None, description="Address without a pooler, for LISTEN and migrations. Defaults to DATABASE_URL."
    )
    owner_url: PostgresUrl | None = Field(
        None,
        description="Address with the login that owns the tables, for migrations. Defaults to DATABASE_DIRECT_URL.",
    )
    application_role: str = Field(
        "vet_application",
        pattern=r"^[a-z_][a-z0-9_]{0,62}$",
        description="The role whose rights `vet-core migrate` keeps; the login in DATABASE_URL is a member of it.",
    )
    read_url: PostgresUrl | None = Field(
        None, description="A read replica for read-only sessions. Defaults to DATABASE_URL."
    )
    pool_size: int = Field(10, ge=1, le=500, description="Connections each process keeps.")
    max_overflow: int = Field(5, ge=0, le=500, description="Connections above the pool size under load.")
    prepared_statements: bool = Field(
        True, description="Set to false behind a transaction pooler (PgBouncer, Supabase port 6543)."
    )
    connect_timeout_seconds: float = Field(3, gt=0, le=120)
    pool_timeout_seconds: float = Field(5, gt=0, le=120)
    statement_timeout_seconds: float = Field(15, gt=0, le=3600)
    ssl_mode: Literal["disable", "allow", "prefer", "require", "verify-ca", "verify-full"] | None = Field(
        None,
        description="How to use TLS; overrides ?sslmode= in the address. Production wants verify-full for every server "
        "that is not on the same machine.",
    )
    ssl_root_certificate: Path | None = Field(
        None, description="PEM file of the authorities that sign the server's certificate; default: the system's."
    )
    ssl_certificate: Path | None = Field(None, description="PEM file of the certificate by which we sign in.")
    ssl_key: Path | None = Field(None, description="PEM file of that certificate's private key.")
    tls_waived: bool = Field(
        False,
        description="true only when nobody can listen between us and the server: production then allows any mode.",
    )

    @property
    def direct(self) -> SecretStr:
        return self._encrypted(self.direct_url or self.url)

    @property
    def owner(self) -> SecretStr:
        return self._encrypted(self.owner_url or self.direct_url or self.url)

    @property
    def serving(self) -> SecretStr:
        """`url` with what it takes to reach it as these settings say."""
        return self._encrypted(self.url)

    @property
    def replica(self) -> SecretStr | None:
        """`read_url` in the same way."""
        return None if self.read_url is None else self._encrypted(self.read_url)

    def _encrypted(self, address: SecretStr) -> SecretStr:
        plain = address.get_secret_value()
        mode = self.ssl_mode or transport.parameter(plain, "sslmode")
        authorities = self.ssl_root_certificate
        if mode in ("verify-ca", "verify-full") and not transport.parameter(plain, "sslrootcert"):
            authorities = authorities or _path(transport.default_authorities())
        tls = {
            "sslmode": self.ssl_mode,
            "sslrootcert": authorities,
            "sslcert": self.ssl_certificate,
            "sslkey": self.ssl_key,
        }
        return SecretStr(transport.with_parameters(plain, tls)) if any(tls.values()) else address

    @property
    def transport_faults(self) -> list[str]:
        """Why production must not connect with these settings."""
        if self.tls_waived:
            return []
        addresses = {
            "URL": self.url,
            "DIRECT_URL": self.direct_url,
            "READ_URL": self.read_url,
            "OWNER_URL": self.owner_url,
        }
        named = [
            f"DATABASE_{name}"
            for name, address in addresses.items()
            if address is not None
            and transport.leaves_this_machine(address.get_secret_value())
            and transport.parameter(self._encrypted(address).get_secret_value(), "sslmode") != "verify-full"
        ]
        if not named:
            return []
        return [
            f"{' and '.join(named)} would cross a network without a certificate being checked. Set "
            "DATABASE_SSL_MODE=verify-full, and DATABASE_SSL_ROOT_CERTIFICATE when a private authority signed the "
            "server's certificate. Where nobody can listen, DATABASE_TLS_WAIVED=true."
        ]


class RedisSettings(Section):
    redis_url: RedisUrl = Field(
        description="redis://:password@host:port/0 of Redis or Valkey; rediss:// uses TLS and checks the certificate."
    )
    redis_ca_file: Path | None = Field(
        None, description="PEM file of the authorities that sign the server's certificate; default: the system's."
    )
    redis_tls_waived: bool = Field(
        False,
        description="true only when nobody can listen between us and the server: production then allows redis://.",
    )

    @property
    def address(self) -> str:
        """What every client of Redis is given; with rediss:// it says that certificate and host name are checked."""
        plain = self.redis_url.get_secret_value()
        return transport.with_parameters(plain, {**self.tls, "ssl_check_hostname": "true"}) if self.tls else plain

    @property
    def tls(self) -> dict[str, str]:
        """The options of a TLS connection; none with redis://."""
        plain = self.redis_url.get_secret_value()
        if not plain.startswith("rediss://"):
            return {}
        authorities = str(self.redis_ca_file or "") or transport.parameter(plain, "ssl_ca_certs")
        return {"ssl_cert_reqs": "required"} | ({"ssl_ca_certs": authorities} if authorities else {})

    @property
    def transport_faults(self) -> list[str]:
        """Why production must not connect with these settings."""
        plain = self.redis_url.get_secret_value()
        if self.redis_tls_waived or plain.startswith("rediss://") or not transport.leaves_this_machine(plain):
            return []
        return [
            "REDIS_URL would cross a network in the clear. Start it with rediss://, and set REDIS_CA_FILE when a "
            "private authority signed the server's certificate. Where nobody can listen, REDIS_TLS_WAIVED=true."
        ]


class EncryptionSettings(Section):
    encryption_keys: SecretStr = Field(
        description="id:key pairs joined by commas, newest first; a key is 32 random bytes in urlsafe base64. "
        'Make one with: python -c "import base64,os;print(base64.urlsafe_b64encode(os.urandom(32)).decode())"',
    )
