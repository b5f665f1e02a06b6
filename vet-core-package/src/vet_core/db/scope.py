"""Whose eyes a transaction looks with. PostgreSQL's row-level security shows it what belongs to them and nothing else.

The scope lives in settings of the transaction, so it ends with it and works behind a transaction pooler. Without one,
rows of clinics and people are invisible. It guards against a forgotten filter, not against code that means harm: who
can run SQL can enter any scope.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Set
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, event, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session, SessionTransaction

from vet_core.kernel.actor import SYSTEM, Actor

SYSTEM_SCOPE, ADMINISTRATOR_SCOPE = "system", "administrator"
ENTER_SYSTEM = "SELECT set_config('vet.scope', 'system', true)"
"""For the rare statement that runs outside of a session."""

_ENTER_SYSTEM = text(ENTER_SYSTEM)
_EXCHANGE = text(
    "WITH before AS MATERIALIZED (SELECT coalesce(current_setting('vet.scope', true), '') AS scope)"
    " SELECT scope FROM before WHERE set_config('vet.scope', 'system', true) = 'system'"
)
_SET_SCOPE = text("SELECT set_config('vet.scope', :scope, true)")
_SET = text(
    "SELECT set_config('vet.scope', :scope, true), set_config('vet.person_id', :person_id, true),"
    " set_config('vet.clinic_ids', :clinic_ids, true), set_config('vet.staffed_clinic_ids', :staffed, true),"
    " set_config('vet.now', :now, true)"
)


async def enter_system(session: AsyncSession) -> None:
    """The platform itself acts from here to the end of the transaction, and sees everything."""
    await session.execute(_ENTER_SYSTEM)


async def enter(session: AsyncSession, actor: Actor, *, now: datetime | None = None) -> None:
    """This actor acts from here to the end of the transaction.

    A request enters by vet_enter(), which finds the actor in the same statement; this is for those who have one.
    """
    if actor is SYSTEM:
        await enter_system(session)
        return
    await session.execute(
        _SET,
        {
            "scope": ADMINISTRATOR_SCOPE if actor.is_system_administrator else "",
            "person_id": str(actor.person_id),
            "clinic_ids": _array(actor.clinic_ids | actor.opened_clinic_ids),
            "staffed": _array(actor.clinic_ids),
            "now": "" if now is None else now.isoformat(),
        },
    )


def _array(ids: Set[UUID]) -> str:
    return "{" + ",".join(sorted(str(each) for each in ids)) + "}"


@asynccontextmanager
async def as_system(session: AsyncSession) -> AsyncIterator[None]:
    """Act beyond the actor's scope where a policy has decided already: taking up an invitation, for one.

    Inside a savepoint: an error undoes what was written in the block, and brings the scope back as well.
    """
    async with session.begin_nested():
        before = await session.scalar(_EXCHANGE)
        yield
        await session.flush()
        await session.execute(_SET_SCOPE, {"scope": before})


class SystemSession(Session):
    """A session that is in system scope from its first statement on, in each of its transactions."""


@event.listens_for(SystemSession, "after_begin")
def _enter_at_once(_session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    if not transaction.nested:  # a savepoint must not widen a scope that was narrowed meanwhile
        connection.exec_driver_sql(ENTER_SYSTEM)
