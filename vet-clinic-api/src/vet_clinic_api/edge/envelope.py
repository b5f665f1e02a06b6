"""The outermost layer. It names each exchange, times, counts and logs it, seals the reply with security headers,
and answers for whatever nobody further in has caught. One wrapper around `send` does all of it, once.
"""

import re
from collections.abc import Iterable
from time import perf_counter

import structlog
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vet_clinic_api.edge import metrics, sentry, tracing
from vet_clinic_api.edge.access_log import AccessLog
from vet_clinic_api.edge.addresses import ADDRESS, AddressBook
from vet_clinic_api.edge.errors import MalformedRequest
from vet_clinic_api.edge.outages import as_refusal
from vet_clinic_api.edge.problems import problem, unexpected
from vet_clinic_api.edge.seals import SECURITY_HEADERS, TRANSPORT_SECURITY
from vet_clinic_api.edge.session import CLAIMS

_CLIENT_CLOSED = 499
_CACHE_CONTROL = b"cache-control"
_NUL = re.compile(rb"%00|\x00")

Header = tuple[bytes, bytes]


class Envelope:
    """ASGI layer around the whole application; websockets get their names and sealed refusals."""

    def __init__(self, app: ASGIApp, log: AccessLog, addresses: AddressBook, *, https_only: bool) -> None:
        self._app = app
        self._log = log
        self._addresses = addresses
        self._seal = [*SECURITY_HEADERS, TRANSPORT_SECURITY] if https_only else SECURITY_HEADERS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        trace = tracing.begin(scope)
        structlog.contextvars.clear_contextvars()
        address = scope[ADDRESS] = self._addresses.caller(scope)
        # The audit notes from where somebody acted; it reads it here.
        structlog.contextvars.bind_contextvars(
            request_id=trace.request_id, trace_id=trace.trace_id, client_address=address
        )
        request_id = (b"x-request-id", trace.request_id.encode("ascii"))
        if scope["type"] != "http":
            await self._app(scope, receive, self._sealing(send, request_id))
            return
        started = perf_counter()
        status = 0

        async def reply(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*self._sealed(message.get("headers", ())), request_id]
            await send(message)

        try:
            if _has_nul(scope):
                refusal = MalformedRequest("The address contains a NUL byte; remove it.")
                await problem(scope, refusal)(scope, receive, reply)
            else:
                await self._app(scope, receive, reply)
        except Exception as error:
            if status:
                raise
            await _answer_for(scope, error)(scope, receive, reply)
        finally:
            self._record(scope, trace, status or _CLIENT_CLOSED, perf_counter() - started)

    def _sealed(self, headers: Iterable[Header]) -> list[Header]:
        """The reply's own headers and ours; a reply that says how it may be kept is believed."""
        own = list(headers)
        says_how_to_keep = any(name == _CACHE_CONTROL for name, _ in own)
        return [*own, *(seal for seal in self._seal if not (says_how_to_keep and seal[0] == _CACHE_CONTROL))]

    def _sealing(self, send: Send, request_id: tuple[bytes, bytes]) -> Send:
        async def reply(message: Message) -> None:
            if message["type"] == "websocket.http.response.start":
                message["headers"] = [*message.get("headers", ()), *self._seal, request_id]
            await send(message)

        return reply

    def _record(self, scope: Scope, trace: tracing.Trace, status: int, seconds: float) -> None:
        route = _route(scope)
        metrics.observe(scope["method"], route, status, seconds)
        claims = scope.get(CLAIMS)
        self._log.write(
            trace,
            method=scope["method"],
            path=scope["path"],
            route=route,
            status=status,
            seconds=seconds,
            address=scope[ADDRESS],
            person=None if claims is None else claims.clerk_user_id,
        )


def _has_nul(scope: Scope) -> bool:
    return any(_NUL.search(scope.get(part) or b"") for part in ("raw_path", "query_string"))


def _answer_for(scope: Scope, error: Exception) -> Response:
    refusal = as_refusal(error)
    if refusal is not None:
        return problem(scope, refusal)
    trace = tracing.trace_of(scope)
    sentry.report(error, request_id=trace.request_id, trace_id=trace.trace_id, route=_route(scope))
    return unexpected(scope, error)


def _route(scope: Scope) -> str:
    return getattr(scope.get("route"), "path", metrics.UNMATCHED)
