import pytest
from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from vet_core.kernel.settings import (
    DatabaseSettings,
    Environment,
    RedisSettings,
    RuntimeSettings,
    Section,
    SettingsError,
    load,
)

ADDRESS = "postgresql://vet:hunter2@127.0.0.1:5432/vet"


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ENVIRONMENT", "DATABASE_URL", "DATABASE_DIRECT_URL", "DATABASE_POOL_SIZE", "REDIS_URL", "LOG_LEVEL"):
        monkeypatch.delenv(name, raising=False)


def test_settings_come_from_the_environment_with_their_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", ADDRESS)
    monkeypatch.setenv("DATABASE_POOL_SIZE", "7")
    monkeypatch.setenv("DATABASE_PREPARED_STATEMENTS", "false")
    settings = load(DatabaseSettings)
    assert settings.url.get_secret_value() == settings.direct.get_secret_value() == ADDRESS
    assert (settings.pool_size, settings.max_overflow, settings.prepared_statements) == (7, 5, False)
    assert (settings.connect_timeout_seconds, settings.pool_timeout_seconds) == (3, 5)
    assert settings.statement_timeout_seconds == 15
    assert settings.read_url is None
    assert "hunter2" not in repr(settings)


def test_a_missing_variable_is_named_with_where_to_get_it() -> None:
    with pytest.raises(SettingsError) as refusal:
        load(DatabaseSettings)
    assert str(refusal.value).startswith("DATABASE_URL is not set. postgresql://user:password@host:port/name")
    assert "Supabase" in str(refusal.value)


def test_an_empty_variable_counts_as_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "")
    with pytest.raises(SettingsError, match=r"^REDIS_URL is not set\."):
        load(RedisSettings)


def test_a_wrong_value_is_explained_and_never_echoed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://vet:hunter2@db/vet")
    monkeypatch.setenv("DATABASE_POOL_SIZE", "0")
    with pytest.raises(SettingsError) as refusal:
        load(DatabaseSettings)
    assert "DATABASE_URL is not usable (Value error, start it with postgresql://)" in str(refusal.value)
    assert "DATABASE_POOL_SIZE is not usable (Input should be greater than or equal to 1)" in str(refusal.value)
    assert "hunter2" not in str(refusal.value)
    assert refusal.value.__cause__ is None


def test_the_environment_must_be_one_of_four(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match=r"ENVIRONMENT is not set\. Set ENVIRONMENT to development"):
        load(RuntimeSettings)
    monkeypatch.setenv("ENVIRONMENT", "prod")
    with pytest.raises(SettingsError, match="ENVIRONMENT is not usable"):
        load(RuntimeSettings)
    monkeypatch.setenv("ENVIRONMENT", "production")
    assert load(RuntimeSettings).environment is Environment.PRODUCTION
    assert load(RuntimeSettings).is_production


def test_a_part_can_add_its_own_section(monkeypatch: pytest.MonkeyPatch) -> None:
    class MailSettings(Section):
        model_config = SettingsConfigDict(env_prefix="MAIL_")
        key: SecretStr = Field(description="From the mail provider's dashboard.")

    with pytest.raises(SettingsError, match=r"^MAIL_KEY is not set\. From the mail provider's dashboard\.$"):
        load(MailSettings)
    monkeypatch.setenv("MAIL_KEY", "s3cret")
    assert load(MailSettings).key.get_secret_value() == "s3cret"
