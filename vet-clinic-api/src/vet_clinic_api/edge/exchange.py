"""What one request works with: its transaction, its moment, and who is asking."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, Request
from vet_core.db import Session
from vet_core.kernel.actor import Actor

from vet_clinic_api.edge.platform import Platform, platform_of

KEY = "vet.exchange"


@dataclass(slots=True)
class Exchange:
    """Opened by the route before the endpoint runs and closed, committed or undone, before the reply leaves."""

    session: Session
    now: datetime
    actor: Actor | None


def exchange_of(request: Request) -> Exchange:
    exchange: Exchange = request.scope[KEY]
    return exchange


async def _session(request: Request) -> Session:
    return exchange_of(request).session


async def _now(request: Request) -> datetime:
    return exchange_of(request).now


async def _platform(request: Request) -> Platform:
    return platform_of(request)


Transaction = Annotated[Session, Depends(_session)]
"""The request's transaction; endpoints pass it on and never commit."""

Now = Annotated[datetime, Depends(_now)]
"""The one moment at which the whole request happens."""

PlatformOf = Annotated[Platform, Depends(_platform)]

Endpoint = Callable[..., Any]
