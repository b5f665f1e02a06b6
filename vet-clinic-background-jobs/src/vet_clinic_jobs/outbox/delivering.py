"""Run one handler for one event, and make its effect happen once.

The handler's writes and the mark "done" are one transaction. A handler that fails is tried again with growing
waits and in the end put aside as dead, where it holds up nobody and waits for `vet-clinic-jobs dead`. One that says
`Later` is asked again at that instant: it stands in the delivery's row, so no worker has to live until then.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import structlog
from sqlalchemy import Select, select, update
from vet_core.db import Database, DatabaseUnavailable
from vet_core.outbox import Later, event_from
from vet_core.outbox.enums import DeliveryState
from vet_core.outbox.models import OutboxDelivery, OutboxEvent

from vet_clinic_jobs.outbox.handlers import find_handler
from vet_clinic_jobs.outbox.relaying import Ring

log = structlog.get_logger(__name__)

# A ring may arrive on a machine whose clock is a little behind.
CLOCK_TOLERANCE = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
LAST_ERROR_LENGTH = 2000


@dataclass(frozen=True)
class Patience:
    attempts: int
    first_wait: timedelta
    handler_timeout: timedelta

    def wait_after(self, failures: int) -> timedelta:
        """How long to wait after that many failures: four times longer each time, an hour at most."""
        factor: int = 4 ** min(failures - 1, 16)
        return min(self.first_wait * factor, LONGEST_WAIT)


class HandlerTooSlow(Exception):
    """A handler did not finish in its time."""


class WorkerLost(Exception):
    """The worker process died while it held this delivery."""


class Outcome(StrEnum):
    DONE = "done"
    ABSENT = "absent"  # done before, dead, not due yet, or just now in another worker's hands
    RETRY = "retry"
    DEAD = "dead"


@dataclass(frozen=True)
class Result:
    outcome: Outcome
    rings: tuple[str, ...] = ()
    wait: timedelta = timedelta(0)


async def deliver(database: Database, ring: Ring, patience: Patience, *, now: datetime) -> Result:
    """Claim the delivery and run its handler. Raises DatabaseUnavailable; every other failure is recorded."""
    try:
        async with database.transaction() as session:
            claimed = (await session.execute(_claim(ring, now))).first()
            if claimed is None:
                return Result(Outcome.ABSENT)
            delivery, event = claimed
            handler = find_handler(event.type, ring.handler)
            await _within(patience.handler_timeout, handler.fn(session, event_from(event.type, event.payload), now))
            delivery.state = DeliveryState.DONE
            delivery.attempts += 1
            delivery.done_at = now
            delivery.last_error = None
    except DatabaseUnavailable:
        raise
    except Later as later:
        return await _postpone(database, ring, later.at, now=now)
    except Exception as failure:
        log.warning("delivery_failed", event_id=str(ring.event_id), handler=ring.handler, exc_info=True)
        return await record_failure(database, ring, failure, patience, now=now)
    return Result(Outcome.DONE, rings=handler.rings)


async def _postpone(database: Database, ring: Ring, at: datetime, *, now: datetime) -> Result:
    """Leave the delivery to whoever is rung at that instant, or to the sweep after it."""
    async with database.transaction() as session:
        await session.execute(
            update(OutboxDelivery)
            .where(
                OutboxDelivery.event_id == ring.event_id,
                OutboxDelivery.handler == ring.handler,
                OutboxDelivery.state == DeliveryState.PENDING,
            )
            .values(next_attempt_at=at)
        )
    return Result(Outcome.RETRY, wait=max(at - now, timedelta(0)))


async def record_failure(
    database: Database, ring: Ring, failure: Exception, patience: Patience, *, now: datetime
) -> Result:
    """Count one failure and say when to try again, or that it is over."""
    async with database.transaction() as session:
        delivery = await session.scalar(
            select(OutboxDelivery)
            .where(
                OutboxDelivery.event_id == ring.event_id,
                OutboxDelivery.handler == ring.handler,
                OutboxDelivery.state == DeliveryState.PENDING,
            )
            .with_for_update()
        )
        if delivery is None:
            return Result(Outcome.ABSENT)
        delivery.attempts += 1
        delivery.last_error = f"{type(failure).__name__}: {failure}"[:LAST_ERROR_LENGTH].replace("\0", "")
        if delivery.attempts >= patience.attempts:
            delivery.state = DeliveryState.DEAD
            log.error("delivery_dead", event_id=str(ring.event_id), handler=ring.handler, attempts=delivery.attempts)
            return Result(Outcome.DEAD)
        wait = patience.wait_after(delivery.attempts)
        delivery.next_attempt_at = now + wait
        return Result(Outcome.RETRY, wait=wait)


async def _within(limit: timedelta, work: Awaitable[None]) -> None:
    try:
        async with asyncio.timeout(limit.total_seconds()):
            await work
    except TimeoutError:
        # A bare TimeoutError would pass for a database that does not answer, and would never be counted.
        raise HandlerTooSlow(f"the handler took longer than {limit.total_seconds():g} s") from None


def _claim(ring: Ring, now: datetime) -> Select[OutboxDelivery, OutboxEvent]:
    return (
        select(OutboxDelivery, OutboxEvent)
        .join(OutboxEvent, OutboxEvent.id == OutboxDelivery.event_id)
        .where(
            OutboxDelivery.event_id == ring.event_id,
            OutboxDelivery.handler == ring.handler,
            OutboxDelivery.state == DeliveryState.PENDING,
            OutboxDelivery.next_attempt_at <= now + CLOCK_TOLERANCE,
        )
        .with_for_update(of=OutboxDelivery, skip_locked=True)
    )
