"""PostgreSQL is reached under TLS, its certificate and name are checked, and a certificate of ours is shown."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from tests.db.tls_server import postgres_under_tls
from vet_core.db import Database, DatabaseUnavailable
from vet_core.kernel.settings import DatabaseSettings
from vet_core.migrations.runner import revision_at
from vet_core.testing.certificates import Authority


async def reaches(address: str, **tls: Any) -> bool:
    database = Database(DatabaseSettings(url=SecretStr(address), connect_timeout_seconds=5, **tls))
    try:
        async with database.reading() as session:
            return bool(await session.scalar(text("SELECT 1")) == 1)
    except DatabaseUnavailable:
        return False
    finally:
        await database.close()


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


async def test_verify_full_accepts_only_our_authoritys_certificate_for_that_host(
    application_database_url: str, authority: Authority, tmp_path: Path
) -> None:
    trusted = {"ssl_mode": "verify-full", "ssl_root_certificate": authority.file}
    async with postgres_under_tls(application_database_url, authority.issue("127.0.0.1")) as address:
        assert await reaches(address, **trusted)
        stranger = Authority(tmp_path, "stranger")
        assert not await reaches(address, ssl_mode="verify-full", ssl_root_certificate=stranger.file)
        assert not await reaches(address, ssl_mode="verify-full")  # the system's authorities do not know ours
        assert not await reaches(address, ssl_mode="disable")
    async with postgres_under_tls(application_database_url, authority.issue("db.example.com")) as address:
        assert not await reaches(address, **trusted)
        assert await reaches(address, ssl_mode="verify-ca", ssl_root_certificate=authority.file)


async def test_a_server_without_tls_is_not_reached_when_tls_is_wanted(
    application_database_url: str, authority: Authority
) -> None:
    assert not await reaches(application_database_url, ssl_mode="verify-full", ssl_root_certificate=authority.file)
    assert await reaches(application_database_url)


async def test_our_own_certificate_is_shown(application_database_url: str, authority: Authority) -> None:
    trusted = {"ssl_mode": "verify-full", "ssl_root_certificate": authority.file}
    ours = authority.issue()
    served = authority.issue("127.0.0.1")
    async with postgres_under_tls(application_database_url, served, clients_of=str(authority.file)) as address:
        assert await reaches(address, **trusted, ssl_certificate=ours.certificate, ssl_key=ours.key)
        assert not await reaches(address, **trusted)


async def test_migrations_and_listeners_are_told_the_same(database_url: str, authority: Authority) -> None:
    async with postgres_under_tls(database_url, authority.issue("127.0.0.1")) as address:
        settings = DatabaseSettings(
            url=SecretStr("postgresql://nobody@127.0.0.1:1/none"),
            direct_url=SecretStr(address),
            ssl_mode="verify-full",
            ssl_root_certificate=authority.file,
        )
        assert await revision_at(settings.owner.get_secret_value()) is not None
        assert settings.direct == settings.owner
