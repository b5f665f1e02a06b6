"""Who reacts to what: the services' registry, seen from the outbox."""

from __future__ import annotations

from collections.abc import Sequence

from vet_services.bootstrap import HANDLERS, Handler


class HandlerUnknown(LookupError):
    """A delivery names a handler that this release does not have; a newer or older one does."""


def handlers_of(event_type: str) -> Sequence[Handler]:
    return HANDLERS.get(event_type, ())


def find_handler(event_type: str, name: str) -> Handler:
    """Raises HandlerUnknown."""
    for handler in handlers_of(event_type):
        if handler.name == name:
            return handler
    raise HandlerUnknown(f"no handler {name} for {event_type} in this release")
