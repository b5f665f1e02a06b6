"""The table of messages: what is due, who has claimed it, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.dialects.postgresql import CITEXT
from sqlalchemy.orm import Mapped, mapped_column

from vet_core.db.base import Base, Identified, Timestamped
from vet_core.db.types import word
from vet_core.notifications.enums import Channel, DeliveryState, NotificationKind


class NotificationDelivery(Identified, Timestamped, Base):
    """One message to one person, or to an address that is nobody's yet. `dedupe_key` writes an occasion down once.

    A worker claims rows by setting `leased_until`; `message_id` is fixed before the first attempt, so that a
    mailbox recognizes a second copy after a crash between sending and recording.
    """

    __tablename__ = "notification_deliveries"
    __table_args__ = (
        CheckConstraint("num_nonnulls(person_id, address_email) = 1", name="person_or_address"),
        Index(
            "ix_notification_deliveries_due",
            "due_at",
            postgresql_where=text("state IN ('scheduled', 'sending')"),
        ),
        Index("ix_notification_deliveries_appointment_id", "appointment_id"),
        Index("ix_notification_deliveries_person_id", "person_id"),
    )

    kind: Mapped[NotificationKind] = mapped_column(word(NotificationKind, name="kind"))
    channel: Mapped[Channel] = mapped_column(word(Channel, name="channel"), default=Channel.EMAIL)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))
    address_email: Mapped[str | None] = mapped_column(CITEXT)
    appointment_id: Mapped[UUID | None] = mapped_column(ForeignKey("appointments.id", ondelete="CASCADE"))
    dedupe_key: Mapped[str] = mapped_column(String(200), unique=True)
    due_at: Mapped[datetime]
    state: Mapped[DeliveryState] = mapped_column(
        word(DeliveryState, name="state"), default=DeliveryState.SCHEDULED, server_default="scheduled"
    )
    attempts: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    leased_until: Mapped[datetime | None]
    message_id: Mapped[str | None] = mapped_column(String(300))
    sent_at: Mapped[datetime | None]
    last_error: Mapped[str | None] = mapped_column(Text)
    context: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
