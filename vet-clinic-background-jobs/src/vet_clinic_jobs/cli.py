"""`vet-clinic-jobs`: one command for every process of this part, and a few for looking after them.

Health checks start this program every few seconds, so a command imports what it needs when it runs.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import socket
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from vet_core.kernel.settings import SettingsError, load

Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; 2 when the settings do not fit."""
    arguments = _parser().parse_args(argv)
    command: Command = arguments.command
    try:
        return command(arguments)
    except SettingsError as refusal:
        print(refusal, file=sys.stderr)
        return 2


def _worker(arguments: argparse.Namespace) -> int:
    from vet_clinic_jobs import observability
    from vet_clinic_jobs.app import app

    observability.begin("vet-clinic-worker")
    observability.refuse_unfit_process("vet-worker")
    argv = [
        "--quiet",
        "worker",
        "--loglevel=INFO",
        "--without-mingle",
        "--without-gossip",
        f"--hostname={arguments.name}",
    ]
    if arguments.queues:
        argv.append(f"--queues={arguments.queues}")
    if arguments.concurrency:
        argv.append(f"--concurrency={arguments.concurrency}")
    app.worker_main(argv)
    return 0


def _beat(_: argparse.Namespace) -> int:
    from vet_clinic_jobs import observability, schedule

    observability.begin("vet-clinic-beat")
    schedule.keep_ringing()
    return 0


def _flower(arguments: argparse.Namespace) -> int:
    from vet_clinic_jobs import observability
    from vet_clinic_jobs.app import app
    from vet_clinic_jobs.settings import FlowerSettings

    observability.begin("vet-clinic-flower")
    settings = load(FlowerSettings)
    # Flower takes the password from the environment; on its command line everybody could read it.
    os.environ["FLOWER_BASIC_AUTH"] = settings.basic_auth.get_secret_value()
    address, port = arguments.address or settings.address, arguments.port or settings.port
    app.start(["flower", f"--address={address}", f"--port={port}"])
    return 0


def _relay(_: argparse.Namespace) -> int:
    from vet_clinic_jobs import observability
    from vet_clinic_jobs.relay import process

    observability.begin("vet-clinic-relay")
    observability.refuse_unfit_process("vet-relay")
    asyncio.run(process.serve())
    return 0


def _relay_health(arguments: argparse.Namespace) -> int:
    from vet_core.kernel.clock import utc_now

    from vet_clinic_jobs.relay import health
    from vet_clinic_jobs.settings import JobsSettings

    file = arguments.file or load(JobsSettings).relay_health_file
    if file is None:
        raise SettingsError("JOBS_RELAY_HEALTH_FILE is not set. Give the relay and this command the same path.")
    healthy, report = health.read(file, now=utc_now())
    print(report["state"])
    return 0 if healthy else 1


def _probe(arguments: argparse.Namespace) -> int:
    from kombu.exceptions import OperationalError
    from redis.exceptions import RedisError

    from vet_clinic_jobs import probe

    try:
        answered = probe.ask(arguments.timeout, f"worker@{socket.gethostname()}" if arguments.here else None)
    except (RedisError, OperationalError, OSError) as failure:
        print(f"The broker does not answer: {type(failure).__name__}", file=sys.stderr)
        return 1
    print("A worker ran a task." if answered else f"No worker ran a task within {arguments.timeout} s.")
    return 0 if answered else 1


def _dead(arguments: argparse.Namespace) -> int:
    from vet_core.kernel.clock import utc_now

    from vet_clinic_jobs.outbox import dead_letters
    from vet_clinic_jobs.runtime import here, opened_runtime, run

    with opened_runtime():
        if arguments.revive:
            print(f"{run(dead_letters.revive(here().database, now=utc_now()))} put back; the next sweep rings them.")
        else:
            for line in run(dead_letters.listing(here().database)):
                print(line)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="vet-clinic-jobs", description="Background jobs of the clinic platform.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Command, help: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=help, description=help)
        one.set_defaults(command=command)
        return one

    add("relay", _relay, "Hand events from the outbox to handlers and to the realtime stream.")
    worker = add("worker", _worker, "Run tasks.")
    worker.add_argument("--queues", help="Only these, joined by commas (default: all).")
    worker.add_argument("--concurrency", type=int, help="Child processes (default: JOBS_CONCURRENCY).")
    worker.add_argument("--name", default="worker@%h", help="Node name, unique per process (default: worker@HOST).")
    add("beat", _beat, "Ring periodic tasks. Several may run.")
    flower = add("flower", _flower, "Show tasks and workers in the browser, behind a password.")
    flower.add_argument("--address", help="Where to listen (default: FLOWER_ADDRESS).")
    flower.add_argument("--port", type=int, help="Default: FLOWER_PORT.")
    asking = add("probe", _probe, "Exit 0 when a worker really runs a task, 1 otherwise.")
    asking.add_argument("--timeout", type=int, default=10, help="Seconds to wait (default: 10).")
    asking.add_argument("--here", action="store_true", help="Ask this machine's worker instead of any.")
    relay_health = add("relay-health", _relay_health, "Exit 0 when the relay reported lately, 1 otherwise.")
    relay_health.add_argument("--file", type=Path, help="Default: JOBS_RELAY_HEALTH_FILE.")
    dead = add("dead", _dead, "List deliveries that were given up.")
    dead.add_argument("--revive", action="store_true", help="Try all of them again.")
    return parser


if __name__ == "__main__":
    sys.exit(main())
