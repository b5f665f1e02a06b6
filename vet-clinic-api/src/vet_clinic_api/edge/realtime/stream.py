"""Read the one Redis stream for this process, for as long as the process lives, through outages and trimming."""

import asyncio
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError, ResponseError

from vet_clinic_api.edge.realtime.events import BEGINNING, STREAM, StreamEvent, event_of, order_of
from vet_clinic_api.edge.realtime.hub import Hub

BLOCK_MILLISECONDS = 5_000
READ_TIMEOUT_SECONDS = 10.0
MAX_REPLAY = 2_000

_BATCH = 500
_FIRST_PAUSE_SECONDS = 0.1
_LONGEST_PAUSE_SECONDS = 2.0

_log = structlog.get_logger("vet_clinic_api.realtime")


class StreamReader:
    """Feeds the hub. `redis` decodes replies to text and lets a blocking read wait longer than BLOCK_MILLISECONDS."""

    def __init__(self, redis: Redis, hub: Hub) -> None:
        self._redis = redis
        self._hub = hub

    async def run(self) -> None:
        """Never returns; cancel it. A lost connection is taken up again where it broke off, or with a reset."""
        pause = _FIRST_PAUSE_SECONDS
        while True:
            try:
                await self._find_place()
                pause = _FIRST_PAUSE_SECONDS
                while True:
                    await self._read()
            except (RedisError, OSError, TimeoutError) as error:
                _log.warning("realtime_stream_unreachable", reason=type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)

    async def missed(self, after: str) -> list[StreamEvent] | None:
        """What came after an id, oldest first; None when that point is gone or too long ago to be worth replaying.

        Raises RedisError when Redis does not answer.
        """
        if order_of(after) is None or await self._is_lost(after):
            return None
        entries: Any = await self._redis.xrange(STREAM, min=f"({after}", max="+", count=MAX_REPLAY + 1)
        return None if len(entries) > MAX_REPLAY else _events(entries)

    async def _find_place(self) -> None:
        if self._hub.is_live and not await self._is_lost(self._hub.position):
            return
        info = await self._info()
        self._hub.start(BEGINNING if info is None else info["last-generated-id"])

    async def _read(self) -> None:
        reply = await self._redis.xread({STREAM: self._hub.position}, count=_BATCH, block=BLOCK_MILLISECONDS)
        for _stream, entries in _streams(reply):
            if len(entries) == _BATCH and await self._is_lost(self._hub.position):
                await self._find_place()
                return
            self._hub.publish(_events(entries))
            self._hub.position = entries[-1][0]

    async def _is_lost(self, position: str) -> bool:
        """Whether entries after this position may be gone: trimmed, or not brought back after a crash of Redis."""
        info = await self._info()
        at = order_of(position)
        if info is None:
            return position != BEGINNING
        last = order_of(info["last-generated-id"])
        if at is None or last is None or last < at:
            return True
        if last == at or info["entries-added"] == info["length"]:
            return False
        first = info["first-entry"]
        return first is None or (order_of(first[0]) or at) > at

    async def _info(self) -> dict[str, Any] | None:
        try:
            info: dict[str, Any] = await self._redis.xinfo_stream(STREAM)
        except ResponseError as error:
            if "no such key" in str(error):
                return None
            raise
        return info


def _streams(reply: Any) -> list[tuple[str, list[tuple[str, dict[str, str]]]]]:
    """Replies of the two wire protocols in one shape."""
    if not reply:
        return []
    if isinstance(reply, dict):
        return [
            (name, entries[0] if entries and isinstance(entries[0], list) else entries)
            for name, entries in reply.items()
        ]
    return [(name, entries) for name, entries in reply]


def _events(entries: list[tuple[str, dict[str, str]]]) -> list[StreamEvent]:
    events = []
    for stream_id, fields in entries:
        try:
            events.append(event_of(stream_id, fields))
        except (ValueError, KeyError) as error:
            _log.error("realtime_entry_unreadable", id=stream_id, reason=str(error))
    return events
