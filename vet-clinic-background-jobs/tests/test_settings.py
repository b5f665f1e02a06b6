"""Wrong settings stop a process before it does anything, with a sentence that says what to do."""

import pytest
from vet_core.kernel.settings import SettingsError, load

from vet_clinic_jobs import cli
from vet_clinic_jobs.settings import FlowerSettings

PRODUCTION = {
    "ENVIRONMENT": "production",
    "DATABASE_URL": "postgresql://vet:secret@127.0.0.1:1/vet",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "ENCRYPTION_KEYS": "k1:" + "A" * 43 + "=",
    "CLERK_SECRET_KEY": "sk_live_x",
    "CLERK_ISSUER": "https://clerk.example.com",
    "MAIL_SMTP_URL": "smtps://user:secret@mail.example.com:465",
    "MAIL_FROM": "Vet Clinic <hello@example.com>",
    "WEB_URL": "https://app.example.com",
    "FLOWER_BASIC_AUTH": "admin:long-enough",
}


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in PRODUCTION.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("vet_clinic_jobs.observability.configure_logging", lambda *_: None)
    return monkeypatch


@pytest.mark.parametrize("command", ["relay", "worker", "beat", "flower"])
@pytest.mark.parametrize(
    ("variable", "value"),
    [("CLERK_API_URL", "http://127.0.0.1:8090"), ("CLERK_ISSUER", "http://127.0.0.1:8090")],
)
def test_no_process_starts_in_production_with_the_development_sign_in(
    production: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str, variable: str, value: str
) -> None:
    production.setenv(variable, value)

    assert cli.main([command]) == 2

    assert variable in capsys.readouterr().err


@pytest.mark.parametrize(
    "password", ["", "admin", "admin:", ":long-enough", "admin:short", "admin:long-enough,guest:x"]
)
def test_flower_does_not_start_without_a_password(
    production: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], password: str
) -> None:
    production.setenv("FLOWER_BASIC_AUTH", password)

    assert cli.main(["flower"]) == 2

    said = capsys.readouterr().err
    assert said.startswith("FLOWER_BASIC_AUTH ")
    assert "user:password" in said


def test_flowers_api_stays_closed(production: pytest.MonkeyPatch) -> None:
    production.setenv("FLOWER_UNAUTHENTICATED_API", "true")

    with pytest.raises(SettingsError, match="FLOWER_UNAUTHENTICATED_API"):
        load(FlowerSettings)


def test_a_missing_database_is_named(production: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    production.delenv("DATABASE_URL")

    assert cli.main(["relay"]) == 2

    assert "DATABASE_URL is not set" in capsys.readouterr().err
