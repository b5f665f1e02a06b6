"""Statements of the busiest writes, spoken to asyncpg itself: SQLAlchemy's way there costs several times that work.

They run in the session's transaction and under the names that outages have elsewhere. Nothing of the ORM takes part:
values go in as asyncpg knows them (ids, aware instants, texts, numbers), and rows come out as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import asyncpg
from sqlalchemy import TextClause, text
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from vet_core.db.outages import DatabaseTimeout, DatabaseUnavailable, translate_outage

# SQLAlchemy leaves the constructor of this dialect without types.
_DIALECT = PGDialect_asyncpg()  # type: ignore[no-untyped-call]
_BEGIN = text("SELECT 1")


class Direct:
    """One statement, compiled once."""

    def __init__(self, statement: TextClause) -> None:
        compiled = statement.compile(dialect=_DIALECT)
        self.sql = str(compiled)
        self.names = tuple(compiled.positiontup or ())

    async def rows(self, session: AsyncSession, values: Mapping[str, Any]) -> list[asyncpg.Record]:
        """Run it in the session's transaction. Raises what an outage is called, and asyncpg's errors otherwise."""
        connection = await session.connection()
        driver = _driver_of(connection)
        if not driver.is_in_transaction():
            # SQLAlchemy begins with the first statement of its own.
            await connection.execute(_BEGIN)
        try:
            rows: list[asyncpg.Record] = await driver.fetch(self.sql, *[values[name] for name in self.names])
        except TimeoutError as error:  # asyncpg's command_timeout: the server did not even refuse in time
            await connection.invalidate(error)
            raise DatabaseTimeout() from error
        except OSError as error:
            await connection.invalidate(error)
            raise DatabaseUnavailable() from error
        except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            outage = translate_outage(error)
            if isinstance(outage, DatabaseUnavailable):
                await connection.invalidate(error)
            if outage is None:
                raise
            raise outage from error
        return rows


def _driver_of(connection: AsyncConnection) -> asyncpg.Connection:
    assert connection.sync_connection is not None, "a session's connection is open"
    return connection.sync_connection.connection.driver_connection
