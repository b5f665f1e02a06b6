"""Report unexpected errors to Sentry when a DSN is set: the stack and the ids, never what people sent or who."""

from typing import Any

import sentry_sdk
from sentry_sdk.integrations.asyncio import AsyncioIntegration
from sentry_sdk.types import Event, Hint
from vet_core.kernel.errors import VetError
from vet_core.kernel.settings import RuntimeSettings

_KEPT_HEADERS = frozenset({"user-agent", "x-request-id", "traceparent", "content-type", "content-length"})


def start(settings: RuntimeSettings) -> bool:
    """Begin reporting; False when no DSN is set."""
    if settings.sentry_dsn is None:
        return False
    sentry_sdk.init(
        dsn=settings.sentry_dsn.get_secret_value(),
        environment=str(settings.environment),
        release=settings.release,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        default_integrations=False,
        integrations=[AsyncioIntegration()],
        traces_sample_rate=0.0,
        before_send=scrubbed,
    )
    return True


def scrubbed(event: Event, hint: Hint) -> Event | None:
    """The event without bodies, cookies, queries, users and all but harmless headers; None for refusals we meant."""
    error = hint.get("exc_info", (None, None, None))[1]
    if isinstance(error, VetError):
        return None
    event.pop("user", None)
    request: dict[str, Any] | None = event.get("request")
    if request is not None:
        headers = request.get("headers") or {}
        event["request"] = {
            "method": request.get("method"),
            "url": str(request.get("url", "")).partition("?")[0],
            "headers": {name: value for name, value in headers.items() if name.lower() in _KEPT_HEADERS},
        }
    for breadcrumb in _breadcrumbs(event):
        breadcrumb.pop("data", None)
    return event


def report(error: Exception, *, request_id: str, trace_id: str, route: str) -> None:
    """Send one error with the names by which its log lines can be found. Does nothing before start()."""
    with sentry_sdk.new_scope() as scope:
        scope.set_tag("request_id", request_id)
        scope.set_tag("trace_id", trace_id)
        scope.set_tag("route", route)
        sentry_sdk.capture_exception(error)


def _breadcrumbs(event: Event) -> list[dict[str, Any]]:
    breadcrumbs: Any = event.get("breadcrumbs") or {}
    values = breadcrumbs.get("values") if isinstance(breadcrumbs, dict) else breadcrumbs
    return list(values or [])
