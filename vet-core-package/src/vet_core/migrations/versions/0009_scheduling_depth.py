"""Rooms, day overrides, holidays, blocks, group classes, series, the waitlist, days that move, subscribed calendars.

Two releases run side by side while this is applied: the one before writes none of the new columns, which have defaults
or may be empty, and its rows exclude one another as before, because each is a party by itself. Adding `party_id`
rewrites `reservations` and builds its exclusion anew under a lock that stops bookings meanwhile.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from vet_core.migrations import plan_tables_0009, row_security_0009, tables_0009

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

STATUSES_BEFORE = ("requested", "confirmed", "checked_in", "in_progress", "completed", "cancelled", "missed")
STATUSES = (*STATUSES_BEFORE[:6], "declined", "missed")
STATES_BEFORE = ("held", "booked", "released")
STATES = ("held", "booked", "blocked", "released")
KINDS_BEFORE = (
    "appointment_booked",
    "appointment_rescheduled",
    "appointment_cancelled",
    "appointment_reminder",
    "clinic_invitation",
    "pet_invitation",
    "break_glass_opened",
    "export_ready",
    "erasure_done",
)
KINDS_ADDED = (
    "appointment_requested",
    "appointment_confirmed",
    "appointment_declined",
    "waitlist_offered",
    "move_proposed",
)

# What was booked before has what its kind of visit says now.
COPY_TO_APPOINTMENTS = """
UPDATE appointments a
   SET buffer_before_minutes = t.buffer_before_minutes, buffer_after_minutes = t.buffer_after_minutes,
       price_minor = t.price_minor, currency = t.currency
  FROM appointment_types t WHERE t.id = a.appointment_type_id
"""

CHECKS = {
    "appointment_types": {
        "offset_plausible": "grid_offset_minutes BETWEEN 0 AND 1439",
        "cancellation_notice_plausible": "cancellation_notice_minutes BETWEEN 0 AND 525600",
        "capacity_plausible": "capacity BETWEEN 1 AND 100",
        "daily_cap_plausible": "daily_cap >= 1",
        "same_day_percent_plausible": "same_day_percent BETWEEN 0 AND 100",
        "fees_not_negative": "deposit_minor >= 0 AND late_fee_minor >= 0",
    },
    "appointment_type_veterinarians": {"duration_plausible": "duration_minutes BETWEEN 1 AND 1440"},
    "rosters": {
        "rotation_sound": "rotation_weeks BETWEEN 1 AND 8 AND rotation_week >= 0 AND rotation_week < rotation_weeks",
    },
    "appointments": {
        "series_has_place": "series_id IS NULL OR series_starts_local IS NOT NULL",
        "price_has_currency": "price_minor IS NULL OR currency IS NOT NULL",
    },
    "reservations": {
        "blocked_has_reason": "state <> 'blocked' OR (num_nonnulls(appointment_id, block_id) = 1 AND hold_id IS NULL)",
        "block_is_blocked": "block_id IS NULL OR state IN ('blocked', 'released')",
        "seats_plausible": "seats BETWEEN 1 AND 100",
    },
}


def _set_words(table: str, column: str, words: tuple[str, ...]) -> None:
    op.drop_constraint(op.f(f"ck_{table}_{column}"), table)
    listed = ", ".join(f"'{each}'" for each in words)
    op.create_check_constraint(op.f(f"ck_{table}_{column}"), table, f"{column} IN ({listed})")


def _set_minutes(least: int) -> None:
    """The least duration and interval of a kind of visit."""
    for name, column in (("duration_plausible", "duration_minutes"), ("interval_plausible", "slot_interval_minutes")):
        op.drop_constraint(op.f(f"ck_appointment_types_{name}"), "appointment_types")
        op.create_check_constraint(
            op.f(f"ck_appointment_types_{name}"), "appointment_types", f"{column} BETWEEN {least} AND 1440"
        )


def _exclude(*elements: tuple[str, str]) -> None:
    op.drop_constraint("ex_reservations_resource_id_during", "reservations")
    op.create_exclude_constraint(
        "ex_reservations_resource_id_during",
        "reservations",
        *elements,
        where=sa.text("state IN ('held', 'booked')"),
        using="gist",
    )


def upgrade() -> None:
    tables_0009.create()
    plan_tables_0009.create()
    op.add_column("appointment_type_veterinarians", sa.Column("duration_minutes", sa.SmallInteger(), nullable=True))
    op.add_column(
        "appointment_type_veterinarians",
        sa.Column("assigned_count", sa.BigInteger(), server_default="0", nullable=False),
    )
    op.add_column(
        "appointment_types", sa.Column("translations", postgresql.JSONB(), server_default="{}", nullable=False)
    )
    op.add_column(
        "appointment_types", sa.Column("grid_offset_minutes", sa.SmallInteger(), server_default="0", nullable=False)
    )
    op.add_column(
        "appointment_types",
        sa.Column(
            "clients",
            sa.Enum(
                "everyone", "new", "existing", name="clients", native_enum=False, create_constraint=True, length=40
            ),
            server_default="everyone",
            nullable=False,
        ),
    )
    op.add_column(
        "appointment_types",
        sa.Column(
            "place",
            sa.Enum(
                "in_clinic", "home_visit", "video", name="place", native_enum=False, create_constraint=True, length=40
            ),
            server_default="in_clinic",
            nullable=False,
        ),
    )
    op.add_column("appointment_types", sa.Column("capacity", sa.SmallInteger(), server_default="1", nullable=False))
    op.add_column("appointment_types", sa.Column("daily_cap", sa.SmallInteger(), nullable=True))
    op.add_column(
        "appointment_types", sa.Column("same_day_percent", sa.SmallInteger(), server_default="0", nullable=False)
    )
    op.add_column("appointment_types", sa.Column("deposit_minor", sa.Integer(), server_default="0", nullable=False))
    op.add_column(
        "appointment_types", sa.Column("cancellation_notice_minutes", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column("appointment_types", sa.Column("late_fee_minor", sa.Integer(), server_default="0", nullable=False))
    op.add_column(
        "appointment_types",
        sa.Column("is_confirmation_needed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column("appointment_types", sa.Column("questions", postgresql.JSONB(), server_default="[]", nullable=False))
    op.add_column("appointments", sa.Column("room_id", sa.Uuid(), nullable=True))
    op.add_column("appointments", sa.Column("series_id", sa.Uuid(), nullable=True))
    op.add_column("appointments", sa.Column("series_starts_local", sa.DateTime(), nullable=True))
    op.add_column(
        "appointments", sa.Column("buffer_before_minutes", sa.SmallInteger(), server_default="0", nullable=False)
    )
    op.add_column(
        "appointments", sa.Column("buffer_after_minutes", sa.SmallInteger(), server_default="0", nullable=False)
    )
    op.add_column("appointments", sa.Column("price_minor", sa.Integer(), nullable=True))
    op.add_column("appointments", sa.Column("currency", sa.String(length=3), nullable=True))
    op.add_column(
        "appointments", sa.Column("is_walk_in", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.add_column("appointments", sa.Column("override_reason", sa.Text(), nullable=True))
    op.add_column("appointments", sa.Column("answers", postgresql.JSONB(), nullable=True))
    op.add_column("appointments", sa.Column("is_late", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("appointments", sa.Column("late_fee_minor", sa.Integer(), nullable=True))
    op.add_column("appointments", sa.Column("owner_confirmed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("appointments", sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("appointments", sa.Column("decided_by_id", sa.Uuid(), nullable=True))
    op.add_column("appointments", sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("appointments", sa.Column("roomed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("appointments", sa.Column("began_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("appointments", sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("appointments", sa.Column("departed_at", sa.DateTime(timezone=True), nullable=True))
    op.drop_index(op.f("ix_appointments_appointment_type_id"), table_name="appointments")
    op.create_index(
        "ix_appointments_appointment_type_id", "appointments", ["appointment_type_id", "starts_at"], unique=False
    )
    op.create_index(
        "ix_appointments_room_id",
        "appointments",
        ["room_id", "starts_at"],
        unique=False,
        postgresql_where=sa.text("room_id IS NOT NULL"),
    )
    op.create_index(
        "ix_appointments_series_id",
        "appointments",
        ["series_id", "series_starts_local"],
        unique=False,
        postgresql_where=sa.text("series_id IS NOT NULL"),
    )
    op.create_foreign_key(
        op.f("fk_appointments_series_id_appointment_series"),
        "appointments",
        "appointment_series",
        ["series_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_foreign_key(
        op.f("fk_appointments_decided_by_id_persons"),
        "appointments",
        "persons",
        ["decided_by_id"],
        ["id"],
        ondelete="RESTRICT",
    )
    op.create_foreign_key(
        op.f("fk_appointments_room_id_clinic_resources"),
        "appointments",
        "clinic_resources",
        ["room_id"],
        ["id"],
        ondelete="RESTRICT",
    )
    op.add_column("clinics", sa.Column("pause_reason", sa.Text(), nullable=True))
    op.add_column("clinics", sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("holds", sa.Column("room_id", sa.Uuid(), nullable=True))
    op.add_column(
        "holds", sa.Column("is_any_veterinarian", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.create_foreign_key(
        op.f("fk_holds_room_id_clinic_resources"), "holds", "clinic_resources", ["room_id"], ["id"], ondelete="CASCADE"
    )
    op.add_column("reservations", sa.Column("block_id", sa.Uuid(), nullable=True))
    op.add_column(
        "reservations", sa.Column("party_id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False)
    )
    op.add_column("reservations", sa.Column("seats", sa.SmallInteger(), server_default="1", nullable=False))
    op.create_index(
        "ix_reservations_block_id",
        "reservations",
        ["block_id"],
        unique=False,
        postgresql_where=sa.text("block_id IS NOT NULL"),
    )
    op.create_index(
        "ix_reservations_blocked",
        "reservations",
        ["resource_id", "during"],
        unique=False,
        postgresql_using="gist",
        postgresql_where=sa.text("state = 'blocked'"),
    )
    op.create_foreign_key(
        op.f("fk_reservations_block_id_calendar_blocks"),
        "reservations",
        "calendar_blocks",
        ["block_id"],
        ["id"],
        ondelete="CASCADE",
    )
    op.add_column("rosters", sa.Column("rotation_weeks", sa.SmallInteger(), server_default="1", nullable=False))
    op.add_column("rosters", sa.Column("rotation_week", sa.SmallInteger(), server_default="0", nullable=False))
    for table, checks in CHECKS.items():
        for name, condition in checks.items():
            op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, condition)
    for table, column in (
        ("appointments", "status"),
        ("appointment_moves", "from_status"),
        ("appointment_moves", "to_status"),
    ):
        _set_words(table, column, STATUSES)
    _set_words("reservations", "state", STATES)
    _set_words("notification_deliveries", "kind", KINDS_BEFORE + KINDS_ADDED)
    _set_minutes(1)
    op.execute(COPY_TO_APPOINTMENTS)
    _exclude(("resource_id", "="), ("during", "&&"), ("party_id", "<>"))
    for statement in row_security_0009.statements():
        op.execute(statement)


def downgrade() -> None:
    for statement in row_security_0009.undoing():
        op.execute(statement)
    # What the release before has no words for. It refuses to go back while a group class still has overlapping visits,
    # or a kind of visit is shorter than it knew.
    op.execute("DELETE FROM reservations WHERE state = 'blocked' OR block_id IS NOT NULL")
    op.execute(
        "UPDATE appointments SET status = 'cancelled', cancelled_at = coalesce(decided_at, updated_at)"
        " WHERE status = 'declined'"
    )
    op.execute("UPDATE appointment_moves SET to_status = 'cancelled' WHERE to_status = 'declined'")
    kinds = ", ".join(f"'{kind}'" for kind in KINDS_ADDED)
    op.execute(f"DELETE FROM notification_deliveries WHERE kind IN ({kinds})")
    _exclude(("resource_id", "="), ("during", "&&"))
    _set_minutes(5)
    _set_words("notification_deliveries", "kind", KINDS_BEFORE)
    _set_words("reservations", "state", STATES_BEFORE)
    for table, column in (
        ("appointments", "status"),
        ("appointment_moves", "from_status"),
        ("appointment_moves", "to_status"),
    ):
        _set_words(table, column, STATUSES_BEFORE)
    for table, checks in CHECKS.items():
        for name in checks:
            op.drop_constraint(op.f(f"ck_{table}_{name}"), table)
    op.drop_column("rosters", "rotation_week")
    op.drop_column("rosters", "rotation_weeks")
    op.drop_constraint(op.f("fk_reservations_block_id_calendar_blocks"), "reservations", type_="foreignkey")
    op.drop_index(
        "ix_reservations_blocked",
        table_name="reservations",
        postgresql_using="gist",
        postgresql_where=sa.text("state = 'blocked'"),
    )
    op.drop_index(
        "ix_reservations_block_id", table_name="reservations", postgresql_where=sa.text("block_id IS NOT NULL")
    )
    op.drop_column("reservations", "seats")
    op.drop_column("reservations", "party_id")
    op.drop_column("reservations", "block_id")
    op.drop_constraint(op.f("fk_holds_room_id_clinic_resources"), "holds", type_="foreignkey")
    op.drop_column("holds", "is_any_veterinarian")
    op.drop_column("holds", "room_id")
    op.drop_column("clinics", "paused_at")
    op.drop_column("clinics", "pause_reason")
    op.drop_constraint(op.f("fk_appointments_room_id_clinic_resources"), "appointments", type_="foreignkey")
    op.drop_constraint(op.f("fk_appointments_decided_by_id_persons"), "appointments", type_="foreignkey")
    op.drop_constraint(op.f("fk_appointments_series_id_appointment_series"), "appointments", type_="foreignkey")
    op.drop_index(
        "ix_appointments_series_id", table_name="appointments", postgresql_where=sa.text("series_id IS NOT NULL")
    )
    op.drop_index("ix_appointments_room_id", table_name="appointments", postgresql_where=sa.text("room_id IS NOT NULL"))
    op.drop_index("ix_appointments_appointment_type_id", table_name="appointments")
    op.create_index(op.f("ix_appointments_appointment_type_id"), "appointments", ["appointment_type_id"], unique=False)
    op.drop_column("appointments", "departed_at")
    op.drop_column("appointments", "finished_at")
    op.drop_column("appointments", "began_at")
    op.drop_column("appointments", "roomed_at")
    op.drop_column("appointments", "arrived_at")
    op.drop_column("appointments", "decided_by_id")
    op.drop_column("appointments", "decided_at")
    op.drop_column("appointments", "owner_confirmed_at")
    op.drop_column("appointments", "late_fee_minor")
    op.drop_column("appointments", "is_late")
    op.drop_column("appointments", "answers")
    op.drop_column("appointments", "override_reason")
    op.drop_column("appointments", "is_walk_in")
    op.drop_column("appointments", "currency")
    op.drop_column("appointments", "price_minor")
    op.drop_column("appointments", "buffer_after_minutes")
    op.drop_column("appointments", "buffer_before_minutes")
    op.drop_column("appointments", "series_starts_local")
    op.drop_column("appointments", "series_id")
    op.drop_column("appointments", "room_id")
    op.drop_column("appointment_types", "questions")
    op.drop_column("appointment_types", "is_confirmation_needed")
    op.drop_column("appointment_types", "late_fee_minor")
    op.drop_column("appointment_types", "cancellation_notice_minutes")
    op.drop_column("appointment_types", "deposit_minor")
    op.drop_column("appointment_types", "same_day_percent")
    op.drop_column("appointment_types", "daily_cap")
    op.drop_column("appointment_types", "capacity")
    op.drop_column("appointment_types", "place")
    op.drop_column("appointment_types", "clients")
    op.drop_column("appointment_types", "grid_offset_minutes")
    op.drop_column("appointment_types", "translations")
    op.drop_column("appointment_type_veterinarians", "assigned_count")
    op.drop_column("appointment_type_veterinarians", "duration_minutes")
    plan_tables_0009.drop()
    tables_0009.drop()
