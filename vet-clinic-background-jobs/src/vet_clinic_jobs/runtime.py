"""One event loop and one database engine per worker child, made after the fork and closed with the child.

A connection made before the fork would be shared by two processes and corrupt both; a loop per task would leave
the pool's connections bound to a loop that is gone.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any, TypeVar

from celery.signals import worker_process_init, worker_process_shutdown
from vet_core.db import Database
from vet_core.db.fitness import fit_to_serve
from vet_core.kernel.clock import Clock, SystemClock
from vet_core.kernel.settings import DatabaseSettings, RuntimeSettings, load

T = TypeVar("T")


@dataclass
class Runtime:
    runner: asyncio.Runner
    database: Database
    clock: Clock
    is_checked: bool
    """Whether keys and login are known to be the right ones; until then no task runs."""


_runtime: Runtime | None = None


class RuntimeMissing(RuntimeError):
    """A task body ran outside a worker child."""


def open_runtime(clock: Clock | None = None, *, is_checked: bool = True) -> Runtime:
    """Make the loop and the engine of this process. Opening twice is a mistake and raises."""
    global _runtime
    if _runtime is not None:
        raise RuntimeError("this process has a runtime already")
    _runtime = Runtime(
        runner=asyncio.Runner(),
        database=Database(load(DatabaseSettings), application_name="vet-worker", acts_as_system=True),
        clock=clock or SystemClock(),
        is_checked=is_checked,
    )
    return _runtime


def close_runtime() -> None:
    """Return the connections and stop the loop; harmless when nothing is open."""
    global _runtime
    runtime, _runtime = _runtime, None
    if runtime is not None:
        try:
            runtime.runner.run(runtime.database.close())
        finally:
            runtime.runner.close()


def here() -> Runtime:
    """The runtime of this process. Raises RuntimeMissing outside a worker child."""
    if _runtime is None:
        raise RuntimeMissing("no runtime in this process: tasks run in a worker started by `vet-clinic-jobs worker`")
    return _runtime


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run one coroutine to its end on this process's loop.

    A child that started during an outage checks its keys and its login first: raises SettingsError, or Unavailable
    while the outage lasts.
    """
    runtime = here()
    if not runtime.is_checked:
        try:
            runtime.is_checked = runtime.runner.run(fit_to_serve(runtime.database, load(RuntimeSettings)))
        except BaseException:
            work.close()
            raise
    # Left to itself the runner keeps the context of its first use: lines of this task would be logged under that one.
    return runtime.runner.run(work, context=copy_context())


@contextmanager
def opened_runtime(clock: Clock | None = None) -> Iterator[Runtime]:
    """A runtime for the length of a block: commands and tests use it."""
    try:
        yield open_runtime(clock)
    finally:
        close_runtime()


@worker_process_init.connect
def _open_in_child(**_: object) -> None:
    open_runtime(is_checked=False)


@worker_process_shutdown.connect
def _close_in_child(**_: object) -> None:
    close_runtime()
