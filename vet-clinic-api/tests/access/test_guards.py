"""Each of the two guards alone: the policies and filters without row-level security, and the other way round.

What only one of them decides is named here, so that nobody relies on the other for it.
"""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.access import table
from tests.access.actors import OWNERS, STAFF_ELSEWHERE, Who
from tests.access.broken import all_allowed, without_any_row_security
from tests.access.driver import ask, differences, leaked, report
from tests.access.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

CASES = ("own", "foreign")
# Row-level security shows the platform's administrators no clients and no services of clinics to change; the policies
# leave it to that, and answer 404 only because of it.
LEFT_TO_ROW_SECURITY = {
    ("grant_membership", "own", Who.SYSTEM_ADMINISTRATOR),
    ("grant_membership", "foreign", Who.SYSTEM_ADMINISTRATOR),
    ("grant_membership", "foreign", Who.BREAK_GLASS),
    ("update_appointment_type", "own", Who.SYSTEM_ADMINISTRATOR),
    ("update_appointment_type", "foreign", Who.SYSTEM_ADMINISTRATOR),
    ("update_appointment_type", "foreign", Who.BREAK_GLASS),
    ("update_resource", "own", Who.SYSTEM_ADMINISTRATOR),
    ("update_resource", "foreign", Who.SYSTEM_ADMINISTRATOR),
    ("update_resource", "foreign", Who.BREAK_GLASS),
}
# A clinic's clients are found in the reader's scope, which holds their own visits: the staff's note about the people
# around their own pet is kept from them by the policy alone.
# A veterinarian's different days are rows that the free times of everybody depend on: the staff's note on such a day is
# encrypted there, and kept from others by the policy alone.
LEFT_TO_POLICIES = {("list_clients", who) for who in OWNERS | {Who.OTHER_OWNER}} | {
    ("list_roster_overrides", who) for who in Who
}
STRANGERS = STAFF_ELSEWHERE | {Who.OTHER_OWNER, Who.FORMER}
THEIRS = frozenset({"pets", "pet_owners", "pet_shares", "clinic_clients", "break_glass_accesses", "erasure_requests"})
"""Tables in which a stranger can have nothing of the side here to change."""


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def unguarded(stage: Stage) -> AsyncIterator[Stage]:
    async with without_any_row_security(stage) as unguarded:
        yield unguarded


@pytest.mark.parametrize("block", sorted(table.blocks()))
async def test_policies_and_filters_alone_give_every_answer(unguarded: Stage, block: str) -> None:
    found = await differences(unguarded, [table.blocks()[block]], CASES)
    found = [each for each in found if (each.route, each.case, each.who) not in LEFT_TO_ROW_SECURITY]
    assert not found, report(found)


@pytest.mark.parametrize("block", sorted(table.blocks()))
async def test_row_security_alone_keeps_what_is_foreign(stage: Stage, block: str) -> None:
    row = table.blocks()[block]
    with all_allowed() as policies:
        assert {"may_view", "may_administer", "may_see_clients"} <= policies
        for case in (row.case(name) for name in CASES if name in {case.name for case in row.cases}):
            for who in Who:
                happened = await ask(stage, row, case, who)
                if (block, who) not in LEFT_TO_POLICIES:
                    assert not leaked(stage, row, who, happened), f"{case.name} as {who}"
                if who in STRANGERS and case.name == "own" and not _is_their_own(row, who):
                    assert not happened.changed & THEIRS, f"{who} changed {sorted(happened.changed)}"


def _is_their_own(row: table.Block, who: Who) -> bool:
    """Whether the table lets this stranger change something, so something of their own."""
    return row.case("own").answers[who] < "4"
