"""Pets, their owners, and the breeds known to the platform."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import insert

from vet_core.pets.breeds import BREEDS

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "breeds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "species",
            sa.Enum(
                "dog",
                "cat",
                "rabbit",
                "bird",
                "reptile",
                "small_mammal",
                "horse",
                "other",
                name="species",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("fci_number", sa.SmallInteger(), nullable=True),
        sa.CheckConstraint(
            "fci_number IS NULL OR (fci_number > 0 AND species = 'dog')", name=op.f("ck_breeds_fci_is_for_dogs")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breeds")),
        sa.UniqueConstraint("fci_number", name=op.f("uq_breeds_fci_number")),
    )
    op.create_index("uq_breeds_name", "breeds", ["species", "name"], unique=True)
    write_breeds()
    op.create_table(
        "pets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "species",
            sa.Enum(
                "dog",
                "cat",
                "rabbit",
                "bird",
                "reptile",
                "small_mammal",
                "horse",
                "other",
                name="species",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("breed_id", sa.Uuid(), nullable=True),
        sa.Column(
            "sex",
            sa.Enum("female", "male", "unknown", name="sex", native_enum=False, create_constraint=True, length=40),
            server_default="unknown",
            nullable=False,
        ),
        sa.Column("is_neutered", sa.Boolean(), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("is_birth_date_estimated", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("weight_grams", sa.Integer(), nullable=True),
        sa.Column("microchip_number", sa.String(length=15), nullable=True),
        sa.Column("color", sa.String(length=120), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("deceased_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("microchip_number ~ '^[0-9]{15}$'", name=op.f("ck_pets_microchip_shape")),
        sa.CheckConstraint(
            "deceased_on IS NULL OR born_on IS NULL OR deceased_on >= born_on", name=op.f("ck_pets_dies_after_birth")
        ),
        sa.CheckConstraint(
            "weight_grams IS NULL OR weight_grams BETWEEN 1 AND 2000000", name=op.f("ck_pets_weight_plausible")
        ),
        sa.ForeignKeyConstraint(["breed_id"], ["breeds.id"], name=op.f("fk_pets_breed_id_breeds"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pets")),
    )
    op.create_index("ix_pets_breed_id", "pets", ["breed_id"], unique=False)
    op.create_index(
        "uq_pets_microchip_number",
        "pets",
        ["microchip_number"],
        unique=True,
        postgresql_where=sa.text("microchip_number IS NOT NULL"),
    )
    op.create_table(
        "pet_owners",
        sa.Column("pet_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("is_primary", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_pet_owners_person_id_persons"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["pet_id"], ["pets.id"], name=op.f("fk_pet_owners_pet_id_pets"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("pet_id", "person_id", name=op.f("pk_pet_owners")),
    )
    op.create_index("ix_pet_owners_person_id", "pet_owners", ["person_id"], unique=False)
    op.create_index(
        "uq_pet_owners_primary", "pet_owners", ["pet_id"], unique=True, postgresql_where=sa.text("is_primary")
    )


def write_breeds() -> None:
    """Insert every breed the code knows today; a later revision that adds breeds must do the same."""
    breeds = sa.table(
        "breeds",
        sa.column("id", sa.Uuid()),
        sa.column("species", sa.Text()),
        sa.column("name", sa.Text()),
        sa.column("fci_number", sa.SmallInteger()),
    )
    rows = [
        {"id": breed.id, "species": breed.species.value, "name": breed.name, "fci_number": breed.fci_number}
        for breed in BREEDS
    ]
    op.execute(insert(breeds).values(rows).on_conflict_do_nothing())


def downgrade() -> None:
    op.drop_table("pet_owners")
    op.drop_table("pets")
    op.drop_table("breeds")
