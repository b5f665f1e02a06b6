"""How Alembic meets the database: on the connection the runner hands over, or on the owner's address from the shell."""

from __future__ import annotations

import asyncio
from typing import Literal

from alembic import context
from sqlalchemy import Connection

from vet_core.db.types import EncryptedBytes, EncryptedDate, EncryptedText, InstantRange, LocalMinutes, UtcInstant
from vet_core.kernel.settings import DatabaseSettings, load
from vet_core.migrations.runner import direct_engine
from vet_core.registry import metadata


def render_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write plain types into new revisions: a revision must not change when our own column types do."""
    if kind == "type" and isinstance(item, UtcInstant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, EncryptedText | EncryptedDate):
        return "sa.Text()"
    if kind == "type" and isinstance(item, EncryptedBytes):
        return "sa.LargeBinary()"
    if kind == "type" and isinstance(item, LocalMinutes):
        return "sa.Time()"
    if kind == "type" and isinstance(item, InstantRange):
        return "postgresql.TSTZRANGE()"
    return False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        transaction_per_migration=True,
        compare_server_default=True,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()


async def run_from_shell() -> None:
    engine = direct_engine(load(DatabaseSettings).owner.get_secret_value())
    async with engine.connect() as connection:
        await connection.run_sync(run)
        await connection.commit()
    await engine.dispose()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    asyncio.run(run_from_shell())
