"""Turn every refusal and every failure into one shape: RFC 9457 problem details with a stable code and a trace id.

Only this module decides which HTTP status a kind of error is. It never repeats what an unexpected error said.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match
from vet_core.kernel.errors import Kind, VetError
from vet_services.identity.errors import InvalidWebhook

from vet_clinic_api.edge import errors as edge_errors
from vet_clinic_api.edge.access_log import without_keys
from vet_clinic_api.edge.errors import EdgeError
from vet_clinic_api.edge.pointers import described
from vet_clinic_api.edge.tracing import trace_of

STATUS = {
    Kind.INVALID: 422,
    Kind.UNAUTHENTICATED: 401,
    Kind.FORBIDDEN: 403,
    Kind.NOT_FOUND: 404,
    Kind.CONFLICT: 409,
    Kind.PRECONDITION_FAILED: 412,
    Kind.PRECONDITION_REQUIRED: 428,
    Kind.GONE: 410,
    Kind.TOO_LARGE: 413,
    Kind.LIMITED: 429,
    Kind.UNAVAILABLE: 503,
}
MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:vet:problem:"
AUTHENTICATE = 'Bearer realm="vet"'

_OWN_MEMBERS = frozenset({"type", "title", "status", "code", "detail", "instance", "trace_id", "errors"})
_log = structlog.get_logger("vet_clinic_api.problems")


class Problem(Response):
    """A problem details reply. Escapes all but ASCII, so that no text, however broken, can spoil the reply."""

    media_type = MEDIA_TYPE

    def render(self, content: Any) -> bytes:
        return json.dumps(content, separators=(",", ":"), default=str).encode("ascii")


def status_of(error: VetError | type[VetError]) -> int:
    """The HTTP status an error is answered with."""
    status: int = getattr(error, "status", 0) or STATUS[error.kind]
    return status


def problem(
    scope: Any,
    error: VetError,
    *,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> Problem:
    """The reply for an error of ours: code, title and detail, its own parameters beside them, Retry-After if known."""
    status = status_of(error)
    content: dict[str, Any] = {
        "type": TYPE_PREFIX + error.code,
        "title": error.title,
        "status": status,
        "code": error.code,
        "detail": error.detail or error.title,
        "instance": scope.get("path", ""),
        "trace_id": trace_of(scope).trace_id,
    }
    found = list(errors)
    if not found and error.pointer is not None:
        found = [{"pointer": error.pointer, "code": error.code, "detail": error.detail or error.title}]
    if found:
        content["errors"] = found
    content.update((name, value) for name, value in error.params.items() if name not in _OWN_MEMBERS)
    reply_headers = dict(headers or {})
    if status == 401:
        reply_headers.setdefault("WWW-Authenticate", _challenge(error))
    if status == 408:
        reply_headers["Connection"] = "close"
    if error.retry_after_seconds is not None:
        reply_headers["Retry-After"] = str(error.retry_after_seconds)
    return Problem(content, status_code=status, headers=reply_headers)


def _challenge(error: VetError) -> str:
    """How to sign in (RFC 6750): only whoever sent a token is told that it was no good."""
    if isinstance(error, edge_errors.SignInRequired | InvalidWebhook):
        return AUTHENTICATE
    return f'{AUTHENTICATE}, error="invalid_token", error_description="{error.title}"'


def unexpected(scope: Any, error: Exception) -> Problem:
    """The reply for an error nobody foresaw: logged whole, answered with the trace id and nothing else."""
    _log.error("unexpected_error", path=without_keys(scope.get("path", "")), method=scope.get("method"), exc_info=error)
    return problem(scope, edge_errors.Internal("Please try again; quote the trace id if it happens twice."))


async def on_vet_error(request: Request, error: Exception) -> Problem:
    assert isinstance(error, VetError)
    if status_of(error) >= 500:
        cause = error.__cause__
        _log.warning("unavailable", code=error.code, path=without_keys(request.scope["path"]), reason=repr(cause)[:300])
    return problem(request.scope, error)


async def on_validation_error(request: Request, error: Exception) -> Problem:
    assert isinstance(error, RequestValidationError)
    refusal = edge_errors.ValidationFailed("Correct the values named in errors and send the request again.")
    return problem(request.scope, refusal, errors=described(error.errors()))


async def on_http_error(request: Request, error: Exception) -> Response:
    """What the framework itself refuses: no such address, no such method, an unreadable body."""
    assert isinstance(error, HTTPException)
    scope = request.scope
    if error.status_code == 404:
        return problem(scope, edge_errors.UnknownPath("Check the address; the API is described at /openapi.json."))
    if error.status_code == 405:
        allowed = ", ".join(allowed_methods(scope))
        refusal = edge_errors.MethodNotAllowed(f"Use one of: {allowed}.")
        return problem(scope, refusal, headers={"Allow": allowed})
    return problem(scope, _refusal(error), headers=error.headers)


def allowed_methods(scope: Any) -> list[str]:
    """Every method that some route answers at this address."""
    methods: set[str] = set()
    for route in scope["app"].routes:
        match, _ = route.matches(dict(scope))
        if match != Match.NONE:
            methods |= set(getattr(route, "methods", None) or ())
    return sorted(methods)


def _refusal(error: HTTPException) -> EdgeError:
    if error.status_code == 413:
        return edge_errors.TooLarge("Send less at once.")
    if 400 <= error.status_code < 500:
        return edge_errors.MalformedRequest(str(error.detail))
    return edge_errors.Internal("Please try again; quote the trace id if it happens twice.")


def install(app: FastAPI) -> None:
    """Make these the only error replies of the application."""
    app.add_exception_handler(VetError, on_vet_error)
    app.add_exception_handler(RequestValidationError, on_validation_error)
    app.add_exception_handler(HTTPException, on_http_error)
