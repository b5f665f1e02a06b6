"""Read the compact form of a token strictly: one spelling for every token, one meaning for every member.

Libraries are lenient where attackers live: they skip characters outside of base64, ignore left-over bits, take the last
of two equal members and read NaN as a number. A token written in any of these ways was not written by Clerk.
"""

import base64
import binascii
import json
import re
from typing import Any, NoReturn

_COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


def segments(token: str) -> tuple[bytes, bytes, bytes]:
    """Header, payload and signature as bytes. Raises ValueError unless each is canonical base64url without padding."""
    if _COMPACT.fullmatch(token) is None:
        raise ValueError("not a compact token")
    header, payload, signature = (_decoded(part) for part in token.split("."))
    return header, payload, signature


def members(text: bytes) -> dict[str, Any]:
    """A JSON object's members. Raises ValueError for anything else, for a member that appears twice, and for NaN."""
    try:
        found = json.loads(text.decode("utf-8"), object_pairs_hook=_once_each, parse_constant=_refuse)
    except RecursionError as refusal:
        raise ValueError("nested too deeply") from refusal
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found


def _decoded(part: str) -> bytes:
    try:
        decoded = base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except binascii.Error as refusal:
        raise ValueError("not base64url") from refusal
    # The last character may carry bits that belong to no byte: many spellings, one meaning.
    if base64.urlsafe_b64encode(decoded).rstrip(b"=").decode() != part:
        raise ValueError("not canonical base64url")
    return decoded


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a member appears twice")
    return found


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
