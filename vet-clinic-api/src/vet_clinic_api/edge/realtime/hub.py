"""Who listens in this process, and what happened lately. Knows nothing of sockets, Redis or tokens."""

from collections import deque
from collections.abc import Iterable
from itertools import chain
from typing import Protocol
from uuid import UUID

from vet_clinic_api.edge import metrics
from vet_clinic_api.edge.realtime.events import BEGINNING, StreamEvent, order_of

REMEMBERED_EVENTS = 5000


class Listener(Protocol):
    """An open connection. Neither method may wait: a listener that cannot keep up ends itself."""

    def hear(self, event: StreamEvent) -> None: ...

    def restart(self) -> None: ...


class Hub:
    """Hands every event to the listeners it concerns; keeps the latest events for those who were away shortly."""

    def __init__(self) -> None:
        self._by_person: dict[UUID, set[Listener]] = {}
        self._by_clinic: dict[UUID, set[Listener]] = {}
        self._channels: dict[Listener, tuple[UUID, frozenset[UUID]]] = {}
        self._recent: deque[StreamEvent] = deque(maxlen=REMEMBERED_EVENTS)
        self._complete_after = BEGINNING
        self.position = BEGINNING
        self.is_live = False

    def __len__(self) -> int:
        return len(self._channels)

    def connections_of(self, person_id: UUID) -> int:
        return len(self._by_person.get(person_id, ()))

    def join(self, listener: Listener, person_id: UUID, clinic_ids: frozenset[UUID]) -> None:
        """Listen for a person and the clinics they work at; joining again replaces what was listened for."""
        self.leave(listener)
        self._channels[listener] = (person_id, clinic_ids)
        self._by_person.setdefault(person_id, set()).add(listener)
        for clinic_id in clinic_ids:
            self._by_clinic.setdefault(clinic_id, set()).add(listener)
        metrics.REALTIME_CONNECTIONS.set(len(self._channels))

    def leave(self, listener: Listener) -> None:
        channels = self._channels.pop(listener, None)
        if channels is None:
            return
        person_id, clinic_ids = channels
        _drop(self._by_person, person_id, listener)
        for clinic_id in clinic_ids:
            _drop(self._by_clinic, clinic_id, listener)
        metrics.REALTIME_CONNECTIONS.set(len(self._channels))

    def start(self, position: str) -> None:
        """Begin after `position`. Whoever already listens may have missed something and must start over."""
        self._recent.clear()
        self._complete_after = self.position = position
        self.is_live = True
        for listener in list(self._channels):
            listener.restart()

    def publish(self, events: Iterable[StreamEvent]) -> None:
        for event in events:
            if len(self._recent) == REMEMBERED_EVENTS:
                self._complete_after = self._recent[0].id
            self._recent.append(event)
            self.position = event.id
            for listener in self._audience(event):
                listener.hear(event)
                metrics.REALTIME_EVENTS.inc()

    def since(self, after: str) -> list[StreamEvent] | None:
        """Everything that happened after an id, oldest first; None when this process does not remember so far back."""
        start, known = order_of(after), order_of(self._complete_after)
        if (
            not self.is_live
            or start is None
            or known is None
            or start < known
            or start > (order_of(self.position) or start)
        ):
            return None
        return [event for event in self._recent if event.order > start]

    def _audience(self, event: StreamEvent) -> set[Listener]:
        people = (self._by_person.get(person_id, ()) for person_id in event.person_ids)
        clinic = self._by_clinic.get(event.clinic_id, ()) if event.clinic_id is not None else ()
        return set(chain(clinic, *people))


def _drop(channels: dict[UUID, set[Listener]], key: UUID, listener: Listener) -> None:
    listeners = channels.get(key)
    if listeners is not None:
        listeners.discard(listener)
        if not listeners:
            del channels[key]
