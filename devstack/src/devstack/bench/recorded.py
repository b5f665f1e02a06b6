"""The real API with an ear on its database: for the recordings that the floor repeats, never for measuring."""

from __future__ import annotations

import os
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.types import ASGIApp, Receive, Scope, Send
from vet_clinic_api.main import create_app
from vet_core.db.direct import Direct

from devstack.bench.exchanges import Statement, Transaction
from devstack.bench.subjects import RECORDINGS

HEADER = b"x-bench-record"


class Recorder:
    """Collects the statements of one request at a time."""

    def __init__(self) -> None:
        self.done: list[Transaction] = []
        self._open: list[Statement] = []
        self._heard: tuple[tuple[str, Any], ...] = (
            ("begin", self._begin),
            ("after_cursor_execute", self._executed),
            ("commit", self._end),
            ("rollback", self._end),
        )
        for name, listener in self._heard:
            event.listen(Engine, name, listener)
        self._rows = rows = Direct.rows

        async def heard(statement: Direct, session: AsyncSession, values: Mapping[str, Any]) -> list[Any]:
            found = await rows(statement, session, values)
            parameters = tuple(values[name] for name in statement.names)
            self._open.append(Statement(statement.sql, parameters, False, len(found)))
            return found

        # The class is listened to as the engine is: mypy forbids to put another method in its place.
        Direct.rows = heard  # type: ignore[method-assign, assignment]

    def close(self) -> None:
        """Stop listening: what is measured afterwards in this process must not pay for it."""
        for name, listener in self._heard:
            event.remove(Engine, name, listener)
        # The class's own method again, which mypy forbids as well.
        Direct.rows = self._rows  # type: ignore[method-assign]

    def clear(self) -> None:
        self.done = []
        self._open = []

    def _begin(self, _connection: Connection) -> None:
        self._open = []

    def _executed(
        self, _connection: Connection, cursor: Any, sql: str, parameters: Any, _context: Any, many: bool
    ) -> None:
        if cursor is not None:  # without one it went straight to the driver, and is heard of there
            self._open.append(Statement(sql, parameters, many, cursor.rowcount))

    def _end(self, connection: Connection) -> None:
        if self._open:
            readonly = bool(connection.get_execution_options().get("postgresql_readonly"))
            self.done.append(Transaction(readonly, tuple(self._open)))
        self._open = []


def create_recorded_app() -> ASGIApp:
    """A request with the header is written to a file of that name."""
    recorder = Recorder()
    app = create_app()
    folder = Path(os.environ[RECORDINGS])

    async def recorded(scope: Scope, receive: Receive, send: Send) -> None:
        name = dict(scope.get("headers", [])).get(HEADER)
        if name is None:
            await app(scope, receive, send)
            return
        recorder.clear()
        await app(scope, receive, send)
        (folder / name.decode()).write_bytes(pickle.dumps(tuple(recorder.done)))

    return recorded
