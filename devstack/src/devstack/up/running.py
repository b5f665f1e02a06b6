"""One `./vet up` from its first line to its last: locks, leftovers, signals, and a clean end."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TypeVar

from rich.console import Console

from devstack.processes.register import Register
from devstack.processes.supervisor import DidNotStart
from devstack.servers.account import forget_abandoned
from devstack.up.display import Display
from devstack.up.platform import Platform, StepFailed, Wishes
from devstack.up.summary import summary
from devstack.world.clients import BuildFailed
from devstack.world.environment import World
from devstack.world.layout import Layout
from devstack.world.secrets import Secrets

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
T = TypeVar("T")


@dataclass(frozen=True)
class Invocation:
    """How the command was given."""

    layout: Layout
    wishes: Wishes
    automatic_ports: bool = False
    external_database: str | None = None
    external_redis: str | None = None
    external_owner: str | None = None


class Interrupted(Exception):
    """Somebody asked us to stop."""


def run(invocation: Invocation, console: Console) -> int:
    """Keep the platform up until a signal; the exit code. The caller holds the layout's lock."""
    return asyncio.run(_run(invocation, console))


async def _run(invocation: Invocation, console: Console) -> int:
    layout, display = invocation.layout, Display(console)
    stop = asyncio.Event()
    for number in SIGNALS:
        asyncio.get_running_loop().add_signal_handler(number, _interrupted, stop, display)
    register = Register(layout.state)
    platform: Platform | None = None
    try:
        with display.showing():
            await _or_stop(stop, asyncio.to_thread(_clear, register, display))
            # Without its secrets nobody gets into an old world any more.
            if invocation.wishes.fresh or not layout.secrets.exists():
                layout.forget_world()
            world = World(
                layout,
                layout.choose_ports(automatic=invocation.automatic_ports),
                await asyncio.to_thread(Secrets.of, layout.secrets),
                invocation.external_database,
                invocation.external_redis,
                invocation.external_owner,
            )
            platform = Platform(world, invocation.wishes, display, register)
            await _or_stop(stop, platform.raise_up())
        display.show(summary(platform.report.status.as_json(), pending=platform.report.pending_notes()))
        await stop.wait()
    except Interrupted:
        pass
    except (DidNotStart, StepFailed, BuildFailed) as failure:
        display.say(f"\n✗ {failure}", "bold red")
        display.lines(failure.last_lines)
        display.say(f"The whole log is in {layout.logs}.")
        return 1
    finally:
        if platform is not None:
            display.say("Stopping …")
            await platform.lower()
            platform.report.gone()
            display.say("Everything is stopped.")
    return 0


def _interrupted(stop: asyncio.Event, display: Display) -> None:
    if stop.is_set():
        display.say("Stopping already; a few seconds more.")
    stop.set()


async def _or_stop(stop: asyncio.Event, work: Awaitable[T]) -> T:
    """The result of ``work``, or Interrupted with the work cancelled and its end awaited."""
    working = asyncio.ensure_future(work)
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if working.done():
        stopping.cancel()
        return working.result()
    working.cancel()
    await asyncio.wait({working})
    raise Interrupted


def _clear(register: Register, display: Display) -> None:
    forget_abandoned()
    found = register.clear_leftovers()
    if found:
        display.say(f"Ended {len(found)} left over from a start that was cut off: {', '.join(sorted(set(found)))}.")
    register.add("supervisor", os.getpid())
