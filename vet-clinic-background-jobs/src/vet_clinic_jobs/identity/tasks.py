"""Follow what Clerk told us about accounts. The webhook only stored it."""

from __future__ import annotations

from datetime import datetime

from vet_core.db import Database
from vet_services.identity import clerk_events

from vet_clinic_jobs.app import app
from vet_clinic_jobs.runtime import here, run


@app.task(name="identity.apply_clerk_events", time_limit=60)
def apply_clerk_events() -> None:
    """Apply stored messages. Two may run at once: rows are claimed."""
    runtime = here()
    run(_apply(runtime.database, now=runtime.clock.now()))


async def _apply(database: Database, *, now: datetime) -> None:
    async with database.transaction() as session:
        await clerk_events.apply_pending(session, now)
