"""`./vet migrate`"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from devstack.commands import options
from devstack.world.programs import module


def main(argv: Sequence[str]) -> int:
    parser = options.parser(
        "migrate", "Bring the running platform's database to the revision this code needs. ./vet up does it by itself."
    )
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when revisions are missing")
    arguments = parser.parse_args(argv)
    running = options.running(arguments)
    if running is None:
        return 1
    world = options.world_of(options.layout(arguments), running)
    command = module("vet_core.cli", "migrate", *(["--check"] if arguments.check else []))
    return subprocess.run(command, env=world.for_migrations(), check=False).returncode
