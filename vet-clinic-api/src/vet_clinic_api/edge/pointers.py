"""Say where in a request a value is wrong, as RFC 6901 pointers into the body or a name of the place outside it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_MAX_ERRORS = 50


def pointer(location: Sequence[object]) -> str:
    """("body", "note", 0) becomes "/note/0"; a parameter becomes "query:limit", "path:pet_id" or "header:If-Match"."""
    if not location:
        return ""
    place, *steps = location
    if place == "body":
        return "".join(f"/{_escape(step)}" for step in steps)
    return f"{place}:{'/'.join(str(step) for step in steps)}"


def described(errors: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The errors of pydantic as {pointer, code, detail}, without repeating what the caller sent."""
    found = []
    for error in errors:
        found.append(
            {
                "pointer": pointer(error.get("loc", ())),
                "code": str(error.get("type", "invalid")),
                "detail": str(error.get("msg", "This value is not acceptable.")),
            }
        )
        if len(found) == _MAX_ERRORS:
            break
    return found


def _escape(step: object) -> str:
    return str(step).replace("~", "~0").replace("/", "~1")
