"""Events as values: each domain declares its own in events.py and adds them where the change is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from vet_core.db.engine import Session
from vet_core.outbox.models import OutboxEvent

_types: dict[str, type[Event]] = {}


class Event(BaseModel):
    """A fact in the past tense. `type` reads "<domain>.<what happened>" and is never renamed once released.

    `audience_person_ids` names the people a realtime message may reach besides the clinic's staff; it is stored
    beside the payload, not in it. Nobody but handlers hears of an event that is no news.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    type: ClassVar[str] = ""
    is_news: ClassVar[bool] = True
    clinic_id: UUID | None = None
    audience_person_ids: tuple[UUID, ...] = ()

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        if not cls.__dict__.get("type"):
            return
        known = _types.setdefault(cls.type, cls)
        if known is not cls and known.__qualname__ != cls.__qualname__:
            raise TypeError(f"{cls.type} is already the type of {known.__qualname__}")

    def payload(self) -> dict[str, Any]:
        """The JSON that handlers and realtime clients see."""
        return self.model_dump(mode="json", exclude={"audience_person_ids"})


def known_types() -> frozenset[str]:
    """Every event type of the imported domains; import vet_core.registry first to have them all."""
    return frozenset(_types)


def is_news(type: str) -> bool:
    """Whether realtime clients hear of events of that type. Raises KeyError for a type this release does not know."""
    return _types[type].is_news


def event_from(type: str, payload: Mapping[str, Any], *, audience_person_ids: Sequence[UUID] = ()) -> Event:
    """The event a stored row stands for. Raises KeyError for a type this release does not know."""
    return _types[type].model_validate({**payload, "audience_person_ids": tuple(audience_person_ids)})


def values(event: Event, *, now: datetime) -> dict[str, Any]:
    """The columns of the event's row, for statements that write it together with other rows."""
    return {
        "type": event.type,
        "clinic_id": event.clinic_id,
        "person_ids": list(event.audience_person_ids),
        "payload": event.payload(),
        "occurred_at": now,
    }


def add(session: Session, event: Event, *, now: datetime) -> OutboxEvent:
    """Write the event with the caller's transaction; when that commits, PostgreSQL wakes the relay."""
    row = OutboxEvent(**values(event, now=now))
    session.add(row)
    return row
