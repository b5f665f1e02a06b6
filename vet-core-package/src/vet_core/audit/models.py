"""The tables of the audit trail: what happened, and the chains that prove nobody changed it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index, LargeBinary, String, Text
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
    # Writing must not read back: a writer may add entries that it is not allowed to see.
    __mapper_args__ = {"eager_defaults": False}  # noqa: RUF012  SQLAlchemy's own shape

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
    address: Mapped[str | None] = mapped_column(Text)
    session_id: Mapped[str | None] = mapped_column(Text)


class AuditPending(Base):
    """An entry that waits for its seal. A trigger on `audit_entries` adds it in the entry's own transaction."""

    __tablename__ = "audit_pending"

    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    entry_id: Mapped[UUID]


class AuditSeal(Base):
    """The place of an entry in its clinic's chain. No foreign key: a seal must outlive its entry to tell of it."""

    __tablename__ = "audit_seals"

    chain_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    entry_id: Mapped[UUID] = mapped_column(unique=True)
    entry_digest: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[bytes] = mapped_column(LargeBinary)


class AuditCheckpoint(Base):
    """Where a chain stood when a batch was sealed, signed by the sealer. `previous` is the checkpoint's before."""

    __tablename__ = "audit_checkpoints"

    chain_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    sealed_at: Mapped[datetime]
    key_id: Mapped[str | None] = mapped_column(String(40))
    previous: Mapped[bytes | None] = mapped_column(LargeBinary)
    signature: Mapped[bytes | None] = mapped_column(LargeBinary)
