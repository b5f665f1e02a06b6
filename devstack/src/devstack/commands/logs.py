"""`./vet logs [NAME]`"""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Sequence

from devstack.commands import options
from devstack.processes.logs import Logs


def main(argv: Sequence[str]) -> int:
    parser = options.parser("logs", "Show what a process has written; without a name, list the names.")
    parser.add_argument("name", nargs="?", metavar="NAME", help="api, worker, relay, postgres …")
    parser.add_argument("-n", "--lines", type=int, default=100, help="how many of the last lines (default: 100)")
    parser.add_argument("-f", "--follow", action="store_true", help="go on showing what is added")
    arguments = parser.parse_args(argv)
    logs = Logs(options.layout(arguments).logs)
    if arguments.name is None:
        print("\n".join(logs.names()) or "There are no logs yet.")
        return 0
    if arguments.name not in logs.names():
        print(f"There is no log {arguments.name!r}. There is: {', '.join(logs.names()) or 'none'}.", file=sys.stderr)
        return 1
    with logs.path(arguments.name).open(encoding="utf-8", errors="replace") as stream:
        sys.stdout.writelines(deque(stream, maxlen=arguments.lines))
        while arguments.follow:
            sys.stdout.write(stream.read())
            sys.stdout.flush()
            time.sleep(0.3)
    return 0
