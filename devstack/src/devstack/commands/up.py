"""`./vet up`"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from rich.console import Console

from devstack.commands import options
from devstack.locks import Locked, exclusive
from devstack.up import detached, running
from devstack.up.platform import Wishes
from devstack.world.layout import Layout, NotOurs

ABOUT = """Install, start and supervise everything: PostgreSQL, Valkey, migrations, a demo world, a mailbox, a stand-in
for Clerk, the API, the outbox relay, Celery worker, beat and Flower, the web app and the phone app. All on 127.0.0.1.
VET_DATABASE_URL and VET_REDIS_URL replace the embedded servers; VET_DATABASE_OWNER_URL names the login that migrates
the former when the one in it is a member of vet_application, as it should be. Ctrl-C stops everything."""
PRODUCTION_LIKE = ("production", "staging")


def main(argv: Sequence[str]) -> int:
    parser = options.parser("up", ABOUT)
    parser.add_argument("--fresh", action="store_true", help="throw the world of the last start away, begin a new one")
    parser.add_argument("--no-web", action="store_true", help="leave the web app out")
    parser.add_argument("--no-phone", action="store_true", help="leave the phone app out")
    parser.add_argument("--no-demo", action="store_true", help="begin with an empty world")
    parser.add_argument(
        "--ports", choices=["usual", "auto"], default="usual",
        help="usual: 8000, 8080 and so on, or the next free ones; auto: any free ones (for tests)",
    )  # fmt: skip
    parser.add_argument("--detach", action="store_true", help="return when everything is up; stop with ./vet down")
    arguments = parser.parse_args(argv)
    if os.environ.get("ENVIRONMENT") in PRODUCTION_LIKE:
        print(
            f"ENVIRONMENT is {os.environ['ENVIRONMENT']}: ./vet up is for development only, it lets anybody sign in as "
            "anybody. Unset ENVIRONMENT if this is a development machine.",
            file=sys.stderr,
        )
        return 2
    database, redis, owner = (
        os.environ.get(name) or None for name in ("VET_DATABASE_URL", "VET_REDIS_URL", "VET_DATABASE_OWNER_URL")
    )
    if owner and not database:
        print("VET_DATABASE_OWNER_URL goes with VET_DATABASE_URL; set both or neither.", file=sys.stderr)
        return 2
    if arguments.fresh and database:
        print("--fresh does not empty a database that is not its own. Empty the one of VET_DATABASE_URL yourself.",
              file=sys.stderr)  # fmt: skip
        return 2
    layout = options.layout(arguments)
    try:
        layout.prepare()
    except NotOurs as refusal:
        print(refusal, file=sys.stderr)
        return 2
    console = Console()
    try:
        with exclusive(layout.lock, wait=False):
            if not arguments.detach:
                wishes = Wishes(
                    fresh=arguments.fresh,
                    web=not arguments.no_web,
                    phone=not arguments.no_phone,
                    demo=not arguments.no_demo,
                )
                return running.run(
                    running.Invocation(layout, wishes, arguments.ports == "auto", database, redis, owner), console
                )
    except Locked:
        return _already(arguments.fresh, layout, console)
    return detached.start(layout, [word for word in argv if word != "--detach"], console)


def _already(fresh: bool, layout: Layout, console: Console) -> int:
    if fresh:
        print("The platform is running. Stop it with ./vet down, then start it with --fresh.", file=sys.stderr)
        return 1
    console.print("The platform is running already.")
    detached.show(layout, console)
    return 0
