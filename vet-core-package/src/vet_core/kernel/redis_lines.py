"""Short errands to Redis on lines that stay open: the client's own way there costs several times the errand.

For what every request asks or tells. An errand goes out once more when its line had been closed while nobody used it,
so it must be one that may run twice.
"""

from __future__ import annotations

import asyncio
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

from redis.asyncio import ConnectionPool, Redis
from redis.exceptions import ConnectionError as LineClosed

_MOST_KEPT = 32

_Line: TypeAlias = tuple[Any, float | None]
"""A connection of the client, and the seconds it may take to answer."""


# By client, however many ask for its lines: each of them would keep its own for ever otherwise.
_IDLE: WeakKeyDictionary[ConnectionPool, list[_Line]] = WeakKeyDictionary()


class Lines:
    """The lines of one client, which belongs to one event loop. They end with it."""

    def __init__(self, redis: Redis) -> None:
        self._pool = redis.connection_pool
        self._idle = _IDLE.setdefault(self._pool, [])

    async def run(self, *commands: tuple[str | bytes | int, ...]) -> list[Any]:
        """The replies to these commands, in their order; they travel together.

        Raises RedisError, OSError or TimeoutError when Redis is away, slower than the client may wait, or refuses.
        """
        if self._idle:
            try:
                return await self._ask(self._idle.pop(), commands)
            except LineClosed:
                pass
        return await self._ask(await self._opened(), commands)

    async def _opened(self) -> _Line:
        # The client leaves this method without types.
        connection = await self._pool.get_connection()  # type: ignore[no-untyped-call]
        # One clock for the whole errand, in place of one for every write and every read.
        seconds, connection.socket_timeout = connection.socket_timeout, None
        return connection, seconds

    async def _ask(self, line: _Line, commands: tuple[tuple[str | bytes | int, ...], ...]) -> list[Any]:
        connection, seconds = line
        is_kept = False
        try:
            async with asyncio.timeout(seconds):
                await connection.send_packed_command(connection.pack_commands(commands), check_health=False)
                replies = [await connection.read_response() for _ in commands]
            is_kept = len(self._idle) < _MOST_KEPT
        except BaseException:
            # What it still has to say belongs to this errand, not to the next one.
            await connection.disconnect(nowait=True)
            raise
        finally:
            if is_kept:
                self._idle.append(line)
            else:
                connection.socket_timeout = seconds
                await self._pool.release(connection)
        return replies
