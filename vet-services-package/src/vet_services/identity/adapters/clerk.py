"""Speak to Clerk through its own SDK; development only changes the address. Nothing here decides who may do what."""

import asyncio
import contextlib
from collections.abc import Awaitable
from typing import TypeVar
from urllib.parse import urlsplit

import httpx
from clerk_backend_api import Clerk, models
from clerk_backend_api.utils import BackoffStrategy, RetryConfig

from vet_services.identity.account import Account
from vet_services.identity.errors import AccountUnknown, SignInUnavailable
from vet_services.identity.signing_keys import PublishedKey
from vet_services.settings import ClerkSettings

_TIMEOUT_SECONDS = 5.0
# One quick second try for a hiccup; whoever waits for a sign-in does not wait for minutes.
_RETRY = RetryConfig("backoff", BackoffStrategy(100, 200, 1.5, 1_500, jitter_ms=50), retry_connection_errors=True)
_NOT_THERE = frozenset({404})
_NOTHING_TO_END = frozenset({400, 404, 422})
_LOOPBACK = ("127.0.0.1", "localhost", "::1")

T = TypeVar("T")


class ClerkDirectory:
    """What we ask Clerk: its signing keys and its users. Safe to share between requests of one event loop."""

    def __init__(self, settings: ClerkSettings) -> None:
        host = urlsplit(settings.server_url).hostname
        # A proxy meant for the internet must not catch calls to the stand-in next door.
        self._http = httpx.AsyncClient(follow_redirects=False, trust_env=host not in _LOOPBACK)
        self._clerk = Clerk(
            bearer_auth=settings.secret_key.get_secret_value(),
            server_url=settings.server_url,
            async_client=self._http,
            retry_config=_RETRY,
            timeout_ms=int(_TIMEOUT_SECONDS * 1000),
        )

    async def signing_keys(self) -> list[PublishedKey]:
        """The RSA keys Clerk signs sessions with now. Raises SignInUnavailable."""
        # One request a question: whoever asks waits before asking again, so trying twice here would be twice as often.
        published = await _ask(self._clerk.jwks.get_jwks_async(retries=None))
        return [
            PublishedKey(key.kid, key.n, key.e)
            for key in published.keys or []
            if key.kty == "RSA"
            and key.alg in (None, "RS256")
            and key.use in (None, "sig")
            and key.kid
            and key.n
            and key.e
        ]

    async def account(self, clerk_user_id: str) -> Account:
        """One user. Raises AccountUnknown for an id Clerk does not know, SignInUnavailable when Clerk is away."""
        user = await _ask(self._clerk.users.get_async(user_id=clerk_user_id))
        return Account.from_payload(user.model_dump(mode="json"))

    async def end_session(self, session_id: str) -> None:
        """End a session over there, so that it gets no more tokens; one that is over or unknown counts as ended.

        Raises SignInUnavailable when Clerk is away.
        """
        with contextlib.suppress(AccountUnknown):
            await _ask(self._clerk.sessions.revoke_async(session_id=session_id), absent=_NOTHING_TO_END)

    async def delete_account(self, clerk_user_id: str) -> None:
        """Delete a user with all their sessions. Raises AccountUnknown when it has gone already, SignInUnavailable."""
        await _ask(self._clerk.users.delete_async(user_id=clerk_user_id))

    async def aclose(self) -> None:
        await self._http.aclose()


async def _ask(question: Awaitable[T], *, absent: frozenset[int] = _NOT_THERE) -> T:
    try:
        async with asyncio.timeout(2 * _TIMEOUT_SECONDS):
            return await question
    except models.ClerkBaseError as refusal:
        if refusal.status_code in absent:
            raise AccountUnknown() from refusal
        raise SignInUnavailable(retry_after_seconds=5) from refusal
    except (httpx.HTTPError, TimeoutError) as outage:
        raise SignInUnavailable(retry_after_seconds=5) from outage
