"""Tables of plans around visits: series, the waitlist, days that move, and calendars that others subscribe to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CHAR,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from vet_core.db.base import Base, Identified, Timestamped, Versioned
from vet_core.db.types import EncryptedText, word
from vet_core.scheduling.enums import FeedKind, ProposalState, WaitlistOfferState, WaitlistStatus


class AppointmentSeries(Identified, Versioned, Base):
    """Visits that repeat by a rule of RFC 5545. `starts_local` is the first start on the clinic's clock."""

    __tablename__ = "appointment_series"
    __table_args__ = (
        CheckConstraint("duration_minutes BETWEEN 1 AND 1440", name="duration_plausible"),
        Index("ix_appointment_series_clinic_id", "clinic_id", "created_at"),
        Index("ix_appointment_series_pet_id", "pet_id"),
    )

    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id", ondelete="CASCADE"))
    appointment_type_id: Mapped[UUID] = mapped_column(ForeignKey("appointment_types.id", ondelete="RESTRICT"))
    veterinarian_id: Mapped[UUID] = mapped_column(ForeignKey("veterinarians.id", ondelete="CASCADE"))
    pet_id: Mapped[UUID] = mapped_column(ForeignKey("pets.id", ondelete="CASCADE"))
    rrule: Mapped[str] = mapped_column(String(300))
    starts_local: Mapped[datetime] = mapped_column(DateTime(timezone=False))
    time_zone: Mapped[str] = mapped_column(String(64))
    duration_minutes: Mapped[int] = mapped_column(SmallInteger)
    created_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id", ondelete="RESTRICT"))
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class WaitlistEntry(Identified, Timestamped, Versioned, Base):
    """A wish for an earlier or a fuller day: whose pet, for what, with whom, and when it would suit."""

    __tablename__ = "waitlist_entries"
    __table_args__ = (
        CheckConstraint("jsonb_array_length(windows) BETWEEN 1 AND 10", name="windows_counted"),
        Index(
            "ix_waitlist_entries_clinic_id",
            "clinic_id",
            "created_at",
            postgresql_where=text("status IN ('waiting', 'offered')"),
        ),
        Index("ix_waitlist_entries_person_id", "person_id", "created_at"),
        Index("ix_waitlist_entries_pet_id", "pet_id"),
    )

    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id", ondelete="CASCADE"))
    appointment_type_id: Mapped[UUID] = mapped_column(ForeignKey("appointment_types.id", ondelete="CASCADE"))
    veterinarian_id: Mapped[UUID | None] = mapped_column(ForeignKey("veterinarians.id", ondelete="CASCADE"))
    pet_id: Mapped[UUID] = mapped_column(ForeignKey("pets.id", ondelete="CASCADE"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))
    windows: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    note: Mapped[str | None] = mapped_column(Text)
    visit_address: Mapped[str | None] = mapped_column(EncryptedText)
    status: Mapped[WaitlistStatus] = mapped_column(
        word(WaitlistStatus, name="status"), default=WaitlistStatus.WAITING, server_default="waiting"
    )


class WaitlistOffer(Identified, Base):
    """A time that came free and is kept by a hold for one who waits, until it expires."""

    __tablename__ = "waitlist_offers"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index("uq_waitlist_offers_open", "entry_id", unique=True, postgresql_where=text("state = 'open'")),
        Index("ix_waitlist_offers_entry_id", "entry_id", "created_at"),
        Index("ix_waitlist_offers_hold_id", "hold_id"),
        Index("ix_waitlist_offers_expires_at", "expires_at", postgresql_where=text("state = 'open'")),
    )

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("waitlist_entries.id", ondelete="CASCADE"))
    hold_id: Mapped[UUID | None] = mapped_column(ForeignKey("holds.id", ondelete="SET NULL"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    veterinarian_id: Mapped[UUID] = mapped_column(ForeignKey("veterinarians.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime]
    state: Mapped[WaitlistOfferState] = mapped_column(
        word(WaitlistOfferState, name="state"), default=WaitlistOfferState.OPEN, server_default="open"
    )
    created_at: Mapped[datetime]


class DayMove(Identified, Base):
    """A veterinarian's day that cannot be kept. The reason is the staff's; `block_id` is the block that closed it."""

    __tablename__ = "day_moves"
    __table_args__ = (Index("ix_day_moves_clinic_id", "clinic_id", "on_day"),)

    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id", ondelete="CASCADE"))
    veterinarian_id: Mapped[UUID] = mapped_column(ForeignKey("veterinarians.id", ondelete="CASCADE"))
    on_day: Mapped[date]
    reason: Mapped[str | None] = mapped_column(EncryptedText)
    created_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id", ondelete="RESTRICT"))
    created_at: Mapped[datetime]
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey("calendar_blocks.id", ondelete="SET NULL"))


class MoveProposal(Identified, Base):
    """Other times for one visit of such a day; the owner chooses one by the link in their letter."""

    __tablename__ = "move_proposals"
    __table_args__ = (
        CheckConstraint("jsonb_array_length(options) <= 5", name="options_counted"),
        CheckConstraint("(state = 'chosen') = (chosen_starts_at IS NOT NULL)", name="chosen_has_start"),
        UniqueConstraint("day_move_id", "appointment_id"),
        Index("ix_move_proposals_appointment_id", "appointment_id"),
    )

    day_move_id: Mapped[UUID] = mapped_column(ForeignKey("day_moves.id", ondelete="CASCADE"))
    appointment_id: Mapped[UUID] = mapped_column(ForeignKey("appointments.id", ondelete="CASCADE"))
    options: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    state: Mapped[ProposalState] = mapped_column(
        word(ProposalState, name="state"), default=ProposalState.OPEN, server_default="open"
    )
    chosen_starts_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]
    created_at: Mapped[datetime]


class CalendarFeed(Identified, Base):
    """An address at which a calendar program reads a person's visits. Only a digest of its secret is kept."""

    __tablename__ = "calendar_feeds"
    __table_args__ = (
        CheckConstraint("(kind = 'veterinarian') = (veterinarian_id IS NOT NULL)", name="veterinarian_named"),
        Index("ix_calendar_feeds_person_id", "person_id", "created_at"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))
    veterinarian_id: Mapped[UUID | None] = mapped_column(ForeignKey("veterinarians.id", ondelete="CASCADE"))
    kind: Mapped[FeedKind] = mapped_column(word(FeedKind, name="kind"))
    secret_digest: Mapped[str] = mapped_column(CHAR(64), unique=True)
    shows_details: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_read_at: Mapped[datetime | None]
