"""pytest plugin of the platform: `database`, `scoped_database`, `session`, `clock`, `redis_url` and what they stand on.

Loaded in every run through an entry point, so it imports nothing heavy until a fixture is asked for.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

try:
    from pytest_asyncio import fixture as async_fixture
except ImportError:  # vet-core without its testing extra: the async fixtures are then of no use, but harm nobody
    async_fixture = pytest.fixture  # type: ignore[assignment]

if TYPE_CHECKING:
    from vet_core.db import Database, Session
    from vet_core.kernel.clock import FrozenClock
    from vet_core.kernel.settings import DatabaseSettings
    from vet_core.testing.databases import Databases
    from vet_core.testing.logical_redis import LogicalRedis

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""Where the frozen clock starts: a Monday morning, four weeks before Europe changes to summer time."""

ENCRYPTION_KEYS = "test:dmV0LWNvcmUgdGVzdCBrZXksIG5ldmVyIGluIHVzZS4="
"""A key ring for tests, in the form of ENCRYPTION_KEYS."""


def _server(variable: str, what: str) -> str:
    url = os.environ.get(variable)
    if not url:
        sentence = (
            f"{variable} is not set: these tests need a real {what}. Run them with ./vet test, or give the "
            f"address of a server on which tests may create and drop databases."
        )
        if "PYTEST_XDIST_WORKER" in os.environ:  # a worker that exits is reported as a crash, without the sentence
            pytest.fail(sentence, pytrace=False)
        pytest.exit(sentence, returncode=4)
    return url


@pytest.fixture(scope="session")
def test_databases() -> Iterator[Databases]:
    """The maker of test databases; for tests that need an own one, use `fresh_database_url`."""
    from vet_core.testing.databases import Databases

    databases = Databases(_server("VET_TEST_DATABASE_URL", "PostgreSQL"))
    yield databases
    databases.close()


@pytest.fixture(scope="session")
def worker_database_url(test_databases: Databases) -> Iterator[str]:
    """One migrated database for this worker, shared by its tests one after another."""
    url = test_databases.create()
    yield url
    test_databases.drop(url)


@pytest.fixture
def database_url(test_databases: Databases, worker_database_url: str) -> str:
    """The owner's address of a migrated database without rows, apart from reference data."""
    test_databases.empty(worker_database_url)
    return worker_database_url


@pytest.fixture
def application_database_url(test_databases: Databases, database_url: str) -> str:
    """The same database with the application's login: the address that services are started with."""
    return test_databases.as_application(database_url)


@pytest.fixture
def fresh_database_url(test_databases: Databases) -> Iterator[str]:
    """A database of one's own, for tests that change the schema; slower than `database_url`."""
    url = test_databases.create()
    yield url
    test_databases.drop(url)


@pytest.fixture
def database_settings(application_database_url: str) -> DatabaseSettings:
    """Settings that point at the test database with the application's login, and a small pool."""
    from pydantic import SecretStr

    from vet_core.kernel.settings import DatabaseSettings

    return DatabaseSettings(url=SecretStr(application_database_url), pool_size=5, max_overflow=20)


@pytest.fixture
def _ready() -> None:
    """Every table is known and a key ring is installed."""
    from pydantic import SecretStr

    import vet_core.registry  # noqa: F401 (foreign keys resolve once every table is known)
    from vet_core.db.keyring import KeyRing, configure_keyring
    from vet_core.kernel.settings import EncryptionSettings

    configure_keyring(KeyRing.from_settings(EncryptionSettings(encryption_keys=SecretStr(ENCRYPTION_KEYS))))


@async_fixture
async def database(database_settings: DatabaseSettings, _ready: None) -> AsyncIterator[Database]:
    """The unit of work with the application's rights, in system scope: it sees all rows, as a job does."""
    from vet_core.db import Database

    database = Database(database_settings, application_name="vet-test", acts_as_system=True)
    yield database
    await database.close()


@async_fixture
async def scoped_database(database_settings: DatabaseSettings, _ready: None) -> AsyncIterator[Database]:
    """The unit of work as the API has it: without a scope nothing of clinics and people is to be seen."""
    from vet_core.db import Database

    database = Database(database_settings, application_name="vet-test")
    yield database
    await database.close()


@async_fixture
async def session(database_settings: DatabaseSettings, database_url: str, _ready: None) -> AsyncIterator[Session]:
    """The owner's session, to arrange and look with: no scope, no missing right. Commit to let others see; what is
    uncommitted at the end is undone.
    """
    from pydantic import SecretStr

    from vet_core.db import Database, Session

    owner = Database(database_settings.model_copy(update={"url": SecretStr(database_url)}), application_name="vet-test")
    async with Session(owner.write_engine, expire_on_commit=False) as session:
        yield session
    await owner.close()


@pytest.fixture
def clock() -> FrozenClock:
    """A clock that stands at NOW until told otherwise."""
    from vet_core.kernel.clock import FrozenClock

    return FrozenClock(NOW)


@pytest.fixture(scope="session")
def worker_redis() -> Iterator[LogicalRedis]:
    """A logical database of the test Redis, claimed for this worker."""
    from vet_core.testing.logical_redis import LogicalRedis

    logical = LogicalRedis(_server("VET_TEST_REDIS_URL", "Redis or Valkey"))
    yield logical
    logical.close()


@pytest.fixture
def redis_url(worker_redis: LogicalRedis) -> str:
    """The address of an empty logical Redis database."""
    worker_redis.flush()
    return worker_redis.url
