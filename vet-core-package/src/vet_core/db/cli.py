"""`vet-core keys`: are these the right keys, what do older ones still hold, and write it anew."""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from vet_core.db.canaries import is_in_service, keys_fit
from vet_core.db.engine import Database
from vet_core.db.keyring import KeyRing
from vet_core.db.rotation import BATCH_ROWS, outdated, rotate
from vet_core.kernel.settings import DatabaseSettings, EncryptionSettings, SettingsError, load

DONE, LEFT = 0, 1


def register(commands: Any) -> None:
    """Add `keys` and its commands; each sets `run`, a coroutine function of the options that returns an exit code."""
    keys = commands.add_parser("keys", help="check the encryption keys and rotate them")
    parts = keys.add_subparsers(required=True, metavar="COMMAND")
    check = parts.add_parser("check", help="exit 0 when ENCRYPTION_KEYS are the keys this database was written with")
    check.set_defaults(run=_check)
    rotate = parts.add_parser("rotate", help="write all encrypted values anew with the newest key, while serving")
    rotate.add_argument("--check", action="store_true", help="change nothing; exit 1 while older keys are in use")
    rotate.add_argument(
        "--nobody-serves", action="store_true", help="rotate though no process has started with the newest key yet"
    )
    rotate.add_argument("--batch", type=int, default=BATCH_ROWS, metavar="ROWS", help="rows per transaction")
    rotate.set_defaults(run=_rotate)


async def _check(_: argparse.Namespace) -> int:
    ring = _ring()
    async with _database() as database:
        await _must_fit(database, ring)
    print(f"The keys fit: {', '.join(ring.key_ids)}; {ring.primary_id} writes.")
    return DONE


async def _rotate(options: argparse.Namespace) -> int:
    ring = _ring()
    async with _database() as database:
        await _must_fit(database, ring)
        if not options.check:
            await _must_be_in_service(database, ring, options.nobody_serves)
            async for progress in rotate(database, ring, batch=options.batch):
                print(f"{progress.site.name}: {progress.rewritten} rewritten, {progress.left} left", flush=True)
        left = await outdated(database, ring)
    for name, count in left.items():
        print(f"{name}: {count} values need an older key")
    print("Older keys are still in use." if left else f"Every value is encrypted with {ring.primary_id}.")
    return LEFT if left else DONE


async def _must_fit(database: Database, ring: KeyRing) -> None:
    if not await keys_fit(database, ring, is_serving=False):
        raise SettingsError("The database is behind this release. Run: vet-core migrate")


async def _must_be_in_service(database: Database, ring: KeyRing, nobody_serves: bool) -> None:
    """Values written with a key that no process has would be lost to all of them until it is deployed."""
    if not nobody_serves and not await is_in_service(database, ring.primary_id):
        raise SettingsError(
            f"No process has started with the key {ring.primary_id} yet, so none could read what it writes. Put it in "
            "front of ENCRYPTION_KEYS everywhere and restart, then rotate. When nothing is running: --nobody-serves"
        )


def _ring() -> KeyRing:
    return KeyRing.from_settings(load(EncryptionSettings))


@asynccontextmanager
async def _database() -> AsyncIterator[Database]:
    settings = load(DatabaseSettings)
    direct = settings.model_copy(update={"url": settings.direct, "read_url": None, "pool_size": 1})
    database = Database(direct, application_name="vet-core-keys", acts_as_system=True)
    try:
        yield database
    finally:
        await database.close()
