"""The realtime side of one process: one reader of the stream, one hub, any number of connections."""

import asyncio
import contextlib

from redis.asyncio import Redis
from starlette.websockets import WebSocket

from vet_clinic_api.edge.addresses import caller_of, limited_group
from vet_clinic_api.edge.errors import EdgeError, OriginRefused, RateLimited, SubprotocolUnknown, TooManyConnections
from vet_clinic_api.edge.limits import RateClass, meter_of
from vet_clinic_api.edge.platform import Platform, platform_of
from vet_clinic_api.edge.problems import problem
from vet_clinic_api.edge.realtime.connection import Connection
from vet_clinic_api.edge.realtime.hub import Hub
from vet_clinic_api.edge.realtime.lobby import Full, Lobby
from vet_clinic_api.edge.realtime.protocol import SUBPROTOCOL, TRY_LATER, Bounds
from vet_clinic_api.edge.realtime.stream import READ_TIMEOUT_SECONDS, StreamReader


class Realtime:
    """Start it with the process; it keeps reading until it is stopped, whatever Redis does meanwhile."""

    def __init__(self, redis_url: str, *, bounds: Bounds | None = None, max_connections: int = 5000) -> None:
        self._redis: Redis = Redis.from_url(
            redis_url,
            decode_responses=True,
            socket_connect_timeout=2.0,
            socket_timeout=READ_TIMEOUT_SECONDS,
            health_check_interval=30,
        )
        self.bounds = bounds or Bounds()
        self.hub = Hub()
        self.reader = StreamReader(self._redis, self.hub)
        self._lobby = Lobby(self.bounds, max_connections)
        self._reading: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._reading = asyncio.create_task(self.reader.run(), name="realtime.reader")

    async def stop(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reading
        await self._redis.aclose()

    async def serve(self, websocket: WebSocket, platform: Platform) -> None:
        """Accept a websocket that may listen, and serve it until it ends."""
        refusal = await self._refusal(websocket, platform)
        if refusal is not None:
            await websocket.send_denial_response(problem(websocket.scope, refusal))
            return
        try:
            with self._lobby.enter(limited_group(caller_of(websocket.scope))) as visit:
                await websocket.accept(SUBPROTOCOL if websocket.scope.get("subprotocols") else None)
                await Connection(websocket, platform, self.hub, self.reader, self.bounds, visit).serve()
        except Full:
            full = TooManyConnections("Come back in a moment.", retry_after_seconds=5)
            await websocket.send_denial_response(problem(websocket.scope, full))

    async def _refusal(self, websocket: WebSocket, platform: Platform) -> EdgeError | None:
        """Why this websocket may not even say who it is."""
        if not _comes_from_us(websocket, platform):
            return OriginRefused("Listen from one of our own pages, or from our app.")
        offered = websocket.scope.get("subprotocols") or []
        if offered and SUBPROTOCOL not in offered:
            return SubprotocolUnknown(f"Speak {SUBPROTOCOL}.")
        meter = meter_of(websocket.scope)
        if meter is not None:
            try:
                await meter.spend(RateClass.REALTIME)
            except RateLimited as refusal:
                return refusal
        return None


async def realtime(websocket: WebSocket) -> None:
    """The endpoint of `/v1/realtime`."""
    platform = platform_of(websocket)
    if platform.realtime is None:
        await websocket.close(TRY_LATER, "starting")
        return
    await platform.realtime.serve(websocket, platform)


def _comes_from_us(websocket: WebSocket, platform: Platform) -> bool:
    """Browsers name the page's origin: it must be ours. Native apps name none."""
    origin = websocket.headers.get("origin")
    if origin is None:
        return True
    return origin.rstrip("/") in platform.settings.origins
