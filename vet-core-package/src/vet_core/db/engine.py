"""Open transactions on PostgreSQL, with a pool sized by settings. Operations never commit: the edge does.

Works directly and through a transaction pooler. Behind a pooler nothing may outlive a transaction, so session
parameters and named prepared statements are only used when DATABASE_PREPARED_STATEMENTS is on.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import asyncpg
from pydantic import SecretStr
from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm.exc import StaleDataError

from vet_core.db.outages import DatabaseUnavailable, on_statement_error, outages_named
from vet_core.db.scope import SystemSession
from vet_core.kernel.errors import Conflict
from vet_core.kernel.settings import DatabaseSettings

Session = AsyncSession

_RECYCLE_SECONDS = 1800
_TIMEOUT_GRACE_SECONDS = 2


class ChangedMeanwhile(Conflict):
    """Two requests changed the same row at once; the second was not applied."""

    code = "platform.changed_meanwhile"
    title = "Somebody changed this at the same moment. Load it again and repeat your change."


class Database:
    """The way to PostgreSQL of one process. Make it after a fork, close it before the loop ends."""

    def __init__(
        self, settings: DatabaseSettings, *, application_name: str = "vet", acts_as_system: bool = False
    ) -> None:
        """`acts_as_system`: every transaction is in system scope, for jobs and tools that serve nobody in person."""
        self._settings = settings
        self._application_name = application_name
        self.write_engine = self._engine(settings.serving)
        replica = settings.replica
        self._replica_engine = None if replica is None else self._engine(replica)
        self.read_engine = (self._replica_engine or self.write_engine).execution_options(postgresql_readonly=True)
        self._system_writing = async_sessionmaker(
            self.write_engine, expire_on_commit=False, sync_session_class=SystemSession
        )
        self._system_reading = async_sessionmaker(
            self.read_engine, expire_on_commit=False, autoflush=False, sync_session_class=SystemSession
        )
        self._writing, self._reading = self._system_writing, self._system_reading
        if not acts_as_system:
            self._writing = async_sessionmaker(self.write_engine, expire_on_commit=False)
            self._reading = async_sessionmaker(self.read_engine, expire_on_commit=False, autoflush=False)

    @property
    def direct_dsn(self) -> str:
        """The address without a pooler, for LISTEN and advisory locks; asyncpg takes it as it is."""
        return self._settings.direct.get_secret_value()

    def transaction(self) -> AbstractAsyncContextManager[Session]:
        """A session whose changes are committed when the block ends well and undone when it raises.

        It is in nobody's scope until somebody enters (see vet_core.db.scope): rows of clinics and people are invisible.
        Raises DatabaseUnavailable, DatabaseTimeout or DatabaseBusy in an outage and ChangedMeanwhile when a
        versioned row was changed by somebody else since it was read.
        """
        return _unit(self._writing)

    def reading(self) -> AbstractAsyncContextManager[Session]:
        """A session in a read-only transaction, on the replica when there is one; PostgreSQL refuses writes."""
        return _unit(self._reading)

    def system_transaction(self) -> AbstractAsyncContextManager[Session]:
        """`transaction` in which the platform itself acts: it sees everything."""
        return _unit(self._system_writing)

    def system_reading(self) -> AbstractAsyncContextManager[Session]:
        """`reading` in which the platform itself looks: it sees everything."""
        return _unit(self._system_reading)

    async def close(self) -> None:
        await self.write_engine.dispose()
        if self._replica_engine is not None:
            await self._replica_engine.dispose()

    def _engine(self, address: SecretStr) -> AsyncEngine:
        settings = self._settings
        cached = settings.prepared_statements

        async def connect(**_: Any) -> asyncpg.Connection:
            return await self._connect(address)

        engine = create_async_engine(
            "postgresql+asyncpg://",
            pool_size=settings.pool_size,
            max_overflow=settings.max_overflow,
            pool_timeout=settings.pool_timeout_seconds,
            pool_recycle=_RECYCLE_SECONDS,
            pool_use_lifo=True,
            query_cache_size=1500,
            hide_parameters=True,  # what people wrote must not reach the logs inside an error
            json_serializer=_to_json,
            json_deserializer=json.loads,
            connect_args={"async_creator_fn": connect, "prepared_statement_cache_size": 500 if cached else 0},
        )
        event.listen(engine.sync_engine, "handle_error", on_statement_error)
        event.listen(engine.sync_engine, "checkout", _refuse_dead_connection)
        return engine

    async def _connect(self, address: SecretStr) -> asyncpg.Connection:
        settings = self._settings
        limit = settings.statement_timeout_seconds
        session = {"application_name": self._application_name, "timezone": "UTC"}
        if settings.prepared_statements:
            session |= {
                "statement_timeout": str(int(limit * 1000)),
                "idle_in_transaction_session_timeout": str(int(limit * 4000)),
                "jit": "off",
            }
        try:
            return await asyncpg.connect(
                address.get_secret_value(),
                timeout=settings.connect_timeout_seconds,
                # The client's own limit: the only one behind a pooler, the last resort on a dead network otherwise.
                command_timeout=limit + _TIMEOUT_GRACE_SECONDS if settings.prepared_statements else limit,
                server_settings=session,
                statement_cache_size=100 if settings.prepared_statements else 0,
            )
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as refusal:
            raise DatabaseUnavailable() from refusal


@asynccontextmanager
async def _unit(sessions: async_sessionmaker[Session]) -> AsyncIterator[Session]:
    # Written out rather than as `async with session, session.begin()`: that closes in a task of its own and costs
    # a request half a millisecond of CPU. A commit gives the connection back, so only the other way out has to wait.
    with outages_named():
        session = sessions()
        try:
            yield session
            await session.commit()
        except BaseException as error:
            await asyncio.shield(asyncio.ensure_future(session.close()))
            if isinstance(error, StaleDataError):
                raise ChangedMeanwhile() from error
            raise
        session.sync_session.close()


def _refuse_dead_connection(dbapi_connection: Any, _record: Any, _proxy: Any) -> None:
    """A connection whose socket has closed is replaced before use; asking costs no round trip."""
    if dbapi_connection.driver_connection.is_closed():
        raise DisconnectionError()


def _to_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
