"""No secret leaves through a log, whoever writes it and however it is wrapped."""

import base64
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator

import pytest
import structlog

from vet_core.kernel.logs import configure_logging
from vet_core.kernel.redaction import redacted, redacted_text
from vet_core.kernel.settings import Environment, RuntimeSettings

KEY = base64.urlsafe_b64encode(os.urandom(32)).decode()
TOKEN = "Zk3vQ0aPq8T_x-7WmB5rN1cYhL9sEoUuJdIfGgKt2wA"
JWT = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJzdWIiOiJ1c2VyXzEifQ.c2lnbmF0dXJlLW9mLXRlc3Rz"

SECRETS = {
    "bearer": ("Bearer opaque-token-12345", "opaque-token-12345"),
    "basic": ("Authorization: Basic dXNlcjpodW50ZXIy", "dXNlcjpodW50ZXIy"),
    "json web token": (f"refused {JWT} again", JWT.rpartition(".")[2]),
    "cookie": ("cookie: theme=dark; __session=c00kie-value", "c00kie-value"),
    "set-cookie": ("Set-Cookie: __client=cl13nt; HttpOnly", "cl13nt"),
    "headers as repr": ("{'accept': '*/*', 'authorization': 'Bearer s3cr3t-words', 'x': '1'}", "s3cr3t-words"),
    "headers of a server": ("[(b'host', b'api'), (b'cookie', b'__session=s3ss10n')]", "s3ss10n"),
    "signature of a webhook": ("svix-signature: v1,c2lnbmF0dXJl", "c2lnbmF0dXJl"),
    "database": ("postgresql://vet:hunter2@db:5432/vet", "hunter2"),
    "database with an odd password": ("postgresql+asyncpg://vet:hun@ter/2@db:5432/vet", "ter/2"),
    "database in words": ("connect failed: host=db user=vet password=hunter2 dbname=vet", "hunter2"),
    "redis": ("Error 111 connecting to rediss://:hunter2@cache:6379/0", "hunter2"),
    "mail": ("smtp://user:hunter2@mail.example.com:587", "hunter2"),
    "invitation link": (f"https://app.example.com/invitations#token={TOKEN}", TOKEN),
    "export link": (f"https://app.example.com/you/export?token={TOKEN}&x=1", TOKEN),
    "ticket of the sign-in": ("https://app.example.com/?__clerk_ticket=t1cketvalue&y=2", "t1cketvalue"),
    "a bare token": (f"no invitation for {TOKEN}", TOKEN),
    "encryption keys": (f"2026a:{KEY},2025b:{KEY}", KEY.rstrip("=")),
    "a variable": (f"ENCRYPTION_KEYS=2026a:{KEY}", KEY.rstrip("=")),
    "signing key": (f"AUDIT_SIGNING_KEY: {KEY}", KEY.rstrip("=")),
    "Clerk's key": ("sk_test_of_nobody_at_all", "of_nobody"),
    "Clerk's webhooks": ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "MfKQ9r8G"),
    "a private key": ("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw\n-----END PRIVATE KEY-----", "MC4CAQAw"),
    "JSON": ('{"access_token": "abc-def-123", "expires_in": 60}', "abc-def-123"),
}


class Thing:
    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return f"Thing({self.text})"


def by_keyword(secret: str) -> None:
    structlog.get_logger("vet").info("said", detail=secret)


def by_event(secret: str) -> None:
    structlog.get_logger("vet").warning(f"heard {secret}")


def deep_inside(secret: str) -> None:
    structlog.get_logger("vet").info("said", detail={"a": [{"b": (secret, 1)}, {secret}]})


def as_bytes(secret: str) -> None:
    structlog.get_logger("vet").info("said", body=secret.encode())


def as_an_object(secret: str) -> None:
    structlog.get_logger("vet").info("said", thing=Thing(secret), error=ValueError(secret))


def by_context(secret: str) -> None:
    with structlog.contextvars.bound_contextvars(path=secret):
        structlog.get_logger("vet").info("said")


def by_the_standard_library(secret: str) -> None:
    logging.getLogger("uvicorn.error").error("heard %s", secret)


def by_celery(secret: str) -> None:
    logging.getLogger("celery.worker.strategy").info("Task %(name)s", {"name": secret})


def by_an_object_for_the_standard_library(secret: str) -> None:
    logging.getLogger("asyncio").warning(Thing(secret))


def by_exception(secret: str) -> None:
    try:
        try:
            raise ValueError(secret)
        except ValueError as inner:
            raise RuntimeError("outer") from inner
    except RuntimeError:
        structlog.get_logger("vet").exception("failed")


def by_exception_of_a_library(secret: str) -> None:
    try:
        raise ValueError(secret)
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application")


def by_warning(secret: str) -> None:
    logging.captureWarnings(True)
    try:
        import warnings

        warnings.warn(secret, stacklevel=1)
    finally:
        logging.captureWarnings(False)


def by_dying(secret: str) -> None:
    try:
        raise RuntimeError(secret)
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)


WAYS = (
    by_keyword, by_event, deep_inside, as_bytes, as_an_object, by_context, by_the_standard_library, by_celery,
    by_an_object_for_the_standard_library, by_exception, by_exception_of_a_library, by_warning, by_dying,
)  # fmt: skip


@pytest.fixture
def logs(capsys: pytest.CaptureFixture[str]) -> Iterator[pytest.CaptureFixture[str]]:
    root = logging.getLogger()
    before, level, hook = root.handlers[:], root.level, sys.excepthook
    yield capsys
    root.handlers[:] = before
    root.setLevel(level)
    sys.excepthook = hook
    structlog.reset_defaults()


@pytest.mark.filterwarnings("always")
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("kind", SECRETS)
def test_a_secret_is_blanked_out(logs: pytest.CaptureFixture[str], kind: str, way: Callable[[str], None]) -> None:
    configure_logging("vet-test", RuntimeSettings(environment=Environment.TEST, log_level="DEBUG"))
    text, secret = SECRETS[kind]
    way(text)
    said = logs.readouterr()
    assert "[redacted]" in said.out
    assert secret not in said.out + said.err
    assert all(json.loads(line) for line in said.out.splitlines())


@pytest.mark.parametrize(
    "name",
    ["password", "smtp_password", "client_secret", "token", "sealed_token", "Authorization", "Set-Cookie", "api_key",
     "encryption_keys", "AUDIT_SIGNING_KEY", "sentry_dsn", "__session"],
)  # fmt: skip
def test_a_value_under_a_secret_name_is_blanked_out_whatever_it_looks_like(name: str) -> None:
    assert redacted({name: "x"}) == {name: "[redacted]"}
    assert redacted({name: ["x"]}) == {name: "[redacted]"}
    assert redacted([(name, "x")]) == [[name, "[redacted]"]]
    assert redacted([(name.encode(), b"x")]) == [[name, "[redacted]"]]


@pytest.mark.parametrize(
    "harmless",
    [
        "GET /v1/pets/01936f2e-7b1c-7c3a-9f0e-2d1c8a4b5e6f 200 in 12 ms",
        "sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "Dr. Amara Lindqvist of Linden Veterinary Practice, +49 30 1234567",
        "https://app.example.com/clinics/linden?after=WyIwMTkzIl0&limit=50",
        "test_a_worker_that_runs_tasks_answers_and_a_stopped_one_does_not",
        "postgresql://vet@db:5432/vet",
        "listening on http://127.0.0.1:8000",
        "2026-03-02T09:00:00.000005+00:00",
    ],
)
def test_what_is_no_secret_stays(harmless: str) -> None:
    assert redacted_text(harmless) == harmless


def test_plain_values_stay_plain() -> None:
    assert redacted({"status": 200, "seconds": 0.5, "is_token": True, "nothing": None, "tokens": 3}) == {
        "status": 200, "seconds": 0.5, "is_token": True, "nothing": None, "tokens": 3,
    }  # fmt: skip
