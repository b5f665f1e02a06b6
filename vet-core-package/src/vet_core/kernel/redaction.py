"""Keep secrets out of what leaves the process as text: known by the name they are given, or by their shape.

A shape that looks like a secret is blanked out even where it is none: a log line may lose a word, never keep a key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from datetime import date
from typing import Any
from uuid import UUID

REDACTED = "[redacted]"

_SECRET_NAME = re.compile(
    r"password|passwd|secret|token|authorization|cookie|api_?key|private_?key|signing_?key|dsn|credential|"
    r"encryption_?keys?|(?<![a-z])(?:__session|__client|ticket)(?![a-z])",
    re.IGNORECASE,
)
_HEADERS = r"(?:set-cookie|cookie|(?:proxy-)?authorization|x-api-key|svix-signature|webhook-signature)"
_WORDS = (
    r"(?:[a-z0-9_-]*(?:password|passwd|secret|token|api[_-]?key|private[_-]?key|signing[_-]?key)"
    r"|__session|__client[a-z_]*|[a-z_]*ticket|encryption_keys)"
)
_SHAPES = re.compile(
    "|".join(
        (
            r"(?P<address>\w+://[^\s:/@'\"]*:)[^\s'\"]+(?=@)",  # the password in an address
            rf"(?P<header>\b(?i:{_HEADERS})\b['\"]?\s*[:=,]\s*b?['\"]?)[^'\"\r\n]+",  # a header, as text or as repr
            r"(?P<scheme>\b(?i:bearer|basic)\s+)[\w.~+/=-]{6,}",  # what a header held
            # in words, in JSON or in a link
            rf"(?P<named>(?<![\w-])(?i:{_WORDS})['\"]?\s*[:=]\s*b?['\"]?)(?!\[redacted)[^\s'\"&,;)\]}}>]+",
            r"\beyJ[\w-]+(?:\.[\w-]*){2,4}",  # a JSON web token
            r"\b(?:sk|whsec|pk|rk|ek)_[\w+/=-]{8,}",  # vendors' keys
            r"-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)",
            # 32 random bytes in base64: our keys and the tokens of our links.
            r"(?<![\w+/=-])(?=[\w+/-]*\d)(?=[\w+/-]*[A-Z])(?=[\w+/-]*[a-z])[\w+/-]{43}=?(?![\w+/-])",
        )
    )
)
_STRUCTLOGS_OWN = frozenset({"_record", "_from_structlog"})
_PREFIXES = ("address", "header", "scheme", "named")


def redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Structlog processor: blank out values that are secret by their name or by their shape."""
    for key in list(event):
        if key not in _STRUCTLOGS_OWN:
            event[key] = redacted(event[key], key)
    return event


def redacted(value: Any, name: str = "") -> Any:
    """The value as it may be shown; whatever is no plain value of JSON becomes text first."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if _SECRET_NAME.search(name):
        return REDACTED
    if isinstance(value, str):
        return redacted_text(value)
    if isinstance(value, UUID | date):
        return str(value)
    if isinstance(value, Mapping):
        return {redacted_text(str(inner)): redacted(content, str(inner)) for inner, content in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return _pair(value) or [redacted(content) for content in value]
    if isinstance(value, bytes | bytearray | memoryview):
        return redacted_text(bytes(value).decode("utf-8", "replace"))
    return redacted_text(str(value))


def redacted_text(text: str) -> str:
    """The text with everything that looks like a secret blanked out."""
    return _SHAPES.sub(lambda match: "".join(match[name] or "" for name in _PREFIXES) + REDACTED, text)


def _pair(value: Any) -> list[Any] | None:
    """A header as servers hold it, (name, value), is judged by its name."""
    if not isinstance(value, tuple) or len(value) != 2 or not isinstance(value[0], str | bytes):
        return None
    name = value[0] if isinstance(value[0], str) else value[0].decode("utf-8", "replace")
    return [redacted_text(name), REDACTED] if _SECRET_NAME.search(name) and value[1] is not None else None
