"""Follow what Clerk told us about accounts, and do for people what they asked for with their data."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from vet_core.db import Database
from vet_core.kernel.clock import Clock
from vet_core.kernel.settings import load
from vet_services.flows import erase_person, export_person, retention
from vet_services.identity import clerk_events, sessions
from vet_services.identity.adapters.clerk import ClerkDirectory
from vet_services.settings import ClerkSettings

from vet_clinic_jobs.app import app
from vet_clinic_jobs.runtime import here, run


@app.task(name="identity.apply_clerk_events", time_limit=60)
def apply_clerk_events() -> None:
    """Apply stored messages. Two may run at once: rows are claimed."""
    runtime = here()
    run(_apply(runtime.database, now=runtime.clock.now()))


@app.task(name="identity.tell_clerk", time_limit=60)
def tell_clerk() -> None:
    """End at Clerk the sessions that people ended here. Two may run at once: telling twice does no harm."""
    runtime = here()
    run(_tell(runtime.database, runtime.clock))


@app.task(name="identity.run_exports", time_limit=120)
def run_exports() -> None:
    """Make the copies of people's data that were asked for. Two may run at once: copies are claimed."""
    runtime = here()
    run(export_person.run_exports(runtime.database, runtime.clock))


@app.task(name="identity.run_erasures", time_limit=120)
def run_erasures() -> None:
    """Erase the people whose wish is due, and their accounts at Clerk. Two may run at once: wishes are locked."""
    runtime = here()
    run(_erase(runtime.database, runtime.clock))


@app.task(name="identity.apply_retention", time_limit=120)
def apply_retention() -> None:
    """Let go of what is over its time. Stopped in the middle, it goes on with the next ring."""
    runtime = here()
    run(retention.apply_retention(runtime.database, runtime.clock))


async def _apply(database: Database, *, now: datetime) -> None:
    async with database.transaction() as session:
        await clerk_events.apply_pending(session, now)


async def _tell(database: Database, clock: Clock) -> None:
    async with _clerk() as directory:
        await sessions.tell_clerk(database, directory, clock)


async def _erase(database: Database, clock: Clock) -> None:
    async with _clerk() as directory:
        await erase_person.run_erasures(database, directory, clock)


@asynccontextmanager
async def _clerk() -> AsyncIterator[ClerkDirectory]:
    directory = ClerkDirectory(load(ClerkSettings))
    try:
        yield directory
    finally:
        await directory.aclose()
