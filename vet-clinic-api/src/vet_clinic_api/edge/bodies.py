"""Read a request body once, within bounds, and as strict JSON. Nothing downstream touches the stream again."""

import asyncio
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, Request

from vet_clinic_api.edge.errors import MalformedJson, MalformedRequest, TooLarge, TooSlow, UnsupportedMediaType


async def read(request: Request, *, limit_bytes: int, timeout_seconds: float) -> bytes:
    """The whole body, kept on the request for whoever asks again.

    Raises TooLarge as soon as the announced or the received length passes the limit, chunked bodies included, and
    TooSlow when it is not complete in time, however steadily it drips.
    """
    announced = request.headers.get("content-length")
    if announced is not None and announced.isdecimal() and int(announced[:19]) > limit_bytes:
        raise _too_large(limit_bytes)
    chunks: list[bytes] = []
    received = 0
    try:
        async with asyncio.timeout(timeout_seconds):
            async for chunk in request.stream():
                received += len(chunk)
                if received > limit_bytes:
                    raise _too_large(limit_bytes)
                chunks.append(chunk)
    except TimeoutError:
        raise TooSlow(f"Send the whole body within {timeout_seconds:g} s.") from None
    except ClientDisconnect:
        raise MalformedRequest("The connection closed before the body was complete.") from None
    body = chunks[0] if len(chunks) == 1 else b"".join(chunks)
    request._body = body
    return body


def parse_json(request: Request, body: bytes) -> None:
    """Parse the body ahead of the framework, which then finds it parsed.

    Stricter than the standard library: UTF-8 only, no NaN, no lone surrogates, no bottomless nesting.
    Raises UnsupportedMediaType or MalformedJson.
    """
    if not body:
        return
    if not _is_json(request.headers.get("content-type", "")):
        raise UnsupportedMediaType("Send application/json and say so in Content-Type.")
    try:
        parsed: Any = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise MalformedJson(f"The body stops being JSON at line {error.lineno}, column {error.colno}.") from None
    request._json = parsed


def _is_json(content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    return kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))


def _too_large(limit_bytes: int) -> TooLarge:
    return TooLarge(f"A body may have up to {limit_bytes} bytes.", limit_bytes=limit_bytes)
