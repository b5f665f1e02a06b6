"""`python -m devstack.servers start|stop --state FOLDER`: servers for tests. Prints lines that a shell can export."""

from __future__ import annotations

import argparse
from pathlib import Path

from devstack.folders import DEFAULT_STATE
from devstack.servers import shared


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m devstack.servers", description=__doc__)
    parser.add_argument("action", choices=["start", "stop"])
    parser.add_argument("--state", type=Path, default=DEFAULT_STATE / "devservers", help="folder for their data")
    arguments = parser.parse_args()
    state = arguments.state.resolve()
    if arguments.action == "stop":
        shared.stop(state)
        return 0
    for name, value in shared.start(state).as_environment().items():
        print(f"{name}={value}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
