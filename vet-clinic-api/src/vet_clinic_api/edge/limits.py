"""Bound how fast one person, or one address that is not signed in, may ask, and more closely where guessing or
searching pays. Which class a route belongs to is declared on the route: `dependencies=[Rated(RateClass.SEARCH)]`.

When Redis does not answer, requests pass: an outage of the counter must not become an outage of the clinic.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from fastapi import Depends
from fastapi.dependencies.models import Dependant
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vet_clinic_api.edge import access, metrics
from vet_clinic_api.edge.addresses import caller_of, limited_group
from vet_clinic_api.edge.errors import RateLimited
from vet_clinic_api.edge.exchange import Exchange, Given
from vet_clinic_api.edge.problems import problem
from vet_clinic_api.edge.rates import Quota, RateLimiter, Standing
from vet_clinic_api.edge.session import CLAIMS
from vet_clinic_api.settings import ApiSettings

EXEMPT_PATHS = frozenset({"/livez", "/readyz", "/metrics"})
METER = "vet.meter"


class RateClass(StrEnum):
    """Routes that are counted together, more closely than all requests are."""

    SIGN_IN = "sign-in"
    SEARCH = "search"
    INVITATIONS = "invitations"
    EXPORTS = "exports"
    AUDIT = "audit"
    REALTIME = "realtime"
    LINKS = "links"
    FEEDS = "feeds"


PERSON, ADDRESS, FAILURES = "person", "address", "failures"

_BY_ADDRESS_TOO = frozenset({RateClass.SIGN_IN, RateClass.LINKS})
"""Whoever guesses links may do so under many accounts, but hardly from many addresses."""


def quotas(settings: ApiSettings) -> dict[str, Quota]:
    """Every quota by its name."""
    requests = {
        PERSON: settings.rate_limit_person,
        ADDRESS: settings.rate_limit_address,
        FAILURES: settings.rate_limit_failures,
        RateClass.SIGN_IN: settings.rate_limit_sign_in,
        RateClass.SEARCH: settings.rate_limit_search,
        RateClass.INVITATIONS: settings.rate_limit_invitations,
        RateClass.EXPORTS: settings.rate_limit_exports,
        RateClass.AUDIT: settings.rate_limit_audit,
        RateClass.REALTIME: settings.rate_limit_realtime,
        RateClass.LINKS: settings.rate_limit_links,
        RateClass.FEEDS: settings.rate_limit_feeds,
    }
    return {str(name): Quota(str(name), count, settings.rate_limit_window_seconds) for name, count in requests.items()}


class Meter:
    """What one request has spent of which quotas."""

    __slots__ = ("_address", "_limiter", "_person", "_quotas", "_tightest")

    def __init__(self, limiter: RateLimiter, quotas: Mapping[str, Quota], person: str | None, address: str) -> None:
        self._limiter = limiter
        self._quotas = quotas
        self._person = person
        self._address = address
        self._tightest: Standing | None = None

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """Where the caller stands under the policy that leaves them the least."""
        standing = self._tightest
        if standing is None:
            return []
        return [(b"ratelimit-policy", standing.quota.policy), (b"ratelimit", standing.header)]

    async def spend_request(self) -> None:
        """Count the request itself. Raises RateLimited."""
        if self._person is not None:
            await self._spend(PERSON, self._person)
        else:
            await self._spend(ADDRESS, self._address)

    async def spend(self, rate_class: RateClass) -> None:
        """Count a use of a class of routes. Raises RateLimited."""
        await self._spend(rate_class, self._person or self._address)
        if self._person is not None and rate_class in _BY_ADDRESS_TOO:
            await self._spend(rate_class, self._address)

    async def spend_failure(self) -> None:
        """Count a failure to say who one is, for the address. Raises RateLimited once there were too many."""
        await self._spend(FAILURES, self._address)

    async def _spend(self, name: str, caller: str) -> None:
        quota = self._quotas[name]
        standing = await self._limiter.admit(quota, caller)
        if standing is None:
            return
        if self._tightest is None or standing.remaining < self._tightest.remaining or not standing.passes:
            self._tightest = standing
        if not standing.passes:
            metrics.RATE_LIMITED.labels(quota.name).inc()
            raise RateLimited(
                f"Wait {standing.reset_seconds} s before the next request.",
                retry_after_seconds=standing.reset_seconds,
                policy=quota.name,
            )


class Rated(Given):
    """The class of a route; its operation counts it before it reads anything."""

    def __init__(self, rate_class: RateClass) -> None:
        self.rate_class = rate_class

    def take(self, exchange: Exchange) -> None:
        return None


def rated(rate_class: RateClass) -> Any:
    """Add to a route's dependencies: uses of it are counted under this class."""
    return Depends(Rated(rate_class))


def class_of(dependant: Dependant) -> RateClass | None:
    """The class a route declares."""
    found = [call.rate_class for call in access.calls(dependant) if isinstance(call, Rated)]
    return found[0] if found else None


def meter_of(scope: Any) -> Meter | None:
    """The meter of a request or websocket; None while rates are not limited."""
    meter: Meter | None = scope.get(METER)
    return meter


class LimitLayer:
    """Gives every request its meter, answers 429 in place of the application, and tells everybody where they stand."""

    def __init__(self, app: ASGIApp, limiter: RateLimiter, quotas: Mapping[str, Quota]) -> None:
        self._app = app
        self._limiter = limiter
        self._quotas = quotas

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or scope["path"] in EXEMPT_PATHS:
            await self._app(scope, receive, send)
            return
        claims = scope.get(CLAIMS)
        person = None if claims is None else f"person:{claims.clerk_user_id}"
        meter = Meter(self._limiter, self._quotas, person, f"address:{limited_group(caller_of(scope))}")
        scope[METER] = meter
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def reply(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *meter.headers]
            await send(message)

        try:
            await meter.spend_request()
        except RateLimited as refusal:
            await problem(scope, refusal)(scope, receive, reply)
            return
        await self._app(scope, receive, reply)
