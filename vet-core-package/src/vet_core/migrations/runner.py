"""Bring a database to the newest revision and the application's role to its rights, and tell which revision it is at.

Runs as the owner of the tables, on an address without a pooler: an advisory lock keeps two deployments from migrating
at once, and a pooler would lose it.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import asyncpg
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from vet_core.db.engine import Session
from vet_core.kernel.settings import DatabaseSettings
from vet_core.migrations import grants

LOCK_KEY = 7_300_193_001
LOCK_TIMEOUT = "10s"
APPLICATION_ROLE: str = DatabaseSettings.model_fields["application_role"].default


def config() -> Config:
    """Alembic's configuration, independent of the working directory."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent))
    return settings


@lru_cache(maxsize=1)
def expected_head() -> str:
    """The revision this release of the code needs."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    if head is None:
        raise RuntimeError("the installed vet-core carries no migrations")
    return head


async def current_head(session: Session) -> str | None:
    """The revision the database is at, or None when it was never migrated."""
    if await session.scalar(text("SELECT to_regclass('alembic_version')")) is None:
        return None
    revision: str | None = await session.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


async def revision_at(dsn: str) -> str | None:
    """`current_head` for callers with an address and no session."""
    engine = direct_engine(dsn)
    try:
        async with Session(engine) as session:
            return await current_head(session)
    finally:
        await engine.dispose()


async def migrate(dsn: str, *, application_role: str = APPLICATION_ROLE) -> None:
    """Apply what is missing. Each revision is a transaction; one that cannot get its locks in time is undone.

    `dsn` is a plain postgresql:// address without a pooler, of the login that owns the tables. At the end the
    application's role has exactly the rights it needs; RoleMissing is raised when it is missing and cannot be made.
    """
    engine = direct_engine(dsn)
    try:
        async with engine.connect() as connection:
            await connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK_KEY})
            await connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
            await connection.commit()
            try:
                await connection.run_sync(_upgrade)
                await connection.commit()
                await connection.run_sync(grants.apply, application_role)
                await connection.commit()
            finally:
                await connection.rollback()
                await connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK_KEY})
                await connection.commit()
    finally:
        await engine.dispose()


def direct_engine(dsn: str) -> AsyncEngine:
    """An engine without a pool on a plain address; asyncpg reads it, so ?sslmode= works."""

    async def connect(**_: Any) -> Any:
        return await asyncpg.connect(dsn)

    return create_async_engine("postgresql+asyncpg://", poolclass=NullPool, connect_args={"async_creator_fn": connect})


def _upgrade(connection: Connection) -> None:
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")
