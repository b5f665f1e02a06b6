"""Deliver what the relay rang, and ring again what nobody answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from vet_core.db import DatabaseUnavailable
from vet_core.kernel.settings import load

from vet_clinic_jobs.app import Job, app
from vet_clinic_jobs.outbox import delivering, sweeping
from vet_clinic_jobs.outbox.delivering import Outcome, Patience, WorkerLost
from vet_clinic_jobs.outbox.relaying import Ring
from vet_clinic_jobs.runtime import here, run
from vet_clinic_jobs.settings import JobsSettings

# A longer wait is left to the sweep: a message that waits in a worker is lost with it.
LONGEST_RING_AHEAD = timedelta(minutes=1)


@app.task(
    bind=True,
    name="outbox.deliver",
    time_limit=60,
    autoretry_for=(DatabaseUnavailable,),
    max_retries=5,
    retry_backoff=1,
    retry_backoff_max=16,
)
def deliver(self: Job, event_id: str, handler: str) -> None:
    """Run one handler for one event, once. Two may run at once: the row is claimed."""
    settings = load(JobsSettings)
    patience = Patience(
        attempts=settings.delivery_attempts,
        first_wait=settings.retry_base,
        handler_timeout=timedelta(seconds=settings.handler_timeout_seconds),
    )
    runtime, ring = here(), Ring(UUID(event_id), handler)
    if was_in_a_lost_worker(self):
        lost = WorkerLost("the worker was killed while it held this delivery")
        work = delivering.record_failure(runtime.database, ring, lost, patience, now=runtime.clock.now())
    else:
        work = delivering.deliver(runtime.database, ring, patience, now=runtime.clock.now())
    result = run(work)
    if result.outcome is Outcome.RETRY and result.wait <= LONGEST_RING_AHEAD:
        deliver.apply_async((event_id, handler), countdown=result.wait.total_seconds())
    for task in result.rings:
        app.send_task(task)


@app.task(name="outbox.sweep", time_limit=60)
def sweep() -> None:
    """Ring every delivery again whose ring was lost."""
    runtime = here()
    patience = load(JobsSettings).ring_patience
    ring_all(run(sweeping.overdue(runtime.database, now=runtime.clock.now(), patience=patience)))


def ring_all(rings: Iterable[Ring]) -> None:
    """Tell the workers about deliveries. Raises kombu's OperationalError when the broker does not answer."""
    with app.producer_or_acquire() as producer:
        for ring in rings:
            deliver.apply_async((str(ring.event_id), ring.handler), producer=producer, retry=False)


def was_in_a_lost_worker(task: Job) -> bool:
    """Whether the broker gave this message out before. An event that kills its worker must not do so for ever."""
    return bool((task.request.delivery_info or {}).get("redelivered"))
