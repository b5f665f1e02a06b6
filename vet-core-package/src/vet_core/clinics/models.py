"""Tables of clinics: when they open, their veterinarians, their clients, and who looked in in an emergency.

Where a veterinarian works is not stored here: it is an active membership with the role veterinarian.
"""

from __future__ import annotations

from datetime import date, datetime
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

from vet_core.clinics.enums import DataRegion, Species
from vet_core.db.base import Base, Identified, Timestamped, Versioned
from vet_core.db.types import EncryptedText, LocalMinutes, word, words_known
from vet_core.identity.models import Invitation, Membership


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
    pause_reason: Mapped[str | None] = mapped_column(Text)
    paused_at: Mapped[datetime | None]
    data_region: Mapped[DataRegion] = mapped_column(
        word(DataRegion, name="data_region"), default=DataRegion.EUROPEAN_UNION, server_default="eu"
    )
    suspended_at: Mapped[datetime | None]


class OpeningHours(Identified, Base):
    """One stretch of a weekday (0 is Monday) in the clinic's local time; a day may have several.

    Times are minutes after midnight; 1440 is the midnight that ends the day. A closing time before the opening time
    lies on the next day (0 is midnight as well); equal times are an empty stretch.
    """

    __tablename__ = "opening_hours"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_known"),
        Index("uq_opening_hours_start", "clinic_id", "weekday", "opens_local", unique=True),
    )

    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id", ondelete="CASCADE"))
    weekday: Mapped[int] = mapped_column(SmallInteger)
    opens_local: Mapped[int] = mapped_column(LocalMinutes)
    closes_local: Mapped[int] = mapped_column(LocalMinutes)


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


class ClinicClient(Versioned, Base):
    """A person whom the clinic keeps as a client, before the first appointment already. The note is the staff's own."""

    __tablename__ = "clinic_clients"
    __table_args__ = (Index("ix_clinic_clients_person_id", "person_id"),)

    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True)
    registered_at: Mapped[datetime]
    registered_by: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id", ondelete="RESTRICT"))
    private_note: Mapped[str | None] = mapped_column(EncryptedText)


class BreakGlassAccess(Identified, Base):
    """An emergency in which a platform administrator reads a clinic's records: with a reason, for an hour, audited."""

    __tablename__ = "break_glass_accesses"
    __table_args__ = (
        CheckConstraint("expires_at > opened_at", name="expires_after_opening"),
        Index("ix_break_glass_accesses_clinic_id", "clinic_id", "opened_at"),
        Index("ix_break_glass_accesses_person_id", "person_id", "expires_at"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id", ondelete="RESTRICT"))
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id", ondelete="CASCADE"))
    reason: Mapped[str] = mapped_column(EncryptedText)
    opened_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


for _model in (Membership, Invitation):
    _table = _model.__table__
    assert isinstance(_table, Table)
    _table.append_constraint(ForeignKeyConstraint(["clinic_id"], ["clinics.id"], ondelete="CASCADE"))
