"""Give every exchange its names: a request id the caller may choose, and a trace id that follows W3C trace context."""

import re
import secrets
from dataclasses import dataclass
from typing import Any

TRACE = "vet.trace"

_REQUEST_ID = re.compile(rb"[A-Za-z0-9._:-]{8,64}")
_TRACEPARENT = re.compile(rb"[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(?:-.*)?")
_NO_TRACE = b"0" * 32
_NO_SPAN = b"0" * 16


@dataclass(frozen=True, slots=True)
class Trace:
    """The names of one exchange, as they stand in the logs, in the reply's headers and in a problem."""

    request_id: str
    trace_id: str


def begin(scope: Any) -> Trace:
    """Name the exchange from its headers and keep the names in its scope; a name we cannot use is replaced."""
    request_id = trace_id = None
    for name, value in scope["headers"]:
        if name == b"x-request-id":
            if _REQUEST_ID.fullmatch(value):
                request_id = value.decode("ascii")
        elif name == b"traceparent":
            trace_id = _trace_id(value)
    if trace_id is None:
        trace_id = secrets.token_hex(16)
    trace = Trace(request_id=request_id or trace_id, trace_id=trace_id)
    scope[TRACE] = trace
    return trace


def trace_of(scope: Any) -> Trace:
    """The names given by begin(); an exchange that never passed the outermost layer is named on the spot."""
    trace: Trace | None = scope.get(TRACE)
    return trace if trace is not None else begin(scope)


def _trace_id(traceparent: bytes) -> str | None:
    match = _TRACEPARENT.fullmatch(traceparent)
    if match is None or traceparent[:2] == b"ff" or match[1] == _NO_TRACE or match[2] == _NO_SPAN:
        return None
    return match[1].decode("ascii")
