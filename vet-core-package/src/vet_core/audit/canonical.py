"""One entry of the trail as the bytes that are hashed: the same for everybody who reads the same row.

Canonical JSON after RFC 8785, with every value written as text so that no two languages can print a number differently.
Columns that are null are left out. A column added to the table later therefore changes no digest of the entries before
it, and filling in such a column afterwards is seen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeAlias
from uuid import UUID

Row: TypeAlias = Mapping[str, Any]
"""An entry's columns by name, as our column types read them."""


def canonical(values: Row) -> bytes:
    """UTF-8 JSON, keys sorted, no white space, nulls left out, instants in UTC with microseconds."""
    plain = {name: _plain(value) for name, value in values.items() if value is not None}
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest_of(values: Row) -> bytes:
    """SHA-256 of the canonical bytes."""
    return hashlib.sha256(canonical(values)).digest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, UUID) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    return value
