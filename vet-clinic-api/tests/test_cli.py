"""The process starts when its environment is right, and otherwise says in one sentence why not."""

import os
import subprocess
import sys

import httpx
import pytest
import sentry_sdk
from pydantic import SecretStr
from vet_core.kernel.errors import Conflict
from vet_core.kernel.settings import Environment, RuntimeSettings

from tests.support.processes import run_api
from vet_clinic_api import cli
from vet_clinic_api.edge import sentry

GOOD = {
    "ENVIRONMENT": "test",
    "ENCRYPTION_KEYS": "test:dmV0LWNvcmUgdGVzdCBrZXksIG5ldmVyIGluIHVzZS4=",
    "CLERK_SECRET_KEY": "sk_live_of_tests",
    "CLERK_ISSUER": "https://clerk.vet-clinic.example",
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "CLERK_AUTHORIZED_PARTIES": "https://app.vet-clinic.example",
    "WEB_URL": "https://app.vet-clinic.example",
}


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"ENVIRONMENT": "production", "CLERK_API_URL": "http://127.0.0.1:8090"}, "CLERK_API_URL points away from"),
        ({"ENVIRONMENT": "production", "CLERK_ISSUER": "http://127.0.0.1:8090"}, "CLERK_ISSUER is not a public https"),
        ({"ENVIRONMENT": "production", "CLERK_SECRET_KEY": "sk_test_x"}, "CLERK_SECRET_KEY is a key of a Clerk dev"),
        ({"ENVIRONMENT": ""}, "ENVIRONMENT is not set"),
        ({"DATABASE_URL": ""}, "DATABASE_URL is not set"),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL is not usable"),
        ({"CLERK_ISSUER": ""}, "CLERK_ISSUER is not set"),
        ({"ENCRYPTION_KEYS": ""}, "ENCRYPTION_KEYS is not set"),
        ({"API_DOMAINS": "pets,petz"}, "API_DOMAINS names petz"),
        ({"API_CORS_ORIGINS": "*"}, "API_CORS_ORIGINS is not usable"),
        ({"API_TRUSTED_PROXIES": "everyone"}, "API_TRUSTED_PROXIES is not usable"),
    ],
)
def test_a_wrong_environment_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], environment: dict[str, str], sentence: str
) -> None:
    for name, value in {**GOOD, **environment}.items():
        monkeypatch.setenv(name, value)
    assert cli.main(["serve", "--port", "0"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("vet-clinic-api does not start: ")
    assert sentence in told
    assert GOOD["CLERK_SECRET_KEY"] not in told


def test_development_sign_in_ends_a_production_process_at_once() -> None:
    command = [sys.executable, "-m", "vet_clinic_api.cli", "serve", "--port", "0"]
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {**kept, **GOOD, "ENVIRONMENT": "production", "CLERK_API_URL": "http://127.0.0.1:8090"}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 2
    assert "a stand-in would let anybody sign in as anybody" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_two_workers_answer_and_count_together() -> None:
    with run_api(GOOD, "--workers", "2") as address:
        for _ in range(20):
            with httpx.Client(base_url=address) as client:
                assert client.get("/livez").status_code == 200
        figures = httpx.get(f"{address}/metrics").text
        assert 'vet_api_requests_total{method="GET",route="/livez",status="200"} 20.0' in figures
        down = httpx.get(f"{address}/v1/clinics")
        assert (down.status_code, down.json()["code"]) == (503, "platform.database_unavailable")
        assert "server" not in down.headers


def test_sentry_is_told_nothing_about_people() -> None:
    event = {
        "user": {"id": "1", "ip_address": "203.0.113.9"},
        "request": {
            "method": "POST",
            "url": "https://api.vet.test/v1/pets?q=secret",
            "query_string": "q=secret",
            "cookies": {"__session": "secret"},
            "data": {"name": "secret"},
            "headers": {"Authorization": "Bearer secret", "X-Forwarded-For": "secret", "User-Agent": "test"},
        },
        "exception": {"values": [{"module": "sqlalchemy.exc", "type": "IntegrityError", "value": "(email)=(secret)"}]},
        "breadcrumbs": {"values": [{"message": "query", "data": {"params": "secret"}}]},
    }
    kept = sentry.scrubbed(event, {})  # type: ignore[arg-type]
    assert kept is not None
    assert "secret" not in str(kept)
    assert kept["request"] == {
        "method": "POST",
        "url": "https://api.vet.test/v1/pets",
        "headers": {"User-Agent": "test"},
    }


def test_sentry_does_not_hear_of_refusals_or_without_a_dsn() -> None:
    class Taken(Conflict):
        code = ""

    refusal = Taken()
    assert sentry.scrubbed({}, {"exc_info": (Taken, refusal, None)}) is None
    assert sentry.start(RuntimeSettings(environment=Environment.TEST)) is False
    with_dsn = RuntimeSettings(
        environment=Environment.TEST, sentry_dsn=SecretStr("http://key@127.0.0.1:1/1"), release="r"
    )
    assert sentry.start(with_dsn) is True
    assert sentry_sdk.get_client().options["data_collection"]["user_info"] is False
    sentry_sdk.init()
