"""Relay, worker and probe meet Redis under TLS, and nobody whose certificate a stranger signed."""

import asyncio
from pathlib import Path

import pytest
from pydantic import SecretStr
from redis.asyncio import Redis
from redis.exceptions import RedisError
from vet_core.kernel.settings import RedisSettings
from vet_core.testing.certificates import Authority

from tests.support.platform import Platform
from tests.support.tls import redis_under_tls
from tests.test_settings import PRODUCTION
from vet_clinic_jobs import cli


async def test_redis_under_tls_is_met_when_its_certificate_fits(redis_url: str, tmp_path: Path) -> None:
    authority = Authority(tmp_path)

    async def answers(address: str, ca: Path | None) -> bool:
        settings = RedisSettings(redis_url=SecretStr(address), redis_ca_file=ca)
        async with Redis.from_url(settings.address) as redis:
            try:
                return bool(await redis.ping())
            except RedisError:
                return False

    async with redis_under_tls(redis_url, authority.issue("127.0.0.1")) as address:
        assert await answers(address, authority.file)
        assert not await answers(address, Authority(tmp_path, "stranger").file)
        assert not await answers(address, None)
        assert not await answers(f"{address}?ssl_cert_reqs=none&ssl_check_hostname=false", None)
    async with redis_under_tls(redis_url, authority.issue("redis.example.com")) as address:
        assert not await answers(address, authority.file)


@pytest.mark.usefixtures("database")
async def test_worker_relay_and_probe_work_under_tls(
    environment: dict[str, str], redis_url: str, tmp_path: Path
) -> None:
    authority = Authority(tmp_path)
    async with redis_under_tls(redis_url, authority.issue("127.0.0.1")) as address:
        under_tls = environment | {"REDIS_URL": address, "REDIS_CA_FILE": str(authority.file)}
        with Platform(under_tls, tmp_path) as platform:
            await asyncio.to_thread(platform.start, "worker", "relay")
            probe = platform.begin("probe")
            await asyncio.to_thread(probe.wait_for, "A worker ran a task.")


@pytest.mark.parametrize("command", ["relay", "worker", "beat", "flower"])
@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DATABASE_URL", "postgresql://vet:secret@db.example.com/vet"),
        ("REDIS_URL", "redis://:secret@cache.example.com:6379/0"),
        ("MAIL_SMTP_URL", "smtp://user:secret@mail.example.com:587"),
    ],
)
def test_no_process_starts_in_production_with_an_open_line_to_another_machine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str, variable: str, value: str
) -> None:
    for name, given in (PRODUCTION | {variable: value}).items():
        monkeypatch.setenv(name, given)
    monkeypatch.setattr("vet_clinic_jobs.observability.configure_logging", lambda *_: None)

    assert cli.main([command]) == 2

    said = capsys.readouterr().err
    assert f"{variable} would cross a network" in said
    assert "secret" not in said.replace("secrets", "")
