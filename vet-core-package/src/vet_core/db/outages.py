"""Tell a database that is away from a program that is wrong: the first becomes "come back later", never a 500."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from vet_core.kernel.errors import Unavailable

RETRY_AFTER_SECONDS = 2


class DatabaseUnavailable(Unavailable):
    """The database cannot be reached, dropped the connection, or has no connection left to give."""

    code = "platform.database_unavailable"
    title = "The database is not reachable right now. Try again in a moment."

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail, retry_after_seconds=RETRY_AFTER_SECONDS)


class DatabaseTimeout(Unavailable):
    """A statement ran longer than DATABASE_STATEMENT_TIMEOUT_SECONDS and was stopped."""

    code = "platform.database_timeout"
    title = "The database took too long to answer. Try again in a moment."

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail, retry_after_seconds=RETRY_AFTER_SECONDS)


class DatabaseBusy(Unavailable):
    """Two transactions stood in each other's way, or a migration changed a table under a cached plan."""

    code = "platform.database_busy"
    title = "The database was busy with a competing change. Try again."

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail, retry_after_seconds=1)


# 08 connection, 53 resources, 57P admin shutdown, crash shutdown, cannot connect now, dropped
_AWAY = ("08", "53", "57P")
_TIMEOUTS = frozenset({"57014"})  # statement_timeout, or a cancel request
_BUSY = frozenset({"40001", "40P01", "55P03"})  # serialization, deadlock, lock timeout
_LOST = (
    asyncpg.PostgresConnectionError,
    asyncpg.ConnectionDoesNotExistError,
    ConnectionError,
)


def translate_outage(error: BaseException) -> Unavailable | None:
    """The refusal that says what is wrong with the database, or None when the error is something else.

    A bare OSError or TimeoutError is not taken for the database's: inside a transaction it may belong to anyone.
    """
    if isinstance(error, Unavailable):
        return error
    if isinstance(error, PoolTimeout):
        return DatabaseUnavailable()
    if isinstance(error, DBAPIError):
        if error.connection_invalidated:
            return DatabaseUnavailable()
        return _of_driver(error) or _of_driver(error.orig)
    if isinstance(error, asyncpg.PostgresError | asyncpg.InterfaceError):
        return _of_driver(error)
    return None


def _of_driver(error: BaseException | None) -> Unavailable | None:
    """Follow the wrappers of SQLAlchemy down to what asyncpg or the socket said."""
    seen = 0
    while error is not None and seen < 5:
        state = getattr(error, "sqlstate", None) or ""
        if state in _TIMEOUTS:
            return DatabaseTimeout()
        if state in _BUSY or isinstance(error, asyncpg.InvalidCachedStatementError):
            return DatabaseBusy()
        if state.startswith(_AWAY) or isinstance(error, _LOST):
            return DatabaseUnavailable()
        if isinstance(error, asyncpg.InterfaceError) and "closed" in str(error):
            return DatabaseUnavailable()
        error, seen = error.__cause__ or getattr(error, "orig", None), seen + 1
    return None


def on_statement_error(context: ExceptionContext) -> BaseException | None:
    """SQLAlchemy's `handle_error` listener: an outage leaves every statement, commit and rollback under one name."""
    error = context.original_exception
    if not isinstance(error, Exception):
        # Cancelled while waiting: the connection is given up, but who cancelled must hear of that, not of an outage.
        return None
    if isinstance(error, TimeoutError):  # asyncpg's command_timeout: the server did not even refuse in time
        context.is_disconnect = True
        context.invalidate_pool_on_disconnect = False
        return DatabaseTimeout()
    if isinstance(error, OSError) or context.is_disconnect:
        context.is_disconnect = True
        return DatabaseUnavailable()
    wrapped = context.sqlalchemy_exception
    if isinstance(wrapped, OperationalError | InterfaceError | DBAPIError):
        return translate_outage(wrapped)
    return translate_outage(error)


@contextmanager
def outages_named() -> Iterator[None]:
    """Raise an outage as Unavailable; let everything else pass."""
    try:
        yield
    except Unavailable:
        raise
    except Exception as error:
        outage = translate_outage(error)
        if outage is None:
            raise
        raise outage from error
