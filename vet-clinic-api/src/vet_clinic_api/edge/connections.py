"""Bound what a connection may cost before, between and after requests: slow heads, endless heads, unread replies.

uvicorn waits for ever in all these cases. How long a body may take is decided in bodies.py, where it is read.
"""

from asyncio import TimerHandle, Transport
from dataclasses import dataclass
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Response as HandshakeReply

from vet_clinic_api.edge.errors import EdgeError, HeadTooLarge, MalformedRequest, TooManyConnections, TooSlow
from vet_clinic_api.edge.problems import problem
from vet_clinic_api.edge.seals import SECURITY_HEADERS
from vet_clinic_api.edge.tracing import trace_of
from vet_clinic_api.settings import ApiSettings

_HEAD, _REST = "head", "rest"
_REST_SECONDS = 5.0
_HEAD_LIMIT_BYTES = 65_536
_SLOWEST_BYTES_PER_SECOND = 1024


@dataclass(frozen=True, slots=True)
class ConnectionBounds:
    """Seconds a client has for the head of a request and for reading a reply; connections open at once."""

    head_seconds: float = 10.0
    write_seconds: float = 30.0
    connections: int = 10_000


def bind(settings: ApiSettings) -> None:
    """Make the settings those of every connection of this process. Protocols are made by uvicorn, not by us."""
    GuardedHttp.bounds = ConnectionBounds(
        head_seconds=settings.head_timeout_seconds,
        write_seconds=settings.write_timeout_seconds,
        connections=settings.max_connections,
    )


class GuardedHttp(HttpToolsProtocol):
    """uvicorn's protocol with a clock for whatever it would wait for without an end."""

    bounds: ClassVar[ConnectionBounds] = ConnectionBounds()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._reads_head = True
        self._reads_message = False
        self._is_handed_over = False
        self._head_bytes = 0
        self._waits_for: str | None = None
        self._waiting: TimerHandle | None = None
        self._writing: TimerHandle | None = None
        self._unwritten = 0

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > self.bounds.connections:
            self._refuse(TooManyConnections("Come back in a moment.", retry_after_seconds=1))
            return
        self._keep_time()

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait_for(None)
        self._stop_writing_clock()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        self._head_bytes += len(data)
        super().data_received(data)
        if self._is_handed_over:
            return
        if not self._reads_head:
            self._head_bytes = 0
        elif self._head_bytes > _HEAD_LIMIT_BYTES:
            self._refuse(HeadTooLarge(f"Address and headers may have up to {_HEAD_LIMIT_BYTES} bytes."))
            return
        self._keep_time()

    def on_message_begin(self) -> None:
        self._reads_head = self._reads_message = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._reads_head = False
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._reads_message = False
        super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.transport.is_closing():
            self._watch_writing()
        else:
            self._keep_time()

    def handle_websocket_upgrade(self) -> None:
        # The connection is another protocol's from here on: an answer of ours would break into its frames.
        self._is_handed_over = True
        self._wait_for(None)
        self._stop_writing_clock()
        super().handle_websocket_upgrade()

    def send_400_response(self, msg: str) -> None:
        self._refuse(MalformedRequest("This is not an HTTP request we can read."))

    def pause_writing(self) -> None:
        super().pause_writing()
        self._watch_writing()

    def resume_writing(self) -> None:
        super().resume_writing()
        if not self.transport.is_closing():
            self._stop_writing_clock()

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        self._watch_writing()

    @property
    def _is_busy(self) -> bool:
        """Whether the application still works on a request."""
        cycle: RequestResponseCycle | None = self.cycle  # uvicorn says it never is None, and starts with None
        return cycle is not None and not cycle.response_complete

    def _keep_time(self) -> None:
        """Start the clock for what the client owes us now, or stop it; a clock that runs is never set back."""
        if self.transport.is_closing():
            self._wait_for(None)
        elif self._reads_message and not self._reads_head:
            self._wait_for(None if self._is_busy else _REST)
        elif self._reads_message or self.timeout_keep_alive_task is None:
            self._wait_for(None if self._is_busy else _HEAD)
        else:
            self._wait_for(None)

    def _wait_for(self, what: str | None) -> None:
        if what == self._waits_for:
            return
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
        self._waits_for = what
        if what == _HEAD:
            self._waiting = self.loop.call_later(self.bounds.head_seconds, self._head_is_late)
        elif what == _REST:
            self._waiting = self.loop.call_later(_REST_SECONDS, self._close)

    def _head_is_late(self) -> None:
        self._refuse(TooSlow("The head of the request did not arrive in time."))

    def _close(self) -> None:
        self.transport.close()
        self._watch_writing()

    def _watch_writing(self) -> None:
        self._unwritten = self.transport.get_write_buffer_size()
        if self._writing is None and self._unwritten:
            self._writing = self.loop.call_later(self.bounds.write_seconds, self._look_at_writing)

    def _look_at_writing(self) -> None:
        """Drop whoever reads slower than the slowest of lines; a large reply may take as long as it moves."""
        self._writing = None
        left = self.transport.get_write_buffer_size()
        if left and self._unwritten - left < _SLOWEST_BYTES_PER_SECOND * self.bounds.write_seconds:
            self.transport.abort()
            return
        self._watch_writing()

    def _stop_writing_clock(self) -> None:
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None

    def _refuse(self, refusal: EdgeError) -> None:
        """Answer in place of the application and hang up; a request that is complete gets its own answer first."""
        self._wait_for(None)
        self._unset_keepalive_if_required()
        reads_body = self._reads_message and not self._reads_head
        if self._is_busy and not reads_body:
            self.pipeline.clear()
            self.cycle.keep_alive = False
            self.flow.pause_reading()
            return
        if not (self._is_busy and self.cycle.response_started):
            self.transport.write(_raw(refusal))
        self.transport.close()
        self._watch_writing()


class GuardedWebSocket(WebSocketsSansIOProtocol):
    """uvicorn's websockets, with our headers on refused handshakes and an end to lines that nobody reads."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        reject = self.conn.reject

        def sealed(status: int, text: str) -> HandshakeReply:
            reply = reject(status, text)
            for name, value in SECURITY_HEADERS:
                reply.headers[name.decode()] = value.decode()
            return reply

        self.conn.reject = sealed  # type: ignore[method-assign]

    async def send(self, message: Any) -> None:
        await super().send(message)
        if message["type"] == "websocket.http.response.body" and self.close_sent:
            self.handshake_complete = True  # refused with a reply of its own: nothing is missing

    async def run_asgi(self) -> None:
        await super().run_asgi()
        self.loop.call_later(self.close_timeout + 1, self.transport.abort)


def _raw(refusal: EdgeError) -> bytes:
    scope: dict[str, Any] = {"headers": [], "path": ""}
    reply = problem(scope, refusal)
    request_id = (b"x-request-id", trace_of(scope).request_id.encode("ascii"))
    headers = [*reply.raw_headers, *SECURITY_HEADERS, request_id, (b"connection", b"close")]
    lines = b"".join(name + b": " + value + b"\r\n" for name, value in headers)
    return b"HTTP/1.1 %d \r\n" % reply.status_code + lines + b"\r\n" + bytes(reply.body)
