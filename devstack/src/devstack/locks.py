"""One at a time, across processes. The lock goes with the process that holds it, however that process ends."""

from __future__ import annotations

import asyncio
import fcntl
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from pathlib import Path


class Locked(Exception):
    """Another process holds the lock."""


@contextmanager
def exclusive(path: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold ``path`` as a lock; without ``wait`` raise Locked when somebody else has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise Locked(str(path)) from error
        yield


@asynccontextmanager
async def exclusive_without_blocking(path: Path) -> AsyncIterator[None]:
    """Hold ``path`` as a lock; the event loop goes on while somebody else has it."""
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(exclusive(path, wait=False))
                break
            except Locked:
                await asyncio.sleep(0.2)
        yield
