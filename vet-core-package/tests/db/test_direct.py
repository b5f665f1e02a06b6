"""Statements spoken to the driver belong to the session's transaction, and fail under the same names."""

from datetime import UTC, datetime

import asyncpg
import pytest
from pydantic import SecretStr
from sqlalchemy import Text, Uuid, bindparam, event, text

from vet_core.db import Database, UtcInstant
from vet_core.db.direct import Direct
from vet_core.db.outages import DatabaseTimeout
from vet_core.kernel.ids import new_id
from vet_core.scheduling.enums import ResourceKind
from vet_core.scheduling.models import Resource

TOGETHER = Direct(
    text("SELECT :id AS id, :at AS at, :name || :name AS twice").bindparams(
        bindparam("id", type_=Uuid()), bindparam("at", type_=UtcInstant()), bindparam("name", type_=Text())
    )
)
ADD = Direct(text("INSERT INTO notes (name) VALUES (:name) ON CONFLICT DO NOTHING RETURNING name"))
ALL = Direct(text("SELECT name FROM notes ORDER BY name"))
RESOURCE = Direct(text("SELECT 1 FROM resources WHERE id = :id"))
COUNT = text("SELECT count(*) FROM notes")


@pytest.fixture
async def notes(database: Database, fresh_database_url: str, database_settings):
    own = Database(database_settings.model_copy(update={"url": SecretStr(fresh_database_url)}))
    async with own.transaction() as session:
        await session.execute(text("CREATE TABLE notes (name text PRIMARY KEY)"))
    yield own
    await own.close()


async def test_values_go_in_and_rows_come_out_as_the_driver_knows_them(database: Database):
    id, at = new_id(), datetime(2026, 3, 3, 9, tzinfo=UTC)
    async with database.transaction() as session:
        [row] = await TOGETHER.rows(session, {"id": id, "at": at, "name": "ab"})
    assert (row["id"], row["at"], row["twice"]) == (id, at, "abab")


async def test_it_is_undone_with_the_transaction_even_as_its_first_statement(notes: Database):
    async with notes.transaction() as session:
        assert len(await ADD.rows(session, {"name": "a"})) == 1
        await session.rollback()
    async with notes.transaction() as session:
        assert await session.scalar(COUNT) == 0
        await ADD.rows(session, {"name": "a"})
    async with notes.transaction() as session:
        assert await session.scalar(COUNT) == 1


async def test_it_is_undone_with_its_savepoint_and_the_transaction_goes_on(notes: Database):
    async with notes.transaction() as session:
        await ADD.rows(session, {"name": "a"})
        undone = await session.begin_nested()
        await ADD.rows(session, {"name": "b"})
        await undone.rollback()
        await ADD.rows(session, {"name": "c"})
    async with notes.transaction() as session:
        assert await session.scalar(COUNT) == 2


async def test_a_statement_that_runs_too_long_is_named_and_the_next_transaction_works(notes: Database):
    async with notes.transaction() as session:
        await session.execute(text("SET LOCAL statement_timeout = '50ms'"))
        with pytest.raises(DatabaseTimeout):
            await Direct(text("SELECT pg_sleep(5)")).rows(session, {})
        await session.rollback()
    async with notes.transaction() as session:
        assert await session.scalar(COUNT) == 0


async def test_what_is_no_outage_is_the_drivers_error(notes: Database):
    async with notes.transaction() as session:
        with pytest.raises(asyncpg.UndefinedTableError):
            await Direct(text("SELECT * FROM nothing")).rows(session, {})
        await session.rollback()


async def test_it_begins_nothing_that_the_session_has_begun_and_savepoints_hold_from_the_first_word(notes: Database):
    async with notes.transaction() as session:
        async with session.begin_nested() as first:
            await ADD.rows(session, {"name": "a"})
            await first.rollback()
        await ADD.rows(session, {"name": "b"})
        async with session.begin_nested() as second:
            await ADD.rows(session, {"name": "c"})
            await second.rollback()
        async with session.begin_nested():
            await ADD.rows(session, {"name": "d"})
    async with notes.transaction() as session:
        assert list(await session.scalars(text("SELECT name FROM notes ORDER BY name"))) == ["b", "d"]


async def test_a_session_that_goes_on_after_its_commit_speaks_on_a_connection_it_has(notes: Database):
    async with notes.transaction() as session:
        await ADD.rows(session, {"name": "a"})
        await session.commit()
        await ADD.rows(session, {"name": "b"})
        await session.rollback()
        assert [row["name"] for row in await ALL.rows(session, {})] == ["a"]


async def test_what_the_session_was_told_to_write_is_there(database: Database):
    async with database.system_transaction() as session:
        room = Resource(id=new_id(), kind=ResourceKind.ROOM)
        session.add(room)
        assert len(await RESOURCE.rows(session, {"id": room.id})) == 1
        await session.rollback()


async def test_a_reading_transaction_refuses_writes(notes: Database):
    async with notes.reading() as session:
        with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
            await ADD.rows(session, {"name": "a"})
        await session.rollback()


async def test_listeners_of_the_engine_hear_it_and_may_change_it(notes: Database):
    engine = notes.write_engine.sync_engine
    heard = []

    def change(_connection, _cursor, statement, parameters, *_):
        heard.append(statement)
        return statement.replace("$1", "upper($1)"), parameters

    event.listen(engine, "before_cursor_execute", change, retval=True)
    async with notes.transaction() as session:
        assert [row["name"] for row in await ADD.rows(session, {"name": "a"})] == ["A"]
    event.remove(engine, "before_cursor_execute", change)
    assert heard == [ADD.sql]


async def test_what_follows_statements_hears_their_end_too_even_when_they_fail(notes: Database):
    """As tracing does it: it keeps its span on the context of the execution, and ends it there."""
    engine = notes.write_engine.sync_engine
    spans = []

    def begin(_connection, _cursor, statement, _parameters, context, *_):
        context.own_span = statement
        assert context.dialect.paramstyle == "numeric_dollar"

    def end(_connection, _cursor, _statement, _parameters, context, *_):
        spans.append(context.own_span)

    event.listen(engine, "before_cursor_execute", begin)
    event.listen(engine, "after_cursor_execute", end)
    async with notes.transaction() as session:
        await ADD.rows(session, {"name": "a"})
        with pytest.raises(asyncpg.PostgresError):
            await ADD.rows(session, {"name": "nul\x00"})
        assert [each for each in spans if each == ADD.sql] == [ADD.sql] * 2
        await session.rollback()
    event.remove(engine, "before_cursor_execute", begin)
    event.remove(engine, "after_cursor_execute", end)
