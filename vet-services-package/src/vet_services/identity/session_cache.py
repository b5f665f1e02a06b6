"""Whether a session is open, remembered in Redis for all processes at once. PostgreSQL knows; this spares asking it.

A word lives no longer than a token does, so that nothing remembered wrongly outlasts the tokens it is about. The word
"ended" replaces any other; the word "open" never replaces one, so a slow reader cannot reopen what was ended meanwhile.
Without Redis nothing is remembered, and PostgreSQL is asked every time.
"""

from enum import StrEnum

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError
from vet_core.kernel.redis_lines import Lines

REMEMBERED_SECONDS = 60
_PREFIX = "identity:session:"

log = structlog.get_logger(__name__)


class SessionState(StrEnum):
    OPEN = "open"
    ENDED = "ended"


class SessionCache:
    """One key per session."""

    def __init__(self, redis: Redis) -> None:
        self._lines = Lines(redis)

    async def state(self, session_id: str) -> SessionState | None:
        """What is remembered; None when nothing is, or Redis is away."""
        try:
            [found] = await self._lines.run(("GET", _PREFIX + session_id))
        except (RedisError, OSError, TimeoutError) as outage:
            log.warning("session_cache_unread", reason=type(outage).__name__)
            return None
        if found is None:
            return None
        word = found.decode() if isinstance(found, bytes) else str(found)
        return SessionState(word) if word in tuple(SessionState) else None

    async def note_open(self, session_id: str) -> None:
        """Remember that it is open, unless something is remembered already."""
        await self._note(session_id, SessionState.OPEN, replaces=False)

    async def note_ended(self, session_id: str) -> None:
        """Remember that it is over, whatever was remembered."""
        await self._note(session_id, SessionState.ENDED, replaces=True)

    async def _note(self, session_id: str, state: SessionState, *, replaces: bool) -> None:
        try:
            whenever = () if replaces else ("NX",)
            await self._lines.run(("SET", _PREFIX + session_id, state.value, "EX", REMEMBERED_SECONDS, *whenever))
        except (RedisError, OSError, TimeoutError) as outage:
            # Whoever remembers it as open forgets that within a token's life.
            log.warning("session_cache_unwritten", state=state.value, reason=type(outage).__name__)
