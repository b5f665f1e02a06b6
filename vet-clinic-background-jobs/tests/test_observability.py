"""What leaves for Sentry passes the same filter as the logs."""

from typing import Any

import pytest
import sentry_sdk
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from vet_clinic_jobs import observability

sent: list[Envelope] = []


class Kept(Transport):
    def capture_envelope(self, envelope: Envelope) -> None:
        sent.append(envelope)


@pytest.mark.usefixtures("configured")
def test_an_exceptions_secrets_do_not_reach_sentry(monkeypatch: pytest.MonkeyPatch) -> None:
    begin = sentry_sdk.init

    def init(**options: Any) -> object:
        return begin(**options, transport=Kept)

    monkeypatch.setenv("SENTRY_DSN", "https://key@sentry.example.com/1")
    monkeypatch.setattr(sentry_sdk, "init", init)
    monkeypatch.setattr(observability, "configure_logging", lambda *_: None)
    observability.begin("vet-clinic-worker")
    try:
        try:
            raise ValueError("postgresql://vet:hunter2@db:5432/vet does not answer")
        except ValueError as error:
            sentry_sdk.capture_exception(error)
        sentry_sdk.flush()
        said = "".join(item.payload.get_bytes().decode() for envelope in sent for item in envelope.items)
        assert "postgresql://vet:[redacted]@db:5432/vet does not answer" in said
        assert "hunter2" not in said
    finally:
        begin()
