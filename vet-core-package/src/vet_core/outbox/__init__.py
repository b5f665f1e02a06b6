"""Events leave with the change that caused them: written in the same transaction, handed on by the relay."""

from vet_core.outbox.events import Event, add, event_from, is_news, known_types, values
from vet_core.outbox.later import Later

__all__ = ["Event", "Later", "add", "event_from", "is_news", "known_types", "values"]
