"""Tables of people and of the clinics they work for.

The foreign key of `memberships.clinic_id` is attached by vet_core.clinics.models: identity knows no clinic.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, false, text
from sqlalchemy.dialects.postgresql import CITEXT
from sqlalchemy.orm import Mapped, mapped_column

from vet_core.db.base import Base, Identified, Timestamped, Versioned
from vet_core.db.types import EncryptedText, word
from vet_core.identity.enums import Role


class Person(Identified, Timestamped, Versioned, Base):
    """Everybody who signs in. Clerk knows the password; names, roles and everything else are ours."""

    __tablename__ = "persons"
    __table_args__ = (
        Index("uq_persons_email_present", "email", unique=True, postgresql_where=text("deleted_at IS NULL")),
    )

    clerk_user_id: Mapped[str | None] = mapped_column(String(120), unique=True)
    email: Mapped[str] = mapped_column(CITEXT)
    given_name: Mapped[str] = mapped_column(String(120))
    family_name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str | None] = mapped_column(EncryptedText)
    locale: Mapped[str] = mapped_column(String(12), default="en", server_default="en")
    time_zone: Mapped[str | None] = mapped_column(String(64))
    is_system_administrator: Mapped[bool] = mapped_column(default=False, server_default=false())
    deleted_at: Mapped[datetime | None]


class Membership(Identified, Timestamped, Base):
    """One role of one person in one clinic, from an instant and perhaps until another."""

    __tablename__ = "memberships"
    __table_args__ = (
        CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="ends_after_start"),
        Index(
            "uq_memberships_active",
            "person_id",
            "clinic_id",
            "role",
            unique=True,
            postgresql_where=text("ends_at IS NULL"),
        ),
        Index("ix_memberships_person_id", "person_id"),
        Index("ix_memberships_clinic_id", "clinic_id", "role"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))
    clinic_id: Mapped[UUID]
    role: Mapped[Role] = mapped_column(word(Role, name="role"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
