"""How patient the jobs are: how long a task may be away, how often tables are asked, when a delivery is given up."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import SettingsConfigDict
from vet_core.kernel.settings import Section


class JobsSettings(Section):
    model_config = SettingsConfigDict(env_prefix="JOBS_")

    concurrency: int = Field(2, ge=1, le=256, description="Child processes of one worker.")
    visibility_timeout_seconds: int = Field(
        180,
        ge=1,
        description="After this long a killed worker's tasks go to another. Keep it above the longest limit (120 s).",
    )
    relay_batch_size: int = Field(100, ge=1, le=1000, description="Events the relay takes in one transaction.")
    relay_poll_seconds: float = Field(5, gt=0, le=300, description="How often the relay looks without being called.")
    relay_health_file: Path | None = Field(
        None, description="The relay writes its state here; `vet-clinic-jobs relay-health` reads it."
    )
    seal_batch_size: int = Field(500, ge=1, le=2000, description="Audit entries sealed in one transaction.")
    seal_poll_seconds: float = Field(
        0.25, gt=0, le=1, description="How often the sealer looks for new audit entries; they are unsealed for as long."
    )
    ring_patience_seconds: float = Field(
        15, gt=0, description="A delivery that waits longer than this has lost its ring and is rung again."
    )
    sweep_seconds: int = Field(10, ge=1, description="How often lost rings are looked for.")
    send_due_seconds: int = Field(10, ge=1, description="How often mail that fell due is looked for.")
    mail_lease_seconds: float = Field(
        20,
        gt=0,
        description="After this long a killed worker's unsent mails go to another. "
        "A mail that is just leaving is kept for MAIL_TIMEOUT_SECONDS at least.",
    )
    delivery_attempts: int = Field(8, ge=1, le=50, description="Failures after which a delivery is put aside as dead.")
    retry_base_seconds: float = Field(
        2, gt=0, description="Wait after the first failure; each further one waits four times as long, an hour at most."
    )
    handler_timeout_seconds: float = Field(20, gt=0, le=50, description="How long one handler may take.")

    @property
    def ring_patience(self) -> timedelta:
        return timedelta(seconds=self.ring_patience_seconds)

    @property
    def retry_base(self) -> timedelta:
        return timedelta(seconds=self.retry_base_seconds)


class FlowerSettings(Section):
    model_config = SettingsConfigDict(env_prefix="FLOWER_")

    basic_auth: SecretStr = Field(
        description="user:password for Flower's pages and API; without it everybody could see and stop tasks. "
        "Choose a long password without commas."
    )
    unauthenticated_api: bool = Field(False, description="Must stay off.")
    address: str = Field("127.0.0.1", description="Where Flower listens.")
    port: int = Field(5555, ge=1, le=65535)

    @field_validator("basic_auth")
    @classmethod
    def _names_and_secret(cls, value: SecretStr) -> SecretStr:
        for pair in value.get_secret_value().split(","):
            user, _, password = pair.partition(":")
            if not user or len(password) < 8:
                raise ValueError("write it as user:password, with at least 8 characters of password")
        return value

    @field_validator("unauthenticated_api")
    @classmethod
    def _stays_off(cls, value: bool) -> bool:
        if value:
            raise ValueError("Flower's API can stop tasks and must ask for the password")
        return value
