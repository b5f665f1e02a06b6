"""Versions as entity tags: a reader may skip what it already has, a writer must say which version it saw."""

import hashlib
from typing import Annotated, Protocol, TypeVar

from fastapi import Depends, Header

from vet_clinic_api.edge.errors import IfMatchInvalid, IfMatchRequired, Stale
from vet_clinic_api.edge.exchange import Exchange, Given

_MAX_DIGITS = 18


def tag(version: int) -> str:
    return f'"{version}"'


def matches(if_none_match: str, current: str) -> bool:
    """Whether the caller already holds the current tag; weak and strong tags count alike (RFC 9110)."""
    if if_none_match.strip() == "*":
        return True
    return any(candidate.strip().removeprefix("W/") == current for candidate in if_none_match.split(","))


def version_of(if_match: str) -> int | None:
    """The version named by an If-Match header, None for `*`. Raises IfMatchInvalid for anything that is not one tag."""
    text = if_match.strip()
    if text == "*":
        return None
    digits = text.removeprefix("W/").strip('"')
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= _MAX_DIGITS):
        raise IfMatchInvalid('Send the ETag of the version you read, for example "3".', pointer="header:If-Match")
    return int(digits)


class Precondition:
    """The version a writer saw. `*` stands for whichever is current."""

    __slots__ = ("version",)

    def __init__(self, version: int | None) -> None:
        self.version = version

    def check(self, current: int) -> None:
        """Raise Stale unless the caller saw the current version."""
        if self.version is not None and self.version != current:
            raise Stale("Read it again and repeat your change on the new version.", current_version=current)


_IfMatchHeader = Annotated[
    str | None,
    Header(alias="If-Match", description="The ETag of the version you are changing.", examples=['"3"']),
]


class _IfMatch(Given):
    def __init__(self, *, is_required: bool) -> None:
        self._is_required = is_required

    def __call__(self, if_match: _IfMatchHeader = None) -> None:
        """Never called."""

    def take(self, exchange: Exchange) -> Precondition:
        sent = exchange.request.headers.get("if-match")
        if sent is not None:
            return Precondition(version_of(sent))
        if self._is_required:
            raise IfMatchRequired("Send the ETag you read as If-Match.")
        return Precondition(None)


class Versioned(Protocol):
    @property
    def version(self) -> int: ...


V = TypeVar("V", bound=Versioned)


class EntityTag:
    """Lets a route say which version its reply shows."""

    __slots__ = ("_headers",)

    def __init__(self, headers: dict[str, str]) -> None:
        self._headers = headers

    def of(self, thing: V) -> V:
        """Label the reply with the thing's version, and hand the thing back."""
        self._headers["ETag"] = tag(thing.version)
        return thing


class _EntityTag(Given):
    def take(self, exchange: Exchange) -> EntityTag:
        return EntityTag(exchange.reply_headers)


class Fingerprint:
    """Lets a route that shows many things at once say that a reader may keep them, and ask whether they still hold."""

    __slots__ = ("_headers",)

    def __init__(self, headers: dict[str, str]) -> None:
        self._headers = headers

    def of(self, body: str) -> bytes:
        """Label the reply with what it says, and hand its bytes back."""
        content = body.encode()
        self._headers["ETag"] = f'"{hashlib.blake2b(content, digest_size=16).hexdigest()}"'
        # Kept by the reader's own device alone, and never shown again without asking us.
        self._headers["Cache-Control"] = "private, no-cache"
        self._headers["Vary"] = "Authorization, Cookie"
        return content


class _Fingerprint(Given):
    def take(self, exchange: Exchange) -> Fingerprint:
        return Fingerprint(exchange.reply_headers)


if_match_required = _IfMatch(is_required=True)
if_match_optional = _IfMatch(is_required=False)
entity_tag = _EntityTag()
fingerprint = _Fingerprint()

IfMatch = Annotated[Precondition, Depends(if_match_required)]
IfMatchOptional = Annotated[Precondition, Depends(if_match_optional)]
Tagged = Annotated[EntityTag, Depends(entity_tag)]
Fingerprinted = Annotated[Fingerprint, Depends(fingerprint)]
