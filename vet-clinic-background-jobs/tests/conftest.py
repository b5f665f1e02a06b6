"""The jobs as real processes: each test starts the ones it needs against its own database, Redis and mailbox."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from vet_core.testing.plugin import ENCRYPTION_KEYS

from tests.support.mailbox import Mailbox, mailbox
from tests.support.platform import Platform


@pytest.fixture
def mails() -> Iterator[Mailbox]:
    with mailbox() as box:
        yield box


@pytest.fixture
def environment(application_database_url: str, redis_url: str, mails: Mailbox) -> dict[str, str]:
    """What the processes are told: real servers, and less patience than in production."""
    return {
        "PATH": os.environ["PATH"],
        "ENVIRONMENT": "test",
        "DATABASE_URL": application_database_url,
        "REDIS_URL": redis_url,
        "ENCRYPTION_KEYS": ENCRYPTION_KEYS,
        "CLERK_SECRET_KEY": "sk_test_of_nobody",
        "CLERK_ISSUER": "http://127.0.0.1:1",
        "MAIL_SMTP_URL": mails.url,
        "MAIL_FROM": "Vet Clinic <hello@example.com>",
        "WEB_URL": "http://127.0.0.1:1",
        "JOBS_VISIBILITY_TIMEOUT_SECONDS": "5",
        "JOBS_RELAY_POLL_SECONDS": "1",
        "JOBS_RING_PATIENCE_SECONDS": "3",
        "JOBS_SWEEP_SECONDS": "2",
        "JOBS_SEND_DUE_SECONDS": "1",
        "JOBS_RETRY_BASE_SECONDS": "0.05",
        "JOBS_DELIVERY_ATTEMPTS": "3",
    }


@pytest.fixture
def configured(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell this process the same, for tests that ring or run commands themselves."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def platform(environment: dict[str, str], tmp_path: Path) -> Iterator[Platform]:
    with Platform(environment, tmp_path) as platform:
        yield platform
