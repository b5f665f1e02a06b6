"""Write every encrypted value anew with the newest key, while the platform serves.

Small batches, each its own transaction. A row that somebody holds is passed over and met again in the next round, so
rotation waits for nobody and hardly anybody waits for it. What is left to do stands in the data: rotation may be
stopped at any moment, started again, and run twice at once. To the application nothing changed: neither the version
of a row nor the time of its last change moves.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import LargeBinary, RowMapping, Text, TextClause, bindparam, text

from vet_core.db.encrypted import Site, sites
from vet_core.db.engine import Database, Session
from vet_core.db.keyring import KeyRing

BATCH_ROWS = 200
BATCH_FILES = 5
"""Files are megabytes, and a batch is held in memory."""

_PATIENCE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Progress:
    """What has happened at one site so far."""

    site: Site
    rewritten: int
    left: int


async def outdated(database: Database, ring: KeyRing) -> dict[str, int]:
    """How many values each site holds that the newest key did not write; sites without any are left out."""
    found = {}
    async with database.system_reading() as session:
        for site in sites():
            if count := await _count(session, site, ring):
                found[site.name] = count
    return found


async def rotate(database: Database, ring: KeyRing, *, batch: int = BATCH_ROWS) -> AsyncIterator[Progress]:
    """Rewrite until nothing is outdated, telling after each batch. Raises EncryptionError when it lacks an old key."""
    for site in sites():
        rewritten, left = 0, await _left(database, site, ring)
        while left:
            before = rewritten
            async for done in _once_through(database, site, ring, min(batch, BATCH_FILES) if site.is_bytes else batch):
                rewritten += done
                yield Progress(site, rewritten, max(left - (rewritten - before), 0))
            left = await _left(database, site, ring)
            if rewritten == before:
                await asyncio.sleep(_PATIENCE_SECONDS)


async def _once_through(database: Database, site: Site, ring: KeyRing, limit: int) -> AsyncIterator[int]:
    """Walk along the primary key, so that no batch looks again at rows an earlier one has done."""
    after: dict[str, Any] = {}
    while True:
        async with database.system_transaction() as session:
            rows = await _taken(session, site, ring, limit, after)
            if rows:
                await session.execute(_put(site), [{**row, "fresh": _fresh(ring, row["stored"])} for row in rows])
        if rows:
            yield len(rows)
            after = {f"after_{key}": rows[-1][key] for key in site.keys}
        if len(rows) < limit:
            return


async def _taken(
    session: Session, site: Site, ring: KeyRing, limit: int, after: Mapping[str, Any]
) -> Sequence[RowMapping]:
    """The next outdated rows, held until the end of the transaction; those somebody else holds are left out."""
    keys = ", ".join(site.keys)
    onward = f" AND ({keys}) > ({', '.join(f':after_{key}' for key in site.keys)})" if after else ""
    take = (
        f"SELECT {keys}, {site.value} AS stored FROM {site.table} WHERE {_outdated(site)}{onward}"  # noqa: S608
        f" ORDER BY {keys} LIMIT {limit} FOR NO KEY UPDATE SKIP LOCKED"
    )
    return (await session.execute(text(take), {"mark": site.mark(ring.primary_id), **after})).mappings().all()


def _put(site: Site) -> TextClause:
    kind = LargeBinary() if site.is_bytes else Text()
    same_row = " AND ".join(f"{key} = :{key}" for key in site.keys)
    # The comparison with what was read costs little and needs no trust in the lock.
    put = f"UPDATE {site.table} SET {site.replacement} WHERE {same_row} AND {site.value} = :stored"  # noqa: S608
    return text(put).bindparams(bindparam("fresh", type_=kind), bindparam("stored", type_=kind))


async def _left(database: Database, site: Site, ring: KeyRing) -> int:
    async with database.system_reading() as session:
        return await _count(session, site, ring)


async def _count(session: Session, site: Site, ring: KeyRing) -> int:
    count = f"SELECT count(*) FROM {site.table} WHERE {_outdated(site)}"  # noqa: S608
    return await session.scalar(text(count), {"mark": site.mark(ring.primary_id)}) or 0


def _outdated(site: Site) -> str:
    return f"{site.value} IS NOT NULL AND NOT {site.begins_with_mark}"


def _fresh(ring: KeyRing, stored: Any) -> str | bytes:
    if isinstance(stored, str):
        return ring.encrypt(ring.decrypt(stored))
    return ring.encrypt_bytes(ring.decrypt_bytes(stored))
