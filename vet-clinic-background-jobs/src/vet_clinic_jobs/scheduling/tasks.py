"""The calendar's housekeeping. No booking waits for it: whoever wants a slot removes expired holds on it first."""

from __future__ import annotations

from datetime import datetime

from vet_core.db import Database
from vet_services.scheduling import day_moves_ending, holds, holidays, waitlist_offering

from vet_clinic_jobs.app import app
from vet_clinic_jobs.runtime import here, run

BATCH_SIZE = 20


@app.task(name="scheduling.forget_expired_holds", time_limit=60)
def forget_expired_holds() -> None:
    """Forget holds that ran out and that nobody has come across since."""
    runtime = here()
    run(_forget(runtime.database, now=runtime.clock.now()))


@app.task(name="scheduling.advance_waitlist", time_limit=120)
def advance_waitlist() -> None:
    """Offer time that was let go to the next who waits. Two may run at once: entries are claimed."""
    runtime = here()
    run(_advance(runtime.database, now=runtime.clock.now()))


@app.task(name="scheduling.refresh_holidays", time_limit=120)
def refresh_holidays() -> None:
    """Bring clinics' public holidays up to date. Stopped in the middle, it goes on with the next ring."""
    runtime = here()
    run(holidays.refresh_holidays(runtime.database, now=runtime.clock.now()))


async def _advance(database: Database, *, now: datetime) -> None:
    """Batch after batch, each in a transaction of its own, until nothing is due."""
    done = BATCH_SIZE
    while done:
        async with database.transaction() as session:
            done = await waitlist_offering.advance(session, now=now, most=BATCH_SIZE)
    done = BATCH_SIZE
    while done == BATCH_SIZE:
        async with database.transaction() as session:
            done = await day_moves_ending.expire_proposals(session, now=now, most=BATCH_SIZE)


async def _forget(database: Database, *, now: datetime) -> None:
    async with database.transaction() as session:
        await holds.forget_expired(session, now)
