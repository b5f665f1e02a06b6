"""How a writer says which version it saw: a check that is called with the current one while the row is locked."""

from __future__ import annotations

from collections.abc import Callable

VersionCheck = Callable[[int], None]
"""Raises when the caller has seen another version than the one it is given."""


def any_version(current: int) -> None:
    """The check of a caller who changes whatever is current."""
