import asyncio
from collections.abc import Iterator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from vet_core.db import Database
from vet_core.migrations import current_head, expected_head, migrate
from vet_core.migrations.runner import config, direct_engine, revision_at
from vet_core.registry import metadata
from vet_core.testing.databases import Databases


@pytest.fixture
def empty_database_url(test_databases: Databases) -> Iterator[str]:
    url = test_databases.create_empty()
    yield url
    test_databases.drop(url)


def test_history_is_one_line() -> None:
    scripts = ScriptDirectory.from_config(config())
    assert scripts.get_heads() == [expected_head()]
    assert len(scripts.get_bases()) == 1
    revisions = list(scripts.walk_revisions())
    assert all(not script.is_branch_point and not script.is_merge_point for script in revisions)
    assert [script.revision for script in revisions] == sorted((s.revision for s in revisions), reverse=True)


async def test_the_migrated_database_is_exactly_what_the_models_say(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, metadata))

    async with database.write_engine.connect() as connection:
        assert await connection.run_sync(differences) == []


DEFINITIONS = {
    "constraints": "SELECT conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid)"
    " FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0",
    "indexes": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "columns": "SELECT concat_ws(' ', table_name, column_name, format_type(atttypid, atttypmod), is_nullable,"
    " column_default, identity_generation) FROM information_schema.columns"
    " JOIN pg_attribute ON attrelid = table_name::regclass AND attname = column_name WHERE table_schema = 'public'",
}


@pytest.mark.parametrize("kind", DEFINITIONS)
async def test_the_history_ends_in_every_detail_where_the_models_are(
    database: Database, empty_database_url: str, kind: str
) -> None:
    """Alembic does not compare CHECK, EXCLUDE or partial indexes, so PostgreSQL's own words for them are compared."""
    engine = direct_engine(empty_database_url)
    async with engine.connect() as connection:
        for extension in ("btree_gist", "citext", "pg_trgm"):
            await connection.execute(text(f"CREATE EXTENSION {extension}"))
        await connection.run_sync(metadata.create_all)
        declared = set((await connection.scalars(text(DEFINITIONS[kind]))).all())
    await engine.dispose()
    async with database.reading() as session:
        migrated = set((await session.scalars(text(DEFINITIONS[kind]))).all())
    assert {line for line in migrated if "alembic_version" not in line} == declared
    assert len(declared) > 40


async def test_the_database_knows_its_revision(database: Database, empty_database_url: str) -> None:
    async with database.reading() as session:
        assert await current_head(session) == expected_head()
    assert await revision_at(empty_database_url) is None


async def test_two_deployments_that_migrate_at_once_both_succeed(empty_database_url: str) -> None:
    await asyncio.gather(migrate(empty_database_url), migrate(empty_database_url), migrate(empty_database_url))
    assert await revision_at(empty_database_url) == expected_head()


async def test_the_history_can_be_walked_down_and_up_again(fresh_database_url: str) -> None:
    def down(connection: Connection) -> None:
        settings = config()
        settings.attributes["connection"] = connection
        command.downgrade(settings, "base")

    engine = direct_engine(fresh_database_url)
    async with engine.connect() as connection:
        await connection.run_sync(down)
        left = await connection.scalars(
            text("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        )
        assert left.all() == ["alembic_version"]
    await engine.dispose()
    await migrate(fresh_database_url)
    assert await revision_at(fresh_database_url) == expected_head()
