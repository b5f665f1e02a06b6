"""Every program of a platform: how it is started and how it shows that it works."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from devstack.processes.identity import end_all
from devstack.processes.program import Program
from devstack.servers.postgres import STOP_SIGNAL
from devstack.world import probes
from devstack.world.environment import World

PYTHON = sys.executable
# A worker's children finish the mail in hand before they go; nobody waits longer than this for Ctrl-C.
JOBS_PATIENCE_SECONDS = 8.0


def module(name: str, *words: str) -> list[str]:
    return [PYTHON, "-m", name, *words]


def postgres(world: World) -> Program:
    server = world.postgres

    def clear() -> None:
        if leftover := server.leftover():
            end_all([leftover], lambda _: STOP_SIGNAL)

    return Program(
        "postgres", "PostgreSQL", server.command(), {"LC_ALL": "C"}, server.answers,
        account=server.account, stop_signal=STOP_SIGNAL, before_start=clear, health_every_seconds=10,
    )  # fmt: skip


def valkey(world: World) -> Program:
    server = world.valkey

    async def answers() -> bool:
        return await asyncio.to_thread(server.answers)

    return Program("valkey", "Valkey", server.command(), {}, answers, before_start=server.prepare)


def mailbox(world: World) -> Program:
    ready = probes.http_ok(world.ports.mailbox, "/livez")
    return Program("mailbox", "Mailbox", module("devstack.mailbox"), world.for_mailbox(), ready)


def clerk(world: World) -> Program:
    ready = probes.http_ok(world.ports.clerk, "/livez")
    return Program("clerk", "Sign-in (Clerk stand-in)", module("devstack.clerk"), world.for_clerk(), ready)


def api(world: World) -> Program:
    command = module("vet_clinic_api.cli", "serve", "--port", str(world.ports.api))
    return Program("api", "API", command, world.for_the_platform(), probes.http_ok(world.ports.api, "/readyz"))


def jobs(world: World) -> list[Program]:
    """Relay, worker, beat and Flower."""
    environment = world.for_the_platform()

    def forget_report() -> None:
        world.layout.relay_health.unlink(missing_ok=True)

    return [
        Program(
            "relay", "Outbox relay", module("vet_clinic_jobs.cli", "relay"), world.for_the_relay(),
            probes.relay_reports(world.layout.relay_health), before_start=forget_report,
            patience_seconds=JOBS_PATIENCE_SECONDS,
        ),
        Program(
            "worker", "Celery worker", module("vet_clinic_jobs.cli", "worker"), environment,
            probes.worker_works(world.redis_url), health_every_seconds=30, ready_seconds=90,
            patience_seconds=JOBS_PATIENCE_SECONDS,
        ),
        Program("beat", "Celery beat", module("vet_clinic_jobs.cli", "beat"), environment, probes.stays_up(2)),
        Program(
            "flower", "Flower", module("vet_clinic_jobs.cli", "flower"), environment,
            probes.http_ok(world.ports.flower, "/healthcheck"), patience_seconds=3,
        ),
    ]  # fmt: skip


def site(world: World, name: str, title: str, folder: Path) -> Program:
    ready = probes.http_ok(getattr(world.ports, name), "/config.json")
    return Program(name, title, module("devstack.site"), world.for_site(name, str(folder)), ready, patience_seconds=3)
