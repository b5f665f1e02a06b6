"""Report unexpected errors to Sentry when a DSN is set: the stack and the ids, never what people sent or who."""

from typing import Any, cast

import sentry_sdk
from sentry_sdk.integrations.asyncio import AsyncioIntegration
from sentry_sdk.types import Event, Hint
from vet_core.kernel.errors import VetError
from vet_core.kernel.redaction import redacted
from vet_core.kernel.settings import RuntimeSettings

_OFF: Any = {"mode": "off"}
_NOTHING: Any = {
    "user_info": False,
    "cookies": _OFF,
    "http_headers": {"request": _OFF},
    "http_bodies": [],
    "url_query_params": _OFF,
    "database_query_data": False,
    "queues": False,
    "stack_frame_variables": False,
}
_KEPT_HEADERS = frozenset({"user-agent", "x-request-id", "traceparent", "content-type", "content-length"})


def start(settings: RuntimeSettings) -> bool:
    """Begin reporting; False when no DSN is set."""
    if settings.sentry_dsn is None:
        return False
    sentry_sdk.init(
        dsn=settings.sentry_dsn.get_secret_value(),
        environment=str(settings.environment),
        release=settings.release,
        data_collection=_NOTHING,
        max_request_body_size="never",
        default_integrations=False,
        integrations=[AsyncioIntegration()],
        traces_sample_rate=0.0,
        before_send=scrubbed,
    )
    return True


def scrubbed(event: Event, hint: Hint) -> Event | None:
    """The event without bodies, cookies, queries, users, secrets and all but harmless headers; None for refusals we
    meant.
    """
    error = hint.get("exc_info", (None, None, None))[1]
    if isinstance(error, VetError):
        return None
    event.pop("user", None)
    for raised in _values(event, "exception"):
        if str(raised.get("module", "")).startswith(("sqlalchemy", "asyncpg")):
            raised["value"] = "[the database's words may quote rows]"
    request: dict[str, Any] | None = event.get("request")
    if request is not None:
        headers = request.get("headers") or {}
        event["request"] = {
            "method": request.get("method"),
            "url": str(request.get("url", "")).partition("?")[0],
            "headers": {name: value for name, value in headers.items() if name.lower() in _KEPT_HEADERS},
        }
    for breadcrumb in _values(event, "breadcrumbs"):
        breadcrumb.pop("data", None)
    return cast(Event, redacted(event))


def report(error: Exception, *, request_id: str, trace_id: str, route: str) -> None:
    """Send one error with the names by which its log lines can be found. Does nothing before start()."""
    with sentry_sdk.new_scope() as scope:
        scope.set_tag("request_id", request_id)
        scope.set_tag("trace_id", trace_id)
        scope.set_tag("route", route)
        sentry_sdk.capture_exception(error)


def _values(event: Event, name: str) -> list[dict[str, Any]]:
    part: Any = event.get(name) or {}
    values = part.get("values") if isinstance(part, dict) else part
    return list(values or [])
