"""Refuse a key ring that is not the one the database was written with, before it reads or writes anything.

A key is known by its id alone. Under a wrong key with the right id everything would seem well until somebody's number
is read, and what was written meanwhile would be lost. So each key leaves a known text behind when it is first seen.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert

from vet_core.db.encrypted import sites
from vet_core.db.engine import Database, Session
from vet_core.db.keyring import EncryptionError, KeyRing, current_keyring
from vet_core.db.models import EncryptionCanary
from vet_core.kernel.clock import utc_now
from vet_core.kernel.settings import SettingsError

CANARY = "the keys of this platform fit"


class WrongKey(SettingsError):
    """ENCRYPTION_KEYS holds a key under the name of another."""


async def keys_fit(database: Database, ring: KeyRing | None = None, *, is_serving: bool = True) -> bool:
    """True when every key of the ring is the one its id stands for.

    A key that a serving process brings for the first time leaves its canary. False when the database is not migrated
    that far, so nothing can be told. Raises WrongKey, and Unavailable in an outage, which says nothing about the keys.
    """
    async with database.system_transaction() as session:
        if await session.scalar(text("SELECT to_regclass('encryption_canaries')")) is None:
            return False
        await check(session, ring or current_keyring(), now=utc_now(), is_serving=is_serving)
    return True


async def is_in_service(database: Database, key_id: str) -> bool:
    """Whether some serving process has started with that key."""
    async with database.system_reading() as session:
        return await session.get(EncryptionCanary, key_id) is not None


async def check(session: Session, ring: KeyRing, *, now: datetime, is_serving: bool) -> None:
    """Read the canaries of the ring's keys and, when serving, add those that are missing. Raises WrongKey."""
    known = await _canaries(session, ring)
    for key_id in [key_id for key_id in ring.key_ids if key_id not in known]:
        await _compare_with_what_is_stored(session, ring, key_id)
        if is_serving:
            made = {"key_id": key_id, "value": ring.only(key_id).encrypt(CANARY), "made_at": now}
            await session.execute(insert(EncryptionCanary).values(made).on_conflict_do_nothing())
    # Once more for those that were missing: somebody else may have been first, with another key.
    for key_id, value in (await _canaries(session, ring)).items():
        _must_read(ring, key_id, value)


async def _canaries(session: Session, ring: KeyRing) -> dict[str, str]:
    rows = await session.execute(
        select(EncryptionCanary.key_id, EncryptionCanary.value).where(EncryptionCanary.key_id.in_(ring.key_ids))
    )
    return {row.key_id: row.value for row in rows}


async def _compare_with_what_is_stored(session: Session, ring: KeyRing, key_id: str) -> None:
    """A key may be older than its canary: then one of the values written with it must be readable."""
    for site in sites():
        stored = await session.scalar(text(site.sample), {"mark": site.mark(key_id)})
        if stored is not None:
            _must_read(ring, key_id, stored)
            return


def _must_read(ring: KeyRing, key_id: str, stored: str | bytes) -> None:
    try:
        ring.decrypt(stored) if isinstance(stored, str) else ring.decrypt_bytes(stored)
    except EncryptionError:
        raise WrongKey(
            f"ENCRYPTION_KEYS: the key {key_id} is not the one this database was written with, though it has the same "
            f"id. Put the right key back, or give the new one an id of its own and keep both."
        ) from None
