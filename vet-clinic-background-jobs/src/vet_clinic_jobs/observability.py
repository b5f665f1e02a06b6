"""What every process does first: refuse wrong settings, speak JSON, report to Sentry when told to."""

from __future__ import annotations

import logging

import sentry_sdk
import structlog
import vet_core.registry  # noqa: F401  every table must be known before the first flush
from sentry_sdk.integrations.celery import CeleryIntegration
from vet_core.db.keyring import KeyRing, configure_keyring
from vet_core.kernel.logs import configure_logging
from vet_core.kernel.settings import EncryptionSettings, RuntimeSettings, load
from vet_services.settings import validate_environment


def begin(service: str) -> None:
    """Prepare this process under that name. Raises SettingsError when the settings do not fit the environment."""
    settings = load(RuntimeSettings)
    validate_environment(settings)
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
        )


def bind_task(name: str, task_id: str) -> None:
    """Put the task's name and id on every line logged until the next task begins."""
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(task=name, task_id=task_id)
