"""A real PgBouncer in transaction mode, for the promise that the API works through one."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

PGBOUNCER = shutil.which("pgbouncer") or shutil.which("/usr/sbin/pgbouncer")


@asynccontextmanager
async def pgbouncer(url: str, *, server_connections: int) -> AsyncIterator[str]:
    """The address of a pooler in front of `url` that shares that many server connections."""
    assert PGBOUNCER is not None
    parts = urlsplit(url)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        users, configuration = Path(folder, "users.txt"), Path(folder, "pgbouncer.ini")
        users.write_text(f'"{parts.username}" "{parts.password}"\n')
        configuration.write_text(
            f"[databases]\n* = host={parts.hostname} port={parts.port}\n"
            f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n"
            f"auth_type = scram-sha-256\nauth_file = {users}\n"
            f"pool_mode = transaction\ndefault_pool_size = {server_connections}\n"
        )
        arguments = [PGBOUNCER, "-q", str(configuration)]
        if os.geteuid() == 0:  # it refuses to run as root
            for path in (Path(folder), users, configuration):
                path.chmod(0o755)
            arguments[1:1] = ["-u", "nobody"]
        process = await asyncio.create_subprocess_exec(*arguments, stderr=asyncio.subprocess.DEVNULL)
        address = parts._replace(netloc=f"{parts.username}:{parts.password}@127.0.0.1:{port}").geturl()
        try:
            await _answers(address)
            yield address
        finally:
            process.terminate()
            await process.wait()


async def _answers(address: str) -> None:
    for _ in range(100):
        try:
            connection = await asyncpg.connect(address, statement_cache_size=0)
        except OSError:
            await asyncio.sleep(0.05)
        else:
            await connection.close()
            return
    raise TimeoutError("PgBouncer did not start")
