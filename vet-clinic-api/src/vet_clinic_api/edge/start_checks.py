"""Ask at the start whether keys and login are the right ones, and in an outage as soon as it has passed.

A process that finds out late ends itself: what it would write under a wrong key could never be read again.
"""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator

import structlog
from vet_core.db import Database
from vet_core.db.fitness import fit_to_serve
from vet_core.kernel.errors import Unavailable
from vet_core.kernel.settings import RuntimeSettings, SettingsError

log = structlog.get_logger(__name__)

ASK_EVERY_SECONDS = 2.0


@contextlib.asynccontextmanager
async def checked_start(database: Database, runtime: RuntimeSettings) -> AsyncIterator[None]:
    """Raise SettingsError instead of entering when the process must not serve."""
    asking: asyncio.Task[None] | None = None
    if not await _told(database, runtime):
        asking = asyncio.create_task(_ask_until_told(database, runtime))
    try:
        yield
    finally:
        if asking is not None:
            asking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await asking


async def _told(database: Database, runtime: RuntimeSettings) -> bool:
    try:
        return await fit_to_serve(database, runtime)
    except Unavailable as outage:
        log.warning("start_not_checked", reason=f"{type(outage).__name__}: {outage}")
        return False


async def _ask_until_told(database: Database, runtime: RuntimeSettings) -> None:
    try:
        while True:
            await asyncio.sleep(ASK_EVERY_SECONDS)
            if await _told(database, runtime):
                return
    except SettingsError as refusal:
        log.critical("unfit_to_serve", reason=str(refusal))
        signal.raise_signal(signal.SIGTERM)
