"""Versions as entity tags: a reader may skip what it already has, a writer must say which version it saw."""

from typing import Annotated, Protocol, TypeVar

from fastapi import Depends, Header, Response

from vet_clinic_api.edge.errors import IfMatchInvalid, IfMatchRequired, Stale

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


async def if_match_required(
    if_match: Annotated[
        str | None,
        Header(alias="If-Match", description="The ETag of the version you are changing.", examples=['"3"']),
    ] = None,
) -> Precondition:
    if if_match is None:
        raise IfMatchRequired("Send the ETag you read as If-Match.")
    return Precondition(version_of(if_match))


async def if_match_optional(
    if_match: Annotated[
        str | None,
        Header(alias="If-Match", description="The ETag of the version you are changing.", examples=['"3"']),
    ] = None,
) -> Precondition:
    return Precondition(None if if_match is None else version_of(if_match))


class Versioned(Protocol):
    @property
    def version(self) -> int: ...


V = TypeVar("V", bound=Versioned)


class EntityTag:
    """Lets a route say which version its reply shows."""

    __slots__ = ("_response",)

    def __init__(self, response: Response) -> None:
        self._response = response

    def of(self, thing: V) -> V:
        """Label the reply with the thing's version, and hand the thing back."""
        self._response.headers["ETag"] = tag(thing.version)
        return thing

    @property
    def headers(self) -> dict[str, str]:
        """The label so far, for an endpoint that makes its own reply."""
        return {"ETag": self._response.headers["ETag"]}


async def entity_tag(response: Response) -> EntityTag:
    return EntityTag(response)


IfMatch = Annotated[Precondition, Depends(if_match_required)]
IfMatchOptional = Annotated[Precondition, Depends(if_match_optional)]
Tagged = Annotated[EntityTag, Depends(entity_tag)]
