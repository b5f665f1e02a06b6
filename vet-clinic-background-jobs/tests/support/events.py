"""An event of the tests' own, and handlers that leave a visible trace for it."""

from __future__ import annotations

import os
import signal
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import func, select
from vet_core import audit, outbox
from vet_core.audit.models import AuditEntry
from vet_core.db import Database, Session
from vet_core.kernel.actor import SYSTEM
from vet_core.kernel.ids import new_id
from vet_core.outbox import Event
from vet_services.bootstrap import HANDLERS, Handler

Reaction = Callable[[Session, Event, datetime], Awaitable[None]]


class Noted(Event):
    type: ClassVar[str] = "tests.noted"

    subject_id: UUID


class Poisoned(Event):
    """Its handler kills the process that runs it."""

    type: ClassVar[str] = "tests.poisoned"

    subject_id: UUID


async def leave_trace(session: Session, event: Event, now: datetime) -> None:
    """Write one audit entry about the event's subject."""
    assert isinstance(event, Noted)
    audit.add(session, SYSTEM, "traced", "test", event.subject_id, now=now)


async def break_after_trace(session: Session, event: Event, now: datetime) -> None:
    await leave_trace(session, event, now)
    await session.flush()
    raise RuntimeError("broken on purpose")


async def kill_the_process(_session: Session, _event: Event, _now: datetime) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def handling(*handlers: Handler) -> Iterator[None]:
    """Make these the handlers of the tests' event for a while."""
    HANDLERS[Noted.type] = list(handlers)
    try:
        yield
    finally:
        del HANDLERS[Noted.type]


async def note(
    database: Database, *, now: datetime, times: int = 1, kind: type[Noted] | type[Poisoned] = Noted
) -> list[UUID]:
    """Write that many events, each in a transaction of its own; returns their ids in order."""
    written = []
    for _ in range(times):
        async with database.transaction() as session:
            written.append(outbox.add(session, kind(subject_id=new_id()), now=now))
    return [event.id for event in written]


async def traces(database: Database, action: str = "traced") -> int:
    """How many audit entries of that action there are."""
    async with database.reading() as session:
        return await session.scalar(select(func.count()).where(AuditEntry.action == action)) or 0
