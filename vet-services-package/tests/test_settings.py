"""What production refuses to start with, and how settings are read."""

import pytest
from pydantic import SecretStr
from vet_core.kernel.settings import Environment, RuntimeSettings, SettingsError, load

from vet_services.settings import ClerkSettings, LinksSettings, MailSettings, validate_environment

GOOD = {
    "CLERK_SECRET_KEY": "sk_live_secret",
    "CLERK_ISSUER": "https://clerk.vet.example.com",
    "CLERK_AUTHORIZED_PARTIES": "https://app.vet.example.com, https://admin.vet.example.com/",
}


@pytest.fixture
def environment(monkeypatch):
    def set_up(**values):
        for name, value in (GOOD | values).items():
            if value is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, value)

    set_up()
    return set_up


def runtime(environment: Environment = Environment.PRODUCTION) -> RuntimeSettings:
    return RuntimeSettings(environment=environment)


def test_production_starts_with_a_real_clerk_instance(environment):
    validate_environment(runtime())
    environment(CLERK_API_URL="https://api.clerk.com")
    validate_environment(runtime())
    environment(CLERK_API_URL="https://api.clerk.com/v1")
    validate_environment(runtime())


@pytest.mark.parametrize(
    ("values", "variable"),
    [
        ({"CLERK_API_URL": "http://127.0.0.1:8090"}, "CLERK_API_URL"),
        ({"CLERK_API_URL": "http://api.clerk.com"}, "CLERK_API_URL"),
        ({"CLERK_API_URL": "https://api.clerk.com.evil.example"}, "CLERK_API_URL"),
        ({"CLERK_API_URL": "https://clerk-stand-in.example.com"}, "CLERK_API_URL"),
        ({"CLERK_ISSUER": "http://clerk.vet.example.com"}, "CLERK_ISSUER"),
        ({"CLERK_ISSUER": "https://127.0.0.1:8090"}, "CLERK_ISSUER"),
        ({"CLERK_ISSUER": "https://localhost"}, "CLERK_ISSUER"),
        ({"CLERK_ISSUER": "https://[::1]:8090"}, "CLERK_ISSUER"),
        ({"CLERK_ISSUER": "https://10.1.2.3"}, "CLERK_ISSUER"),
        ({"CLERK_ISSUER": "https://clerk"}, "CLERK_ISSUER"),
        ({"CLERK_ISSUER": "https://clerk.localhost"}, "CLERK_ISSUER"),
        ({"CLERK_SECRET_KEY": "sk_test_secret"}, "CLERK_SECRET_KEY"),
        ({"CLERK_PUBLISHABLE_KEY": "pk_test_x"}, "CLERK_PUBLISHABLE_KEY"),
    ],
)
def test_production_refuses_development_sign_in_and_says_why(environment, values, variable):
    environment(**values)
    with pytest.raises(SettingsError) as refusal:
        validate_environment(runtime())
    assert str(refusal.value).startswith("ENVIRONMENT is production. ")
    assert variable in str(refusal.value)
    assert "secret" not in str(refusal.value).replace("CLERK_SECRET_KEY", "")
    for other in (Environment.DEVELOPMENT, Environment.TEST, Environment.STAGING):
        validate_environment(runtime(other))


def test_every_fault_is_named_at_once(environment):
    environment(CLERK_API_URL="http://127.0.0.1:1", CLERK_ISSUER="http://127.0.0.1:1", CLERK_SECRET_KEY="sk_test_1")
    with pytest.raises(SettingsError) as refusal:
        validate_environment(runtime())
    assert str(refusal.value).count("\n") == 2


def test_a_missing_secret_is_named_with_the_place_to_get_it(environment):
    environment(CLERK_SECRET_KEY=None)
    with pytest.raises(SettingsError, match=r"CLERK_SECRET_KEY is not set\. Clerk dashboard"):
        validate_environment(runtime())


@pytest.mark.parametrize(
    ("api_url", "server_url"),
    [
        (None, "https://api.clerk.com/v1"),
        ("http://127.0.0.1:8090", "http://127.0.0.1:8090/v1"),
        ("http://127.0.0.1:8090/", "http://127.0.0.1:8090/v1"),
        ("http://127.0.0.1:8090/v1", "http://127.0.0.1:8090/v1"),
    ],
)
def test_the_backend_api_has_its_version(environment, api_url, server_url):
    environment(CLERK_API_URL=api_url)
    assert load(ClerkSettings).server_url == server_url


def test_parties_are_origins(environment):
    assert load(ClerkSettings).parties == {"https://app.vet.example.com", "https://admin.vet.example.com"}
    environment(CLERK_AUTHORIZED_PARTIES="")
    assert load(ClerkSettings).parties == frozenset()


@pytest.mark.parametrize(
    "issuer", ["clerk.example.com", "ftp://clerk.example.com", "https://", "https://x?y", "https://x#y"]
)
def test_an_issuer_is_an_address(environment, issuer):
    environment(CLERK_ISSUER=issuer)
    with pytest.raises(SettingsError, match="CLERK_ISSUER is not usable"):
        load(ClerkSettings)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://127.0.0.1:1025", ("127.0.0.1", 1025, None, None, False)),
        (
            "smtp://user%40example.com:p%3Aw%2F@mail.example.com",
            ("mail.example.com", 587, "user@example.com", "p:w/", False),
        ),
        ("smtps://u:p@mail.example.com", ("mail.example.com", 465, "u", "p", True)),
        ("smtps://u:p@[2001:db8::1]:2465", ("2001:db8::1", 2465, "u", "p", True)),
    ],
)
def test_a_mail_server_is_one_address(url, expected):
    mail = MailSettings(mail_smtp_url=SecretStr(url), mail_from="Vet Clinic <hello@example.com>")
    assert (mail.host, mail.port, mail.username, mail.password, mail.is_tls) == expected
    assert "p%3Aw" not in repr(mail)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAIL_SMTP_URL", "mail.example.com:25"),
        ("MAIL_FROM", "nobody"),
        ("MAIL_FROM", "a@example.com\r\nBcc: b@example.com"),
    ],
)
def test_wrong_mail_settings_are_named(monkeypatch, name, value):
    monkeypatch.setenv("MAIL_SMTP_URL", "smtp://127.0.0.1:1025")
    monkeypatch.setenv("MAIL_FROM", "hello@example.com")
    load(MailSettings)
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"{name} is not usable"):
        load(MailSettings)


def test_links_end_without_a_slash(monkeypatch):
    monkeypatch.setenv("WEB_URL", "https://app.example.com/")
    assert load(LinksSettings).web_url == "https://app.example.com"
