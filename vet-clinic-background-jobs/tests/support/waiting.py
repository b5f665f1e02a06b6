"""Waiting for what must come, by looking; never by sleeping for as long as it usually takes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

PATIENCE_SECONDS = 120.0
LOOK_EVERY_SECONDS = 0.03


async def until(condition: Callable[[], Awaitable[bool]], what: str, tell: Callable[[], str] = lambda: "") -> None:
    """Look until the condition holds; fails with what was awaited and what `tell` says."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not await condition():
                await asyncio.sleep(LOOK_EVERY_SECONDS)
    except TimeoutError:
        raise AssertionError(f"waited {PATIENCE_SECONDS:g} s for {what}\n{tell()}") from None
