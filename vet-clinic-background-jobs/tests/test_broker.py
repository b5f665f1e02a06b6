"""Acknowledging on a connection that is gone is an error to log, not the end of the worker."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from kombu.connection import Connection
from kombu.entity import Exchange, Queue
from kombu.transport import redis
from kombu.transport.virtual import base

from vet_clinic_jobs import broker


@pytest.fixture(params=[broker.Message])
def lost_message(request: pytest.FixtureRequest, redis_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A message whose channel has lost its connection and was closed half way."""
    monkeypatch.setattr(redis.Channel, "Message", request.param)
    queue = Queue("tests", Exchange("tests"), "tests")
    received: list[Any] = []
    connection = Connection(redis_url)
    channel = connection.channel()
    connection.Producer().publish({}, exchange="tests", routing_key="tests", declare=[queue])
    consumer = connection.Consumer([queue], channel=channel)
    consumer.register_callback(lambda _body, message: received.append(message))
    consumer.consume()
    connection.drain_events(timeout=5)
    client = channel.connection.client
    channel._disconnect_pools()
    channel.connection.client = None
    yield received[0]
    channel.connection.client = client
    connection.release()


@pytest.mark.parametrize("lost_message", [base.Message], indirect=True)
def test_kombu_alone_raises_what_celery_takes_for_the_end(lost_message: Any) -> None:
    with pytest.raises(AttributeError):
        lost_message.ack_log_error(logging.getLogger(__name__), (ConnectionError,))


def test_a_late_acknowledgement_is_logged(lost_message: Any, caplog: pytest.LogCaptureFixture) -> None:
    lost_message.ack_log_error(logging.getLogger(__name__), (ConnectionError,))

    assert [record.message[:12] for record in caplog.records] == ["Couldn't ack"]


def test_a_late_rejection_is_logged(lost_message: Any, caplog: pytest.LogCaptureFixture) -> None:
    lost_message.reject_log_error(logging.getLogger(__name__), (ConnectionError,))

    assert [record.message[:15] for record in caplog.records] == ["Couldn't reject"]
