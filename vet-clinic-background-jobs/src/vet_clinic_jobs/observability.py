"""What every process does first: refuse wrong settings, speak JSON, report to Sentry when told to."""

from __future__ import annotations

import asyncio
import logging
from typing import TypeVar

import sentry_sdk
import structlog
import vet_core.registry  # noqa: F401  every table must be known before the first flush
from sentry_sdk.integrations.celery import CeleryIntegration
from sentry_sdk.types import Event, Hint
from vet_core.db.fitness import refuse_unfit
from vet_core.db.keyring import KeyRing, configure_keyring
from vet_core.kernel.logs import configure_logging
from vet_core.kernel.redaction import redacted
from vet_core.kernel.settings import (
    DatabaseSettings,
    EncryptionSettings,
    RedisSettings,
    RuntimeSettings,
    Section,
    SettingsError,
    load,
    refuse_open_transport,
)
from vet_services.settings import MailSettings, validate_environment

S = TypeVar("S", bound=Section)


def begin(service: str) -> None:
    """Prepare this process under that name. Raises SettingsError when the settings do not fit the environment."""
    settings = load(RuntimeSettings)
    validate_environment(settings)
    refuse_open_transport(settings, *_read(DatabaseSettings), *_read(RedisSettings), *_read(MailSettings))
    configure_keyring(KeyRing.from_settings(load(EncryptionSettings)))
    configure_logging(service, settings)
    logging.captureWarnings(True)
    if settings.sentry_dsn is not None:
        sentry_sdk.init(
            dsn=settings.sentry_dsn.get_secret_value(),
            environment=str(settings.environment),
            release=settings.release,
            server_name=service,
            integrations=[CeleryIntegration()],
            send_default_pii=False,
            include_local_variables=False,
            before_send=_without_secrets,
        )


def _without_secrets(event: Event, _hint: Hint) -> Event:
    """An exception's text may hold an address with its password; Sentry gets what the logs get."""
    shown: Event = redacted(event)
    return shown


def _read(section: type[S]) -> list[S]:
    """The section, or nothing where the process was not given it; who needs it says so itself."""
    try:
        return [load(section)]
    except SettingsError:
        return []


def refuse_unfit_process(service: str) -> None:
    """Raise SettingsError when this process has wrong keys or, in production, a login that nothing binds."""
    asyncio.run(refuse_unfit(load(DatabaseSettings), load(RuntimeSettings), application_name=service))


def bind_task(name: str, task_id: str) -> None:
    """Put the task's name and id on every line logged until the next task begins."""
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(task=name, task_id=task_id)
