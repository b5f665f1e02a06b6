"""`./vet COMMAND`: the table of commands. Each is a module with `main(argv) -> int`, loaded when it is called."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """``target`` is module:function."""

    target: str
    about: str


COMMANDS = {
    "up": Command("devstack.commands.up:main", "start the whole platform and keep it up until Ctrl-C"),
    "down": Command("devstack.commands.down:main", "stop the platform, wherever it was started"),
    "status": Command("devstack.commands.status:main", "addresses, health and demo people of the running platform"),
    "token": Command("devstack.commands.token:main", "print a bearer token of a person, for curl"),
    "logs": Command("devstack.commands.logs:main", "show what a process has written"),
    "seed": Command("devstack.commands.seed:main", "fill the database with the demo world"),
    "migrate": Command("devstack.commands.migrate:main", "bring the database to the revision this code needs"),
    "generate": Command("devstack.commands.generate:main", "rewrite openapi.json, clients and pages of docs from code"),
    "openapi": Command("devstack.commands.generate:openapi", "rewrite openapi.json only"),
    "check": Command("devstack.testing.command:check", "format, lint, types and import contracts"),
    "test": Command("devstack.testing.command:main", "run every suite, or those of the parts named"),
    "bench": Command("devstack.bench.command:main", "measure listing and booking against a bare floor"),
}


def main(argv: Sequence[str] | None = None) -> int:
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in ("-h", "--help", "help"):
        print(overview())
        return 0
    name, *rest = words
    command = COMMANDS.get(name)
    if command is None:
        print(f"There is no command {name!r}.\n\n{overview()}", file=sys.stderr)
        return 2
    module, _, function = command.target.partition(":")
    try:
        return int(getattr(importlib.import_module(module), function)(rest))
    except KeyboardInterrupt:
        return 130
    except PermissionError as refusal:
        if refusal.filename is None:
            raise
        # Nearly always a state folder that another user made. Whatever it is, going on would help nobody.
        print(
            f"./vet {name} may not write or read {refusal.filename}. Run it as the user that folder belongs to, "
            "or in a clone of your own.",
            file=sys.stderr,
        )
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 141


def overview() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {command.about}" for name, command in COMMANDS.items()]
    return "\n".join(["usage: ./vet COMMAND [--help]", "", *lines])
