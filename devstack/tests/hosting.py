"""Run one of devstack's web servers inside the test process, on a real port."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

from devstack.hosting import settings


@contextmanager
def running(app: Starlette, port: int) -> Iterator[None]:
    server = uvicorn.Server(settings(app, port))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
        assert thread.is_alive()
    yield
    server.should_exit = True
    thread.join(timeout=10)
    assert not thread.is_alive()
