"""Tables of clinics, when they open, and the veterinarians.

Where a veterinarian works is not stored here: it is an active membership with the role veterinarian.
"""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    SmallInteger,
    String,
    Table,
    Text,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from vet_core.clinics.enums import Species
from vet_core.db.base import Base, Identified, Timestamped, Versioned
from vet_core.db.types import words_known
from vet_core.identity.models import Membership


class Clinic(Identified, Timestamped, Versioned, Base):
    """A practice at one address. All its local times are in `time_zone`; `species` lists what it treats."""

    __tablename__ = "clinics"
    __table_args__ = (
        CheckConstraint("slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'", name="slug_shape"),
        CheckConstraint("latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180", name="on_earth"),
        CheckConstraint(words_known("species", Species), name="species_known"),
        Index("ix_clinics_name_words", "name", postgresql_using="gin", postgresql_ops={"name": "gin_trgm_ops"}),
    )

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(Text, default="", server_default="")
    time_zone: Mapped[str] = mapped_column(String(64))
    street: Mapped[str] = mapped_column(String(300))
    postal_code: Mapped[str] = mapped_column(String(20))
    locality: Mapped[str] = mapped_column(String(120))
    region: Mapped[str | None] = mapped_column(String(120))
    country_code: Mapped[str] = mapped_column(String(2))
    latitude: Mapped[float] = mapped_column(Float(53))
    longitude: Mapped[float] = mapped_column(Float(53))
    phone: Mapped[str] = mapped_column(String(40))
    email: Mapped[str] = mapped_column(String(254))
    currency: Mapped[str] = mapped_column(String(3))
    locale: Mapped[str] = mapped_column(String(12), default="en", server_default="en")
    species: Mapped[list[str]] = mapped_column(ARRAY(Text))
    is_booking_paused: Mapped[bool] = mapped_column(default=False, server_default=false())


class OpeningHours(Identified, Base):
    """One stretch of a weekday (0 is Monday) in the clinic's local time; a day may have several.

    A closing time before the opening time lies on the next day (00:00 is midnight); equal times are an empty stretch.
    """

    __tablename__ = "opening_hours"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_known"),
        Index("uq_opening_hours_start", "clinic_id", "weekday", "opens_local", unique=True),
    )

    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id", ondelete="CASCADE"))
    weekday: Mapped[int] = mapped_column(SmallInteger)
    opens_local: Mapped[time]
    closes_local: Mapped[time]


class Veterinarian(Identified, Timestamped, Base):
    """A licensed person, once on the platform however many clinics they work at."""

    __tablename__ = "veterinarians"
    __table_args__ = (CheckConstraint(words_known("species", Species), name="species_known"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id", ondelete="RESTRICT"), unique=True)
    display_name: Mapped[str] = mapped_column(String(120))
    license_number: Mapped[str] = mapped_column(String(80))
    license_region: Mapped[str] = mapped_column(String(80))
    license_expires_on: Mapped[date]
    species: Mapped[list[str]] = mapped_column(ARRAY(Text))
    languages: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    biography: Mapped[str | None] = mapped_column(Text)


_memberships = Membership.__table__
assert isinstance(_memberships, Table)
_memberships.append_constraint(ForeignKeyConstraint(["clinic_id"], ["clinics.id"], ondelete="CASCADE"))
