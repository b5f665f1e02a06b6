import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from vet_core.kernel.logs import REDACTED, configure_logging
from vet_core.kernel.settings import Environment, RuntimeSettings


@pytest.fixture
def logging_configured() -> Iterator[None]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.usefixtures("logging_configured")
def test_logs_are_json_with_ids_and_without_secrets(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("vet-api", RuntimeSettings(environment=Environment.TEST, release="1.2.3"))
    structlog.contextvars.bind_contextvars(request_id="r-1", trace_id="t-1")
    structlog.get_logger("vet").info(
        "signed in",
        authorization="Bearer abc",
        headers={"Cookie": "c", "accept": "json"},
        url="postgresql://vet:hunter2@db:5432/vet",
        note="eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0.c2lnbmF0dXJl",
        clinic="Müller",
    )
    logging.getLogger("uvicorn").warning("key %s refused", "sk_live_abcdefgh12345678")
    first, second = lines(capsys)
    assert first["event"] == "signed in"
    assert (first["service"], first["release"], first["level"]) == ("vet-api", "1.2.3", "info")
    assert (first["request_id"], first["trace_id"]) == ("r-1", "t-1")
    assert (first["authorization"], first["headers"]) == (REDACTED, {"Cookie": REDACTED, "accept": "json"})
    assert (first["url"], first["note"]) == (f"postgresql://vet:{REDACTED}@db:5432/vet", REDACTED)
    assert first["clinic"] == "Müller"
    assert second["event"] == f"key {REDACTED} refused"
    assert str(second["at"]).endswith("Z")


@pytest.mark.usefixtures("logging_configured")
def test_lines_below_the_level_are_dropped_and_exceptions_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("vet-jobs", RuntimeSettings(environment=Environment.TEST, log_level="WARNING"))
    logger = structlog.get_logger("vet")
    logger.info("quiet")
    try:
        raise RuntimeError("boom")
    except RuntimeError:
        logger.exception("failed")
    (line,) = lines(capsys)
    assert line["event"] == "failed"
    assert "RuntimeError: boom" in str(line["exception"])
