"""Flower shows nothing to anybody without the password."""

import base64
import socket
from http.client import HTTPConnection

from tests.support.platform import Platform
from tests.support.processes import wait_until


def get(port: int, path: str, login: str | None = None) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    headers = {"Authorization": f"Basic {base64.b64encode(login.encode()).decode()}"} if login else {}
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def test_pages_and_api_ask_for_the_password(platform: Platform) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    platform.environment["FLOWER_BASIC_AUTH"] = "admin:long-enough"
    flower = platform.begin("flower", "--port", str(port))
    wait_until(lambda: get(port, "/healthcheck") == 200, "Flower to answer", tell=lambda: flower.said)

    assert [get(port, path) for path in ("/", "/workers", "/tasks", "/api/workers", "/api/tasks")] == [401] * 5
    assert [get(port, path, "admin:wrong-one") for path in ("/", "/api/tasks")] == [401] * 2
    assert [get(port, path, "admin:long-enough") for path in ("/workers", "/api/tasks")] == [200] * 2
    assert "long-enough" not in flower.said
