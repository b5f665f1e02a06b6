"""Tables of scheduling: holds, appointments, and who is busy. What is offered, when, and by which plan stand beside.

The race for a slot is decided by one exclusion constraint on `reservations`; nothing above it needs to lock.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vet_core.clinics.models import Clinic, Veterinarian
from vet_core.db.base import Base, Identified, Timestamped, Versioned
from vet_core.db.exclusion import CoveringExclude
from vet_core.db.types import EncryptedText, InstantRange, Interval, word
from vet_core.pets.models import Pet
from vet_core.scheduling.catalogue_models import (
    AppointmentType,
    AppointmentTypeRequirement,
    AppointmentTypeVeterinarian,
    ClinicResource,
    Resource,
)
from vet_core.scheduling.enums import AppointmentStatus, BlockKind, ReservationState
from vet_core.scheduling.hours_models import (
    ClinicHoliday,
    OpeningOverride,
    Roster,
    RosterOverride,
    SchedulingSettings,
)
from vet_core.scheduling.plan_models import (
    AppointmentSeries,
    CalendarFeed,
    DayMove,
    MoveProposal,
    WaitlistEntry,
    WaitlistOffer,
)

__all__ = [
    "Appointment",
    "AppointmentMove",
    "AppointmentSeries",
    "AppointmentType",
    "AppointmentTypeRequirement",
    "AppointmentTypeVeterinarian",
    "CalendarBlock",
    "CalendarFeed",
    "ClinicHoliday",
    "ClinicResource",
    "DayMove",
    "Hold",
    "MoveProposal",
    "OpeningOverride",
    "Reservation",
    "Resource",
    "Roster",
    "RosterOverride",
    "SchedulingSettings",
    "WaitlistEntry",
    "WaitlistOffer",
]


class Hold(Identified, Base):
    """A slot kept for one person for a few minutes while they decide. Its reservations carry the same expiry."""

    __tablename__ = "holds"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index("ix_holds_expires_at", "expires_at"),
        Index("ix_holds_person_id", "person_id"),
    )

    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id", ondelete="CASCADE"))
    appointment_type_id: Mapped[UUID] = mapped_column(ForeignKey("appointment_types.id", ondelete="CASCADE"))
    veterinarian_id: Mapped[UUID] = mapped_column(ForeignKey("veterinarians.id", ondelete="CASCADE"))
    pet_id: Mapped[UUID | None] = mapped_column(ForeignKey("pets.id", ondelete="CASCADE"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    is_renewed: Mapped[bool] = mapped_column(default=False, server_default=false())
    room_id: Mapped[UUID | None] = mapped_column(ForeignKey("clinic_resources.id", ondelete="CASCADE"))
    is_any_veterinarian: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime] = mapped_column(server_default=text("now()"))


class Appointment(Identified, Timestamped, Versioned, Base):
    """A visit of one pet to one veterinarian. `sequence` counts changes that calendars must follow (RFC 5545).

    Duration, buffers and price are copied from the kind of visit when it is booked. `series_starts_local` is the place
    in the series that this visit fills, wherever it was moved since. `room_id` is where it takes place or, once
    `roomed_at`, where the pet was led. `is_late` says that the owner moved or cancelled it too late by the rule of that
    kind, and `late_fee_minor` what that costs unless the clinic waives it. `visit_address` is where somebody comes to,
    when the visit is at the pet's home.
    """

    __tablename__ = "appointments"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("(status = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled_has_instant"),
        CheckConstraint("series_id IS NULL OR series_starts_local IS NOT NULL", name="series_has_place"),
        CheckConstraint("price_minor IS NULL OR currency IS NOT NULL", name="price_has_currency"),
        Index("ix_appointments_clinic_id", "clinic_id", "starts_at", "id"),
        Index("ix_appointments_veterinarian_id", "veterinarian_id", "starts_at"),
        Index("ix_appointments_pet_id", "pet_id", "starts_at", "id"),
        Index("ix_appointments_booked_by_id", "booked_by_id"),
        Index("ix_appointments_appointment_type_id", "appointment_type_id", "starts_at"),
        Index("ix_appointments_room_id", "room_id", "starts_at", postgresql_where=text("room_id IS NOT NULL")),
        Index(
            "ix_appointments_series_id",
            "series_id",
            "series_starts_local",
            postgresql_where=text("series_id IS NOT NULL"),
        ),
    )

    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id", ondelete="RESTRICT"))
    appointment_type_id: Mapped[UUID] = mapped_column(ForeignKey("appointment_types.id", ondelete="RESTRICT"))
    veterinarian_id: Mapped[UUID] = mapped_column(ForeignKey("veterinarians.id", ondelete="RESTRICT"))
    pet_id: Mapped[UUID] = mapped_column(ForeignKey("pets.id", ondelete="RESTRICT"))
    booked_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id", ondelete="RESTRICT"))
    status: Mapped[AppointmentStatus] = mapped_column(word(AppointmentStatus, name="status"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    duration_minutes: Mapped[int] = mapped_column(SmallInteger)
    time_zone: Mapped[str] = mapped_column(String(64))
    note: Mapped[str | None] = mapped_column(Text)
    visit_address: Mapped[str | None] = mapped_column(EncryptedText)
    cancelled_at: Mapped[datetime | None]
    cancelled_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id", ondelete="RESTRICT"))
    cancellation_reason: Mapped[str | None] = mapped_column(Text)
    sequence: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    room_id: Mapped[UUID | None] = mapped_column(ForeignKey("clinic_resources.id", ondelete="RESTRICT"))
    series_id: Mapped[UUID | None] = mapped_column(ForeignKey("appointment_series.id", ondelete="SET NULL"))
    series_starts_local: Mapped[datetime | None] = mapped_column(DateTime(timezone=False))
    buffer_before_minutes: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    buffer_after_minutes: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    price_minor: Mapped[int | None] = mapped_column(Integer)
    currency: Mapped[str | None] = mapped_column(String(3))
    is_walk_in: Mapped[bool] = mapped_column(default=False, server_default=false())
    override_reason: Mapped[str | None] = mapped_column(Text)
    answers: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB(none_as_null=True))
    is_late: Mapped[bool] = mapped_column(default=False, server_default=false())
    late_fee_minor: Mapped[int | None] = mapped_column(Integer)
    owner_confirmed_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id", ondelete="RESTRICT"))
    arrived_at: Mapped[datetime | None]
    roomed_at: Mapped[datetime | None]
    began_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    departed_at: Mapped[datetime | None]

    clinic: Mapped[Clinic] = relationship(lazy="raise")
    appointment_type: Mapped[AppointmentType] = relationship(lazy="raise")
    veterinarian: Mapped[Veterinarian] = relationship(lazy="raise")
    pet: Mapped[Pet] = relationship(lazy="raise")


class AppointmentMove(Identified, Base):
    """A step in an appointment's life: who moved it, when, from and to which status, and its start at that time."""

    __tablename__ = "appointment_moves"
    __table_args__ = (Index("ix_appointment_moves_appointment_id", "appointment_id", "at"),)

    appointment_id: Mapped[UUID] = mapped_column(ForeignKey("appointments.id", ondelete="CASCADE"))
    from_status: Mapped[AppointmentStatus | None] = mapped_column(word(AppointmentStatus, name="from_status"))
    to_status: Mapped[AppointmentStatus] = mapped_column(word(AppointmentStatus, name="to_status"))
    by_person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id", ondelete="RESTRICT"))
    at: Mapped[datetime]
    starts_at: Mapped[datetime]


class CalendarBlock(Identified, Base):
    """A stretch in which a veterinarian, a room or a piece of equipment is kept free. It may lie over booked visits.

    `external_source` and `external_id` name the entry of another calendar that an imported block stands for. The
    reason is the staff's.
    """

    __tablename__ = "calendar_blocks"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint(
            "(kind = 'external') = (external_source IS NOT NULL AND external_id IS NOT NULL)", name="external_named"
        ),
        UniqueConstraint("resource_id", "external_source", "external_id"),
        Index("ix_calendar_blocks_clinic_id", "clinic_id", "starts_at"),
        Index("ix_calendar_blocks_resource_id", "resource_id", "starts_at"),
    )

    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id", ondelete="CASCADE"))
    resource_id: Mapped[UUID] = mapped_column(ForeignKey("resources.id", ondelete="RESTRICT"))
    kind: Mapped[BlockKind] = mapped_column(word(BlockKind, name="kind"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    reason: Mapped[str | None] = mapped_column(EncryptedText)
    created_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id", ondelete="RESTRICT"))
    created_at: Mapped[datetime]
    external_source: Mapped[str | None] = mapped_column(Text)
    external_id: Mapped[str | None] = mapped_column(Text)


class Reservation(Identified, Base):
    """One resource, busy for a stretch that already contains the visit's buffers.

    Held and booked stretches of one resource never overlap, unless they are of one party: the visits of one group
    class, whose number a trigger keeps to `seats`. Every other row is a party by itself. Blocked stretches keep others
    out too but may overlap anything: blocks, and what a visit that was forced in shares with others. A booked row
    belongs to its appointment alone, so removing an old hold can never free a booked slot.
    """

    __tablename__ = "reservations"
    __table_args__ = (
        CoveringExclude(
            ("resource_id", "="),
            ("during", "&&"),
            ("party_id", "<>"),
            include=("expires_at",),
            where=text("state IN ('held', 'booked')"),
            using="gist",
            name="ex_reservations_resource_id_during",
        ),
        CheckConstraint(
            "state <> 'held' OR (hold_id IS NOT NULL AND expires_at IS NOT NULL)", name="held_has_hold_and_expiry"
        ),
        CheckConstraint(
            "state <> 'booked' OR (appointment_id IS NOT NULL AND hold_id IS NULL)", name="booked_has_appointment"
        ),
        CheckConstraint(
            "state <> 'blocked' OR (num_nonnulls(appointment_id, block_id) = 1 AND hold_id IS NULL)",
            name="blocked_has_reason",
        ),
        CheckConstraint("block_id IS NULL OR state IN ('blocked', 'released')", name="block_is_blocked"),
        CheckConstraint("seats BETWEEN 1 AND 100", name="seats_plausible"),
        Index("ix_reservations_hold_id", "hold_id"),
        Index("ix_reservations_appointment_id", "appointment_id"),
        Index("ix_reservations_block_id", "block_id", postgresql_where=text("block_id IS NOT NULL")),
        Index("ix_reservations_expires_at", "expires_at", postgresql_where=text("state = 'held'")),
        Index(
            "ix_reservations_blocked",
            "resource_id",
            "during",
            postgresql_using="gist",
            postgresql_where=text("state = 'blocked'"),
        ),
    )

    resource_id: Mapped[UUID] = mapped_column(ForeignKey("resources.id", ondelete="RESTRICT"))
    during: Mapped[Interval] = mapped_column(InstantRange)
    state: Mapped[ReservationState] = mapped_column(word(ReservationState, name="state"))
    hold_id: Mapped[UUID | None] = mapped_column(ForeignKey("holds.id", ondelete="CASCADE"))
    appointment_id: Mapped[UUID | None] = mapped_column(ForeignKey("appointments.id", ondelete="CASCADE"))
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey("calendar_blocks.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime | None]
    party_id: Mapped[UUID] = mapped_column(server_default=text("gen_random_uuid()"))
    seats: Mapped[int] = mapped_column(SmallInteger, default=1, server_default="1")
