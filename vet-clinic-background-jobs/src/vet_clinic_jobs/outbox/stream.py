"""The realtime stream in Redis that every API process tails for its websockets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from redis.asyncio import Redis
from vet_core.outbox.models import OutboxEvent
from vet_services.scheduling.slot_cache import SlotCache

STREAM = "vet:realtime"
KEPT = 10_000


class RealtimeStream:
    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self.slot_cache = SlotCache(redis)
        """What the API's processes remember about free time, in the same Redis."""

    async def append(self, events: Sequence[OutboxEvent]) -> None:
        """Add one entry per event in the given order; the stream keeps about the last 10,000."""
        async with self._redis.pipeline(transaction=False) as pipeline:
            for event in events:
                # On a pipeline the call only queues the command; there is nothing to await yet.
                pipeline.xadd(  # type: ignore[unused-awaitable]
                    STREAM, _fields(event), maxlen=KEPT, approximate=True
                )
            await pipeline.execute()


def _fields(event: OutboxEvent) -> dict[Any, Any]:
    return {
        "id": str(event.id),
        "event": event.type,
        "at": event.occurred_at.isoformat(),
        "clinic_id": str(event.clinic_id) if event.clinic_id else "",
        "person_ids": json.dumps([str(person_id) for person_id in event.person_ids]),
        "data": json.dumps(event.payload),
    }
