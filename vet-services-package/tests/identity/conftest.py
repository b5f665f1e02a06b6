"""A local Clerk, and what speaks to it."""

from collections.abc import AsyncIterator

import pytest

from tests.identity.clerk_server import ClerkServer, make_key
from vet_services.identity.adapters.clerk import ClerkDirectory


@pytest.fixture(scope="session")
def clerk_keys():
    """Making RSA keys is slow: one instance's key serves all tests, and one more is a stranger's."""
    return {"ins_1": make_key(), "stranger": make_key()}


@pytest.fixture
async def clerk(clerk_keys) -> AsyncIterator[ClerkServer]:
    async with ClerkServer({"ins_1": clerk_keys["ins_1"]}).running() as server:
        yield server


@pytest.fixture
def stranger_key(clerk_keys):
    """A good key that our instance never published."""
    return clerk_keys["stranger"]


@pytest.fixture
async def directory(clerk: ClerkServer) -> AsyncIterator[ClerkDirectory]:
    directory = ClerkDirectory(clerk.settings())
    yield directory
    await directory.aclose()
