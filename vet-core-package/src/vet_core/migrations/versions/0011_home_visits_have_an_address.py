"""Where a visit at the pet's home takes place: of visits, and of wishes on the waitlist.

Encrypted like people's own addresses. The release before this one leaves the columns empty.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLES = ("appointments", "waitlist_entries")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("visit_address", sa.Text()))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "visit_address")
