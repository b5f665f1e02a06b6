"""Structured logs: one JSON object a line, with the request's ids, without secrets."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from vet_core.kernel.settings import Environment, RuntimeSettings

_SECRET_NAME = re.compile(
    r"password|passwd|secret|token|authorization|cookie|api_?key|private_?key|dsn|credential|encryption_key",
    re.IGNORECASE,
)
_SECRET_VALUE = re.compile(
    r"(?P<scheme>\w+://[^\s:/@]*:)[^\s@]+(?=@)"  # password inside an address
    r"|\beyJ[\w-]+\.[\w-]+\.[\w-]+"  # JSON web token
    r"|\b(?:sk|whsec|pk)_(?:live|test)?_?[A-Za-z0-9+/=]{8,}",  # vendor keys
)
REDACTED = "[redacted]"


def redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Structlog processor: blank out values that are secret by their name or by their shape."""
    for key in list(event):
        event[key] = _redacted(key, event[key])
    return event


def _redacted(key: str, value: Any) -> Any:
    if _SECRET_NAME.search(key) and value is not None and not isinstance(value, bool):
        return REDACTED
    if isinstance(value, str):
        return _SECRET_VALUE.sub(lambda match: (match["scheme"] or "") + REDACTED, value)
    if isinstance(value, dict):
        return {inner: _redacted(str(inner), content) for inner, content in value.items()}
    if isinstance(value, (list, tuple)):
        return [_redacted("", content) for content in value]
    return value


def configure_logging(service: str, settings: RuntimeSettings) -> None:
    """Send structlog and the standard library's loggers to standard output as JSON.

    `request_id` and `trace_id` bound with structlog.contextvars appear on every line of a request.
    """

    def stamp(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        event["service"] = service
        event["release"] = settings.release
        event["environment"] = str(settings.environment)
        return event

    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        stamp,
        redact,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=settings.environment is not Environment.TEST,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level)
