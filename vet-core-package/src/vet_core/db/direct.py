"""Statements of the busiest paths, spoken to asyncpg itself: SQLAlchemy's way there costs several times that work.

They run in the session's transaction, after what it was told to write, and under the names that outages have elsewhere.
Nothing else of the ORM takes part: values go in as asyncpg knows them (ids, aware instants, texts, numbers), and rows
come out as they are. Who listens to the engine's statements (`before_cursor_execute`, `after_cursor_execute`: tracing
does) hears these too, without a cursor, and the end of those that fail as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import asyncpg
from sqlalchemy import TextClause
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from vet_core.db.outages import DatabaseTimeout, DatabaseUnavailable, translate_outage

# SQLAlchemy leaves the constructor of this dialect without types.
_DIALECT = PGDialect_asyncpg()  # type: ignore[no-untyped-call]
_AT_HAND = "connection_at_hand"


class Direct:
    """One statement, compiled once."""

    def __init__(self, statement: TextClause) -> None:
        compiled = statement.compile(dialect=_DIALECT)
        self.sql = str(compiled)
        self.names = tuple(compiled.positiontup or ())

    async def rows(self, session: AsyncSession, values: Mapping[str, Any]) -> list[asyncpg.Record]:
        """Run it in the session's transaction. Raises what an outage is called, and asyncpg's errors otherwise."""
        connection = await _connection_of(session)
        heard = _Heard(connection)
        sql, arguments = heard.before(self.sql, [values[name] for name in self.names])
        try:
            driver = await _begun(connection)
            rows: list[asyncpg.Record] = await driver.fetch(sql, *arguments)
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
        finally:
            heard.after(sql, arguments)
        return rows


async def _connection_of(session: AsyncSession) -> AsyncConnection:
    """The connection of the session's transaction, on which everything the session was told stands already.

    Asking the session takes long, so the answer is kept at hand; within each savepoint it is asked again, because it
    does not set one before.
    """
    own = session.sync_session
    if own.autoflush and (own.new or own.dirty or own.deleted):
        await session.flush()
    savepoint = own.get_nested_transaction()
    kept: tuple[Any, AsyncConnection] | None = own.info.get(_AT_HAND)
    if kept is not None and kept[0] is savepoint and not kept[1].closed and own.is_active:
        return kept[1]
    found = await session.connection()
    own.info[_AT_HAND] = (savepoint, found)
    return found


class _Heard:
    """One statement as the engine's listeners hear it; almost always there are none.

    They keep what is theirs on it, such as a span, as they do on SQLAlchemy's own context of an execution.
    """

    dialect = _DIALECT

    def __init__(self, connection: AsyncConnection) -> None:
        assert connection.sync_connection is not None, "a session's connection is open"
        self._connection = connection.sync_connection
        self._listeners = self._connection.engine.dispatch

    def before(self, sql: str, arguments: Sequence[Any]) -> tuple[str, Sequence[Any]]:
        """The statement as the listeners leave it."""
        for listener in self._listeners.before_cursor_execute:
            sql, arguments = listener(self._connection, None, sql, arguments, self, False)
        return sql, arguments

    def after(self, sql: str, arguments: Sequence[Any]) -> None:
        for listener in self._listeners.after_cursor_execute:
            listener(self._connection, None, sql, arguments, self, False)


async def _begun(connection: AsyncConnection) -> asyncpg.Connection:
    """The driver, in a transaction that SQLAlchemy takes for its own: it begins with its own first statement."""
    assert connection.sync_connection is not None, "a session's connection is open"
    adapted: Any = connection.sync_connection.connection.dbapi_connection
    driver: asyncpg.Connection = adapted.driver_connection
    if not driver.is_in_transaction():
        transaction = driver.transaction(
            isolation=adapted.isolation_level, readonly=adapted.readonly, deferrable=adapted.deferrable
        )
        await transaction.start()
        adapted._transaction = transaction
    return driver
