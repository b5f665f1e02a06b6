"""The plugin is loaded in every run of every part: it must be silent until asked, and clear when it cannot help."""

import pytest
from sqlalchemy import func, select

from vet_core import audit
from vet_core.audit.models import AuditEntry
from vet_core.db import Database
from vet_core.kernel.actor import SYSTEM
from vet_core.kernel.clock import FrozenClock
from vet_core.kernel.ids import new_id
from vet_core.pets.breeds import BREEDS
from vet_core.pets.models import Breed
from vet_core.testing.factories import (
    make_appointment,
    make_appointment_type,
    make_clinic,
    make_hold,
    make_person,
    make_pet,
    make_roster,
    make_veterinarian,
)
from vet_core.testing.plugin import NOW

pytest_plugins = ["pytester"]


def outcome_of(pytester: pytest.Pytester, test: str) -> pytest.RunResult:
    """A run of its own with no plugin but ours; a process of its own, for it must not share our modules."""
    pytester.makepyfile(test)
    return pytester.runpytest_subprocess("-q", "-p", "vet_core.testing.plugin")


def test_a_run_that_uses_no_fixture_needs_no_server(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VET_TEST_DATABASE_URL")
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    outcome_of(pytester, "def test_sums(): assert 1 + 1 == 2").assert_outcomes(passed=1)


def test_the_plugin_imports_nothing_heavy_until_asked(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    test = "import sys\ndef test_light(): assert not {'sqlalchemy', 'alembic', 'redis', 'pydantic'} & set(sys.modules)"
    outcome_of(pytester, test).assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("variable", "fixture"), [("VET_TEST_DATABASE_URL", "database_url"), ("VET_TEST_REDIS_URL", "redis_url")]
)
def test_a_missing_server_ends_the_run_with_a_sentence(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, variable: str, fixture: str
) -> None:
    monkeypatch.delenv(variable, raising=False)
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    result = outcome_of(pytester, f"def test_uses({fixture}): pass")
    assert result.ret == 4
    result.stdout.fnmatch_lines([f"*{variable} is not set: these tests need a real*./vet test*"])


@pytest.mark.parametrize("round", [1, 2])
async def test_each_test_begins_without_rows(database: Database, clock: FrozenClock, round: int) -> None:
    async with database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(AuditEntry)) == 0
        assert await session.scalar(select(func.count()).select_from(Breed)) == len(BREEDS)
        await make_person(session, email="same@example.com", clerk_user_id="same")
        audit.add(session, SYSTEM, "tested", "person", new_id(), now=clock.now())
    assert clock.now() == NOW


async def test_factories_make_a_world_that_holds_together(database: Database) -> None:
    async with database.transaction() as session:
        clinic = await make_clinic(session, is_always_open=True)
        veterinarian = await make_veterinarian(session, [clinic, await make_clinic(session)])
        owner = await make_person(session)
        pet = await make_pet(session, owner, await make_person(session))
        kind = await make_appointment_type(session, clinic, [veterinarian])
        assert len(await make_roster(session, clinic, veterinarian)) == 5
        await make_appointment(session, kind, veterinarian, pet, owner)
        await make_hold(session, owner, kind, veterinarian, starts_at=NOW)


def test_a_redis_of_ones_own(redis_url: str) -> None:
    import redis

    client = redis.Redis.from_url(redis_url)
    assert client.dbsize() == 0
    client.set("a", 1)
    assert not redis_url.endswith("/0")
    client.close()
