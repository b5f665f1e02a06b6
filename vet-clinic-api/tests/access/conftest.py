"""One stage for all tests of a worker, on a database of its own."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from vet_core.testing.databases import Databases
from vet_core.testing.logical_redis import LogicalRedis

from tests.access.stage import Addresses, Stage, built
from tests.support.clerk import Clerk, running_clerk


@pytest.fixture(scope="session")
def addresses(test_databases: Databases, worker_redis: LogicalRedis) -> Iterator[Addresses]:
    owner = test_databases.create()
    yield Addresses(owner=owner, application=test_databases.as_application(owner), redis=worker_redis.url)
    test_databases.drop(owner)


@pytest.fixture(scope="session")
def own_clerk() -> Iterator[Clerk]:
    with running_clerk() as clerk:
        yield clerk


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stage(addresses: Addresses, own_clerk: Clerk) -> AsyncIterator[Stage]:
    async with built(addresses, own_clerk) as stage:
        yield stage
