"""`./vet down`"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from devstack.commands import options
from devstack.up import detached


def main(argv: Sequence[str]) -> int:
    arguments = options.parser("down", "Stop the platform, in whatever terminal it was started.").parse_args(argv)
    return detached.stop(options.layout(arguments), Console())
