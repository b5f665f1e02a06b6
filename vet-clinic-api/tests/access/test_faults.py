"""Faults planted on purpose: each must turn the matrix red, or be caught by the guard behind."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio

from tests.access import table
from tests.access.broken import all_allowed, without, without_any_row_security, without_row_security_on
from tests.access.driver import Difference, differences
from tests.access.stage import Stage
from vet_clinic_api.edge.access import Gate, anyone_signed_in, declared
from vet_clinic_api.edge.operation import Operation
from vet_clinic_api.main import assemble, chosen

pytestmark = pytest.mark.asyncio(loop_scope="session")

LEAK = "read what is not theirs"


def decided() -> list[str]:
    """The routes whose policy decides more than whether somebody is signed in."""
    found = []
    for route in assemble(chosen(None)).routes:
        if isinstance(route, Operation):
            gate = declared(route.dependant, route.path)
            if isinstance(gate, Gate) and gate.policy is not anyone_signed_in:
                found.append(route.name)
    return sorted(found)


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def unguarded(stage: Stage) -> AsyncIterator[Stage]:
    async with without_any_row_security(stage) as unguarded:
        yield unguarded


@pytest.mark.parametrize("route", decided())
async def test_a_policy_that_allows_all_is_noticed(unguarded: Stage, route: str) -> None:
    with all_allowed():
        assert await differences(unguarded, [each for each in table.blocks().values() if each.route == route], ["own"])


@dataclass(frozen=True)
class Filter:
    """A comparison that a route's statement relies on, and the tables whose row-level security stands behind it."""

    block: str
    predicate: str
    tables: tuple[str, ...]


FILTERS = [
    Filter("list_pets", r"pet_owners\.person_id", ("pets", "pet_owners")),
    Filter("list_appointments, one's own", r"mine\.person_id", ("appointments", "pets", "pet_owners")),
    Filter("list_appointments, of a whole clinic", r"a\.clinic_id", ("appointments", "pets")),
    Filter("list_sessions", r"sign_in_sessions\.person_id", ("sign_in_sessions",)),
    Filter("list_clinic_people", r"memberships\.clinic_id", ("memberships", "persons")),
]


@pytest.mark.parametrize("planted", FILTERS, ids=lambda planted: planted.block)
async def test_a_filter_removed_leaks_nothing_behind_row_security(stage: Stage, planted: Filter) -> None:
    found, times = await _operated(stage, planted)
    assert times, "the predicate stands in no statement any more: name the new one"
    assert not [each for each in found if each.what.startswith(LEAK)]


@pytest.mark.parametrize("planted", FILTERS, ids=lambda planted: planted.block)
async def test_a_filter_removed_without_row_security_is_noticed(stage: Stage, planted: Filter) -> None:
    async with without_row_security_on(stage, *planted.tables):
        found, _ = await _operated(stage, planted)
    assert [each for each in found if each.what.startswith(LEAK)]


@pytest.mark.parametrize("planted", FILTERS, ids=lambda planted: planted.block)
async def test_a_filter_removed_is_noticed_by_the_guards_that_are_left(unguarded: Stage, planted: Filter) -> None:
    found, _ = await _operated(unguarded, planted)
    assert [each for each in found if each.what.startswith(LEAK)]


async def _operated(stage: Stage, planted: Filter) -> tuple[list[Difference], int]:
    with without(stage.platform.database, planted.predicate) as surgery:
        return await differences(stage, [table.blocks()[planted.block]], ["own"]), surgery.done


async def test_after_all_this_the_matrix_is_green_again(stage: Stage) -> None:
    blocks = [table.blocks()[planted.block] for planted in FILTERS]
    assert await differences(stage, blocks, ["own"]) == []
