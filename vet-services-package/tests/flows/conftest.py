"""What the stories of leaving share."""

from typing import Any

import pytest

from tests.flows.erasing import Directory


@pytest.fixture
def directory() -> Any:
    return Directory()
