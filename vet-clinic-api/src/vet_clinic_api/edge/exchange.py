"""What one request works with, and the words by which an endpoint asks for it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, Request
from vet_core.db import Session
from vet_core.kernel.actor import Actor

from vet_clinic_api.edge.platform import Platform


@dataclass(slots=True)
class Exchange:
    """Opened before the endpoint runs and closed, committed or undone, before the reply leaves."""

    request: Request
    platform: Platform
    session: Session
    now: datetime
    actor: Actor | None
    reply_headers: dict[str, str] = field(default_factory=dict)


class Given:
    """Something an endpoint is given. FastAPI reads the signature of `__call__`, which may name headers, to describe
    the route; at run time only `take` is asked.
    """

    def __call__(self) -> None:
        """Never called."""

    def take(self, exchange: Exchange) -> Any:
        raise NotImplementedError


class _Session(Given):
    def take(self, exchange: Exchange) -> Session:
        return exchange.session


class _Now(Given):
    def take(self, exchange: Exchange) -> datetime:
        return exchange.now


class _Platform(Given):
    def take(self, exchange: Exchange) -> Platform:
        return exchange.platform


class _Request(Given):
    def take(self, exchange: Exchange) -> Request:
        return exchange.request


class _ReplyHeaders(Given):
    def take(self, exchange: Exchange) -> dict[str, str]:
        return exchange.reply_headers


class _Noting(Given):
    def take(self, exchange: Exchange) -> None:
        return None


Transaction = Annotated[Session, Depends(_Session())]
"""The request's transaction; endpoints pass it on and never commit."""

Now = Annotated[datetime, Depends(_Now())]
"""The one moment at which the whole request happens."""

ReplyHeaders = Annotated[dict[str, str], Depends(_ReplyHeaders())]
"""Headers the reply will carry."""

PlatformOf = Annotated[Platform, Depends(_Platform())]

RawRequest = Annotated[Request, Depends(_Request())]
"""For what has no words of its own, such as the signed bytes of a webhook."""

noting = _Noting()
Noting: Any = Depends(noting)
"""Add to a public read that notes when it was made: its transaction may write, and is never on a replica."""
