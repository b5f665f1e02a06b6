"""A mail on its way out, and the ways it can fail: the words between our operations and a mail server's protocol."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from typing import Protocol

HandedOver = Callable[[], Awaitable[None]]
"""Notes that a mail's last line is on its way. It runs while the server makes up its mind, and raises nothing."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who mails come from."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


class MailServerAway(Exception):
    """Nothing was handed over, and the next mail would fare no better: try all of them later."""


class MailPostponed(Exception):
    """The server did not take this mail for now; it was not sent."""


class MailRefused(Exception):
    """The server will never take this mail: the address does not exist, or does not want it."""


class MailOutcomeUnknown(Exception):
    """The mail was handed over, but the answer was lost on the way: it may have been sent."""


class Conversation(Protocol):
    """Mails of one batch travel over one connection, opened when the first is sent."""

    async def send(self, message: EmailMessage, *, recipient: str, handed_over: HandedOver) -> None:
        """Return when the server has taken the mail. Raises one of the exceptions above.

        `handed_over` is begun in the same breath as the mail's last line leaves, and has ended when this returns.
        """
        ...


class Mailer(Protocol):
    """The way out."""

    @property
    def sender(self) -> Sender: ...

    @property
    def timeout(self) -> timedelta:
        """The longest a single mail can take, from opening the connection to the answer."""
        ...

    def conversation(self) -> AbstractAsyncContextManager[Conversation]: ...
