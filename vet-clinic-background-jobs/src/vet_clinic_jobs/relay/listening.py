"""Hear PostgreSQL say that an event was written. Missing a call is harmless: the relay also looks by itself."""

from __future__ import annotations

import asyncio

import asyncpg
import structlog
from vet_core.kernel.settings import DatabaseSettings

from vet_clinic_jobs.relay.pauses import Pauses

log = structlog.get_logger(__name__)

CHANNEL = "outbox"
CHECK_SECONDS = 15.0
ANSWER_SECONDS = 5.0


async def listen(settings: DatabaseSettings, called: asyncio.Event) -> None:
    """Set `called` at every notification, until cancelled; connects again when the connection is lost.

    Takes the direct address: a transaction pooler forgets LISTEN.
    """
    pauses = Pauses()
    while True:
        try:
            connection = await _connect(settings)
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as failure:
            log.warning("listen_failed", reason=f"{type(failure).__name__}: {failure}")
            await asyncio.sleep(pauses.next())
            continue
        pauses.reset()
        lost = asyncio.Event()
        connection.add_termination_listener(lambda _connection, lost=lost: lost.set())
        try:
            await connection.add_listener(CHANNEL, lambda *_: called.set())
            called.set()  # for what was written while nobody listened
            await _until_lost(connection, lost)
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as failure:
            log.warning("listen_lost", reason=f"{type(failure).__name__}: {failure}")
        finally:
            connection.terminate()


async def _connect(settings: DatabaseSettings) -> asyncpg.Connection:
    return await asyncpg.connect(
        settings.direct.get_secret_value(),
        timeout=settings.connect_timeout_seconds,
        command_timeout=ANSWER_SECONDS,
        server_settings={"application_name": "vet-relay-listen"},
    )


async def _until_lost(connection: asyncpg.Connection, lost: asyncio.Event) -> None:
    """Return when the connection is gone. Asks now and then: a dead network says nothing by itself."""
    while not lost.is_set():
        try:
            await asyncio.wait_for(lost.wait(), CHECK_SECONDS)
        except TimeoutError:
            await connection.execute("SELECT 1")
