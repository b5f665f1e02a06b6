"""Values that no member of a body and no parameter may accept, by what the contract says it is."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tests.attacks.requests import resolved

_TEXTS: list[Any] = ["x\x00y", "\x00", 7, 1.5, True, [], {"a": 1}, "x" * 200_000]
_FREE_TEXTS: list[Any] = ["\u202ex", "x\x1b[31m", "\ufffe"]
_IDS: list[Any] = [
    "not-an-id",
    "",
    7,
    True,
    ["x"],
    {"a": 1},
    "\x00",
    "' OR 1=1 --",
    "../../../etc/passwd",
    "0198f0c2-0000-7000-8000-00000000000g",
    "9" * 5_000,
]
_INSTANTS: list[Any] = [
    "tomorrow",
    "",
    1_772_528_400,
    True,
    {"a": 1},
    "2026-03-03T09:00:00",
    "2026-02-30T09:00:00Z",
    "2026-03-03T25:00:00Z",
    "2026-03-03T09:00:00+99:00",
    "2026-03-03T09:00:00 Europe/Berlin",
    "0000-01-01T00:00:00Z",
    "1969-12-31T23:59:59Z",
    "9999-12-31T23:59:59-14:00",
    "2026-03-03T09:00:00Z\x00",
]
_DAYS: list[Any] = ["today", "", True, {"a": 1}, "2026-02-30", "0000-01-01", "9999-12-31", "2026-03-03\x00", 1e18]
_NUMBERS: list[Any] = ["seven", "", {"a": 1}, [7], 10**40, -(10**40), 1e300, "\x00", "1e400", "٣x"]
_WHOLE: list[Any] = [1.5, "1.5"]
_BOOLEANS: list[Any] = ["maybe", "", 7, 2.5, {"a": 1}, [], "\x00"]
_WORDS: list[Any] = ["dragon", "", 7, True, {"a": 1}, [], "\x00"]
_LISTS: list[Any] = ["x", 7, True, {"a": 1}, [None], [{"a": 1}], [[[]]]]
_OBJECTS: list[Any] = ["x", 7, True, [], [[]]]


def wrong_for(schema: Mapping[str, Any]) -> list[Any]:
    """What this member must refuse."""
    found = _by_kind(resolved(schema))
    return found if resolved(schema).get("nullable") else [None, *found]


def wrong_in_an_address(schema: Mapping[str, Any]) -> list[str]:
    """What this parameter must refuse; in an address everything is text, and NUL is refused before anybody reads it."""
    kind = resolved(schema)
    if kind.get("type") == "array":
        kind = resolved(kind.get("items", {}))
    texts = [value for value in _by_kind(kind) if isinstance(value, str) and "\x00" not in value and len(value) < 6_000]
    if kind.get("type") in ("integer", "number"):
        texts += ["9" * 400, "-1e400", "NaN"]
    if kind.get("type") == "string" and not (_is_special(kind)):
        texts = ["\x1b[31m", "\u202ex"] if "maxLength" in kind else []
    return texts


def members(schema: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = resolved(schema).get("properties", {})
    return found


def spoilt_bodies(schema: Mapping[str, Any], body: Any) -> Iterator[tuple[str, str, bytes]]:
    """Every body with one value replaced: what was done, where, and the bytes."""
    known = dict(body or {})
    for name, kind in members(schema).items():
        for value in wrong_for(kind):
            yield f"{name} = {str(value)[:40]!r}", f"/{name}", json.dumps(known | {name: value}).encode()
    for name in resolved(schema).get("required", ()):
        rest = {each: value for each, value in known.items() if each != name}
        yield f"{name} left out", f"/{name}", json.dumps(rest).encode()


def _by_kind(kind: Mapping[str, Any]) -> list[Any]:
    if "enum" in kind or "const" in kind:
        return _WORDS
    match kind.get("type"):
        case "string":
            special = {"uuid": _IDS, "date-time": _INSTANTS, "date": _DAYS}
            return special.get(kind.get("format", ""), _TEXTS + ([] if _is_special(kind) else _FREE_TEXTS))
        case "integer":
            return _NUMBERS + _WHOLE
        case "number":
            return _NUMBERS
        case "boolean":
            return _BOOLEANS
        case "array":
            return _LISTS
        case "object":
            return _OBJECTS
    return []


def _is_special(kind: Mapping[str, Any]) -> bool:
    return "enum" in kind or "format" in kind or "pattern" in kind
