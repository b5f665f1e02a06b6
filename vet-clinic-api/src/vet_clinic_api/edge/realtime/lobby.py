"""Bound how many connections are open: in this process, by one address, and by those who have not said who they are."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from vet_clinic_api.edge.realtime.protocol import Bounds


class Full(Exception):
    """There is no room for another connection now."""


class Visit:
    """One connection's place. Say `proven()` once it is known whose it is."""

    __slots__ = ("_address", "_is_proven", "_lobby")

    def __init__(self, lobby: "Lobby", address: str) -> None:
        self._lobby = lobby
        self._address = address
        self._is_proven = False

    def proven(self) -> None:
        if not self._is_proven:
            self._is_proven = True
            self._lobby.unproven -= 1
            _less(self._lobby.unproven_by_address, self._address)


class Lobby:
    """Counts the open connections of one process."""

    def __init__(self, bounds: Bounds, max_connections: int) -> None:
        self._bounds = bounds
        self._max_connections = max_connections
        self.open = self.unproven = 0
        self.by_address: Counter[str] = Counter()
        self.unproven_by_address: Counter[str] = Counter()

    @contextmanager
    def enter(self, address: str) -> Iterator[Visit]:
        """Take a place for as long as the block lasts. Raises Full."""
        bounds = self._bounds
        if (
            self.open >= self._max_connections
            or self.unproven >= bounds.unproven
            or self.by_address[address] >= bounds.connections_per_address
            or self.unproven_by_address[address] >= bounds.unproven_per_address
        ):
            raise Full
        visit = Visit(self, address)
        self.open += 1
        self.unproven += 1
        self.by_address[address] += 1
        self.unproven_by_address[address] += 1
        try:
            yield visit
        finally:
            visit.proven()
            self.open -= 1
            _less(self.by_address, address)


def _less(counts: Counter[str], address: str) -> None:
    counts[address] -= 1
    if counts[address] <= 0:
        del counts[address]
