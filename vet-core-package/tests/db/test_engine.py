import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from vet_core.db import ChangedMeanwhile, Database
from vet_core.identity.models import Person
from vet_core.kernel.settings import DatabaseSettings
from vet_core.testing.factories import make_person


async def test_a_transaction_commits_when_its_block_ends_well(database: Database) -> None:
    async with database.transaction() as session:
        person = await make_person(session, given_name="Jürgen", phone="+49301234567")
    async with database.reading() as session:
        stored = await session.get_one(Person, person.id)
        assert (stored.given_name, stored.phone, stored.version) == ("Jürgen", "+49301234567", 1)


async def test_a_transaction_that_raises_leaves_no_trace(database: Database) -> None:
    with pytest.raises(RuntimeError, match="changed my mind"):  # noqa: PT012
        async with database.transaction() as session:
            await make_person(session)
            raise RuntimeError("changed my mind")
    async with database.reading() as session:
        assert (await session.scalars(select(Person))).all() == []


async def test_a_reading_session_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError, match="read-only transaction"):
        async with database.reading() as session:
            await make_person(session)
    async with database.transaction() as session:  # the same connection writes again afterwards
        await make_person(session)


async def test_reading_goes_to_the_replica_when_there_is_one(
    database_settings: DatabaseSettings, fresh_database_url: str
) -> None:
    replica = fresh_database_url.rsplit("/", 1)[1]
    settings = DatabaseSettings.model_validate(
        database_settings.model_dump() | {"read_url": fresh_database_url, "direct_url": fresh_database_url}
    )
    database = Database(settings)
    async with database.reading() as session:
        assert await session.scalar(text("SELECT current_database()")) == replica
    async with database.transaction() as session:
        assert await session.scalar(text("SELECT current_database()")) != replica
    assert database.direct_dsn == fresh_database_url
    await database.close()


async def test_the_direct_address_defaults_to_the_address(database: Database, application_database_url: str) -> None:
    assert database.direct_dsn == application_database_url


async def test_sessions_run_with_their_limits_and_in_utc(database_settings: DatabaseSettings) -> None:
    database = Database(database_settings, application_name="vet-api")
    async with database.transaction() as session:
        values = [
            await session.scalar(text(f"SHOW {name}"))
            for name in ("application_name", "timezone", "statement_timeout", "idle_in_transaction_session_timeout")
        ]
        built = await session.scalar(text("SELECT to_json(timestamptz '2026-03-02 10:00+01')::text"))
    assert values == ["vet-api", "UTC", "15s", "1min"]
    assert json.loads(built) == "2026-03-02T09:00:00+00:00"
    await database.close()


async def test_behind_a_pooler_nothing_is_prepared_by_name(database_settings: DatabaseSettings) -> None:
    for prepared, names in ((True, True), (False, False)):
        settings = database_settings.model_copy(update={"prepared_statements": prepared})
        database = Database(settings, acts_as_system=True)
        async with database.transaction() as session:
            person = await make_person(session)
            await session.execute(select(Person).where(Person.id == person.id))
            assert bool((await session.execute(text("SELECT name FROM pg_prepared_statements"))).all()) is names
            timeout = await session.scalar(text("SHOW statement_timeout"))
        assert timeout == ("15s" if prepared else "0")
        await database.close()


async def test_two_changes_of_one_version_do_not_overwrite_each_other(database: Database) -> None:
    async with database.transaction() as session:
        person = await make_person(session)
    with pytest.raises(ChangedMeanwhile):  # noqa: PT012
        async with database.transaction() as slow:
            mine = await slow.get_one(Person, person.id)
            async with database.transaction() as fast:
                theirs = await fast.get_one(Person, person.id)
                theirs.given_name = "Fast"
            mine.given_name = "Slow"
    async with database.reading() as session:
        stored = await session.get_one(Person, person.id)
        assert (stored.given_name, stored.version) == ("Fast", 2)


async def test_rows_remember_when_they_were_written(database: Database) -> None:
    before = datetime.now(UTC)
    async with database.transaction() as session:
        person = await make_person(session)
        first = person.updated_at
        person.given_name = "Later"
        await session.flush()
        assert before <= person.created_at <= first < person.updated_at
        assert person.version == 2
