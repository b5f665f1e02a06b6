"""The sealer: chains what was added to the audit trail within a second, beside the relay and never in its way.

It looks by itself, several times a second, rather than being called: a call is a lock every audited commit would queue
for. Any number may run; one works at a time.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field

import structlog
from sqlalchemy.exc import DBAPIError
from vet_core.audit.sealing import Batch, seal_batch
from vet_core.audit.signing import Signer
from vet_core.db import Database
from vet_core.kernel.clock import Clock, SystemClock
from vet_core.kernel.errors import Unavailable

from vet_clinic_jobs.relay.health import RelayHealth, SealerState
from vet_clinic_jobs.relay.pauses import Pauses
from vet_clinic_jobs.settings import JobsSettings

log = structlog.get_logger(__name__)


@dataclass
class Sealer:
    """One sealer. What is still to be sealed stands in a table, so it may be killed at any moment."""

    database: Database
    signer: Signer | None
    settings: JobsSettings
    health: RelayHealth
    clock: Clock = field(default_factory=SystemClock)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    def stop(self) -> None:
        """Finish the batch in hand, then end."""
        self.stopping.set()

    async def run(self) -> None:
        """Seal until stopped."""
        if self.signer is None:
            log.warning("audit_checkpoints_unsigned", reason="AUDIT_SIGNING_KEY is not set")
        pauses = Pauses()
        while not self.stopping.is_set():
            try:
                batch = await self._seal_one_batch()
            except Unavailable as outage:
                await self._rest(SealerState.WAITING_FOR_DATABASE, pauses, outage)
            except DBAPIError as refusal:
                # PostgreSQL refuses what was never refused before. Events must flow on; the entries stay and wait.
                await self._rest(SealerState.REFUSED, pauses, refusal)
            else:
                pauses.reset()
                self.health.sealer_reports(SealerState.SEALING, sealed=batch.entries, at=self.clock.now())
                if not batch.more:
                    await self._wait(self.settings.seal_poll_seconds)

    async def _seal_one_batch(self) -> Batch:
        async with self.database.transaction() as session:
            batch = await seal_batch(session, self.signer, now=self.clock.now(), limit=self.settings.seal_batch_size)
        if batch.entries:
            log.info("sealed", entries=batch.entries, chains=batch.chains, more=batch.more)
        return batch

    async def _rest(self, state: SealerState, pauses: Pauses, outage: Exception) -> None:
        seconds = pauses.next()
        log.warning("sealer_waits", state=state, seconds=round(seconds, 2), reason=f"{type(outage).__name__}: {outage}")
        self.health.sealer_reports(state, sealed=0, at=self.clock.now())
        await self._wait(seconds)

    async def _wait(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.stopping.wait(), seconds)
