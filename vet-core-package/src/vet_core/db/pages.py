"""Keyset pages: a page ends with an opaque cursor that names the last row, so pages stay exact under inserts."""

from __future__ import annotations

import base64
import binascii
from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

import pydantic_core
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from vet_core.kernel.bounds import Instant
from vet_core.kernel.errors import Invalid

T = TypeVar("T")

DEFAULT_LIMIT = 50
MAX_LIMIT = 100
MAX_CURSOR_LENGTH = 1000

Limit = Annotated[int, Field(ge=1, le=MAX_LIMIT, description="How many items a page holds.")]
Cursor = Annotated[str, Field(min_length=1, max_length=MAX_CURSOR_LENGTH, description="`next` of the page before.")]


class Page(BaseModel, Generic[T]):
    """Some items and the cursor of the page after; `next` is null on the last page."""

    items: list[T]
    next: str | None = None


class InvalidCursor(Invalid):
    """The cursor was not made by this list."""

    code = "page.invalid_cursor"
    title = "This page cursor is not valid. Start again without `after`."


def encode_cursor(*values: UUID | datetime | date | str | int | bool | None) -> str:
    """An opaque token for the sort key of the last row on a page."""
    return base64.urlsafe_b64encode(pydantic_core.to_json(values)).rstrip(b"=").decode()


def decode_cursor(text: str, *types: Any) -> tuple[Any, ...]:
    """The values put into `encode_cursor`, checked against their types. Raises InvalidCursor."""
    if len(text) > MAX_CURSOR_LENGTH:
        raise InvalidCursor()
    try:
        raw = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
        values = pydantic_core.from_json(raw)
        if not isinstance(values, list) or len(values) != len(types):
            raise InvalidCursor()
        return tuple(_read(kind, value) for kind, value in zip(types, values, strict=True))
    except (binascii.Error, ValidationError, ValueError) as refusal:
        raise InvalidCursor() from refusal


def _read(kind: Any, value: Any) -> Any:
    if isinstance(value, str) and "\0" in value:
        raise ValueError("NUL")
    if kind is int and not (isinstance(value, int) and -(2**63) <= value < 2**63):
        raise ValueError("not an integer PostgreSQL can hold")
    return TypeAdapter(Instant if kind is datetime else kind).validate_python(value)
