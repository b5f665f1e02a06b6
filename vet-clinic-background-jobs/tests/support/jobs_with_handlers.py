"""`vet-clinic-jobs` as it is, plus handlers for the tests' event and a periodic task that leaves a trace.

Run as `python -m tests.support.jobs_with_handlers worker`.
"""

from __future__ import annotations

import sys

from vet_core import audit
from vet_core.db import Database
from vet_core.kernel.actor import SYSTEM
from vet_core.kernel.clock import utc_now
from vet_core.kernel.ids import new_id
from vet_services.bootstrap import HANDLERS, Handler

from tests.support.events import Noted, Poisoned, break_after_trace, kill_the_process, leave_trace
from vet_clinic_jobs import cli, schedule
from vet_clinic_jobs.app import app
from vet_clinic_jobs.runtime import here, run
from vet_clinic_jobs.settings import JobsSettings

TICK_SECONDS = 1

HANDLERS[Noted.type] = [Handler("tests.breaks", break_after_trace), Handler("tests.traces", leave_trace)]
HANDLERS[Poisoned.type] = [Handler("tests.kills", kill_the_process)]


@app.task(name="tests.tick", time_limit=10)
def tick() -> None:
    run(_tick(here().database))


async def _tick(database: Database) -> None:
    async with database.transaction() as session:
        audit.add(session, SYSTEM, "ticked", "test", new_id(), now=utc_now())


_periods_of_production = schedule.periods_in_seconds


def _periods(settings: JobsSettings) -> dict[str, int]:
    return {**_periods_of_production(settings), "tests.tick": TICK_SECONDS}


schedule.periods_in_seconds = _periods

if __name__ == "__main__":
    sys.exit(cli.main())
