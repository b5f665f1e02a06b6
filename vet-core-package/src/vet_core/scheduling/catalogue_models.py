"""Tables of what a clinic offers: kinds of visits, who performs them, and the rooms and equipment they need."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    false,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from vet_core.db.base import Base, Identified, Timestamped, Versioned
from vet_core.db.types import word, words_known
from vet_core.scheduling.enums import Clients, ClinicResourceKind, Place, ResourceKind, Species


class AppointmentType(Identified, Timestamped, Versioned, Base):
    """A service a clinic offers and the rules by which its starts are offered. No species means all.

    `translations` holds name and description by language tag, `questions` what owners are asked when they book.
    """

    __tablename__ = "appointment_types"
    __table_args__ = (
        CheckConstraint("duration_minutes BETWEEN 1 AND 1440", name="duration_plausible"),
        CheckConstraint(
            "buffer_before_minutes BETWEEN 0 AND 480 AND buffer_after_minutes BETWEEN 0 AND 480",
            name="buffers_plausible",
        ),
        CheckConstraint("slot_interval_minutes BETWEEN 1 AND 1440", name="interval_plausible"),
        CheckConstraint("grid_offset_minutes BETWEEN 0 AND 1439", name="offset_plausible"),
        CheckConstraint("minimum_notice_minutes BETWEEN 0 AND 525600", name="notice_plausible"),
        CheckConstraint("cancellation_notice_minutes BETWEEN 0 AND 525600", name="cancellation_notice_plausible"),
        CheckConstraint("horizon_days BETWEEN 1 AND 730", name="horizon_plausible"),
        CheckConstraint("capacity BETWEEN 1 AND 100", name="capacity_plausible"),
        CheckConstraint("daily_cap >= 1", name="daily_cap_plausible"),
        CheckConstraint("same_day_percent BETWEEN 0 AND 100", name="same_day_percent_plausible"),
        CheckConstraint("price_minor >= 0", name="price_not_negative"),
        CheckConstraint("deposit_minor >= 0 AND late_fee_minor >= 0", name="fees_not_negative"),
        CheckConstraint(words_known("species", Species), name="species_known"),
        Index("uq_appointment_types_name", "clinic_id", "name", unique=True),
    )

    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(Text, default="", server_default="")
    translations: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    duration_minutes: Mapped[int] = mapped_column(SmallInteger)
    buffer_before_minutes: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    buffer_after_minutes: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    slot_interval_minutes: Mapped[int] = mapped_column(SmallInteger, default=15, server_default="15")
    grid_offset_minutes: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    minimum_notice_minutes: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    horizon_days: Mapped[int] = mapped_column(SmallInteger, default=90, server_default="90")
    species: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")
    clients: Mapped[Clients] = mapped_column(
        word(Clients, name="clients"), default=Clients.EVERYONE, server_default="everyone"
    )
    place: Mapped[Place] = mapped_column(word(Place, name="place"), default=Place.IN_CLINIC, server_default="in_clinic")
    capacity: Mapped[int] = mapped_column(SmallInteger, default=1, server_default="1")
    daily_cap: Mapped[int | None] = mapped_column(SmallInteger)
    same_day_percent: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    price_minor: Mapped[int] = mapped_column(Integer)
    currency: Mapped[str] = mapped_column(String(3))
    deposit_minor: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    cancellation_notice_minutes: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    late_fee_minor: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    is_confirmation_needed: Mapped[bool] = mapped_column(default=False, server_default=false())
    questions: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list, server_default="[]")
    is_owner_bookable: Mapped[bool] = mapped_column(default=True, server_default=true())
    is_active: Mapped[bool] = mapped_column(default=True, server_default=true())


class AppointmentTypeVeterinarian(Base):
    """A veterinarian who performs an appointment type, perhaps in a time of their own.

    `assigned_count` counts the visits given to them when nobody was asked for: the next goes to the least.
    """

    __tablename__ = "appointment_type_veterinarians"
    __table_args__ = (
        CheckConstraint("duration_minutes BETWEEN 1 AND 1440", name="duration_plausible"),
        Index("ix_appointment_type_veterinarians_veterinarian_id", "veterinarian_id"),
    )

    appointment_type_id: Mapped[UUID] = mapped_column(
        ForeignKey("appointment_types.id", ondelete="CASCADE"), primary_key=True
    )
    veterinarian_id: Mapped[UUID] = mapped_column(ForeignKey("veterinarians.id", ondelete="CASCADE"), primary_key=True)
    duration_minutes: Mapped[int | None] = mapped_column(SmallInteger)
    assigned_count: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")


class AppointmentTypeRequirement(Identified, Base):
    """What a visit needs besides the veterinarian: one free room or piece of equipment of a category."""

    __tablename__ = "appointment_type_requirements"
    __table_args__ = (UniqueConstraint("appointment_type_id", "kind", "category"),)

    appointment_type_id: Mapped[UUID] = mapped_column(ForeignKey("appointment_types.id", ondelete="CASCADE"))
    kind: Mapped[ClinicResourceKind] = mapped_column(word(ClinicResourceKind, name="kind"))
    category: Mapped[str] = mapped_column(String(60))


class Resource(Base):
    """Something that can be busy. Its id is the veterinarian's, the pet's or the room's own; rows appear on demand."""

    __tablename__ = "resources"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[ResourceKind] = mapped_column(word(ResourceKind, name="kind"))


class ClinicResource(Timestamped, Versioned, Base):
    """A room or a piece of equipment. What was used once stays and can only be taken out of use."""

    __tablename__ = "clinic_resources"
    __table_args__ = (UniqueConstraint("clinic_id", "name"),)

    id: Mapped[UUID] = mapped_column(ForeignKey("resources.id", ondelete="RESTRICT"), primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id", ondelete="CASCADE"))
    kind: Mapped[ClinicResourceKind] = mapped_column(word(ClinicResourceKind, name="kind"))
    category: Mapped[str] = mapped_column(String(60), default="general", server_default="general")
    name: Mapped[str] = mapped_column(String(120))
    is_active: Mapped[bool] = mapped_column(default=True, server_default=true())
