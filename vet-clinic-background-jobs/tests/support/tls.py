"""TLS in front of a server that has none."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from vet_core.testing.certificates import Issued


@asynccontextmanager
async def redis_under_tls(url: str, issued: Issued) -> AsyncIterator[str]:
    """The rediss:// address of that server behind TLS."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(issued.certificate, issued.key)
    address = urlsplit(url)

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there_reader, there_writer = await asyncio.open_connection(address.hostname, address.port)
        await asyncio.gather(_pump(reader, there_writer), _pump(there_reader, writer))

    server = await asyncio.start_server(meet, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    login = address.netloc.rpartition("@")[0]
    try:
        yield address._replace(scheme="rediss", netloc=f"{login}@127.0.0.1:{port}").geturl()
    finally:
        server.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, ssl.SSLError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.transport.abort()
