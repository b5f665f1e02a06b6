"""Raise a platform in order, watch over it, lower it in the opposite order."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from vet_core.migrations.runner import APPLICATION_ROLE

from devstack.processes.launch import Launcher
from devstack.processes.logs import Logs
from devstack.processes.register import Register
from devstack.processes.supervisor import DidNotStart, Supervisor, first_cause
from devstack.up.display import Display
from devstack.up.report import Report
from devstack.world import clients, programs
from devstack.world.clients import BuildFailed, Client
from devstack.world.environment import APPLICATION, DATABASE, World

EXTENSIONS = ("btree_gist", "citext", "cube", "earthdistance", "pg_trgm", "vector")
STOP_ORDER = (
    {"web", "phone", "flower", "beat"},
    {"api", "relay", "worker"},
    {"clerk", "mailbox"},
)


class StepFailed(Exception):
    """A step of the start, not a program, went wrong."""

    def __init__(self, sentence: str, last_lines: list[str]) -> None:
        super().__init__(sentence)
        self.last_lines = last_lines


@dataclass(frozen=True)
class Wishes:
    """What the person asked for."""

    fresh: bool = False
    web: bool = True
    phone: bool = True
    demo: bool = True


class Platform:
    """One platform. Use it from the main thread."""

    def __init__(self, world: World, wishes: Wishes, display: Display, register: Register) -> None:
        self.world = world
        self._wishes = wishes
        self._display = display
        self.report = Report(world, display)
        for name, wanted in (("web", wishes.web), ("phone", wishes.phone)):
            if not wanted:
                self.report.leave_out(name)
        self._launcher = Launcher(register, Logs(world.layout.logs))
        self._supervisor = Supervisor(self._launcher, self.report)
        self._phone: asyncio.Task[None] | None = None

    async def raise_up(self) -> None:
        """Return when everything answers, except a phone app that still has to be built.

        Raises DidNotStart, StepFailed or BuildFailed at the first thing that goes wrong; the caller lowers what was
        raised.
        """
        self.report.watch(self._supervisor)
        try:
            async with asyncio.TaskGroup() as group:
                if self._wishes.web:
                    group.create_task(self._build(clients.WEB))
                group.create_task(self._raise_backend())
        except BaseExceptionGroup as several:
            raise first_cause(several) from None
        if self._wishes.phone:
            await self._start_phone()
        self.report.ready()

    async def _raise_backend(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._raise_database())
            group.create_task(self._start_helpers())
        await self._seed()
        await self._supervisor.start_together(programs.api(self.world), *programs.jobs(self.world))

    async def lower(self) -> None:
        """Stop everything that was started, clients first and databases last."""
        if self._phone is not None:
            self._phone.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._phone
        await self._supervisor.stop(*STOP_ORDER)

    async def _raise_database(self) -> None:
        """Started unless it is somebody else's, and brought to the revision of this code."""
        world = self.world
        if world.external_database is None:
            server = world.postgres
            self._display.begin("postgres", "PostgreSQL", "" if server.exists() else "making a new database")
            try:
                await asyncio.to_thread(server.prepare)
            except (OSError, RuntimeError) as failure:
                raise StepFailed("PostgreSQL could not make its database.", str(failure).splitlines()) from failure
            await self._supervisor.start(programs.postgres(world))
            await server.ensure_database(DATABASE, DATABASE, world.secrets.database_password, EXTENSIONS)
            # At every start: a world from before these roles gets them too.
            await server.ensure_login(APPLICATION, world.secrets.application_password, member_of=APPLICATION_ROLE)
        command = programs.module("vet_core.cli", "migrate")
        await self._step("migrate", "Migrations", command, world.for_migrations())

    async def _start_helpers(self) -> None:
        """Everything that needs no database."""
        own = [programs.valkey(self.world)] if self.world.external_redis is None else []
        await self._supervisor.start_together(*own, programs.mailbox(self.world), programs.clerk(self.world))

    async def _seed(self) -> None:
        """Once per database: the file names the one that was filled."""
        if not self._wishes.demo:
            return
        mark = hashlib.sha256(self.world.owner_url.encode()).hexdigest()
        seeded = self.world.layout.seeded
        if seeded.exists() and seeded.read_text(encoding="ascii") == mark:
            self.report.read_people()
            return
        await self._step("seed", "Demo world", programs.module("devstack.demo"), self.world.for_the_demo())
        seeded.write_text(mark, encoding="ascii")
        self.report.read_people()

    async def _step(self, name: str, title: str, command: list[str], environment: Mapping[str, str]) -> None:
        self._display.begin(name, title)
        exit_code = await self._launcher.run(name, command, environment)
        last_lines = self._launcher.logs.tail(name, 25)
        if exit_code != 0:
            self._display.failed(name)
            raise StepFailed(f"{title} ended with exit code {exit_code}.", last_lines)
        self._display.done(name, last_lines[-1] if last_lines else "")

    async def _build(self, client: Client) -> None:
        """Build if need be, then serve."""
        self._display.begin(client.name, client.title, "" if client.built() else "building, once per change")
        try:
            folder = await client.make(self._launcher)
        except BuildFailed:
            self._display.failed(client.name, "could not be built")
            raise
        await self._supervisor.start(programs.site(self.world, client.name, client.title, folder))

    async def _start_phone(self) -> None:
        """At once when it is built; otherwise behind everybody's back, because it takes minutes."""
        if clients.PHONE.built():
            await self._build(clients.PHONE)
            return
        self.report.pending("phone", "Phone app", "still building, a few minutes once per change")
        self._phone = asyncio.create_task(self._phone_later())

    async def _phone_later(self) -> None:
        try:
            await self._build(clients.PHONE)
        except (BuildFailed, DidNotStart) as failure:
            self.report.pending_failed("phone", str(failure), failure.last_lines)
        else:
            self._display.say(f"The phone app is ready: {self.world.ports.url('phone')}", "bold")
