"""Tables of hours: who works when, when a clinic opens, and the days on which it is different.

Windows of a single day stand in two arrays of minutes after local midnight; 1440 is the midnight that ends the day, an
end before its start lies on the next day, and no windows means closed.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from vet_core.db.base import Base, Identified, Timestamped
from vet_core.db.types import EncryptedText, LocalMinutes
from vet_core.kernel.clock import utc_now


def _windows_sound() -> CheckConstraint:
    return CheckConstraint(
        "cardinality(starts_minutes) = cardinality(ends_minutes)"
        " AND 0 <= ALL (starts_minutes) AND 1440 >= ALL (starts_minutes)"
        " AND 0 <= ALL (ends_minutes) AND 1440 >= ALL (ends_minutes)",
        name="windows_sound",
    )


class Roster(Identified, Timestamped, Base):
    """A weekly stretch of work of one veterinarian in one clinic, in the clinic's local time.

    `effective_until` is the last day it counts, null for no end. An end before the start lies on the next day. With a
    rotation it counts every `rotation_weeks` weeks: in those that are `rotation_week` weeks (modulo the rotation)
    after the week of `effective_from`.
    """

    __tablename__ = "rosters"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_known"),
        CheckConstraint("effective_until IS NULL OR effective_until >= effective_from", name="ends_after_start"),
        CheckConstraint(
            "rotation_weeks BETWEEN 1 AND 8 AND rotation_week >= 0 AND rotation_week < rotation_weeks",
            name="rotation_sound",
        ),
        Index("ix_rosters_clinic_id", "clinic_id", "veterinarian_id", "weekday"),
        Index("ix_rosters_veterinarian_id", "veterinarian_id"),
    )

    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id", ondelete="CASCADE"))
    veterinarian_id: Mapped[UUID] = mapped_column(ForeignKey("veterinarians.id", ondelete="CASCADE"))
    weekday: Mapped[int] = mapped_column(SmallInteger)
    starts_local: Mapped[int] = mapped_column(LocalMinutes)
    ends_local: Mapped[int] = mapped_column(LocalMinutes)
    effective_from: Mapped[date]
    effective_until: Mapped[date | None]
    rotation_weeks: Mapped[int] = mapped_column(SmallInteger, default=1, server_default="1")
    rotation_week: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")


class RosterOverride(Identified, Timestamped, Base):
    """One local day of a veterinarian at a clinic on which other hours replace the weekly ones. The note is staff's."""

    __tablename__ = "roster_overrides"
    __table_args__ = (
        _windows_sound(),
        UniqueConstraint("clinic_id", "veterinarian_id", "on_day"),
        Index("ix_roster_overrides_veterinarian_id", "veterinarian_id", "on_day"),
    )

    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id", ondelete="CASCADE"))
    veterinarian_id: Mapped[UUID] = mapped_column(ForeignKey("veterinarians.id", ondelete="CASCADE"))
    on_day: Mapped[date]
    starts_minutes: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))
    ends_minutes: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))
    note: Mapped[str | None] = mapped_column(EncryptedText)


class OpeningOverride(Identified, Timestamped, Base):
    """One local day on which a clinic keeps other hours than its week says. Its note is for everybody."""

    __tablename__ = "opening_overrides"
    __table_args__ = (_windows_sound(), UniqueConstraint("clinic_id", "on_day"))

    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id", ondelete="CASCADE"))
    on_day: Mapped[date]
    starts_minutes: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))
    ends_minutes: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))
    note: Mapped[str] = mapped_column(String(200), default="", server_default="")


class ClinicHoliday(Base):
    """A public holiday where the clinic is. It is closed that day unless `is_open`."""

    __tablename__ = "clinic_holidays"

    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id", ondelete="CASCADE"), primary_key=True)
    on_day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    is_open: Mapped[bool] = mapped_column(default=False, server_default=false())


class SchedulingSettings(Base):
    """How a clinic plans. A clinic without a row keeps no public holidays and has every default."""

    __tablename__ = "scheduling_settings"
    __table_args__ = (CheckConstraint("waitlist_offer_minutes BETWEEN 5 AND 10080", name="offer_plausible"),)

    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id", ondelete="CASCADE"), primary_key=True)
    holiday_country: Mapped[str | None] = mapped_column(String(2))
    holiday_subdivision: Mapped[str | None] = mapped_column(String(20))
    waitlist_offer_minutes: Mapped[int] = mapped_column(SmallInteger, default=120, server_default="120")
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    updated_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now)
