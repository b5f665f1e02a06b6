"""Find out whose session a request carries. Only tokens are read here; roles come from our tables later.

A token stands in the Authorization header or, for browsers on our own site, in Clerk's `__session` cookie.
"""

from collections.abc import Collection
from typing import Any, Protocol

import structlog
from starlette.types import ASGIApp, Receive, Scope, Send
from vet_core.kernel.errors import VetError
from vet_services.identity.sessions import Sighting
from vet_services.identity.tokens import SessionClaims

from vet_clinic_api.edge.addresses import caller_of
from vet_clinic_api.edge.errors import CrossSite, SignInRequired

CLAIMS = "vet.claims"
REFUSAL = "vet.session_refusal"

_COOKIE = "__session="
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Verifier(Protocol):
    """Proves a session token and remembers the proof, or raises one of the identity domain's refusals."""

    async def verify(self, token: str, *, origin: str | None, from_cookie: bool) -> SessionClaims: ...


class Sessions(Protocol):
    """Knows whether the session behind a genuine token is still open, and raises SessionOver when it is not."""

    async def check(self, claims: SessionClaims, sighting: Sighting | None = None) -> None: ...


class SessionLayer:
    """Puts the proven claims, or the reason why there are none, into the scope of every HTTP request."""

    def __init__(self, app: ASGIApp, verifier: Verifier, sessions: Sessions, origins: Collection[str]) -> None:
        self._app = app
        self._verifier = verifier
        self._sessions = sessions
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            token, origin, from_cookie = credentials(scope)
            if token is not None:
                try:
                    if from_cookie and scope["method"] not in _SAFE_METHODS and origin not in self._origins:
                        raise CrossSite("Send the session token in the Authorization header.")
                    claims = await self._verifier.verify(token, origin=origin, from_cookie=from_cookie)
                    await self._sessions.check(claims, sighting_of(scope))
                    scope[CLAIMS] = claims
                    structlog.contextvars.bind_contextvars(session_id=claims.session_id)
                except VetError as refusal:
                    scope[REFUSAL] = refusal
        await self._app(scope, receive, send)


def credentials(scope: Any) -> tuple[str | None, str | None, bool]:
    """The token of a request, the Origin it came with, and whether it was a cookie.

    Two Authorization headers are no token at all: proxies and servers differ in which of them they believe.
    """
    bearer = cookie = origin = None
    is_ambiguous = False
    for name, value in scope["headers"]:
        if name == b"authorization":
            scheme, _, credential = value.decode("latin-1").partition(" ")
            if is_ambiguous:
                bearer = ""
            elif scheme.lower() == "bearer":
                bearer = credential.strip()
            is_ambiguous = True
        elif name == b"origin":
            origin = value.decode("latin-1")
        elif name == b"cookie" and cookie is None:
            cookie = _session_cookie(value.decode("latin-1"))
    if bearer is not None:
        return bearer, origin, False
    return cookie, origin, cookie is not None


def sighting_of(scope: Any) -> Sighting:
    """Where a session is used from, for the list its person sees."""
    agent = next((value for name, value in scope["headers"] if name == b"user-agent"), None)
    return Sighting(user_agent=None if agent is None else agent.decode("latin-1"), address=caller_of(scope))


def claims_or_none(scope: Any) -> SessionClaims | None:
    """The claims of a request, None when it carries no token. Raises what a token was refused with."""
    claims: SessionClaims | None = scope.get(CLAIMS)
    refusal: VetError | None = scope.get(REFUSAL)
    if claims is None and refusal is not None:
        raise refusal
    return claims


def claims_of(scope: Any) -> SessionClaims:
    """The claims of a signed-in request. Raises what the token was refused with, or SignInRequired."""
    claims = claims_or_none(scope)
    if claims is None:
        raise SignInRequired("Send a session token as `Authorization: Bearer …`.")
    return claims


def _session_cookie(header: str) -> str | None:
    for part in header.split(";"):
        stripped = part.strip()
        if stripped.startswith(_COOKIE):
            return stripped[len(_COOKIE) :]
    return None
