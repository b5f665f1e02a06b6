"""What clinics offer, who works when, and reservations that cannot overlap."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "appointment_types",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("duration_minutes", sa.SmallInteger(), nullable=False),
        sa.Column("buffer_before_minutes", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("buffer_after_minutes", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("slot_interval_minutes", sa.SmallInteger(), server_default="15", nullable=False),
        sa.Column("minimum_notice_minutes", sa.Integer(), server_default="0", nullable=False),
        sa.Column("horizon_days", sa.SmallInteger(), server_default="90", nullable=False),
        sa.Column("species", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("price_minor", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("is_owner_bookable", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "species <@ ARRAY['dog', 'cat', 'rabbit', 'bird', 'reptile', 'small_mammal', 'horse', 'other']::text[]",
            name=op.f("ck_appointment_types_species_known"),
        ),
        sa.CheckConstraint(
            "buffer_before_minutes BETWEEN 0 AND 480 AND buffer_after_minutes BETWEEN 0 AND 480",
            name=op.f("ck_appointment_types_buffers_plausible"),
        ),
        sa.CheckConstraint("duration_minutes BETWEEN 5 AND 1440", name=op.f("ck_appointment_types_duration_plausible")),
        sa.CheckConstraint("horizon_days BETWEEN 1 AND 730", name=op.f("ck_appointment_types_horizon_plausible")),
        sa.CheckConstraint(
            "minimum_notice_minutes BETWEEN 0 AND 525600", name=op.f("ck_appointment_types_notice_plausible")
        ),
        sa.CheckConstraint("price_minor >= 0", name=op.f("ck_appointment_types_price_not_negative")),
        sa.CheckConstraint(
            "slot_interval_minutes BETWEEN 5 AND 1440", name=op.f("ck_appointment_types_interval_plausible")
        ),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_appointment_types_clinic_id_clinics"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_types")),
    )
    op.create_index("uq_appointment_types_name", "appointment_types", ["clinic_id", "name"], unique=True)
    op.create_table(
        "appointment_type_veterinarians",
        sa.Column("appointment_type_id", sa.Uuid(), nullable=False),
        sa.Column("veterinarian_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_type_id"],
            ["appointment_types.id"],
            name=op.f("fk_appointment_type_veterinarians_appointment_type_id_appointment_types"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["veterinarian_id"],
            ["veterinarians.id"],
            name=op.f("fk_appointment_type_veterinarians_veterinarian_id_veterinarians"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "appointment_type_id", "veterinarian_id", name=op.f("pk_appointment_type_veterinarians")
        ),
    )
    op.create_index(
        "ix_appointment_type_veterinarians_veterinarian_id",
        "appointment_type_veterinarians",
        ["veterinarian_id"],
        unique=False,
    )
    op.create_table(
        "rosters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("veterinarian_id", sa.Uuid(), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("starts_local", sa.Time(), nullable=False),
        sa.Column("ends_local", sa.Time(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_until", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "effective_until IS NULL OR effective_until >= effective_from", name=op.f("ck_rosters_ends_after_start")
        ),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_rosters_weekday_known")),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_rosters_clinic_id_clinics"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["veterinarian_id"],
            ["veterinarians.id"],
            name=op.f("fk_rosters_veterinarian_id_veterinarians"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rosters")),
    )
    op.create_index("ix_rosters_clinic_id", "rosters", ["clinic_id", "veterinarian_id", "weekday"], unique=False)
    op.create_index("ix_rosters_veterinarian_id", "rosters", ["veterinarian_id"], unique=False)
    op.create_table(
        "resources",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "veterinarian",
                "pet",
                "room",
                "equipment",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resources")),
    )
    op.create_table(
        "holds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("appointment_type_id", sa.Uuid(), nullable=False),
        sa.Column("veterinarian_id", sa.Uuid(), nullable=False),
        sa.Column("pet_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_renewed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_holds_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["appointment_type_id"],
            ["appointment_types.id"],
            name=op.f("fk_holds_appointment_type_id_appointment_types"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_holds_clinic_id_clinics"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_holds_person_id_persons"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["pet_id"], ["pets.id"], name=op.f("fk_holds_pet_id_pets"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["veterinarian_id"],
            ["veterinarians.id"],
            name=op.f("fk_holds_veterinarian_id_veterinarians"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holds")),
    )
    op.create_index("ix_holds_expires_at", "holds", ["expires_at"], unique=False)
    op.create_index("ix_holds_person_id", "holds", ["person_id"], unique=False)
    op.create_table(
        "appointments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("appointment_type_id", sa.Uuid(), nullable=False),
        sa.Column("veterinarian_id", sa.Uuid(), nullable=False),
        sa.Column("pet_id", sa.Uuid(), nullable=False),
        sa.Column("booked_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "requested",
                "confirmed",
                "checked_in",
                "in_progress",
                "completed",
                "cancelled",
                "missed",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("duration_minutes", sa.SmallInteger(), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_by_id", sa.Uuid(), nullable=True),
        sa.Column("cancellation_reason", sa.Text(), nullable=True),
        sa.Column("sequence", sa.Integer(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "(status = 'cancelled') = (cancelled_at IS NOT NULL)", name=op.f("ck_appointments_cancelled_has_instant")
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_appointments_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["appointment_type_id"],
            ["appointment_types.id"],
            name=op.f("fk_appointments_appointment_type_id_appointment_types"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["booked_by_id"], ["persons.id"], name=op.f("fk_appointments_booked_by_id_persons"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["cancelled_by_id"],
            ["persons.id"],
            name=op.f("fk_appointments_cancelled_by_id_persons"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_appointments_clinic_id_clinics"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["pet_id"], ["pets.id"], name=op.f("fk_appointments_pet_id_pets"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["veterinarian_id"],
            ["veterinarians.id"],
            name=op.f("fk_appointments_veterinarian_id_veterinarians"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointments")),
    )
    op.create_index("ix_appointments_appointment_type_id", "appointments", ["appointment_type_id"], unique=False)
    op.create_index("ix_appointments_booked_by_id", "appointments", ["booked_by_id"], unique=False)
    op.create_index("ix_appointments_clinic_id", "appointments", ["clinic_id", "starts_at", "id"], unique=False)
    op.create_index("ix_appointments_pet_id", "appointments", ["pet_id", "starts_at", "id"], unique=False)
    op.create_index("ix_appointments_veterinarian_id", "appointments", ["veterinarian_id", "starts_at"], unique=False)
    op.create_table(
        "appointment_moves",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column(
            "from_status",
            sa.Enum(
                "requested",
                "confirmed",
                "checked_in",
                "in_progress",
                "completed",
                "cancelled",
                "missed",
                name="from_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "to_status",
            sa.Enum(
                "requested",
                "confirmed",
                "checked_in",
                "in_progress",
                "completed",
                "cancelled",
                "missed",
                name="to_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by_person_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointments.id"],
            name=op.f("fk_appointment_moves_appointment_id_appointments"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["by_person_id"],
            ["persons.id"],
            name=op.f("fk_appointment_moves_by_person_id_persons"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_moves")),
    )
    op.create_index("ix_appointment_moves_appointment_id", "appointment_moves", ["appointment_id", "at"], unique=False)
    op.create_table(
        "reservations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("during", postgresql.TSTZRANGE(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("held", "booked", "released", name="state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("hold_id", sa.Uuid(), nullable=True),
        sa.Column("appointment_id", sa.Uuid(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        postgresql.ExcludeConstraint(
            (sa.column("resource_id"), "="),
            (sa.column("during"), "&&"),
            where=sa.text("state IN ('held', 'booked')"),
            using="gist",
            name="ex_reservations_resource_id_during",
        ),
        sa.CheckConstraint(
            "state <> 'booked' OR (appointment_id IS NOT NULL AND hold_id IS NULL)",
            name=op.f("ck_reservations_booked_has_appointment"),
        ),
        sa.CheckConstraint(
            "state <> 'held' OR (hold_id IS NOT NULL AND expires_at IS NOT NULL)",
            name=op.f("ck_reservations_held_has_hold_and_expiry"),
        ),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointments.id"],
            name=op.f("fk_reservations_appointment_id_appointments"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["hold_id"], ["holds.id"], name=op.f("fk_reservations_hold_id_holds"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resources.id"], name=op.f("fk_reservations_resource_id_resources"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reservations")),
    )
    op.create_index("ix_reservations_appointment_id", "reservations", ["appointment_id"], unique=False)
    op.create_index(
        "ix_reservations_expires_at",
        "reservations",
        ["expires_at"],
        unique=False,
        postgresql_where=sa.text("state = 'held'"),
    )
    op.create_index("ix_reservations_hold_id", "reservations", ["hold_id"], unique=False)


def downgrade() -> None:
    op.drop_table("reservations")
    op.drop_table("appointment_moves")
    op.drop_table("appointments")
    op.drop_table("holds")
    op.drop_table("resources")
    op.drop_table("rosters")
    op.drop_table("appointment_type_veterinarians")
    op.drop_table("appointment_types")
