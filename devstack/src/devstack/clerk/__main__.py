"""`python -m devstack.clerk`: started by the supervisor, told everything by its environment."""

from __future__ import annotations

import os
from pathlib import Path

from devstack.clerk.app import ClerkSettings, create_app
from devstack.hosting import serve


def main() -> None:
    settings = ClerkSettings(
        issuer=os.environ["DEVSTACK_CLERK_ISSUER"],
        data_file=Path(os.environ["DEVSTACK_CLERK_FILE"]),
        private_key=os.environ["DEVSTACK_CLERK_PRIVATE_KEY"],
        secret_key=os.environ["CLERK_SECRET_KEY"],
        webhook_secret=os.environ["CLERK_WEBHOOK_SECRET"],
        webhook_url=os.environ.get("DEVSTACK_CLERK_WEBHOOK_URL"),
    )
    serve(create_app(settings), int(os.environ["DEVSTACK_CLERK_PORT"]))


if __name__ == "__main__":
    main()
