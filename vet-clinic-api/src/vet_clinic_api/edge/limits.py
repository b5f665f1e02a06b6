"""Bound how fast one person, or one address that is not signed in, may ask. Redis counts for all processes together.

When Redis does not answer, requests pass: an outage of the counter must not become an outage of the clinic.
"""

import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vet_clinic_api.edge import metrics
from vet_clinic_api.edge.addresses import AddressBook, limited_group
from vet_clinic_api.edge.errors import RateLimited
from vet_clinic_api.edge.problems import problem
from vet_clinic_api.edge.session import CLAIMS

EXEMPT_PATHS = frozenset({"/livez", "/readyz", "/metrics"})

_LEASES_PER_WINDOW = 50
_LEASE_SECONDS = 5.0
_REMEMBERED_CALLERS = 10_000
_REST_AFTER_FAILURE_SECONDS = 1.0

# A bucket of tokens that refills evenly. Takes up to ARGV[3] tokens at once by the server's own clock.
_TAKE = """
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
local quota, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = tonumber(kept[1]) or quota
local since = math.max(0, now - (tonumber(kept[2]) or now))
tokens = math.min(quota, tokens + since * quota / window)
local granted = math.min(tonumber(ARGV[3]), math.floor(tokens))
tokens = tokens - granted
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', now)
redis.call('PEXPIRE', KEYS[1], window)
return {granted, math.floor(tokens * 1000)}
"""

_log = structlog.get_logger("vet_clinic_api.limits")


@dataclass(frozen=True, slots=True)
class Quota:
    """So many requests in so many seconds, refilled evenly."""

    name: str
    requests: int
    window_seconds: int

    @property
    def policy(self) -> bytes:
        return f'"{self.name}";q={self.requests};w={self.window_seconds}'.encode("ascii")

    @property
    def lease(self) -> int:
        """How many requests a process takes from Redis at once; small enough to waste little, one for small quotas."""
        return max(1, self.requests // _LEASES_PER_WINDOW)

    def seconds_for(self, tokens: float) -> int:
        return max(0, math.ceil(tokens * self.window_seconds / self.requests))


@dataclass(slots=True)
class _Lease:
    left: int
    until: float
    tokens_beyond: float
    refused_until: float = 0.0


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether this request may pass, how many more may follow, and the seconds to a full bucket and to the next try."""

    passes: bool
    remaining: int
    reset_seconds: int
    retry_after_seconds: int


class RateLimiter:
    """Takes requests from a caller's bucket, a few at a time so that most requests never leave the process.

    Never grants more than the quota; with several processes it may grant a lease or so less.
    """

    def __init__(self, redis: Redis, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._take: Callable[..., Awaitable[Any]] = redis.register_script(_TAKE)
        self._monotonic = monotonic
        self._leases: dict[str, _Lease] = {}
        self._resting_until = 0.0

    async def admit(self, quota: Quota, caller: str) -> Standing | None:
        """The caller's standing after this request, or None when Redis could not say: then let the request pass."""
        key = f"vet:limit:{quota.name}:{caller}"
        now = self._monotonic()
        lease = self._leases.get(key)
        if lease is not None and now < lease.refused_until:
            return _refused(quota, lease)
        if lease is None or lease.left == 0 or now >= lease.until:
            if now < self._resting_until:
                return None
            lease = await self._renew(key, quota, now)
            if lease is None:
                return None
            if lease.left == 0:
                return _refused(quota, lease)
        lease.left -= 1
        remaining = lease.left + int(lease.tokens_beyond)
        return Standing(True, remaining, quota.seconds_for(quota.requests - lease.left - lease.tokens_beyond), 0)

    async def _renew(self, key: str, quota: Quota, now: float) -> _Lease | None:
        try:
            granted, milli_tokens = await self._take(
                keys=[key], args=[quota.requests, quota.window_seconds * 1000, quota.lease]
            )
        except (RedisError, OSError, TimeoutError) as error:
            self._resting_until = now + _REST_AFTER_FAILURE_SECONDS
            metrics.RATE_LIMITS_SKIPPED.inc()
            _log.warning("rate_limits_skipped", reason=type(error).__name__)
            return None
        if len(self._leases) >= _REMEMBERED_CALLERS:
            self._leases = {name: kept for name, kept in self._leases.items() if kept.until > now}
        lease = _Lease(left=int(granted), until=now + _LEASE_SECONDS, tokens_beyond=int(milli_tokens) / 1000)
        if lease.left == 0:
            missing = max(0.0, 1 - lease.tokens_beyond)
            lease.refused_until = now + missing * quota.window_seconds / quota.requests
        self._leases[key] = lease
        return lease


def _refused(quota: Quota, lease: _Lease) -> Standing:
    wait = max(1, quota.seconds_for(max(0.0, 1 - lease.tokens_beyond)))
    return Standing(False, 0, quota.seconds_for(quota.requests - lease.tokens_beyond), wait)


class LimitLayer:
    """Answers 429 in place of the application once a caller's bucket is empty; tells everybody where they stand."""

    def __init__(
        self, app: ASGIApp, limiter: RateLimiter, addresses: AddressBook, person: Quota, address: Quota
    ) -> None:
        self._app = app
        self._limiter = limiter
        self._addresses = addresses
        self._person = person
        self._address = address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in EXEMPT_PATHS:
            await self._app(scope, receive, send)
            return
        claims = scope.get(CLAIMS)
        if claims is not None:
            quota, caller = self._person, claims.clerk_user_id
        else:
            quota, caller = self._address, limited_group(self._addresses.caller(scope))
        standing = await self._limiter.admit(quota, caller)
        if standing is None:
            await self._app(scope, receive, send)
            return
        headers = [
            (b"ratelimit-policy", quota.policy),
            (b"ratelimit", f'"{quota.name}";r={standing.remaining};t={standing.reset_seconds}'.encode("ascii")),
        ]

        async def reply(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *headers]
            await send(message)

        if standing.passes:
            await self._app(scope, receive, reply)
            return
        metrics.RATE_LIMITED.labels(quota.name).inc()
        refusal = RateLimited(
            f"Wait {standing.retry_after_seconds} s before the next request.",
            retry_after_seconds=standing.retry_after_seconds,
        )
        await problem(scope, refusal)(scope, receive, reply)
