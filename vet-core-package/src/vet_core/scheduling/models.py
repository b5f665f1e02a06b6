"""Tables of scheduling: what is offered, who works when, and who is busy.

The race for a slot is decided by one exclusion constraint on `reservations`; nothing above it needs to lock.
"""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    false,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vet_core.clinics.models import Clinic, Veterinarian
from vet_core.db.base import Base, Identified, Timestamped, Versioned
from vet_core.db.types import InstantRange, Interval, word, words_known
from vet_core.pets.models import Pet
from vet_core.scheduling.enums import AppointmentStatus, ReservationState, ResourceKind, Species


class AppointmentType(Identified, Timestamped, Versioned, Base):
    """A service a clinic offers and the rules by which its starts are offered. No species means all."""

    __tablename__ = "appointment_types"
    __table_args__ = (
        CheckConstraint("duration_minutes BETWEEN 5 AND 1440", name="duration_plausible"),
        CheckConstraint(
            "buffer_before_minutes BETWEEN 0 AND 480 AND buffer_after_minutes BETWEEN 0 AND 480",
            name="buffers_plausible",
        ),
        CheckConstraint("slot_interval_minutes BETWEEN 5 AND 1440", name="interval_plausible"),
        CheckConstraint("minimum_notice_minutes BETWEEN 0 AND 525600", name="notice_plausible"),
        CheckConstraint("horizon_days BETWEEN 1 AND 730", name="horizon_plausible"),
        CheckConstraint("price_minor >= 0", name="price_not_negative"),
        CheckConstraint(words_known("species", Species), name="species_known"),
        Index("uq_appointment_types_name", "clinic_id", "name", unique=True),
    )

    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(Text, default="", server_default="")
    duration_minutes: Mapped[int] = mapped_column(SmallInteger)
    buffer_before_minutes: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    buffer_after_minutes: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    slot_interval_minutes: Mapped[int] = mapped_column(SmallInteger, default=15, server_default="15")
    minimum_notice_minutes: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    horizon_days: Mapped[int] = mapped_column(SmallInteger, default=90, server_default="90")
    species: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")
    price_minor: Mapped[int] = mapped_column(Integer)
    currency: Mapped[str] = mapped_column(String(3))
    is_owner_bookable: Mapped[bool] = mapped_column(default=True, server_default=true())
    is_active: Mapped[bool] = mapped_column(default=True, server_default=true())


class AppointmentTypeVeterinarian(Base):
    """A veterinarian who performs an appointment type."""

    __tablename__ = "appointment_type_veterinarians"
    __table_args__ = (Index("ix_appointment_type_veterinarians_veterinarian_id", "veterinarian_id"),)

    appointment_type_id: Mapped[UUID] = mapped_column(
        ForeignKey("appointment_types.id", ondelete="CASCADE"), primary_key=True
    )
    veterinarian_id: Mapped[UUID] = mapped_column(ForeignKey("veterinarians.id", ondelete="CASCADE"), primary_key=True)


class Roster(Identified, Timestamped, Base):
    """A weekly stretch of work of one veterinarian in one clinic, in the clinic's local time.

    `effective_until` is the last day it counts, null for no end. An end before the start lies on the next day.
    """

    __tablename__ = "rosters"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_known"),
        CheckConstraint("effective_until IS NULL OR effective_until >= effective_from", name="ends_after_start"),
        Index("ix_rosters_clinic_id", "clinic_id", "veterinarian_id", "weekday"),
        Index("ix_rosters_veterinarian_id", "veterinarian_id"),
    )

    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id", ondelete="CASCADE"))
    veterinarian_id: Mapped[UUID] = mapped_column(ForeignKey("veterinarians.id", ondelete="CASCADE"))
    weekday: Mapped[int] = mapped_column(SmallInteger)
    starts_local: Mapped[time]
    ends_local: Mapped[time]
    effective_from: Mapped[date]
    effective_until: Mapped[date | None]


class Resource(Base):
    """Something that can be busy. Its id is the veterinarian's or the pet's own; rows appear on demand."""

    __tablename__ = "resources"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[ResourceKind] = mapped_column(word(ResourceKind, name="kind"))


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
    created_at: Mapped[datetime] = mapped_column(server_default=text("now()"))


class Appointment(Identified, Timestamped, Versioned, Base):
    """A visit of one pet to one veterinarian. `sequence` counts changes that calendars must follow (RFC 5545)."""

    __tablename__ = "appointments"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("(status = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled_has_instant"),
        Index("ix_appointments_clinic_id", "clinic_id", "starts_at", "id"),
        Index("ix_appointments_veterinarian_id", "veterinarian_id", "starts_at"),
        Index("ix_appointments_pet_id", "pet_id", "starts_at", "id"),
        Index("ix_appointments_booked_by_id", "booked_by_id"),
        Index("ix_appointments_appointment_type_id", "appointment_type_id"),
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
    cancelled_at: Mapped[datetime | None]
    cancelled_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id", ondelete="RESTRICT"))
    cancellation_reason: Mapped[str | None] = mapped_column(Text)
    sequence: Mapped[int] = mapped_column(Integer, default=0, server_default="0")

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


class Reservation(Identified, Base):
    """One resource, busy for a stretch that already contains the visit's buffers.

    Held and booked stretches of one resource never overlap. A booked row belongs to its appointment alone, so
    removing an old hold can never free a booked slot.
    """

    __tablename__ = "reservations"
    __table_args__ = (
        ExcludeConstraint(
            ("resource_id", "="),
            ("during", "&&"),
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
        Index("ix_reservations_hold_id", "hold_id"),
        Index("ix_reservations_appointment_id", "appointment_id"),
        Index("ix_reservations_expires_at", "expires_at", postgresql_where=text("state = 'held'")),
    )

    resource_id: Mapped[UUID] = mapped_column(ForeignKey("resources.id", ondelete="RESTRICT"))
    during: Mapped[Interval] = mapped_column(InstantRange)
    state: Mapped[ReservationState] = mapped_column(word(ReservationState, name="state"))
    hold_id: Mapped[UUID | None] = mapped_column(ForeignKey("holds.id", ondelete="CASCADE"))
    appointment_id: Mapped[UUID | None] = mapped_column(ForeignKey("appointments.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime | None]
