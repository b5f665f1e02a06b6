"""A database that goes away is answered with "come back later", and its return needs no restart of ours."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from tests.db.proxy import Proxy
from vet_core.db import Database, DatabaseBusy, DatabaseTimeout, DatabaseUnavailable, translate_outage
from vet_core.identity.models import Person
from vet_core.kernel.settings import DatabaseSettings
from vet_core.testing.factories import make_person


def settings(url: str, **over: Any) -> DatabaseSettings:
    values: dict[str, Any] = {
        "pool_size": 3,
        "max_overflow": 0,
        "pool_timeout_seconds": 0.3,
        "connect_timeout_seconds": 3,
    }
    return DatabaseSettings(url=SecretStr(url), **values | over)


@pytest.fixture
async def proxy(database_url: str) -> AsyncIterator[Proxy]:
    proxy = Proxy(database_url)
    await proxy.up()
    yield proxy
    await proxy.down()


@pytest.fixture
async def behind_proxy(proxy: Proxy) -> AsyncIterator[Database]:
    database = Database(settings(proxy.url))
    yield database
    await database.close()


async def one(database: Database) -> int:
    async with database.transaction() as session:
        return int(await session.scalar(text("SELECT 1")))


async def fill_pool(database: Database) -> None:
    """Open every connection of the pool and give them back idle."""
    await asyncio.gather(*(asyncio.wait_for(_hold(database), 5) for _ in range(3)))


async def _hold(database: Database) -> None:
    async with database.transaction() as session:
        await session.execute(text("SELECT pg_sleep(0.1)"))


async def test_a_restarted_server_costs_no_request(behind_proxy: Database, proxy: Proxy) -> None:
    await fill_pool(behind_proxy)
    assert proxy.accepted == 3
    await proxy.down()
    await proxy.up()
    assert [await one(behind_proxy) for _ in range(6)] == [1] * 6


async def test_while_the_server_is_down_every_request_is_unavailable_and_then_none(
    behind_proxy: Database, proxy: Proxy
) -> None:
    assert await one(behind_proxy) == 1
    await proxy.down()
    for _ in range(4):
        with pytest.raises(DatabaseUnavailable) as outage:
            await one(behind_proxy)
        assert outage.value.retry_after_seconds == 2
    with pytest.raises(DatabaseUnavailable):
        async with behind_proxy.reading() as session:
            await session.execute(text("SELECT 1"))
    await proxy.up()
    assert [await one(behind_proxy) for _ in range(4)] == [1] * 4


async def test_a_connection_lost_in_the_middle_is_unavailable_and_leaves_nothing_behind(
    behind_proxy: Database, proxy: Proxy, database: Database
) -> None:
    with pytest.raises(DatabaseUnavailable):  # noqa: PT012
        async with behind_proxy.transaction() as session:
            await make_person(session, email="lost@example.com")
            await proxy.down()
            await session.execute(text("SELECT 1"))
    await proxy.up()
    async with database.reading() as session:
        assert await session.scalar(text("SELECT count(*) FROM persons")) == 0
    assert await one(behind_proxy) == 1


async def test_a_commit_that_meets_a_dead_connection_is_unavailable(behind_proxy: Database, proxy: Proxy) -> None:
    with pytest.raises(DatabaseUnavailable):  # noqa: PT012
        async with behind_proxy.transaction() as session:
            await make_person(session)
            await proxy.down()


@pytest.mark.parametrize("prepared", [True, False])
async def test_a_server_that_ends_our_sessions_is_unavailable_once(database_url: str, prepared: bool) -> None:
    database = Database(settings(database_url, prepared_statements=prepared))
    with pytest.raises(DatabaseUnavailable):
        async with database.transaction() as session:
            await session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert await one(database) == 1
    await database.close()


async def test_an_exhausted_pool_is_unavailable(database_url: str) -> None:
    database = Database(settings(database_url, pool_size=1))
    async with database.transaction() as session:
        await session.execute(text("SELECT 1"))
        with pytest.raises(DatabaseUnavailable):
            await one(database)
    assert await one(database) == 1
    await database.close()


async def test_pool_size_and_overflow_bound_the_connections(database_url: str) -> None:
    database = Database(settings(database_url, pool_size=2, max_overflow=1, pool_timeout_seconds=5))
    await asyncio.gather(*(_hold(database) for _ in range(9)))
    async with database.reading() as session:
        ours = await session.scalar(
            text(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'vet'"
            )
        )
    assert ours == 2
    await database.close()


@pytest.mark.parametrize("prepared", [True, False])
async def test_a_statement_that_takes_too_long_is_a_timeout(database_url: str, prepared: bool) -> None:
    database = Database(settings(database_url, statement_timeout_seconds=0.5, prepared_statements=prepared))
    with pytest.raises(DatabaseTimeout):
        async with database.transaction() as session:
            await session.execute(text("SELECT pg_sleep(5)"))
    assert await one(database) == 1
    await database.close()


async def test_a_server_that_stops_answering_is_a_timeout(proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vet_core.db.engine._TIMEOUT_GRACE_SECONDS", 0.1)
    database = Database(settings(proxy.url, statement_timeout_seconds=0.5))
    assert await one(database) == 1
    proxy.is_stalled = True
    with pytest.raises(DatabaseTimeout):
        await one(database)
    proxy.is_stalled = False
    assert await one(database) == 1
    await database.close()


async def test_a_deadlock_is_busy(database: Database) -> None:
    async def lock(first: int, second: int) -> None:
        async with database.transaction() as session:
            await session.execute(text(f"SELECT pg_advisory_xact_lock({first})"))
            await asyncio.sleep(0.1)
            await session.execute(text(f"SELECT pg_advisory_xact_lock({second})"))

    outcomes = await asyncio.gather(lock(1, 2), lock(2, 1), return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["DatabaseBusy", "NoneType"]


async def test_a_plan_made_stale_by_a_migration_is_busy_once(fresh_database_url: str) -> None:
    database = Database(settings(fresh_database_url))
    async with database.transaction() as session:
        await session.execute(text("SELECT * FROM resources"))
    other = Database(settings(fresh_database_url))
    async with other.transaction() as session:
        await session.execute(text("ALTER TABLE resources ADD COLUMN label text"))
    await other.close()
    with pytest.raises(DatabaseBusy):
        async with database.transaction() as session:
            await session.execute(text("SELECT * FROM resources"))
    async with database.transaction() as session:
        await session.execute(text("SELECT * FROM resources"))
    await database.close()


@pytest.mark.parametrize(
    ("state", "outage"),
    [
        ("53200", DatabaseUnavailable),  # out of memory
        ("53100", DatabaseUnavailable),  # disk full
        ("57P03", DatabaseUnavailable),  # starting up
        ("08006", DatabaseUnavailable),  # connection failure, as a pooler reports it
        ("57014", DatabaseTimeout),
        ("40001", DatabaseBusy),
        ("55P03", DatabaseBusy),
    ],
)
async def test_what_postgresql_says_of_itself_is_named(database: Database, state: str, outage: type[Exception]) -> None:
    raising = text(f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{state}'; END $$")
    with pytest.raises(outage):
        async with database.transaction() as session:
            await session.execute(raising)
    assert await one(database) == 1


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://vet:pw@127.0.0.1:1/vet",
        "postgresql://vet:pw@no-such-host.invalid:5432/vet",
    ],
)
async def test_an_unreachable_address_is_unavailable(url: str) -> None:
    database = Database(settings(url))
    with pytest.raises(DatabaseUnavailable):
        await one(database)
    await database.close()


async def test_a_wrong_password_is_unavailable_and_says_nothing_about_it(database_url: str) -> None:
    database = Database(settings(database_url.replace(":", ":wrong", 2).replace("postgresql:wrong", "postgresql:")))
    with pytest.raises(DatabaseUnavailable) as outage:
        await one(database)
    assert "password" not in str(outage.value)
    await database.close()


async def test_mistakes_of_ours_stay_what_they_are(database: Database) -> None:
    with pytest.raises(ProgrammingError):
        async with database.transaction() as session:
            await session.execute(text("SELECT nonsense"))
    with pytest.raises(IntegrityError):  # noqa: PT012
        async with database.transaction() as session:
            await make_person(session, email="twice@example.com")
            await make_person(session, email="TWICE@example.com")
    for error in (OSError("disk"), TimeoutError(), ConnectionRefusedError(), ValueError()):
        assert translate_outage(error) is None
        with pytest.raises(type(error)):  # noqa: PT012
            async with database.transaction() as session:
                session.add(Person(email="a@example.com", given_name="a", family_name="b"))
                await session.flush()
                raise error
    async with database.reading() as session:
        assert await session.scalar(text("SELECT count(*) FROM persons")) == 0


async def test_a_cancelled_statement_is_no_outage_and_costs_only_its_connection(database: Database) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2), database.transaction() as session:
            await session.execute(text("SELECT pg_sleep(5)"))

    assert await one(database) == 1
