"""What every subject stands on: a fresh database, Valkey, sign-in, and one set of settings."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import psutil
import uvicorn
from cryptography.hazmat.primitives import serialization
from vet_core.migrations.runner import APPLICATION_ROLE

from devstack import hosting
from devstack.bench.subjects import PUBLIC_KEY, RECORDINGS
from devstack.clerk.app import ClerkSettings, create_app
from devstack.clerk.keys import Signer, new_private_key, new_secret_key, new_webhook_secret
from devstack.network import LOOPBACK, any_free_port
from devstack.servers import shared
from devstack.world.environment import RATES

DATABASE = "vet_bench"
LOGIN = "vet_bench_app"
TOKEN_SECONDS = 3600
CONNECTIONS = 10


@dataclass(frozen=True)
class Stage:
    """Everything is up."""

    folder: Path
    owner_url: str
    environment: dict[str, str]
    postgres: psutil.Process
    signer: Signer

    def bearer(self, clerk_user_id: str) -> dict[str, str]:
        """The header of somebody signed in on a phone, for the length of the bench."""
        token = self.signer.session_token(
            clerk_user_id, "sess_bench", now=int(time.time()), origin=None, lifetime_seconds=TOKEN_SECONDS
        )
        return {"authorization": f"Bearer {token}"}


@contextmanager
def raised(folder: Path) -> Iterator[Stage]:
    """Servers, migrated empty database and sign-in while the block runs."""
    servers = folder / "servers"
    addresses = shared.start(servers)
    try:
        owner_url = asyncio.run(fresh_database(addresses.database_url))
        with sign_in(folder) as (signer, clerk):
            environment = settings(owner_url, addresses.redis_url, signer, clerk) | {
                RECORDINGS: str(folder),
                PUBLIC_KEY: public_key(signer),
            }
            migrated = subprocess.run(
                [Path(sys.executable).parent / "vet-core", "migrate"],
                env={**os.environ, **environment}, capture_output=True, text=True, check=False,
            )  # fmt: skip
            if migrated.returncode != 0:
                raise RuntimeError(f"vet-core migrate failed:\n{migrated.stdout}{migrated.stderr}")
            # As in production: what serves is bound by row-level security, the floor's statements as well.
            environment["DATABASE_URL"] = asyncio.run(application_login(owner_url))
            yield Stage(folder, owner_url, environment, postmaster(servers), signer)
    finally:
        shared.stop(servers)


async def fresh_database(admin_url: str) -> str:
    connection = await asyncpg.connect(admin_url)
    try:
        await connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        await connection.execute(f"CREATE DATABASE {DATABASE}")
    finally:
        await connection.close()
    return urlsplit(admin_url)._replace(path=f"/{DATABASE}").geturl()


async def application_login(owner_url: str) -> str:
    """The address of a login with the application's rights, made anew with a password of this run."""
    password = secrets.token_urlsafe(24)
    connection = await asyncpg.connect(owner_url)
    try:
        await connection.execute(f"DROP ROLE IF EXISTS {LOGIN}")
        await connection.execute(f"CREATE ROLE {LOGIN} LOGIN PASSWORD '{password}' IN ROLE {APPLICATION_ROLE}")
    finally:
        await connection.close()
    address = urlsplit(owner_url)
    return address._replace(netloc=f"{LOGIN}:{password}@{address.hostname}:{address.port}").geturl()


@contextmanager
def sign_in(folder: Path) -> Iterator[tuple[Signer, ClerkSettings]]:
    """The Clerk stand-in, in a thread: it is asked for its keys once."""
    port = any_free_port()
    issuer = f"http://{LOOPBACK}:{port}"
    clerk = ClerkSettings(issuer, folder / "clerk.json", new_private_key(), new_secret_key(), new_webhook_secret())
    server = uvicorn.Server(hosting.settings(create_app(clerk, {"ENVIRONMENT": "test"}), port))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield Signer(issuer, clerk.private_key), clerk
    finally:
        server.should_exit = True
        thread.join(timeout=5)


def settings(database_url: str, redis_url: str, signer: Signer, clerk: ClerkSettings) -> dict[str, str]:
    """Production's settings but for addresses, and a rate limit that counts without ever refusing."""
    key = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    return {
        "ENVIRONMENT": "test",
        "LOG_LEVEL": "INFO",
        "DATABASE_URL": database_url,
        "DATABASE_POOL_SIZE": str(CONNECTIONS),
        "REDIS_URL": redis_url,
        "ENCRYPTION_KEYS": f"bench:{key}",
        "AUDIT_SIGNING_KEY": key,
        "CLERK_ISSUER": signer.issuer,
        "CLERK_API_URL": signer.issuer,
        "CLERK_SECRET_KEY": clerk.secret_key,
        "CLERK_WEBHOOK_SECRET": clerk.webhook_secret,
        "CLERK_AUTHORIZED_PARTIES": "http://localhost",
        "WEB_URL": "http://localhost",
        **{f"API_RATE_LIMIT_{name}": "100000000" for name in RATES},
    }


def public_key(signer: Signer) -> str:
    key = serialization.load_pem_private_key(signer.private_key.encode(), password=None).public_key()
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()


def postmaster(servers: Path) -> psutil.Process:
    """The parent of all PostgreSQL backends."""
    written = json.loads((servers / "servers.json").read_text(encoding="utf-8"))
    return next(psutil.Process(record["pid"]) for record in written["processes"] if record["name"] == "postgres")
