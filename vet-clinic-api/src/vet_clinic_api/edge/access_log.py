"""One JSON line for each exchange: who asked what, how it ended, how long it took. Never a query, a body or a token,
not even one that stands in the path.

Written past structlog's processors because it runs for every request; the names of the members are the same.
"""

import re
import sys
from datetime import UTC, datetime
from typing import TextIO

import orjson
from vet_core.kernel.settings import RuntimeSettings

from vet_clinic_api.edge.tracing import Trace

_MAX_PATH = 300
# Longer than any id: such a part of an address can only be a key, like that of a calendar one subscribes to.
_KEY = re.compile(r"[^/]{40,}")


class AccessLog:
    """Writes lines that start from the same facts: service, release, environment."""

    def __init__(self, service: str, settings: RuntimeSettings, stream: TextIO | None = None) -> None:
        self._fixed = {
            "event": "request",
            "level": "info",
            "logger": "vet_clinic_api.access",
            "service": service,
            "release": settings.release,
            "environment": str(settings.environment),
        }
        self._stream = stream

    def write(
        self,
        trace: Trace,
        *,
        method: str,
        path: str,
        route: str,
        status: int,
        seconds: float,
        address: str,
        person: str | None,
    ) -> None:
        """`person` is the id of the session's user at Clerk: an identifier, not a name."""
        line = orjson.dumps(
            {
                **self._fixed,
                "at": datetime.now(UTC),
                "request_id": trace.request_id,
                "trace_id": trace.trace_id,
                "method": method,
                "path": without_keys(path)[:_MAX_PATH],
                "route": route,
                "status": status,
                "duration_ms": round(seconds * 1000, 2),
                "address": address,
                "person": person,
            }
        )
        (self._stream or sys.stdout).write(line.decode() + "\n")


def without_keys(path: str) -> str:
    """The path as logs may hold it."""
    return _KEY.sub("…", path)
