"""PostgreSQL's own TLS handshake in front of a server that has none."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from vet_core.testing.certificates import Issued

SSL_REQUEST = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"


@asynccontextmanager
async def postgres_under_tls(url: str, issued: Issued, *, clients_of: str | None = None) -> AsyncIterator[str]:
    """The address of that database behind TLS; with `clients_of` only those whose certificate that file trusts."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(issued.certificate, issued.key)
    if clients_of is not None:
        context.load_verify_locations(clients_of)
        context.verify_mode = ssl.CERT_REQUIRED
    address = urlsplit(url)

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, EOFError, ssl.SSLError):
            if await reader.readexactly(8) != SSL_REQUEST:
                writer.close()  # in the clear: not here
                return
            writer.write(b"S")
            await writer.drain()
            await writer.start_tls(context)
            there_reader, there_writer = await asyncio.open_connection(address.hostname, address.port)
            await asyncio.gather(_pump(reader, there_writer), _pump(there_reader, writer))

    server = await asyncio.start_server(meet, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    login = address.netloc.rpartition("@")[0]
    try:
        yield address._replace(netloc=f"{login}@127.0.0.1:{port}").geturl()
    finally:
        server.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, ssl.SSLError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.transport.abort()
