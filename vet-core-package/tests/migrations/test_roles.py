"""Roles belong to the server and not to a database: made by whoever may, asked for by whoever may not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest

from vet_core.kernel.ids import new_id
from vet_core.migrations import RoleMissing, expected_head, grants, migrate
from vet_core.migrations.runner import direct_engine, revision_at
from vet_core.testing.databases import Databases


@pytest.fixture
async def role(database_url: str) -> AsyncIterator[str]:
    """The name of a role that nobody has made yet; gone again afterwards."""
    name = f"vet_test_role_{new_id().hex[-12:]}"
    yield name
    admin = await asyncpg.connect(database_url)
    await admin.execute(f"DROP ROLE IF EXISTS {name}")
    await admin.close()


async def test_databases_of_one_server_that_migrate_at_once_make_the_role_together(
    test_databases: Databases, role: str
) -> None:
    urls = [test_databases.create() for _ in range(4)]

    async def give_rights(url: str) -> None:
        engine = direct_engine(url)
        async with engine.begin() as connection:
            await connection.run_sync(grants.apply, role)
        await engine.dispose()

    await asyncio.gather(*(give_rights(url) for url in urls))
    for url in urls:
        connection = await asyncpg.connect(url)
        assert await connection.fetchval("SELECT has_table_privilege($1, 'pets', 'UPDATE')", role)
        assert not await connection.fetchval("SELECT rolcanlogin OR rolsuper FROM pg_roles WHERE rolname = $1", role)
        await connection.close()
        test_databases.drop(url)


async def test_whoever_may_not_make_the_role_is_told_what_to_ask_for(application_database_url: str, role: str) -> None:
    engine = direct_engine(application_database_url)
    with pytest.raises(RoleMissing, match=f'CREATE ROLE "{role}" NOLOGIN'):
        async with engine.connect() as connection:
            await connection.run_sync(grants.apply, role)
    await engine.dispose()


async def test_an_owner_who_is_no_superuser_migrates_a_database_of_their_own(
    test_databases: Databases, database_url: str, role: str
) -> None:
    admin = await asyncpg.connect(database_url)
    url = test_databases.create_empty()
    name = urlsplit(url).path.removeprefix("/")
    await admin.execute(f"CREATE ROLE {role} LOGIN NOSUPERUSER PASSWORD 'pw'")
    await admin.execute(f"ALTER DATABASE {name} OWNER TO {role}")
    parts = urlsplit(url)
    theirs = urlunsplit(parts._replace(netloc=f"{role}:pw@{parts.hostname}:{parts.port}"))
    await migrate(theirs)
    assert await revision_at(theirs) == expected_head()

    application = await asyncpg.connect(test_databases.as_application(url))
    assert await application.fetchval("SELECT count(*) FROM breeds") > 0
    assert await application.fetchval("SELECT count(*) FROM vet_enter('nobody', now())") == 0
    assert await application.fetchval("SELECT set_config('vet.scope', 'system', false)") == "system"
    assert await application.fetchval("SELECT count(*) FROM pets") == 0
    await application.close()
    test_databases.drop(url)
    await admin.close()
