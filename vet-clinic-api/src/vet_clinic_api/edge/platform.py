"""What every request borrows: made once per process at start, closed at its end."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from redis.asyncio import Redis
from starlette.requests import HTTPConnection
from vet_core.db import Database
from vet_core.kernel.clock import Clock
from vet_core.kernel.settings import RuntimeSettings
from vet_services.identity.adapters.clerk import ClerkDirectory
from vet_services.identity.adapters.webhooks import WebhookSignature
from vet_services.identity.sessions import SignInSessions
from vet_services.scheduling.slot_cache import SlotCache
from vet_services.settings import LinksSettings

from vet_clinic_api.edge.session import Verifier
from vet_clinic_api.settings import ApiSettings

if TYPE_CHECKING:
    from vet_clinic_api.edge.realtime.service import Realtime


@dataclass(slots=True)
class Platform:
    """The process's connections and settings."""

    runtime: RuntimeSettings
    settings: ApiSettings
    clock: Clock
    database: Database
    redis: Redis
    directory: ClerkDirectory
    verifier: Verifier
    sessions: SignInSessions
    clerk_webhooks: WebhookSignature
    links: LinksSettings
    realtime: "Realtime | None" = None
    slots: SlotCache = field(init=False)

    def __post_init__(self) -> None:
        self.slots = SlotCache(self.redis)

    async def close(self) -> None:
        await self.directory.aclose()
        await self.redis.aclose()
        await self.database.close()


def platform_of(connection: HTTPConnection) -> Platform:
    """The platform a request or websocket runs on."""
    return cast(Platform, connection.scope["app"].state.platform)
