"""`./vet status`"""

from __future__ import annotations

import json
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from devstack.commands import options
from devstack.up.summary import summary
from devstack.world import status

STYLES = {"healthy": "green", "starting": "yellow", "restarting": "yellow", "unwell": "yellow", "failed": "red"}


def main(argv: Sequence[str]) -> int:
    """Exit code 0 when the platform runs, 1 when it does not."""
    parser = options.parser("status", "Addresses, processes, health and demo people of the running platform.")
    parser.add_argument("--json", action="store_true", help="for scripts; includes passwords of this world")
    arguments = parser.parse_args(argv)
    if arguments.json:
        written = status.read(options.layout(arguments).state)
        print(json.dumps(written, indent=2, ensure_ascii=False))
        return 0 if written["running"] else 1
    running = options.running(arguments)
    if running is None:
        return 1
    table = Table.grid(padding=(0, 2))
    for process in running["processes"]:
        health = Text(process["health"], style=STYLES.get(process["health"], ""))
        table.add_row(f" {process['title']}", health, Text(f"process {process['pid'] or '–'}", style="dim"))
    console = Console()
    console.print(table)
    console.print(summary(running))
    return 0
