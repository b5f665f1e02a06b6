"""What one request said to PostgreSQL, and the same said again about another slot.

The floor must issue the statements of the real API, not a copy that somebody keeps in step by hand. So the real one is
watched while it answers two requests that differ in one thing; whatever differs between the two is what varies.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from vet_core.kernel.ids import new_id

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Statement:
    """One statement as the driver got it. ``many``: the parameters are a list of rows."""

    sql: str
    parameters: Any
    many: bool
    rows: int


@dataclass(frozen=True)
class Transaction:
    readonly: bool
    statements: tuple[Statement, ...]


Exchange = tuple[Transaction, ...]


class NotAlike(RuntimeError):
    """Two recordings of the same kind of request have different statements."""


@dataclass(frozen=True)
class Variation:
    """Two recordings of one kind of request for slots ``step`` apart."""

    first: Exchange
    second: Exchange
    step: timedelta

    def __post_init__(self) -> None:
        shapes = [[(s.sql, s.many) for t in told for s in t.statements] for told in (self.first, self.second)]
        if shapes[0] != shapes[1]:
            raise NotAlike("The API did not issue the same statements for two bookings.")

    def at(self, by: timedelta, instead: Mapping[Any, Any]) -> Exchange:
        """The first recording moved by ``by``, with ids of its own and with what ``instead`` names replaced."""
        swap = _Swap(self.step, by, dict(instead))
        return tuple(
            replace(
                first,
                statements=tuple(
                    replace(a, parameters=swap.value(a.parameters, b.parameters))
                    for a, b in zip(first.statements, second.statements, strict=True)
                ),
            )
            for first, second in zip(self.first, self.second, strict=True)
        )


class _Swap:
    """Walks through the parameters of both recordings at once."""

    def __init__(self, step: timedelta, by: timedelta, instead: dict[Any, Any]) -> None:
        self.step = step
        self.by = by
        self.instead = instead

    def value(self, first: Any, second: Any) -> Any:
        if isinstance(first, (list, tuple)) and len(first) == len(second):
            return type(first)(self.value(a, b) for a, b in zip(first, second, strict=True))
        if isinstance(first, dict) and isinstance(second, dict) and first.keys() == second.keys():
            return {key: self.value(inner, second[key]) for key, inner in first.items()}
        if isinstance(first, UUID):
            if first not in self.instead and first != second:
                self.instead[first] = new_id()
            return self.instead.get(first, first)
        if isinstance(first, datetime):
            return first + self.by if second - first == self.step else first
        if hasattr(first, "lower") and hasattr(first, "upper") and not isinstance(first, (str, bytes)):
            return type(first)(self.value(first.lower, second.lower), self.value(first.upper, second.upper))
        if isinstance(first, str) and isinstance(second, str):
            return self.text(first, second)
        if isinstance(first, int) and first.bit_length() > 32 and first != second:
            # The number of an advisory lock. One for all would let only one booking at a time through.
            return self.instead.setdefault(first, secrets.randbits(63))
        return first

    def text(self, first: str, second: str) -> str:
        """Ids and instants in words, and whole rows as JSON."""
        if _UUID.fullmatch(first) and _UUID.fullmatch(second):
            return str(self.value(UUID(first), UUID(second)))
        if _INSTANT.fullmatch(first) and _INSTANT.fullmatch(second):
            return str(self.value(datetime.fromisoformat(first), datetime.fromisoformat(second)).isoformat())
        if first[:1] in ("{", "[") and first != second:
            return json.dumps(self.value(json.loads(first), json.loads(second)))
        return first


def count_statements(exchange: Sequence[Transaction]) -> int:
    return sum(len(transaction.statements) for transaction in exchange)
