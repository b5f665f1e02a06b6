"""The words of the websocket `vet.realtime.v1`: its messages, its close codes, and how long each side may take."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson

from vet_clinic_api.edge.realtime.events import order_of

SUBPROTOCOL = "vet.realtime.v1"

UNAUTHENTICATED = 4401
RIGHTS_CHANGED = 4403
TOO_LATE = 4408
TRY_LATER = 1013
POLICY = 1008
UNEXPECTED = 1011
DONE = 1000

LEEWAY = timedelta(seconds=5)
"""What a token may outlive its expiry by, the same that requests are granted for clocks that differ."""

RESET = orjson.dumps({"type": "reset"}).decode()
PING = orjson.dumps({"type": "ping"}).decode()

_MAX_MESSAGE_LENGTH = 16_384


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long and how much a connection may keep us waiting."""

    authenticate_seconds: float = 5.0
    ping_seconds: float = 25.0
    recheck_seconds: float = 60.0
    send_seconds: float = 10.0
    queued_messages: int = 256
    connections_per_person: int = 20
    connections_per_address: int = 500
    unproven_per_address: int = 50
    unproven: int = 1000
    messages_per_minute: int = 60


class Closing(Exception):
    """The connection ends with this code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def ready(place: str) -> str:
    """The welcome: from this place on the listener misses nothing."""
    return orjson.dumps({"type": "ready", "id": place}).decode()


def read(text: str | None) -> dict[str, Any]:
    """What a client said. Raises Closing for anything but a short JSON object."""
    if text is None or len(text) > _MAX_MESSAGE_LENGTH:
        raise Closing(POLICY, "send short text messages")
    try:
        message = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise Closing(POLICY, "send JSON") from None
    if not isinstance(message, dict):
        raise Closing(POLICY, "send objects")
    return message


def credentials_of(message: dict[str, Any]) -> tuple[str, str | None]:
    """The token of an `authenticate` message and the place to go on from. Raises Closing for any other message."""
    token, after = message.get("token"), message.get("after")
    if message.get("type") != "authenticate" or not isinstance(token, str):
        raise Closing(UNAUTHENTICATED, "authenticate first")
    if after is None:
        return token, None
    # A place that cannot be is as good as one that is gone.
    return token, after if isinstance(after, str) and order_of(after) is not None else ""
