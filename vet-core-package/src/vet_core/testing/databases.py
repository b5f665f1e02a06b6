"""A migrated database per test worker, cloned from a template that is migrated once per state of the migrations.

Between tests the rows are deleted, which is several times faster than cloning again. Tests connect with a login that
has the application's rights and no more; the owner's is for arranging, looking and migrating.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import secrets
import threading
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

import asyncpg

import vet_core.migrations
import vet_core.pets.breeds
from vet_core.migrations import migrate
from vet_core.migrations.runner import APPLICATION_ROLE
from vet_core.registry import metadata

T = TypeVar("T")

REFERENCE_TABLES = frozenset({"breeds"})
_LOCK_KEY = 7_300_193_002
_LEFT_BEHIND_AFTER = "6 hours"
_APPLICATION_LOGIN = "vet_test_app"


class Databases:
    """Makes, empties and drops test databases on one server, from any thread, with or without a running loop."""

    def __init__(self, admin_url: str) -> None:
        self._admin_url = admin_url
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="vet-test-databases", daemon=True)
        self._thread.start()
        self._cleaners: dict[str, asyncpg.Connection] = {}

    def create(self) -> str:
        """The address of a new database with the newest schema and the reference rows, and nothing else."""
        return self._run(self._create())

    def as_application(self, url: str) -> str:
        """The same database with the login of the application: bound by row-level security, owner of nothing."""
        parts = urlsplit(url)
        server = parts.netloc.rpartition("@")[2]
        return urlunsplit(parts._replace(netloc=f"{_APPLICATION_LOGIN}:{_APPLICATION_LOGIN}@{server}"))

    def create_empty(self) -> str:
        """The address of a new database without any schema."""
        return self._run(self._clone("template0"))

    def empty(self, url: str) -> None:
        """Delete every row but the reference rows, whatever triggers and foreign keys say."""
        self._run(self._empty(url))

    def drop(self, url: str) -> None:
        self._run(self._drop(url))

    def close(self) -> None:
        for url in list(self._cleaners):
            self.drop(url)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _create(self) -> str:
        return await self._clone(await self._template())

    async def _template(self) -> str:
        name = f"vet_template_{_schema_hash()}"
        admin = await asyncpg.connect(self._admin_url)
        try:
            await admin.execute("SELECT pg_advisory_lock($1)", _LOCK_KEY)
            if await admin.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name) is None:
                await _drop_left_behind(admin)
                await admin.execute(f"DROP DATABASE IF EXISTS {name}_building WITH (FORCE)")
                await admin.execute(f"CREATE DATABASE {name}_building")
                await migrate(_at(self._admin_url, f"{name}_building"))
                await admin.execute(f"ALTER DATABASE {name}_building RENAME TO {name}")
            await _make_application_login(admin)
            return name
        finally:
            await admin.close()

    async def _clone(self, template: str) -> str:
        name = f"vet_test_{os.getpid()}_{secrets.token_hex(4)}"
        admin = await asyncpg.connect(self._admin_url)
        try:
            await admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        finally:
            await admin.close()
        return _at(self._admin_url, name)

    async def _empty(self, url: str) -> None:
        cleaner = self._cleaners.get(url)
        if cleaner is None or cleaner.is_closed():
            cleaner = self._cleaners[url] = await asyncpg.connect(url)
            # Replica role: neither the audit trail's lock nor foreign keys object to the deletion.
            await cleaner.execute("SET session_replication_role = replica; SET lock_timeout = '3s'")
        try:
            await cleaner.execute(_DELETE_ALL)
        except asyncpg.LockNotAvailableError:
            # A test left a transaction open: end it, so that it fails there and not in every test after it.
            await cleaner.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            await cleaner.execute(_DELETE_ALL)

    async def _drop(self, url: str) -> None:
        cleaner = self._cleaners.pop(url, None)
        if cleaner is not None:
            await cleaner.close()
        admin = await asyncpg.connect(self._admin_url)
        try:
            await admin.execute(f"DROP DATABASE IF EXISTS {_name(url)} WITH (FORCE)")
        finally:
            await admin.close()


async def _make_application_login(admin: asyncpg.Connection) -> None:
    """Once per server: roles belong to all its databases. The caller holds the lock that keeps others from it."""
    if await admin.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", _APPLICATION_LOGIN) is None:
        await admin.execute(
            f"CREATE ROLE {_APPLICATION_LOGIN} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '{_APPLICATION_LOGIN}'"
            f" IN ROLE {APPLICATION_ROLE}"
        )


async def _drop_left_behind(admin: asyncpg.Connection) -> None:
    """Remove databases of test runs that were killed, on servers that let us see how old they are."""
    try:
        names = await admin.fetch(
            "SELECT datname FROM pg_database d WHERE datname ~ '^vet_(test|template)_'"
            " AND (pg_stat_file(format('base/%s/PG_VERSION', oid), true)).modification < now() - $1::text::interval"
            " AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datid = d.oid)",
            _LEFT_BEHIND_AFTER,
        )
    except asyncpg.InsufficientPrivilegeError:
        return
    for (name,) in names:
        await admin.execute(f"DROP DATABASE IF EXISTS {name}")


def _schema_hash() -> str:
    digest = hashlib.sha256(Path(vet_core.pets.breeds.__file__).read_bytes())
    for path in sorted(Path(vet_core.migrations.__file__).parent.rglob("*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _at(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _name(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")


_DELETE_ALL = "".join(
    f"DELETE FROM {table.name};"  # noqa: S608 (names come from our own tables)
    for table in reversed(metadata.sorted_tables)
    if table.name not in REFERENCE_TABLES
)
