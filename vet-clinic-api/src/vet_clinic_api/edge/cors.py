"""Which web pages may call us: those of the origins in API_CORS_ORIGINS. Native apps are not concerned."""

from collections.abc import Sequence

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_REQUEST_HEADERS = (
    "Authorization",
    "Content-Type",
    "Idempotency-Key",
    "If-Match",
    "If-None-Match",
    "X-Request-Id",
    "traceparent",
    "tracestate",
    "baggage",
    "sentry-trace",
)
_REPLY_HEADERS = (
    "Content-Disposition",
    "ETag",
    "Idempotency-Replayed",
    "Location",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
    "X-Request-Id",
)
_PREFLIGHT_SECONDS = 7200


def layer(app: ASGIApp, origins: Sequence[str]) -> ASGIApp:
    """Credentials are allowed because every origin is named; no wildcard is ever answered."""
    return CORSMiddleware(
        app,
        allow_origins=list(origins),
        allow_methods=list(_METHODS),
        allow_headers=list(_REQUEST_HEADERS),
        allow_credentials=True,
        expose_headers=list(_REPLY_HEADERS),
        max_age=_PREFLIGHT_SECONDS,
    )
