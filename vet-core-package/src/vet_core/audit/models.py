"""The table of the audit trail."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from vet_core.db.base import Base, Identified


class AuditEntry(Identified, Base):
    """One act. `actor_person_id` is null when the platform itself acted; `fields` names what was touched, no values."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_subject", "subject_type", "subject_id", "position"),
        Index("ix_audit_entries_clinic", "clinic_id", "position"),
        Index("ix_audit_entries_actor", "actor_person_id", "position"),
    )

    position: Mapped[int] = mapped_column(BigInteger, Identity(always=True), unique=True)
    at: Mapped[datetime]
    actor_person_id: Mapped[UUID | None]
    acting_as: Mapped[str] = mapped_column(String(120))
    action: Mapped[str] = mapped_column(String(80))
    subject_type: Mapped[str] = mapped_column(String(80))
    subject_id: Mapped[UUID]
    clinic_id: Mapped[UUID | None]
    fields: Mapped[list[str]] = mapped_column(server_default="[]")
    reason: Mapped[str | None] = mapped_column(Text)
    request_id: Mapped[str | None] = mapped_column(String(120))
