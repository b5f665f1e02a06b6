import pytest
import structlog
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from vet_core import audit
from vet_core.audit.models import AuditEntry
from vet_core.audit.trail import acting_as
from vet_core.db import Database, Session
from vet_core.kernel.actor import SYSTEM, Actor, Grant, Role
from vet_core.kernel.clock import FrozenClock
from vet_core.kernel.ids import new_id

CLINIC = new_id()
VET = Actor(new_id(), frozenset({Grant(CLINIC, Role.VETERINARIAN), Grant(CLINIC, Role.CLINIC_ADMINISTRATOR)}))


async def entries(database: Database) -> list[AuditEntry]:
    async with database.reading() as session:
        return list((await session.scalars(select(AuditEntry).order_by(AuditEntry.position))).all())


async def test_an_entry_tells_who_did_what_as_whom_and_why(database: Database, clock: FrozenClock) -> None:
    subject = new_id()
    with structlog.contextvars.bound_contextvars(request_id="r-7"):
        async with database.transaction() as session:
            audit.add(
                session, VET, "cancelled", "appointment", subject, now=clock.now(), clinic_id=CLINIC,
                fields={"status", "note"}, reason="Owner called.",
            )  # fmt: skip
            audit.add(session, SYSTEM, "expired", "hold", subject, now=clock.now())
    first, second = await entries(database)
    assert (first.actor_person_id, first.acting_as) == (VET.person_id, "clinic_administrator,veterinarian")
    assert (first.action, first.subject_type, first.subject_id) == ("cancelled", "appointment", subject)
    assert (first.at, first.clinic_id, first.request_id) == (clock.now(), CLINIC, "r-7")
    assert (first.fields, first.reason) == (["note", "status"], "Owner called.")
    assert (second.actor_person_id, second.acting_as, second.fields, second.reason) == (None, "system", [], None)


def test_the_capacity_is_the_clinics_or_the_platforms_or_just_a_person() -> None:
    administrator = Actor(new_id(), is_system_administrator=True)
    assert acting_as(VET, new_id()) == "person"
    assert acting_as(VET, None) == "person"
    assert acting_as(administrator, CLINIC) == "system_administrator"


async def test_an_entry_disappears_with_a_change_that_is_undone(database: Database, clock: FrozenClock) -> None:
    with pytest.raises(RuntimeError):  # noqa: PT012
        async with database.transaction() as session:
            audit.add(session, VET, "booked", "appointment", new_id(), now=clock.now())
            await session.flush()
            raise RuntimeError
    assert await entries(database) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET action = 'nothing'",
        "DELETE FROM audit_entries",
        "TRUNCATE audit_entries",
        "DELETE FROM audit_entries WHERE false",
    ],
)
async def test_the_database_refuses_to_change_the_trail(
    database: Database, session: Session, clock: FrozenClock, statement: str
) -> None:
    async with database.transaction() as writing:
        audit.add(writing, VET, "booked", "appointment", new_id(), now=clock.now())
    with pytest.raises(DBAPIError, match="permission denied"):
        async with database.transaction() as writing:
            await writing.execute(text(statement))
    with pytest.raises(DBAPIError, match="append-only"):  # not even the owner, whom no grant binds
        await session.execute(text(statement))
    assert [entry.action for entry in await entries(database)] == ["booked"]
