"""People's sessions, invitations, consents, exports and erasures; clients, shares and emergencies; row-level security.

Two releases run side by side while this is applied. The one before connects as the owner of the tables, to whom
policies do not apply, and goes on as it was; columns are added with defaults or empty.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from vet_core.migrations import row_security_0006

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KINDS_BEFORE = ("appointment_booked", "appointment_rescheduled", "appointment_cancelled", "appointment_reminder")
KINDS_ADDED = ("clinic_invitation", "pet_invitation", "break_glass_opened", "export_ready", "erasure_done")

# Like the audit trail: a refusal even when no row would match.
LOCK = """
CREATE FUNCTION refuse_consent_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'consents are append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
"""
LOCK_TRIGGER = """
CREATE TRIGGER consents_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consents
FOR EACH STATEMENT EXECUTE FUNCTION refuse_consent_change();
"""


def _set_kinds(kinds: tuple[str, ...]) -> None:
    op.drop_constraint(op.f("ck_notification_deliveries_kind"), "notification_deliveries")
    words = ", ".join(f"'{kind}'" for kind in kinds)
    op.create_check_constraint(op.f("ck_notification_deliveries_kind"), "notification_deliveries", f"kind IN ({words})")


def upgrade() -> None:
    op.create_table(
        "break_glass_accesses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("expires_at > opened_at", name=op.f("ck_break_glass_accesses_expires_after_opening")),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_break_glass_accesses_clinic_id_clinics"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_break_glass_accesses_person_id_persons"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_break_glass_accesses")),
    )
    op.create_index(
        "ix_break_glass_accesses_clinic_id", "break_glass_accesses", ["clinic_id", "opened_at"], unique=False
    )
    op.create_index(
        "ix_break_glass_accesses_person_id", "break_glass_accesses", ["person_id", "expires_at"], unique=False
    )
    op.create_table(
        "clinic_clients",
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=True),
        sa.Column("private_note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_clinic_clients_clinic_id_clinics"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_clinic_clients_person_id_persons"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["registered_by"], ["persons.id"], name=op.f("fk_clinic_clients_registered_by_persons"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("clinic_id", "person_id", name=op.f("pk_clinic_clients")),
    )
    op.create_index("ix_clinic_clients_person_id", "clinic_clients", ["person_id"], unique=False)
    op.create_table(
        "consents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "terms",
                "privacy_notice",
                "marketing_email",
                "reminders",
                "research",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("is_granted", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_consents_person_id_persons"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index("ix_consents_person_id", "consents", ["person_id", "purpose", "at"], unique=False)
    op.create_table(
        "data_exports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "requested",
                "running",
                "ready",
                "failed",
                "expired",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="requested",
            nullable=False,
        ),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token_digest", sa.CHAR(length=64), nullable=True),
        sa.Column("size_bytes", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.CHAR(length=64), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.CheckConstraint("(state = 'ready') = (content IS NOT NULL)", name=op.f("ck_data_exports_ready_has_content")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_data_exports_person_id_persons"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_exports")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_data_exports_token_digest")),
    )
    op.create_index("ix_data_exports_person_id", "data_exports", ["person_id", "requested_at"], unique=False)
    op.create_index(
        "uq_data_exports_running",
        "data_exports",
        ["person_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('requested', 'running')"),
    )
    op.create_table(
        "erasure_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "requested", "cancelled", "done", name="state", native_enum=False, create_constraint=True, length=40
            ),
            server_default="requested",
            nullable=False,
        ),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.CheckConstraint(
            "(state = 'cancelled') = (cancelled_at IS NOT NULL)", name=op.f("ck_erasure_requests_cancelled_has_instant")
        ),
        sa.CheckConstraint(
            "(state = 'done') = (done_at IS NOT NULL)", name=op.f("ck_erasure_requests_done_has_instant")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_erasure_requests_person_id_persons"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_requests")),
    )
    op.create_index(
        "ix_erasure_requests_due_at",
        "erasure_requests",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("state = 'requested'"),
    )
    op.create_index("ix_erasure_requests_person_id", "erasure_requests", ["person_id", "requested_at"], unique=False)
    op.create_index(
        "uq_erasure_requests_open",
        "erasure_requests",
        ["person_id"],
        unique=True,
        postgresql_where=sa.text("state = 'requested'"),
    )
    op.create_table(
        "sign_in_sessions",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("device", sa.String(length=200), nullable=True),
        sa.Column("browser", sa.String(length=200), nullable=True),
        sa.Column("address", sa.String(length=64), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_sign_in_sessions_person_id_persons"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_sessions")),
    )
    op.create_index("ix_sign_in_sessions_person_id", "sign_in_sessions", ["person_id", "last_seen_at"], unique=False)
    op.create_table(
        "invitations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "veterinarian",
                "technician",
                "receptionist",
                "clinic_administrator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("pet_id", sa.Uuid(), nullable=True),
        sa.Column(
            "access",
            sa.Enum("manage", "view", name="access", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("email", postgresql.CITEXT(), nullable=False),
        sa.Column("token_digest", sa.CHAR(length=64), nullable=False),
        sa.Column("invited_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by", sa.Uuid(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(accepted_at IS NULL) = (accepted_by IS NULL)", name=op.f("ck_invitations_accepted_by_somebody")
        ),
        sa.CheckConstraint("(clinic_id IS NULL) = (role IS NULL)", name=op.f("ck_invitations_clinic_has_role")),
        sa.CheckConstraint("(pet_id IS NULL) = (access IS NULL)", name=op.f("ck_invitations_pet_has_access")),
        sa.CheckConstraint(
            "accepted_at IS NULL OR revoked_at IS NULL", name=op.f("ck_invitations_accepted_or_revoked")
        ),
        sa.CheckConstraint("num_nonnulls(clinic_id, pet_id) = 1", name=op.f("ck_invitations_to_clinic_or_pet")),
        sa.ForeignKeyConstraint(
            ["accepted_by"], ["persons.id"], name=op.f("fk_invitations_accepted_by_persons"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_invitations_clinic_id_clinics"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["invited_by"], ["persons.id"], name=op.f("fk_invitations_invited_by_persons"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["pet_id"], ["pets.id"], name=op.f("fk_invitations_pet_id_pets"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_invitations_token_digest")),
    )
    op.create_index("ix_invitations_clinic_id", "invitations", ["clinic_id", "created_at"], unique=False)
    op.create_index("ix_invitations_email", "invitations", ["email"], unique=False)
    op.create_index("ix_invitations_invited_by", "invitations", ["invited_by"], unique=False)
    op.create_index("ix_invitations_pet_id", "invitations", ["pet_id"], unique=False)
    op.create_table(
        "pet_shares",
        sa.Column("pet_id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("shared_by", sa.Uuid(), nullable=False),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("ends_at IS NULL OR ends_at > shared_at", name=op.f("ck_pet_shares_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_pet_shares_clinic_id_clinics"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["pet_id"], ["pets.id"], name=op.f("fk_pet_shares_pet_id_pets"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["shared_by"], ["persons.id"], name=op.f("fk_pet_shares_shared_by_persons"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("pet_id", "clinic_id", name=op.f("pk_pet_shares")),
    )
    op.create_index("ix_pet_shares_clinic_id", "pet_shares", ["clinic_id"], unique=False)
    op.add_column(
        "clinics",
        sa.Column(
            "data_region",
            sa.Enum(
                "eu", "uk", "us", "ca", "au", name="data_region", native_enum=False, create_constraint=True, length=40
            ),
            server_default="eu",
            nullable=False,
        ),
    )
    op.add_column("clinics", sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("audit_entries", sa.Column("address", sa.Text(), nullable=True))
    op.add_column("audit_entries", sa.Column("session_id", sa.Text(), nullable=True))
    op.add_column("notification_deliveries", sa.Column("address_email", postgresql.CITEXT(), nullable=True))
    op.alter_column("notification_deliveries", "person_id", existing_type=sa.UUID(), nullable=True)
    op.alter_column("notification_deliveries", "appointment_id", existing_type=sa.UUID(), nullable=True)
    op.create_check_constraint(
        op.f("ck_notification_deliveries_person_or_address"),
        "notification_deliveries",
        "num_nonnulls(person_id, address_email) = 1",
    )
    _set_kinds(KINDS_BEFORE + KINDS_ADDED)
    op.add_column("persons", sa.Column("address", sa.Text(), nullable=True))
    op.add_column("persons", sa.Column("born_on", sa.Text(), nullable=True))
    op.add_column("persons", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "pet_owners",
        sa.Column(
            "access",
            sa.Enum("manage", "view", name="access", native_enum=False, create_constraint=True, length=40),
            server_default="manage",
            nullable=False,
        ),
    )
    op.add_column(
        "pet_owners", sa.Column("added_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False)
    )
    op.add_column("pets", sa.Column("insurer", sa.String(length=120), nullable=True))
    op.add_column("pets", sa.Column("insurance_number", sa.Text(), nullable=True))
    for statement in (LOCK, LOCK_TRIGGER, *row_security_0006.statements()):
        op.execute(statement)


def downgrade() -> None:
    for statement in row_security_0006.undoing():
        op.execute(statement)
    op.drop_column("pets", "insurance_number")
    op.drop_column("pets", "insurer")
    op.drop_column("pet_owners", "added_at")
    op.drop_column("pet_owners", "access")
    op.drop_column("persons", "erased_at")
    op.drop_column("persons", "born_on")
    op.drop_column("persons", "address")
    # Messages the release before has no words for; it could not send them either.
    kinds = ", ".join(f"'{kind}'" for kind in KINDS_ADDED)
    op.execute(
        f"DELETE FROM notification_deliveries WHERE kind IN ({kinds}) OR appointment_id IS NULL OR person_id IS NULL"
    )
    _set_kinds(KINDS_BEFORE)
    op.alter_column("notification_deliveries", "appointment_id", existing_type=sa.UUID(), nullable=False)
    op.alter_column("notification_deliveries", "person_id", existing_type=sa.UUID(), nullable=False)
    op.drop_column("notification_deliveries", "address_email")
    op.drop_column("audit_entries", "session_id")
    op.drop_column("audit_entries", "address")
    op.drop_column("clinics", "suspended_at")
    op.drop_column("clinics", "data_region")
    op.drop_table("pet_shares")
    op.drop_table("invitations")
    op.drop_table("sign_in_sessions")
    op.drop_table("erasure_requests")
    op.drop_table("data_exports")
    op.drop_table("consents")
    op.drop_table("clinic_clients")
    op.drop_table("break_glass_accesses")
    op.execute("DROP FUNCTION refuse_consent_change()")
