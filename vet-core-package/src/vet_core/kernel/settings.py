"""Settings are typed, read once, and refuse to be guessed: a missing value stops the process with a sentence.

Each section's field carries a description that says what the value is and where to get it; that description
is what the operator reads when the variable is missing. Values are never echoed, for they may be secrets.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


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
        None, description="Address without a pooler, for migrations and LISTEN. Defaults to DATABASE_URL."
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
        None, description="How to use TLS; overrides ?sslmode= in the address. Use verify-full in production."
    )

    @property
    def direct(self) -> SecretStr:
        return self.direct_url or self.url


class RedisSettings(Section):
    redis_url: RedisUrl = Field(description="redis://:password@host:port/0 of Redis or Valkey.")


class EncryptionSettings(Section):
    encryption_keys: SecretStr = Field(
        description="id:key pairs joined by commas, newest first; a key is 32 random bytes in urlsafe base64. "
        'Make one with: python -c "import base64,os;print(base64.urlsafe_b64encode(os.urandom(32)).decode())"',
    )
