"""Which addresses leave this machine, and what production says to those that do so in the clear."""

import pytest
from pydantic import SecretStr

from vet_core.kernel import transport
from vet_core.kernel.settings import (
    DatabaseSettings,
    Environment,
    RedisSettings,
    RuntimeSettings,
    SettingsError,
    refuse_open_transport,
)

PRODUCTION = RuntimeSettings(environment=Environment.PRODUCTION)
FAR = "postgresql://vet:hunter2@db.example.com:5432/vet"


@pytest.mark.parametrize(
    ("address", "leaves"),
    [
        ("postgresql://vet:p@127.0.0.1:5432/vet", False),
        ("postgresql://vet:p@localhost/vet", False),
        ("postgresql://vet:p@[::1]:5432/vet", False),
        ("postgresql:///vet", False),
        ("postgresql://vet@%2Fvar%2Frun%2Fpostgresql/vet", False),
        ("postgresql:///vet?host=/var/run/postgresql", False),
        ("redis://:p@127.8.9.1:6379/0", False),
        ("postgresql://vet:p@10.0.0.5:5432/vet", True),
        ("postgresql://vet:p@db/vet", True),
        ("postgresql://vet:p@localhost.example.com/vet", True),
        ("postgresql://vet:p@localhost:5432,db.example.com:5432/vet", True),
        ("postgresql:///vet?host=db.example.com", True),
        ("postgresql://127.0.0.1@db.example.com/vet", True),
        ("redis://[2001:db8::1]:6379", True),
    ],
)
def test_an_address_leaves_this_machine_or_does_not(address: str, leaves: bool) -> None:
    assert transport.leaves_this_machine(address) is leaves


@pytest.mark.parametrize(
    ("over", "named"),
    [
        ({}, "DATABASE_URL would"),
        ({"ssl_mode": "require"}, "DATABASE_URL would"),
        ({"url": SecretStr(f"{FAR}?sslmode=verify-ca")}, "DATABASE_URL would"),
        ({"url": SecretStr(f"{FAR}?sslmode=verify-full"), "ssl_mode": "prefer"}, "DATABASE_URL would"),
        ({"url": SecretStr("postgresql:///vet"), "direct_url": SecretStr(FAR)}, "DATABASE_DIRECT_URL would"),
        ({"read_url": SecretStr(FAR)}, "DATABASE_URL and DATABASE_READ_URL would"),
        ({"url": SecretStr("postgresql:///vet"), "owner_url": SecretStr(FAR)}, "DATABASE_OWNER_URL would"),
    ],
)
def test_production_refuses_a_database_whose_certificate_nobody_checks(over: dict, named: str) -> None:
    settings = DatabaseSettings(**{"url": SecretStr(FAR)} | over)
    with pytest.raises(SettingsError, match=named) as refusal:
        refuse_open_transport(PRODUCTION, settings)
    assert "DATABASE_SSL_MODE=verify-full" in str(refusal.value)
    assert "hunter2" not in str(refusal.value)
    refuse_open_transport(RuntimeSettings(environment=Environment.STAGING), settings)
    refuse_open_transport(PRODUCTION, settings.model_copy(update={"tls_waived": True}))


@pytest.mark.parametrize(
    "over",
    [
        {"ssl_mode": "verify-full"},
        {"url": SecretStr(f"{FAR}?sslmode=verify-full")},
        {"url": SecretStr("postgresql://vet@127.0.0.1/vet")},
    ],
)
def test_production_accepts_what_is_checked_or_stays_here(over: dict) -> None:
    refuse_open_transport(PRODUCTION, DatabaseSettings(**{"url": SecretStr(FAR)} | over))


def test_production_refuses_redis_in_the_clear() -> None:
    with pytest.raises(SettingsError, match=r"REDIS_URL would cross a network in the clear\. Start it with rediss://"):
        refuse_open_transport(PRODUCTION, RedisSettings(redis_url=SecretStr("redis://:p@cache:6379/0")))
    for harmless in (
        RedisSettings(redis_url=SecretStr("rediss://:p@cache:6379/0")),
        RedisSettings(redis_url=SecretStr("redis://:p@127.0.0.1:6379/0")),
        RedisSettings(redis_url=SecretStr("redis://:p@cache:6379/0"), redis_tls_waived=True),
    ):
        refuse_open_transport(PRODUCTION, harmless)


def test_an_address_with_tls_cannot_switch_the_checks_off() -> None:
    settings = RedisSettings(
        redis_url=SecretStr("rediss://:p@cache:6379/0?ssl_cert_reqs=none&ssl_check_hostname=false&db=3")
    )
    assert settings.address == "rediss://:p@cache:6379/0?ssl_cert_reqs=required&ssl_check_hostname=true&db=3"
    assert RedisSettings(redis_url=SecretStr("redis://cache:6379/0?db=3")).address == "redis://cache:6379/0?db=3"
