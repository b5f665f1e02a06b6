"""Tables of rooms, hours and blocks that revision 0009 adds. Frozen with that revision."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

WINDOWS_SOUND = (
    "cardinality(starts_minutes) = cardinality(ends_minutes)"
    " AND 0 <= ALL (starts_minutes) AND 1440 >= ALL (starts_minutes)"
    " AND 0 <= ALL (ends_minutes) AND 1440 >= ALL (ends_minutes)"
)


def create() -> None:
    op.create_table(
        "calendar_blocks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("block", "time_off", "external", name="kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("created_by_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("external_source", sa.Text(), nullable=True),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'external') = (external_source IS NOT NULL AND external_id IS NOT NULL)",
            name=op.f("ck_calendar_blocks_external_named"),
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_calendar_blocks_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_calendar_blocks_clinic_id_clinics"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["persons.id"],
            name=op.f("fk_calendar_blocks_created_by_id_persons"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"],
            ["resources.id"],
            name=op.f("fk_calendar_blocks_resource_id_resources"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_blocks")),
        sa.UniqueConstraint(
            "resource_id",
            "external_source",
            "external_id",
            name=op.f("uq_calendar_blocks_resource_id_external_source_external_id"),
        ),
    )
    op.create_index("ix_calendar_blocks_clinic_id", "calendar_blocks", ["clinic_id", "starts_at"], unique=False)
    op.create_index("ix_calendar_blocks_resource_id", "calendar_blocks", ["resource_id", "starts_at"], unique=False)
    op.create_table(
        "clinic_holidays",
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("is_open", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_clinic_holidays_clinic_id_clinics"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("clinic_id", "on_day", name=op.f("pk_clinic_holidays")),
    )
    op.create_table(
        "clinic_resources",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("room", "equipment", name="kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("category", sa.String(length=60), server_default="general", nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_clinic_resources_clinic_id_clinics"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["resources.id"], name=op.f("fk_clinic_resources_id_resources"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clinic_resources")),
        sa.UniqueConstraint("clinic_id", "name", name=op.f("uq_clinic_resources_clinic_id_name")),
    )
    op.create_table(
        "opening_overrides",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("starts_minutes", sa.ARRAY(sa.SmallInteger()), nullable=False),
        sa.Column("ends_minutes", sa.ARRAY(sa.SmallInteger()), nullable=False),
        sa.Column("note", sa.String(length=200), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            WINDOWS_SOUND,
            name=op.f("ck_opening_overrides_windows_sound"),
        ),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_opening_overrides_clinic_id_clinics"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_overrides")),
        sa.UniqueConstraint("clinic_id", "on_day", name=op.f("uq_opening_overrides_clinic_id_on_day")),
    )
    op.create_table(
        "scheduling_settings",
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("holiday_country", sa.String(length=2), nullable=True),
        sa.Column("holiday_subdivision", sa.String(length=20), nullable=True),
        sa.Column("waitlist_offer_minutes", sa.SmallInteger(), server_default="120", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "waitlist_offer_minutes BETWEEN 5 AND 10080", name=op.f("ck_scheduling_settings_offer_plausible")
        ),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_scheduling_settings_clinic_id_clinics"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("clinic_id", name=op.f("pk_scheduling_settings")),
    )
    op.create_table(
        "appointment_type_requirements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("appointment_type_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("room", "equipment", name="kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("category", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_type_id"],
            ["appointment_types.id"],
            name=op.f("fk_appointment_type_requirements_appointment_type_id_appointment_types"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_type_requirements")),
        sa.UniqueConstraint(
            "appointment_type_id",
            "kind",
            "category",
            name=op.f("uq_appointment_type_requirements_appointment_type_id_kind_category"),
        ),
    )
    op.create_table(
        "roster_overrides",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("veterinarian_id", sa.Uuid(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("starts_minutes", sa.ARRAY(sa.SmallInteger()), nullable=False),
        sa.Column("ends_minutes", sa.ARRAY(sa.SmallInteger()), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            WINDOWS_SOUND,
            name=op.f("ck_roster_overrides_windows_sound"),
        ),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_roster_overrides_clinic_id_clinics"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["veterinarian_id"],
            ["veterinarians.id"],
            name=op.f("fk_roster_overrides_veterinarian_id_veterinarians"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_overrides")),
        sa.UniqueConstraint(
            "clinic_id", "veterinarian_id", "on_day", name=op.f("uq_roster_overrides_clinic_id_veterinarian_id_on_day")
        ),
    )
    op.create_index(
        "ix_roster_overrides_veterinarian_id", "roster_overrides", ["veterinarian_id", "on_day"], unique=False
    )


def drop() -> None:
    op.drop_table("roster_overrides")
    op.drop_table("appointment_type_requirements")
    op.drop_table("scheduling_settings")
    op.drop_table("opening_overrides")
    op.drop_table("clinic_resources")
    op.drop_table("clinic_holidays")
    op.drop_table("calendar_blocks")
