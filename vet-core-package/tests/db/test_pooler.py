"""Through a transaction pooler every transaction may run on another server connection."""

import asyncio

import pytest
from pydantic import SecretStr
from sqlalchemy import select, text

from tests.db.pooler import PGBOUNCER, pgbouncer
from vet_core.db import Database, DatabaseTimeout
from vet_core.identity.models import Person
from vet_core.kernel.settings import DatabaseSettings
from vet_core.testing.factories import make_person

pytestmark = pytest.mark.skipif(PGBOUNCER is None, reason="needs PgBouncer: apt-get install pgbouncer")


async def test_many_clients_share_few_server_connections(database: Database, application_database_url: str) -> None:
    async with pgbouncer(application_database_url, server_connections=2) as address:
        settings = DatabaseSettings(url=SecretStr(address), prepared_statements=False, pool_size=10)
        pooled = Database(settings, acts_as_system=True)

        async def work(number: int) -> int:
            async with pooled.transaction() as session:
                person = await make_person(session, given_name=f"Person {number}")
            async with pooled.reading() as session:
                found = await session.get_one(Person, person.id)
                assert (found.given_name, found.phone) == (f"Person {number}", "+49301234567")
                assert await session.scalar(select(Person.id).where(Person.email == person.email.upper())) == person.id
                return int(await session.scalar(text("SELECT pg_backend_pid()")))

        backends = await asyncio.gather(*(work(number) for number in range(60)))
        assert len(set(backends)) <= 2
        async with pooled.reading() as session:
            assert await session.scalar(text("SELECT count(*) FROM persons")) == 60
        await pooled.close()


async def test_a_statement_timeout_holds_without_session_state(database_url: str) -> None:
    async with pgbouncer(database_url, server_connections=1) as address:
        settings = DatabaseSettings(url=SecretStr(address), prepared_statements=False, statement_timeout_seconds=0.3)
        pooled = Database(settings)
        with pytest.raises(DatabaseTimeout):
            async with pooled.transaction() as session:
                await session.execute(text("SELECT pg_sleep(5)"))
        async with pooled.transaction() as session:
            assert await session.scalar(text("SHOW statement_timeout")) == "0"
        await pooled.close()
