"""Tables of pets, their breeds, their owners, and the clinics they are shown to."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from vet_core.db.base import Base, Identified, Timestamped, Versioned
from vet_core.db.types import EncryptedText, word
from vet_core.identity.models import Invitation
from vet_core.kernel.clock import utc_now
from vet_core.pets.enums import PetAccess, Sex, Species


class Breed(Identified, Base):
    """Reference rows, written by migrations from vet_core.pets.breeds. Only dog breeds have an FCI number."""

    __tablename__ = "breeds"
    __table_args__ = (
        CheckConstraint("fci_number IS NULL OR (fci_number > 0 AND species = 'dog')", name="fci_is_for_dogs"),
        Index("uq_breeds_name", "species", "name", unique=True),
    )

    species: Mapped[Species] = mapped_column(word(Species, name="species"))
    name: Mapped[str] = mapped_column(String(120))
    fci_number: Mapped[int | None] = mapped_column(SmallInteger, unique=True)


class Pet(Identified, Timestamped, Versioned, Base):
    """An animal. `is_neutered` and `born_on` are null when nobody knows."""

    __tablename__ = "pets"
    __table_args__ = (
        CheckConstraint("weight_grams IS NULL OR weight_grams BETWEEN 1 AND 2000000", name="weight_plausible"),
        CheckConstraint("microchip_number ~ '^[0-9]{15}$'", name="microchip_shape"),
        CheckConstraint("deceased_on IS NULL OR born_on IS NULL OR deceased_on >= born_on", name="dies_after_birth"),
        Index(
            "uq_pets_microchip_number",
            "microchip_number",
            unique=True,
            postgresql_where=text("microchip_number IS NOT NULL"),
        ),
        Index("ix_pets_breed_id", "breed_id"),
        Index("ix_pets_name_words", "name", postgresql_using="gin", postgresql_ops={"name": "gin_trgm_ops"}),
    )

    name: Mapped[str] = mapped_column(String(120))
    species: Mapped[Species] = mapped_column(word(Species, name="species"))
    breed_id: Mapped[UUID | None] = mapped_column(ForeignKey("breeds.id", ondelete="RESTRICT"))
    sex: Mapped[Sex] = mapped_column(word(Sex, name="sex"), default=Sex.UNKNOWN, server_default="unknown")
    is_neutered: Mapped[bool | None]
    born_on: Mapped[date | None]
    is_birth_date_estimated: Mapped[bool] = mapped_column(default=False, server_default=false())
    weight_grams: Mapped[int | None] = mapped_column(Integer)
    microchip_number: Mapped[str | None] = mapped_column(String(15))
    color: Mapped[str | None] = mapped_column(String(120))
    note: Mapped[str | None] = mapped_column(Text)
    deceased_on: Mapped[date | None]
    insurer: Mapped[str | None] = mapped_column(String(120))
    insurance_number: Mapped[str | None] = mapped_column(EncryptedText)


class PetOwner(Base):
    """One of the people a pet belongs to. At most one of them is primary: the clinic's first contact."""

    __tablename__ = "pet_owners"
    __table_args__ = (
        Index("ix_pet_owners_person_id", "person_id"),
        Index("uq_pet_owners_primary", "pet_id", unique=True, postgresql_where=text("is_primary")),
    )

    pet_id: Mapped[UUID] = mapped_column(ForeignKey("pets.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True)
    is_primary: Mapped[bool] = mapped_column(default=False, server_default=false())
    access: Mapped[PetAccess] = mapped_column(
        word(PetAccess, name="access"), default=PetAccess.MANAGE, server_default="manage"
    )
    added_at: Mapped[datetime] = mapped_column(default=utc_now, server_default=text("now()"))


class PetShare(Base):
    """An owner shows a pet to a clinic that has not seen it yet, perhaps until an instant."""

    __tablename__ = "pet_shares"
    __table_args__ = (
        CheckConstraint("ends_at IS NULL OR ends_at > shared_at", name="ends_after_start"),
        Index("ix_pet_shares_clinic_id", "clinic_id"),
    )

    pet_id: Mapped[UUID] = mapped_column(ForeignKey("pets.id", ondelete="CASCADE"), primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id", ondelete="CASCADE"), primary_key=True)
    shared_by: Mapped[UUID] = mapped_column(ForeignKey("persons.id", ondelete="RESTRICT"))
    shared_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]


_invitations = Invitation.__table__
assert isinstance(_invitations, Table)
_invitations.append_constraint(ForeignKeyConstraint(["pet_id"], ["pets.id"], ondelete="CASCADE"))
