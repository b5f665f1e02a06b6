"""The outbox relay: hears of new events at once, looks by itself when nobody calls, and outlives both its servers.

It decides nothing about an event; it hands it on. When PostgreSQL or Redis is away it waits with growing pauses and
goes on where it was, because what is still to be relayed stands in the table.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
from dataclasses import dataclass, field

import structlog
from kombu.exceptions import OperationalError
from redis.asyncio import Redis
from redis.exceptions import RedisError
from vet_core.audit.signing import AuditSettings, Signer
from vet_core.db import Database
from vet_core.kernel.clock import Clock, SystemClock
from vet_core.kernel.errors import Unavailable
from vet_core.kernel.settings import DatabaseSettings, RedisSettings, RuntimeSettings, load

from vet_clinic_jobs.outbox.relaying import relay_batch
from vet_clinic_jobs.outbox.stream import RealtimeStream
from vet_clinic_jobs.outbox.tasks import ring_all
from vet_clinic_jobs.relay.health import RelayHealth, State
from vet_clinic_jobs.relay.listening import listen
from vet_clinic_jobs.relay.pauses import Pauses
from vet_clinic_jobs.relay.sealing import Sealer
from vet_clinic_jobs.settings import JobsSettings

log = structlog.get_logger(__name__)


@dataclass
class Relay:
    """One relay. Any number may run: they skip one another's events."""

    database: Database
    listen_at: DatabaseSettings
    redis: Redis
    settings: JobsSettings
    health: RelayHealth
    clock: Clock = field(default_factory=SystemClock)
    called: asyncio.Event = field(default_factory=asyncio.Event)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    # One for all batches: it keeps lines to Redis open, and what Redis could not be told.
    stream: RealtimeStream = field(init=False)

    def __post_init__(self) -> None:
        self.stream = RealtimeStream(self.redis)

    def stop(self) -> None:
        """Finish the batch in hand, then end."""
        self.stopping.set()
        self.called.set()

    async def run(self) -> None:
        """Relay until stopped."""
        listener = asyncio.create_task(listen(self.listen_at, self.called))
        pauses = Pauses()
        try:
            while not self.stopping.is_set():
                self.called.clear()
                try:
                    more = await self._relay_one_batch()
                except Unavailable as outage:
                    await self._rest(State.WAITING_FOR_DATABASE, pauses, outage)
                except (RedisError, OperationalError, OSError) as outage:
                    await self._rest(State.WAITING_FOR_REDIS, pauses, outage)
                else:
                    pauses.reset()
                    self.health.report(State.RELAYING, at=self.clock.now())
                    if not more:
                        await self._wait_for_call(self.settings.relay_poll_seconds)
        finally:
            listener.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await listener

    async def _relay_one_batch(self) -> bool:
        """Relay, then ring; True when there may be more."""
        limit = self.settings.relay_batch_size
        batch = await relay_batch(self.database, self.stream, now=self.clock.now(), limit=limit)
        if batch.rings:
            # Celery's producer blocks. Rings that fail here are repeated by the sweep.
            await asyncio.to_thread(ring_all, batch.rings)
        if batch.size:
            self.health.relayed += batch.size
            log.info("relayed", events=batch.size, rings=len(batch.rings))
        return batch.size == limit

    async def _rest(self, state: State, pauses: Pauses, outage: Exception) -> None:
        seconds = pauses.next()
        reason = f"{type(outage).__name__}: {outage}"
        log.warning("relay_waits", state=state, seconds=round(seconds, 2), reason=reason)
        self.health.report(state, at=self.clock.now())
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.stopping.wait(), seconds)

    async def _wait_for_call(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.called.wait(), seconds)


async def serve() -> None:
    """Run a relay and a sealer from the environment's settings until SIGTERM or SIGINT. Raises SettingsError."""
    settings = load(JobsSettings)
    address = load(DatabaseSettings)
    signer = Signer.from_settings(load(AuditSettings), load(RuntimeSettings))
    database = Database(address, application_name="vet-relay", acts_as_system=True)
    redis = Redis.from_url(load(RedisSettings).address, socket_timeout=3, socket_connect_timeout=3)
    health = RelayHealth(settings.relay_health_file)
    relay = Relay(database, address, redis, settings, health)
    sealer = Sealer(database, signer, settings, health)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, _stop_both, relay, sealer)
    log.info("relay_started")
    try:
        # When one of them fails in a way it does not know, the process ends and is started again.
        async with asyncio.TaskGroup() as both:
            both.create_task(relay.run())
            both.create_task(sealer.run())
    finally:
        await redis.aclose()
        await database.close()
        log.info("relay_stopped", relayed=health.relayed, sealed=health.sealed)


def _stop_both(relay: Relay, sealer: Sealer) -> None:
    relay.stop()
    sealer.stop()
