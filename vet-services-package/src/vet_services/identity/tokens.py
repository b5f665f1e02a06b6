"""Check Clerk session tokens on every request. Says who holds the session, never what they may do.

Clerk's SDK leaves the issuer unchecked and blocks while it asks, so the rules are spelled out here: RS256 only, a key
that Clerk publishes (a header that points at another one is refused), our issuer exactly, a window of validity with a
little leeway, a subject and a session, and the party the session was issued to. Whether the session has been ended
meanwhile is not written in a token: sessions.py knows.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from vet_core.kernel.clock import Clock

from vet_services.identity import compact
from vet_services.identity.errors import InvalidToken, TokenExpired
from vet_services.identity.signing_keys import KeySource, SigningKeys
from vet_services.settings import ClerkSettings

_LEEWAY = timedelta(seconds=5)
_LONGEST_TOKEN = 8192
_REMEMBERED = 10_000
_LATEST_SECOND = 7_258_118_400  # the year 2200
# What a header may not do: bring or name a key of its own, change what the signature covers, or demand the unknown.
_TRICKS = frozenset({"jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256", "crit", "b64", "zip", "enc", "epk"})
_JWS = jwt.PyJWS(algorithms=["RS256"])


@dataclass(frozen=True, slots=True)
class SessionClaims:
    """What a genuine token says: who signed in, in which session, until when, and to which origin it was issued."""

    clerk_user_id: str
    session_id: str
    expires_at: datetime
    authorized_party: str | None


class TokenVerifier:
    """Verifies tokens and remembers good ones until they expire, so that a busy client costs one signature check."""

    def __init__(self, settings: ClerkSettings, clock: Clock, source: KeySource) -> None:
        self._issuer = settings.issuer
        self._parties = settings.parties
        self._clock = clock
        self._keys = SigningKeys(source, clock)
        self._remembered: OrderedDict[bytes, SessionClaims] = OrderedDict()
        self._remembered_generation = 0

    async def verify(self, token: str, *, origin: str | None, from_cookie: bool) -> SessionClaims:
        """The session behind a token.

        `origin` is the request's Origin header: a token from a browser, or from a cookie, must name an allowed party;
        native apps send none, and their tokens may name none. Raises InvalidToken, TokenExpired or SignInUnavailable.
        """
        if not 0 < len(token) <= _LONGEST_TOKEN or not token.isascii():
            raise InvalidToken()
        digest = hashlib.sha256(token.encode()).digest()
        claims = self._recall(digest)
        if claims is None:
            claims = await self._check(token)
            self._remember(digest, claims)
        self._check_party(claims, is_browser=from_cookie or origin is not None)
        return claims

    async def _check(self, token: str) -> SessionClaims:
        try:
            header, content, _ = compact.segments(token)
            kid = _key_id(compact.members(header))
        except ValueError as refusal:
            raise InvalidToken() from refusal
        key = await self._keys.find(kid)
        try:
            _JWS.decode(token, key, algorithms=["RS256"])
            payload = compact.members(content)
        except (jwt.PyJWTError, ValueError, RecursionError) as refusal:
            raise InvalidToken() from refusal
        # A token made for an audience is made for somebody else: Clerk's session tokens have none.
        if payload.get("iss") != self._issuer or payload.get("aud") is not None:
            raise InvalidToken()
        expires_at = self._check_times(payload)
        if payload.get("sts", "active") != "active":
            raise InvalidToken("The sign-in is not complete. Finish its remaining steps.")
        party = payload.get("azp")
        if party is not None and not isinstance(party, str):
            raise InvalidToken()
        return SessionClaims(
            clerk_user_id=_word(payload, "sub"),
            session_id=_word(payload, "sid"),
            expires_at=expires_at,
            authorized_party=party,
        )

    def _check_times(self, payload: Mapping[str, Any]) -> datetime:
        now = self._clock.now()
        issued_at, expires_at = _second(payload.get("iat")), _second(payload.get("exp"))
        valid_from = _second(payload["nbf"]) if "nbf" in payload else issued_at
        if max(issued_at, valid_from) - _LEEWAY > now:
            raise InvalidToken("The token is not valid yet. Check the device's clock.")
        if expires_at + _LEEWAY <= now:
            raise TokenExpired()
        return expires_at

    def _check_party(self, claims: SessionClaims, *, is_browser: bool) -> None:
        if claims.authorized_party is None:
            if is_browser:
                raise InvalidToken("The token does not say which site it was issued to.")
        elif claims.authorized_party not in self._parties:
            raise InvalidToken("The token was issued to another site.")

    def _recall(self, digest: bytes) -> SessionClaims | None:
        if self._remembered_generation != self._keys.generation:
            # A key came or went: what was signed with the old set is checked anew.
            self._remembered.clear()
            self._remembered_generation = self._keys.generation
        claims = self._remembered.get(digest)
        if claims is not None and claims.expires_at + _LEEWAY <= self._clock.now():
            del self._remembered[digest]
            raise TokenExpired()
        return claims

    def _remember(self, digest: bytes, claims: SessionClaims) -> None:
        self._remembered[digest] = claims
        if len(self._remembered) > _REMEMBERED:
            self._remembered.popitem(last=False)


def _key_id(header: Mapping[str, Any]) -> str:
    kid, kind = header.get("kid"), header.get("typ", "JWT")
    if header.get("alg") != "RS256" or not isinstance(kid, str) or not kid or _TRICKS & header.keys():
        raise InvalidToken()
    # Clerk signs other things with the same keys, such as OAuth access tokens (at+jwt): those are not sessions.
    if not isinstance(kind, str) or kind.upper() != "JWT":
        raise InvalidToken()
    return kid


def _word(payload: Mapping[str, Any], name: str) -> str:
    value = payload.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= 200 or not value.isprintable():
        raise InvalidToken()
    return value


def _second(value: object) -> datetime:
    # Comparing refuses NaN and infinity too, and numbers too large for a float.
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _LATEST_SECOND:
        raise InvalidToken()
    return datetime.fromtimestamp(value, UTC)
