"""The words of the outbox."""

from enum import StrEnum


class DeliveryState(StrEnum):
    """What became of one event at one handler. `dead` has used up its attempts and waits for a person."""

    PENDING = "pending"
    DONE = "done"
    DEAD = "dead"
