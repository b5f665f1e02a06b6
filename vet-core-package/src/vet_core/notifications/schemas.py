"""Wire shapes of notifications."""

from __future__ import annotations

from uuid import UUID

from pydantic import ConfigDict

from vet_core.kernel.bounds import Instant
from vet_core.kernel.shapes import Output
from vet_core.notifications.enums import Channel, DeliveryState, NotificationKind


class NotificationDeliveryOut(Output):
    """A message as the delivery log shows it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f0a",
                    "kind": "appointment_reminder",
                    "channel": "email",
                    "appointment_id": "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f08",
                    "due_at": "2026-03-02T13:30:00Z",
                    "state": "scheduled",
                    "sent_at": None,
                }
            ]
        }
    )

    id: UUID
    kind: NotificationKind
    channel: Channel
    appointment_id: UUID | None
    due_at: Instant
    state: DeliveryState
    sent_at: Instant | None
