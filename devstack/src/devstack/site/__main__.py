"""`python -m devstack.site`: started by the supervisor, told everything by its environment."""

from __future__ import annotations

import json
import os
from pathlib import Path

from devstack.guard import refuse_outside_development
from devstack.hosting import serve
from devstack.site.app import create_app


def main() -> None:
    refuse_outside_development("The development web server")
    folder, config = Path(os.environ["DEVSTACK_SITE_FOLDER"]), json.loads(os.environ["DEVSTACK_SITE_CONFIG"])
    serve(create_app(folder, config), int(os.environ["DEVSTACK_SITE_PORT"]))


if __name__ == "__main__":
    main()
