"""The vocabulary of refusal: every error has a stable code and a kind. Only the edge turns kinds into HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, ClassVar, TypeAlias

JSON: TypeAlias = dict[str, Any] | list[Any] | str | int | float | bool | None


class Kind(StrEnum):
    """What the caller can do about it, from "write it differently" to "come back later"."""

    INVALID = "invalid"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    PRECONDITION_FAILED = "precondition_failed"
    PRECONDITION_REQUIRED = "precondition_required"
    GONE = "gone"
    TOO_LARGE = "too_large"
    LIMITED = "limited"
    UNAVAILABLE = "unavailable"


class VetError(Exception):
    """A refusal the caller is meant to understand.

    Subclasses set `code` ("scheduling.slot_taken", never changed once released) and `title` (one short
    sentence, the same every time). `detail` says what happened this time and what to do next, `pointer`
    names the offending part of the input as a JSON pointer, `params` are facts for programs.
    """

    code: ClassVar[str] = ""
    kind: ClassVar[Kind]
    title: ClassVar[str] = "The request could not be fulfilled."

    def __init__(
        self,
        detail: str | None = None,
        *,
        pointer: str | None = None,
        retry_after_seconds: int | None = None,
        **params: JSON,
    ) -> None:
        super().__init__(detail or self.title)
        self.detail = detail
        self.pointer = pointer
        self.retry_after_seconds = retry_after_seconds
        self.params: dict[str, JSON] = params


class Invalid(VetError):
    kind = Kind.INVALID
    title = "The input is not acceptable."


class Unauthenticated(VetError):
    kind = Kind.UNAUTHENTICATED
    title = "Sign in first."


class Forbidden(VetError):
    kind = Kind.FORBIDDEN
    title = "You may not do this."


class NotFound(VetError):
    kind = Kind.NOT_FOUND
    title = "There is no such thing."


class Conflict(VetError):
    kind = Kind.CONFLICT
    title = "The current state does not allow this."


class PreconditionFailed(VetError):
    kind = Kind.PRECONDITION_FAILED
    title = "Somebody changed this in the meantime."


class PreconditionRequired(VetError):
    kind = Kind.PRECONDITION_REQUIRED
    title = "Say which version you are changing."


class Gone(VetError):
    kind = Kind.GONE
    title = "This is no longer available."


class TooLarge(VetError):
    kind = Kind.TOO_LARGE
    title = "The input is too large."


class Limited(VetError):
    kind = Kind.LIMITED
    title = "Too many requests."


class Unavailable(VetError):
    kind = Kind.UNAVAILABLE
    title = "A part of the platform is not reachable."


def all_errors() -> list[type[VetError]]:
    """Every imported error that carries a code, ordered by code."""
    return sorted((error for error in _below(VetError) if error.code), key=lambda error: error.code)


def _below(parent: type[VetError]) -> Iterator[type[VetError]]:
    for child in parent.__subclasses__():
        yield child
        yield from _below(child)
