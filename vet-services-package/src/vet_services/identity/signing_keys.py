"""Keep Clerk's signing keys at hand: an unknown key id asks again, but never more than once a minute.

Keys that were fetched keep working while Clerk is unreachable, because a sign-in that was valid stays valid. While it
answers, a key that it withdraws is forgotten within two minutes: a set older than one is fetched again beside the work,
a set older than two before it. Only a process that has never had an answer asks sooner than after a minute, waiting
twice as long each time, because until then nobody can sign in.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import RSAAlgorithm
from jwt.exceptions import InvalidKeyError
from vet_core.kernel.clock import Clock

from vet_services.identity.errors import InvalidToken, SignInUnavailable

_ASK_AGAIN_AFTER = timedelta(minutes=1)
_FIRST_WAIT = timedelta(seconds=2)
_FRESH_FOR = timedelta(minutes=1)
_STALE_AFTER = timedelta(minutes=2)
_LONGEST_WAIT_SECONDS = 1.0
_SMALLEST_KEY_BITS = 2048

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class PublishedKey:
    """A public RSA key as Clerk publishes it: its id, and its numbers in base64url."""

    kid: str
    n: str
    e: str


class KeySource(Protocol):
    async def signing_keys(self) -> list[PublishedKey]:
        """The keys sessions are signed with now. Raises SignInUnavailable."""
        ...


class SigningKeys:
    """Public keys by id. One fetch is under way at a time; whoever needs its result waits for it."""

    def __init__(self, source: KeySource, clock: Clock) -> None:
        self._source = source
        self._clock = clock
        self._keys: dict[str, RSAPublicKey] = {}
        self._fetched_at: datetime | None = None
        self._asked_at: datetime | None = None
        self._failures = 0
        self._fetch: asyncio.Task[None] | None = None
        self.generation = 0
        """Grows when the set of keys changes; whoever remembers a verdict forgets it then."""

    async def find(self, kid: str) -> RSAPublicKey:
        """The key with this id. Raises InvalidToken when there is none, SignInUnavailable when nobody can tell."""
        known = self._keys.get(kid)
        if known is None:
            fetch = self._begin_fetch()
            if fetch is not None:
                await asyncio.shield(fetch)
        elif self._age() >= _FRESH_FOR:
            fetch = self._begin_fetch()
            if fetch is not None and self._age() >= _STALE_AFTER and not self._failures:
                # Bounded, and in an outage only the first time: keys we have keep working.
                await asyncio.wait({fetch}, timeout=_LONGEST_WAIT_SECONDS)
        found = self._keys.get(kid)
        if found is not None:
            return found
        if self._failures:
            raise SignInUnavailable(retry_after_seconds=5)
        raise InvalidToken("The token was signed with an unknown key.")

    def _age(self) -> timedelta:
        return timedelta.max if self._fetched_at is None else self._clock.now() - self._fetched_at

    def _begin_fetch(self) -> asyncio.Task[None] | None:
        """The fetch under way, a new one, or None when Clerk was asked a moment ago."""
        if self._fetch is not None and not self._fetch.done():
            return self._fetch
        now = self._clock.now()
        if self._asked_at is not None and now - self._asked_at < self._wait():
            return None
        self._asked_at = now
        self._fetch = asyncio.create_task(self._refresh())
        return self._fetch

    def _wait(self) -> timedelta:
        if self._fetched_at is not None:
            return _ASK_AGAIN_AFTER
        return min(_FIRST_WAIT * (1 << min(max(self._failures - 1, 0), 10)), _ASK_AGAIN_AFTER)

    async def _refresh(self) -> None:
        try:
            published = await self._source.signing_keys()
        except Exception as failure:
            # Whatever went wrong over there: what we know stays good, and what we do not know is asked again later.
            log.warning("signing_keys_not_fetched", reason=f"{type(failure).__name__}: {failure}")
            self._failures += 1
            return
        keys = {each.kid: key for each in published if (key := _public_key(each)) is not None}
        if keys != self._keys:
            self.generation += 1
        self._keys = keys
        self._fetched_at = self._clock.now()
        self._failures = 0


def _public_key(published: PublishedKey) -> RSAPublicKey | None:
    try:
        key = RSAAlgorithm.from_jwk({"kty": "RSA", "n": published.n, "e": published.e})
    except (InvalidKeyError, ValueError):
        return None
    return key if isinstance(key, RSAPublicKey) and key.key_size >= _SMALLEST_KEY_BITS else None
