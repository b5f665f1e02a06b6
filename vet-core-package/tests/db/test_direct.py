"""Statements spoken to the driver belong to the session's transaction, and fail under the same names."""

from datetime import UTC, datetime

import asyncpg
import pytest
from pydantic import SecretStr
from sqlalchemy import Text, Uuid, bindparam, text

from vet_core.db import Database, UtcInstant
from vet_core.db.direct import Direct
from vet_core.db.outages import DatabaseTimeout
from vet_core.kernel.ids import new_id

TOGETHER = Direct(
    text("SELECT :id AS id, :at AS at, :name || :name AS twice").bindparams(
        bindparam("id", type_=Uuid()), bindparam("at", type_=UtcInstant()), bindparam("name", type_=Text())
    )
)
ADD = Direct(text("INSERT INTO notes (name) VALUES (:name) ON CONFLICT DO NOTHING RETURNING name"))
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
