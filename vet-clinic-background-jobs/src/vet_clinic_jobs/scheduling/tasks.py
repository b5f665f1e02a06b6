"""The calendar's housekeeping. No booking waits for it: whoever wants a slot removes expired holds on it first."""

from __future__ import annotations

from datetime import datetime

from vet_core.db import Database
from vet_services.scheduling import holds

from vet_clinic_jobs.app import app
from vet_clinic_jobs.runtime import here, run


@app.task(name="scheduling.forget_expired_holds", time_limit=60)
def forget_expired_holds() -> None:
    """Forget holds that ran out and that nobody has come across since."""
    runtime = here()
    run(_forget(runtime.database, now=runtime.clock.now()))


async def _forget(database: Database, *, now: datetime) -> None:
    async with database.transaction() as session:
        await holds.forget_expired(session, now)
