"""Survive the loss of Redis while a task runs.

A task that ends after its connection has gone is acknowledged on a channel that is only half closed. kombu then fails
with an AttributeError, which Celery does not count among the errors of a lost connection: the whole worker would end.
The message is given out again and finds its row done, so there is nothing to do about it but go on.
"""

from __future__ import annotations

import logging
from typing import Any

from kombu.transport import redis
from kombu.transport.virtual import base


class Message(base.Message):
    """A message whose acknowledgement may come too late."""

    def ack_log_error(
        self, logger: logging.Logger, errors: tuple[type[BaseException], ...], multiple: bool = False
    ) -> None:
        super().ack_log_error(logger, (*errors, AttributeError), multiple)  # type: ignore[no-untyped-call]

    def reject_log_error(
        self, logger: logging.Logger, errors: tuple[type[BaseException], ...], requeue: bool = False
    ) -> None:
        super().reject_log_error(logger, (*errors, AttributeError), requeue)  # type: ignore[no-untyped-call]


def install() -> None:
    """Make every Redis channel of this process use these messages."""
    channel: Any = redis.Channel
    channel.Message = Message
