"""`./vet token EMAIL`"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import httpx

from devstack.commands import options
from devstack.world.secrets import Secrets


def main(argv: Sequence[str]) -> int:
    parser = options.parser(
        "token",
        "Print a bearer token of a demo person, for use with curl. Development only: the tokens are "
        "made by the stand-in for Clerk and mean nothing to any other platform.",
    )
    parser.add_argument("email", metavar="EMAIL", help="address of somebody on the sign-in page")
    parser.add_argument("--minutes", type=int, default=60, help="how long it is good for (default: 60)")
    arguments = parser.parse_args(argv)
    running = options.running(arguments)
    if running is None:
        return 1
    secret = Secrets.of(options.layout(arguments).secrets).clerk_secret_key
    reply = httpx.post(
        f"{running['addresses']['clerk']}/dev/tokens",
        json={"email": arguments.email, "lifetime_seconds": arguments.minutes * 60},
        headers={"Authorization": f"Bearer {secret}"},
        timeout=10,
    )
    if reply.status_code != 200:
        print(reply.json()["errors"][0]["message"], file=sys.stderr)
        return 1
    print(reply.json()["jwt"])
    return 0
