"""Two clinics with everything of each, side by side."""

from __future__ import annotations

import pytest

from tests.security.world import Side, build_side
from vet_core.db import Session


@pytest.fixture
async def sides(session: Session) -> tuple[Side, Side]:
    ours, theirs = await build_side(session), await build_side(session, hour=10)
    await session.commit()
    return ours, theirs
