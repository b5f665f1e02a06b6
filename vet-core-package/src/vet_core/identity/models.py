"""Tables of people: where they work, how they sign in, what they were invited to, agreed to and asked for.

The foreign keys of `memberships.clinic_id`, `invitations.clinic_id` and `invitations.pet_id` are attached by
vet_core.clinics.models and vet_core.pets.models: identity knows neither.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CHAR, CheckConstraint, ForeignKey, Index, Integer, SmallInteger, String, Text, false, text
from sqlalchemy.dialects.postgresql import CITEXT
from sqlalchemy.orm import Mapped, mapped_column

from vet_core.db.base import Base, Identified, Timestamped, Versioned
from vet_core.db.types import EncryptedBytes, EncryptedDate, EncryptedText, word
from vet_core.identity.enums import ConsentPurpose, ErasureState, ExportState, PetAccess, Role


class Person(Identified, Timestamped, Versioned, Base):
    """Everybody who signs in. Clerk knows the password; names, roles and everything else are ours."""

    __tablename__ = "persons"
    __table_args__ = (
        Index("uq_persons_email_present", "email", unique=True, postgresql_where=text("deleted_at IS NULL")),
        Index(
            "ix_persons_name_words",
            "given_name",
            "family_name",
            postgresql_using="gin",
            postgresql_ops={"given_name": "gin_trgm_ops", "family_name": "gin_trgm_ops"},
        ),
    )

    clerk_user_id: Mapped[str | None] = mapped_column(String(120), unique=True)
    email: Mapped[str] = mapped_column(CITEXT)
    given_name: Mapped[str] = mapped_column(String(120))
    family_name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str | None] = mapped_column(EncryptedText)
    address: Mapped[str | None] = mapped_column(EncryptedText)
    born_on: Mapped[date | None] = mapped_column(EncryptedDate)
    locale: Mapped[str] = mapped_column(String(12), default="en", server_default="en")
    time_zone: Mapped[str | None] = mapped_column(String(64))
    is_system_administrator: Mapped[bool] = mapped_column(default=False, server_default=false())
    deleted_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]


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


class SignInSession(Base):
    """One sign-in of one person on one device, as Clerk tells of it; the id is Clerk's own."""

    __tablename__ = "sign_in_sessions"
    __table_args__ = (Index("ix_sign_in_sessions_person_id", "person_id", "last_seen_at"),)

    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))
    device: Mapped[str | None] = mapped_column(String(200))
    browser: Mapped[str | None] = mapped_column(String(200))
    address: Mapped[str | None] = mapped_column(String(64))
    place: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None] = mapped_column(String(80))


class Invitation(Identified, Base):
    """A link sent by mail that makes somebody staff of a clinic or co-owner of a pet, once. Only its digest is kept."""

    __tablename__ = "invitations"
    __table_args__ = (
        CheckConstraint("num_nonnulls(clinic_id, pet_id) = 1", name="to_clinic_or_pet"),
        CheckConstraint("(clinic_id IS NULL) = (role IS NULL)", name="clinic_has_role"),
        CheckConstraint("(pet_id IS NULL) = (access IS NULL)", name="pet_has_access"),
        CheckConstraint("(accepted_at IS NULL) = (accepted_by IS NULL)", name="accepted_by_somebody"),
        CheckConstraint("accepted_at IS NULL OR revoked_at IS NULL", name="accepted_or_revoked"),
        Index("ix_invitations_clinic_id", "clinic_id", "created_at"),
        Index("ix_invitations_pet_id", "pet_id"),
        Index("ix_invitations_email", "email"),
        Index("ix_invitations_invited_by", "invited_by"),
    )

    clinic_id: Mapped[UUID | None]
    role: Mapped[Role | None] = mapped_column(word(Role, name="role"))
    pet_id: Mapped[UUID | None]
    access: Mapped[PetAccess | None] = mapped_column(word(PetAccess, name="access"))
    email: Mapped[str] = mapped_column(CITEXT)
    token_digest: Mapped[str] = mapped_column(CHAR(64), unique=True)
    invited_by: Mapped[UUID] = mapped_column(ForeignKey("persons.id", ondelete="RESTRICT"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    accepted_by: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id", ondelete="RESTRICT"))
    revoked_at: Mapped[datetime | None]


class Consent(Identified, Base):
    """What a person said about one version of one text, and when. The last word counts; none is ever changed."""

    __tablename__ = "consents"
    __table_args__ = (Index("ix_consents_person_id", "person_id", "purpose", "at"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id", ondelete="RESTRICT"))
    purpose: Mapped[ConsentPurpose] = mapped_column(word(ConsentPurpose, name="purpose"))
    version: Mapped[str] = mapped_column(String(40))
    is_granted: Mapped[bool]
    at: Mapped[datetime]
    source: Mapped[str] = mapped_column(String(80))


class DataExport(Identified, Base):
    """A copy of everything about a person, made by a job. One is under way at a time; the link to it expires."""

    __tablename__ = "data_exports"
    __table_args__ = (
        CheckConstraint("(state = 'ready') = (content IS NOT NULL)", name="ready_has_content"),
        Index("ix_data_exports_person_id", "person_id", "requested_at"),
        Index(
            "uq_data_exports_running",
            "person_id",
            unique=True,
            postgresql_where=text("state IN ('requested', 'running')"),
        ),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))
    state: Mapped[ExportState] = mapped_column(
        word(ExportState, name="state"), default=ExportState.REQUESTED, server_default="requested"
    )
    requested_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ready_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    token_digest: Mapped[str | None] = mapped_column(CHAR(64), unique=True)
    size_bytes: Mapped[int | None] = mapped_column(Integer)
    sha256: Mapped[str | None] = mapped_column(CHAR(64))
    content: Mapped[bytes | None] = mapped_column(EncryptedBytes, deferred=True)
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    last_error: Mapped[str | None] = mapped_column(Text)


class ErasureRequest(Identified, Base):
    """A person's wish to be forgotten, carried out when it is due. `outcome` says what was kept and why."""

    __tablename__ = "erasure_requests"
    __table_args__ = (
        CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name="done_has_instant"),
        CheckConstraint("(state = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled_has_instant"),
        Index("ix_erasure_requests_person_id", "person_id", "requested_at"),
        Index("ix_erasure_requests_due_at", "due_at", postgresql_where=text("state = 'requested'")),
        Index("uq_erasure_requests_open", "person_id", unique=True, postgresql_where=text("state = 'requested'")),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id", ondelete="RESTRICT"))
    state: Mapped[ErasureState] = mapped_column(
        word(ErasureState, name="state"), default=ErasureState.REQUESTED, server_default="requested"
    )
    requested_at: Mapped[datetime]
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    outcome: Mapped[dict[str, Any] | None]
