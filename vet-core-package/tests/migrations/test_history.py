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


async def test_checks_and_exclusions_in_the_database_are_those_of_the_models(database: Database) -> None:
    """Alembic does not compare these, so their names are compared here."""
    declared = {
        str(constraint.name)
        for table in metadata.tables.values()
        for constraint in table.constraints
        if type(constraint).__name__ in ("CheckConstraint", "ExcludeConstraint")
    }
    async with database.reading() as session:
        rows = await session.scalars(
            text(
                "SELECT conname FROM pg_constraint"
                " WHERE contype IN ('c', 'x') AND connamespace = 'public'::regnamespace"
            )
        )
        assert set(rows.all()) == declared


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
