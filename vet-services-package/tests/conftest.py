"""Fixtures shared by the tests of every domain."""

import pytest
from vet_core.db import Database
from vet_core.kernel.clock import FrozenClock

from tests.world import World, build


@pytest.fixture
async def world(database: Database, scoped_database: Database, clock: FrozenClock) -> World:
    return await build(database, clock, scoped=scoped_database)


@pytest.fixture
async def world_of_two(database: Database, scoped_database: Database, clock: FrozenClock) -> World:
    """The same clinic with two veterinarians."""
    return await build(database, clock, scoped=scoped_database, veterinarians=2)
