"""Make row ids: UUIDv7 (RFC 9562), so that primary keys grow with time and index pages stay warm.

Made here and not in PostgreSQL because the platform runs on PostgreSQL 15 to 18 and only 18 has `uuidv7()`.
"""

from __future__ import annotations

import os
import secrets
import threading
import time
from uuid import UUID

_RANDOM_BITS = 74
_STEP_BITS = 32

_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    """A UUIDv7 greater than every id made earlier in this process, even when the clock steps back."""
    global _last
    fresh = (time.time_ns() // 1_000_000) << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
    with _lock:
        if fresh <= _last:
            fresh = _last + 1 + secrets.randbits(_STEP_BITS)
        _last = fresh
    milliseconds, random = fresh >> _RANDOM_BITS, fresh & ((1 << _RANDOM_BITS) - 1)
    high, low = random >> 62, random & ((1 << 62) - 1)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)


def _forget() -> None:
    """A forked child must not continue its parent's sequence, nor inherit a lock somebody held."""
    global _last, _lock
    _last, _lock = 0, threading.Lock()


os.register_at_fork(after_in_child=_forget)
