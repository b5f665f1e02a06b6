"""`python -m devstack.mailbox`: started by the supervisor, told everything by its environment."""

from __future__ import annotations

import os
from pathlib import Path

from devstack.guard import refuse_outside_development
from devstack.hosting import serve
from devstack.mailbox.app import create_app
from devstack.mailbox.letters import LetterBox
from devstack.mailbox.smtp import smtp_server


def main() -> None:
    refuse_outside_development("The mailbox")
    box = LetterBox(Path(os.environ["DEVSTACK_MAILBOX_FOLDER"]))
    smtp = smtp_server(box, int(os.environ["DEVSTACK_SMTP_PORT"]))
    smtp.start()
    try:
        serve(create_app(box), int(os.environ["DEVSTACK_MAILBOX_PORT"]))
    finally:
        smtp.stop()


if __name__ == "__main__":
    main()
