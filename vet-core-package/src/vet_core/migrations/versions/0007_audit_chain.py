"""Chains over the audit trail: entries that wait for a seal, seals, and signed checkpoints.

Everything written before this revision waits for its seal as well.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

CHAINED = ("audit_seals", "audit_checkpoints")

# Of the definer, so that whoever may add an entry adds what waits, and nobody needs a right on the table for it.
# Without NOTIFY: transactions that ring queue behind one lock for their commit, and nobody should wait for a chain.
WAIT = """
CREATE FUNCTION await_audit_seal() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO audit_pending (position, entry_id) SELECT position, id FROM added;
    RETURN NULL;
END $$;
"""
WAIT_TRIGGER = """
CREATE TRIGGER audit_entries_await_seal AFTER INSERT ON audit_entries
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION await_audit_seal();
"""


def upgrade() -> None:
    op.create_table(
        "audit_pending",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_audit_pending")),
    )
    op.create_table(
        "audit_seals",
        sa.Column("chain_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("entry_digest", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("chain_id", "number", name=op.f("pk_audit_seals")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_audit_seals_entry_id")),
    )
    op.create_table(
        "audit_checkpoints",
        sa.Column("chain_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key_id", sa.String(length=40), nullable=True),
        sa.Column("previous", sa.LargeBinary(), nullable=True),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("chain_id", "number", name=op.f("pk_audit_checkpoints")),
    )
    for table in CHAINED:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
        )
    # The trigger first: its lock lets no entry slip in between it and the look at those that are there.
    op.execute(WAIT)
    op.execute(WAIT_TRIGGER)
    op.execute("INSERT INTO audit_pending (position, entry_id) SELECT position, id FROM audit_entries")


def downgrade() -> None:
    op.execute("DROP TRIGGER audit_entries_await_seal ON audit_entries")
    op.execute("DROP FUNCTION await_audit_seal()")
    for table in reversed(CHAINED):
        op.drop_table(table)
    op.drop_table("audit_pending")
