"""The events of the stream and the ids that order them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

STREAM = "vet:realtime"
BEGINNING = "0-0"

SESSION_ENDED = "identity.session_ended"
MEMBERSHIP_ENDED = "identity.membership_ended"
PERSON_ERASED = "identity.erasure_done"
_ENDINGS = frozenset({SESSION_ENDED, MEMBERSHIP_ENDED, PERSON_ERASED})

_ID = re.compile(r"(\d{1,20})-(\d{1,20})", re.ASCII)


@dataclass(frozen=True, slots=True)
class StreamEvent:
    """One event, its audience, and the message every member of it is sent, encoded once."""

    id: str
    order: tuple[int, int]
    name: str
    clinic_id: UUID | None
    person_ids: frozenset[UUID]
    message: str
    ends: "Ending | None" = None


@dataclass(frozen=True, slots=True)
class Ending:
    """Whose right to listen is over, and in which session; None stands for all of them."""

    person_id: UUID
    session_id: str | None


def order_of(stream_id: str) -> tuple[int, int] | None:
    """Sortable form of a stream id; None for text that is no stream id."""
    match = _ID.fullmatch(stream_id)
    return None if match is None else (int(match[1]), int(match[2]))


def event_of(stream_id: str, fields: Mapping[str, str]) -> StreamEvent:
    """Read one entry of the stream. Raises ValueError or KeyError when it is not one of ours."""
    order = order_of(stream_id)
    if order is None:
        raise ValueError(f"{stream_id!r} is not a stream id")
    clinic_id = fields.get("clinic_id") or None
    name, data = fields["event"], orjson.loads(fields["data"])
    ends = _ending(name, data)
    people = {UUID(person) for person in orjson.loads(fields.get("person_ids") or "[]")}
    message = orjson.dumps(
        {
            "type": "event",
            "id": stream_id,
            "event": name,
            "at": fields["at"],
            "clinic_id": clinic_id,
            "data": data,
        }
    )
    return StreamEvent(
        id=stream_id,
        order=order,
        name=name,
        clinic_id=UUID(clinic_id) if clinic_id else None,
        person_ids=frozenset(people if ends is None else people | {ends.person_id}),
        message=message.decode(),
        ends=ends,
    )


def _ending(name: str, data: Mapping[str, Any]) -> Ending | None:
    if name not in _ENDINGS:
        return None
    return Ending(UUID(data["person_id"]), data["session_id"] if name == SESSION_ENDED else None)
