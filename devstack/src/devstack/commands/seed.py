"""`./vet seed`"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from devstack.commands import options
from devstack.world.programs import module


def main(argv: Sequence[str]) -> int:
    parser = options.parser(
        "seed",
        "Fill the running platform's database with the demo world; one that has it is left alone. "
        "./vet up does it by itself; a new world comes with ./vet up --fresh.",
    )
    arguments = parser.parse_args(argv)
    running = options.running(arguments)
    if running is None:
        return 1
    world = options.world_of(options.layout(arguments), running)
    return subprocess.run(module("devstack.demo"), env=world.for_the_demo(), check=False).returncode
