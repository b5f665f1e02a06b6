"""Count how often somebody has asked within the last so many seconds. Redis counts for all processes together.

The window slides in sixty steps, so that within any window, whenever it begins and however the requests are spread over
processes, no more pass than the quota, give or take a sixtieth; a full window later all of it is there again.
"""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from vet_clinic_api.edge import metrics

_STEPS = 60
_LEASES_PER_QUOTA = 100
_LEASES_PER_WINDOW = 30
_LONGEST_LEASE_SECONDS = 2.0
_LONGEST_REFUSAL_SECONDS = 1.0
_REMEMBERED_CALLERS = 10_000
_REST_AFTER_FAILURE_SECONDS = 1.0

# Takes up to ARGV[4] requests, at least ARGV[3] if there are so many, by the server's own clock: the fewer are left,
# the smaller the share one process may put aside. ARGV[5] and ARGV[6] give back what an earlier share did not use.
_TAKE = """
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
local quota, window, steps = tonumber(ARGV[1]), tonumber(ARGV[2]), 60
local width = window / steps
local current = math.floor(now / width)
local kept, gone, used, first = redis.call('HGETALL', KEYS[1]), {}, 0, current
for at = 1, #kept, 2 do
  local step, count = tonumber(kept[at]), tonumber(kept[at + 1])
  if step <= current - steps then
    gone[#gone + 1] = kept[at]
  else
    if kept[at] == ARGV[5] then
      local back = math.min(count, tonumber(ARGV[6]))
      redis.call('HINCRBY', KEYS[1], kept[at], -back)
      count = count - back
    end
    used = used + count
    if count > 0 and step < first then first = step end
  end
end
if #gone > 0 then redis.call('HDEL', KEYS[1], unpack(gone)) end
local free = math.max(0, quota - used)
local share = math.max(tonumber(ARGV[3]), math.min(tonumber(ARGV[4]), math.floor(free / 20)))
local granted = math.min(share, free)
if granted > 0 then
  redis.call('HINCRBY', KEYS[1], string.format('%d', current), granted)
  redis.call('PEXPIRE', KEYS[1], math.ceil(window + width))
end
return {granted, free - granted, string.format('%d', current), math.ceil((first + steps) * width - now)}
"""

_log = structlog.get_logger("vet_clinic_api.limits")


@dataclass(frozen=True, slots=True)
class Quota:
    """So many requests in any so many seconds."""

    name: str
    requests: int
    window_seconds: int

    @property
    def policy(self) -> bytes:
        return f'"{self.name}";q={self.requests};w={self.window_seconds}'.encode("ascii")

    @property
    def largest_lease(self) -> int:
        """How many requests one process may put aside; a hundredth, so that a few idle processes waste little."""
        return max(1, self.requests // _LEASES_PER_QUOTA)

    @property
    def lease_seconds(self) -> float:
        return min(_LONGEST_LEASE_SECONDS, self.window_seconds / _LEASES_PER_WINDOW)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether this request may pass, how many more may follow at once, and the seconds until more may."""

    quota: Quota
    passes: bool
    remaining: int
    reset_seconds: int

    @property
    def header(self) -> bytes:
        return f'"{self.quota.name}";r={self.remaining};t={self.reset_seconds}'.encode("ascii")


class _Lease:
    """What this process has put aside for one caller."""

    __slots__ = ("beyond", "left", "refused_until", "renewal", "reset_at", "size", "step", "until", "waiting")

    def __init__(self) -> None:
        self.left = 0
        self.size = 0
        self.beyond = 0
        self.step = ""
        self.until = self.reset_at = self.refused_until = 0.0
        self.waiting = 0
        self.renewal: asyncio.Event | None = None


class RateLimiter:
    """Lets requests through as their caller's quota allows, a few at a time, so that most never leave the process.

    With several processes it may grant a hundredth less for each that has put requests aside and is not asked for
    them any more.
    """

    def __init__(self, redis: Redis, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._take: Callable[..., Awaitable[Any]] = redis.register_script(_TAKE)
        self._monotonic = monotonic
        self._leases: dict[str, _Lease] = {}
        self._resting_until = 0.0

    async def admit(self, quota: Quota, caller: str) -> Standing | None:
        """The caller's standing after this request, or None when Redis could not say: then let the request pass."""
        key = f"vet:rate:{quota.name}:{caller}"
        lease = self._leases.get(key) or self._remember(key)
        while True:
            now = self._monotonic()
            reset_seconds = max(1, math.ceil(lease.reset_at - now))
            if now < lease.refused_until:
                return Standing(quota, False, 0, reset_seconds)
            if lease.left > 0 and now < lease.until:
                lease.left -= 1
                return Standing(quota, True, lease.left + lease.beyond, reset_seconds)
            if now < self._resting_until:
                return None
            await self._renewed(key, quota, lease)

    async def _renewed(self, key: str, quota: Quota, lease: _Lease) -> None:
        """Ask Redis once for everybody in this process who waits for the same caller's requests."""
        lease.waiting += 1
        try:
            if lease.renewal is not None:
                await lease.renewal.wait()
                return
            lease.renewal = asyncio.Event()
            try:
                await self._renew(key, quota, lease)
            finally:
                lease.renewal.set()
                lease.renewal = None
        finally:
            lease.waiting -= 1

    async def _renew(self, key: str, quota: Quota, lease: _Lease) -> None:
        now = self._monotonic()
        # Who used up the last share gets a larger one; who comes now and then puts nothing aside.
        wanted = min(quota.largest_lease, lease.size * 2 if lease.left == 0 and now < lease.until else 1)
        unused, lease.left = lease.left, 0
        try:
            granted, beyond, step, wait_milliseconds = await self._take(
                keys=[key],
                args=[quota.requests, quota.window_seconds * 1000, lease.waiting, wanted, lease.step, unused],
            )
        except (RedisError, OSError, TimeoutError) as error:
            self._resting_until = now + _REST_AFTER_FAILURE_SECONDS
            metrics.RATE_LIMITS_SKIPPED.inc()
            _log.warning("rate_limits_skipped", reason=type(error).__name__)
            return
        now = self._monotonic()
        wait_seconds = int(wait_milliseconds) / 1000
        lease.left = lease.size = int(granted)
        lease.beyond = int(beyond)
        lease.step = step.decode() if isinstance(step, bytes) else str(step)
        lease.until = now + quota.lease_seconds
        lease.reset_at = now + wait_seconds
        if lease.left == 0:
            lease.refused_until = now + min(wait_seconds, _LONGEST_REFUSAL_SECONDS)

    def _remember(self, key: str) -> _Lease:
        if len(self._leases) >= _REMEMBERED_CALLERS:
            now = self._monotonic()
            live = {name: kept for name, kept in self._leases.items() if kept.waiting or kept.until > now}
            # Under a flood of new callers the oldest half asks Redis again.
            self._leases = dict(list(live.items())[-_REMEMBERED_CALLERS // 2 :])
        lease = self._leases[key] = _Lease()
        return lease
