"""Tables of what happened, who still has to hear of it, and what vendors told us."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, ForeignKey, Identity, Index, Integer, String, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from vet_core.db.base import Base, Identified
from vet_core.db.types import word
from vet_core.kernel.clock import utc_now
from vet_core.outbox.enums import DeliveryState


class OutboxEvent(Identified, Base):
    """A fact, in the order it was written. `relayed_at` is set once delivery rows exist for every handler."""

    __tablename__ = "outbox_events"
    __table_args__ = (
        Index("ix_outbox_events_unrelayed", "position", postgresql_where=text("relayed_at IS NULL")),
        Index("ix_outbox_events_relayed_at", "relayed_at"),
    )
    # Writing must not read back: a writer may tell of things that it is not allowed to see.
    __mapper_args__ = {"eager_defaults": False}  # noqa: RUF012  SQLAlchemy's own shape

    position: Mapped[int] = mapped_column(BigInteger, Identity(always=True), unique=True)
    type: Mapped[str] = mapped_column(String(120))
    clinic_id: Mapped[UUID | None]
    person_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), server_default="{}")
    payload: Mapped[dict[str, Any]]
    occurred_at: Mapped[datetime]
    relayed_at: Mapped[datetime | None]


class OutboxDelivery(Base):
    """One event at one handler, so that each effect happens once."""

    __tablename__ = "outbox_deliveries"
    __table_args__ = (Index("ix_outbox_deliveries_due", "next_attempt_at", postgresql_where=text("state = 'pending'")),)

    event_id: Mapped[UUID] = mapped_column(ForeignKey("outbox_events.id", ondelete="CASCADE"), primary_key=True)
    handler: Mapped[str] = mapped_column(String(120), primary_key=True)
    state: Mapped[DeliveryState] = mapped_column(
        word(DeliveryState, name="state"), default=DeliveryState.PENDING, server_default="pending"
    )
    attempts: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    next_attempt_at: Mapped[datetime]
    last_error: Mapped[str | None] = mapped_column(Text)
    done_at: Mapped[datetime | None]


class InboundEvent(Base):
    """A vendor's webhook, stored once by (source, external id) after its signature was verified."""

    __tablename__ = "inbound_events"
    __table_args__ = (
        Index("ix_inbound_events_unprocessed", "received_at", postgresql_where=text("processed_at IS NULL")),
    )

    source: Mapped[str] = mapped_column(String(40), primary_key=True)
    external_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    type: Mapped[str] = mapped_column(String(120))
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB)
    received_at: Mapped[datetime] = mapped_column(default=utc_now)
    processed_at: Mapped[datetime | None]
