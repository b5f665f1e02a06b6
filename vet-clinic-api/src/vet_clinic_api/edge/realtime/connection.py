"""One open connection: proves who listens, keeps proving it, sends what concerns them, and lets go of the slow.

Whatever waits has a bound: the first token, the life of a token, the queue of unsent messages, the silence of pings.
"""

import asyncio
import contextlib
from typing import Any

import structlog
from redis.exceptions import RedisError
from starlette.websockets import WebSocket, WebSocketState
from vet_core.kernel.actor import Actor
from vet_core.kernel.errors import Kind, VetError
from vet_services.identity.tokens import SessionClaims

from vet_clinic_api.edge import metrics, people
from vet_clinic_api.edge.errors import RateLimited
from vet_clinic_api.edge.limits import meter_of
from vet_clinic_api.edge.platform import Platform
from vet_clinic_api.edge.realtime.events import MEMBERSHIP_ENDED, StreamEvent
from vet_clinic_api.edge.realtime.hub import Hub
from vet_clinic_api.edge.realtime.lobby import Visit
from vet_clinic_api.edge.realtime.protocol import (
    DONE,
    LEEWAY,
    PING,
    POLICY,
    RESET,
    RIGHTS_CHANGED,
    TOO_LATE,
    TRY_LATER,
    UNAUTHENTICATED,
    UNEXPECTED,
    Bounds,
    Closing,
    credentials_of,
    read,
    ready,
)
from vet_clinic_api.edge.realtime.stream import StreamReader
from vet_clinic_api.edge.session import sighting_of

_MEMBERSHIP_EVENTS = "identity.membership_"

_log = structlog.get_logger("vet_clinic_api.realtime")


class Connection:
    """Serves one accepted websocket until it ends."""

    def __init__(
        self, websocket: WebSocket, platform: Platform, hub: Hub, reader: StreamReader, bounds: Bounds, visit: Visit
    ) -> None:
        self._websocket = websocket
        self._visit = visit
        self._platform = platform
        self._hub = hub
        self._reader = reader
        self._bounds = bounds
        self._outgoing: asyncio.Queue[str] = asyncio.Queue(bounds.queued_messages)
        self._replaying: list[StreamEvent] | None = None
        self._ending: asyncio.Future[Closing] = asyncio.get_running_loop().create_future()
        self._actor: Actor | None = None
        self._claims: SessionClaims | None = None
        self._wake = asyncio.Event()
        self._is_in_doubt = False
        self._is_welcome = False
        self._starts_over = False

    def hear(self, event: StreamEvent) -> None:
        if self._replaying is not None:
            self._replaying.append(event)
            if len(self._replaying) > self._bounds.queued_messages:
                self._end(TRY_LATER, "too slow")
            return
        if self._is_over(event):
            # Not a word more: what else is waiting may be about what they no longer may know.
            self._hub.leave(self)
            self._end(*_why_over(event))
            return
        if event.name.startswith(_MEMBERSHIP_EVENTS):
            self._look_again_soon()
        self._send(event.message)

    def _is_over(self, event: StreamEvent) -> bool:
        ends, actor, claims = event.ends, self._actor, self._claims
        if ends is None or actor is None or claims is None or ends.person_id != actor.person_id:
            return False
        if event.name == MEMBERSHIP_ENDED:
            return event.clinic_id in actor.clinic_ids
        return ends.session_id in (None, claims.session_id)

    def _look_again_soon(self) -> None:
        self._is_in_doubt = True
        self._wake.set()

    def restart(self) -> None:
        if self._replaying is None:
            self._send(RESET)
        else:
            self._starts_over = True

    async def serve(self) -> None:
        """Run until the client leaves, the token runs out, or the client cannot keep up."""
        tasks = [
            asyncio.create_task(work, name=f"realtime.{name}")
            for name, work in (("listen", self._listen()), ("speak", self._speak()), ("guard", self._guard()))
        ]
        closing = Closing(UNEXPECTED, "unexpected")
        try:
            waited: list[asyncio.Future[Any]] = [*tasks, self._ending]
            done, _ = await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
            closing = self._why(done)
        finally:
            self._hub.leave(self)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        await self._close(closing)

    def _why(self, done: set["asyncio.Future[Any]"]) -> Closing:
        if self._ending.done():
            return self._ending.result()
        for task in done:
            error = task.exception()
            if isinstance(error, Closing):
                return error
            if error is not None:
                _log.error("realtime_failed", exc_info=error)
                return Closing(UNEXPECTED, "unexpected")
        return Closing(DONE, "")

    async def _close(self, closing: Closing) -> None:
        person_id = None if self._actor is None else str(self._actor.person_id)
        _log.info("realtime_ended", code=closing.code, reason=closing.reason, person_id=person_id)
        if self._websocket.client_state is not WebSocketState.CONNECTED:
            return
        metrics.REALTIME_CLOSED.labels(str(closing.code)).inc()
        # Whoever does not read cannot be told why; the server drops the connection when this returns.
        with contextlib.suppress(RuntimeError, OSError, TimeoutError):
            async with asyncio.timeout(self._bounds.send_seconds):
                await self._websocket.close(closing.code, closing.reason)

    def _end(self, code: int, reason: str) -> None:
        if not self._ending.done():
            self._ending.set_result(Closing(code, reason))

    def _send(self, message: str) -> None:
        try:
            self._outgoing.put_nowait(message)
        except asyncio.QueueFull:
            self._end(TRY_LATER, "too slow")

    async def _listen(self) -> None:
        try:
            async with asyncio.timeout(self._bounds.authenticate_seconds):
                message = await self._receive()
        except TimeoutError:
            raise Closing(TOO_LATE, "no token in time") from None
        if message is None:
            return
        await self._authenticate(message, is_first=True)
        loop = asyncio.get_running_loop()
        minute, heard = loop.time(), 0
        while (message := await self._receive()) is not None:
            if loop.time() - minute >= 60:
                minute, heard = loop.time(), 0
            heard += 1
            if heard > self._bounds.messages_per_minute:
                raise Closing(POLICY, "too many messages")
            if message.get("type") == "authenticate":
                await self._authenticate(message, is_first=False)

    async def _receive(self) -> dict[str, Any] | None:
        """The next message; None when the client has left."""
        received = await self._websocket.receive()
        return None if received["type"] == "websocket.disconnect" else read(received.get("text"))

    async def _authenticate(self, message: dict[str, Any], *, is_first: bool) -> None:
        token, after = credentials_of(message)
        position = self._hub.position
        claims, actor = await self._proven(token)
        if self._actor is not None and actor.person_id != self._actor.person_id:
            raise Closing(UNAUTHENTICATED, "this token is somebody else's")
        if is_first and self._hub.connections_of(actor.person_id) >= self._bounds.connections_per_person:
            raise Closing(POLICY, "too many connections")
        self._visit.proven()
        if is_first:
            self._replaying = []
        self._claims, self._actor = claims, actor
        self._hub.join(self, actor.person_id, actor.clinic_ids)
        if self._ended_since(position, actor):
            # What we know of them was read before their rights were cut short, and the news of it came before we
            # listened.
            self._actor = actor = await self._reread(claims)
            self._hub.join(self, actor.person_id, actor.clinic_ids)
        if is_first:
            await self._welcome(actor, after)
        self._wake.set()

    async def _proven(self, token: str) -> tuple[SessionClaims, Actor]:
        origin = self._websocket.headers.get("origin")
        try:
            claims = await self._platform.verifier.verify(token, origin=origin, from_cookie=False)
            await self._platform.sessions.check(claims, sighting_of(self._websocket.scope))
            return claims, await people.actor_for(self._platform, claims)
        except VetError as refusal:
            closing = _refused(refusal)
        meter = meter_of(self._websocket.scope)
        if closing.code == UNAUTHENTICATED and meter is not None:
            try:
                await meter.spend_failure()
            except RateLimited as too_often:
                closing = Closing(TRY_LATER, too_often.code)
        raise closing

    def _ended_since(self, position: str, actor: Actor) -> bool:
        since = self._hub.since(position)
        return any(event.ends is not None and event.ends.person_id == actor.person_id for event in since or ())

    async def _welcome(self, actor: Actor, after: str | None) -> None:
        """Say where the news begin, then catch up from `after`; whatever happens meanwhile waits its turn.

        Whoever missed more than fits the queue is better off loading everything again.
        """
        position = self._hub.position
        missed = [] if after is None else await self._missed(after, actor)
        waiting, self._replaying = self._replaying or [], None
        is_resumed = bool(after) and missed is not None
        self._send(ready(after if after and is_resumed else position))
        self._is_welcome = True
        if missed is None or self._starts_over:
            self._send(RESET)
        last = (0, 0)
        for event in missed or ():
            last = event.order
            self._catch_up(event)
        for event in waiting:
            if event.order > last:
                self.hear(event)

    def _catch_up(self, event: StreamEvent) -> None:
        """Tell of what happened before we listened. A role that ended then is not among those we know of any more."""
        if event.name != MEMBERSHIP_ENDED and self._is_over(event):
            self._end(*_why_over(event))
        elif event.name.startswith(_MEMBERSHIP_EVENTS):
            self._look_again_soon()
        self._send(event.message)

    async def _missed(self, after: str, actor: Actor) -> list[StreamEvent] | None:
        """What concerned this person since; None when that is not known any more, or too much."""
        missed = self._hub.since(after)
        if missed is None:
            try:
                missed = await self._reader.missed(after)
            except (RedisError, OSError, TimeoutError):
                return None
        concerning = [event for event in missed or () if _concerns(event, actor)]
        return None if missed is None or len(concerning) > self._bounds.queued_messages // 2 else concerning

    async def _speak(self) -> None:
        while True:
            try:
                async with asyncio.timeout(self._bounds.ping_seconds if self._is_welcome else None):
                    message = await self._outgoing.get()
            except TimeoutError:
                message = PING
            try:
                async with asyncio.timeout(self._bounds.send_seconds):
                    await self._websocket.send_text(message)
            except TimeoutError:
                raise Closing(TRY_LATER, "too slow") from None
            except (RuntimeError, OSError):
                return

    async def _guard(self) -> None:
        """End the connection with its token; look at the memberships again now and then and when they have changed."""
        while True:
            is_due = not await self._woken_within(self._seconds_to_wait())
            if self._claims is not None and (is_due or self._is_in_doubt):
                self._is_in_doubt = False
                await self._look_again(self._claims)

    def _seconds_to_wait(self) -> float:
        if self._claims is None:
            return self._bounds.recheck_seconds
        life = (self._claims.expires_at + LEEWAY - self._platform.clock.now()).total_seconds()
        if life <= 0:
            raise Closing(UNAUTHENTICATED, "the token has expired")
        return min(self._bounds.recheck_seconds, life)

    async def _woken_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            return False
        self._wake.clear()
        return True

    async def _look_again(self, claims: SessionClaims) -> None:
        try:
            actor = await self._reread(claims)
        except Closing as closing:
            if closing.code == TRY_LATER:
                return  # An outage takes no rights away; the token's own life still bounds the connection.
            raise
        if self._actor is None or actor.clinic_ids == self._actor.clinic_ids:
            return
        if not actor.clinic_ids >= self._actor.clinic_ids:
            self._hub.leave(self)
            raise Closing(RIGHTS_CHANGED, "a membership has ended")
        self._actor = actor
        self._hub.join(self, actor.person_id, actor.clinic_ids)

    async def _reread(self, claims: SessionClaims) -> Actor:
        try:
            await self._platform.sessions.check(claims)
            return await people.actor_for(self._platform, claims)
        except VetError as refusal:
            raise _refused(refusal) from None


def _concerns(event: StreamEvent, actor: Actor) -> bool:
    return actor.person_id in event.person_ids or event.clinic_id in actor.clinic_ids


def _refused(refusal: VetError) -> Closing:
    if refusal.kind is Kind.UNAVAILABLE:
        return Closing(TRY_LATER, refusal.code)
    return Closing(UNAUTHENTICATED, refusal.code)


def _why_over(event: StreamEvent) -> tuple[int, str]:
    if event.name == MEMBERSHIP_ENDED:
        return RIGHTS_CHANGED, "a membership has ended"
    return UNAUTHENTICATED, "the session has ended"
