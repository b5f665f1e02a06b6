"""What Prometheus may ask. Labels are route templates and bounded words, never ids or addresses."""

import os

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.responses import Response

UNMATCHED = "unmatched"

REQUESTS = Counter("vet_api_requests_total", "Requests answered.", ["method", "route", "status"])
SECONDS = Histogram(
    "vet_api_request_seconds",
    "Seconds from the first byte of a request to the last of its reply.",
    ["method", "route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
RATE_LIMITED = Counter("vet_api_rate_limited_total", "Requests refused for their rate.", ["quota"])
RATE_LIMITS_SKIPPED = Counter("vet_api_rate_limits_skipped_total", "Times the counter of rates could not be reached.")
IDEMPOTENT_REPLAYS = Counter("vet_api_idempotent_replays_total", "Replies repeated from an idempotency key.")
REALTIME_CONNECTIONS = Gauge("vet_api_realtime_connections", "Open realtime connections.", multiprocess_mode="livesum")
REALTIME_EVENTS = Counter("vet_api_realtime_events_total", "Events handed to realtime connections.")
REALTIME_CLOSED = Counter("vet_api_realtime_closed_total", "Realtime connections closed by us.", ["code"])

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_children: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}


def observe(method: str, route: str, status: int, seconds: float) -> None:
    """Count one answered request."""
    key = (method if method in _METHODS else "OTHER", route, status)
    children = _children.get(key)
    if children is None:
        children = (REQUESTS.labels(key[0], route, str(status)), SECONDS.labels(key[0], route))
        _children[key] = children
    children[0].inc()
    children[1].observe(seconds)


def exposition() -> Response:
    """The current figures; with several worker processes, of all of them together."""
    registry = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
