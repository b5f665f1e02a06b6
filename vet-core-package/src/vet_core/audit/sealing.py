"""Chain the entries that were committed, batch by batch, one sealer at a time. Writers never meet it.

An entry waits in `audit_pending`, which its own transaction filled. Entries are taken in the order of their
positions as far as they can be seen; one that commits late with a lower position is simply sealed later. One that is
gone before its turn keeps waiting, which is how a verification learns of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, delete, func, insert, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from vet_core.audit.canonical import digest_of
from vet_core.audit.chain import BEGINNING, Checkpoint, chain_of, seal_digest
from vet_core.audit.models import AuditCheckpoint, AuditEntry, AuditPending, AuditSeal
from vet_core.audit.signing import Signer
from vet_core.db.engine import Session

SEALER_LOCK = 7_300_193_007


@dataclass(frozen=True, slots=True)
class Batch:
    """What one round sealed; `more` when the next round should follow at once."""

    entries: int = 0
    chains: int = 0
    more: bool = False


@dataclass(slots=True)
class _End:
    """Where a chain ends now."""

    number: int
    digest: bytes
    checkpoint: Checkpoint | None


async def seal_batch(session: Session, signer: Signer | None, *, now: datetime, limit: int) -> Batch:
    """Seal up to `limit` waiting entries and end each chain they belong to with a checkpoint; the caller commits.

    Does nothing while another sealer is at work.
    """
    if not await session.scalar(select(func.pg_try_advisory_xact_lock(SEALER_LOCK))):
        return Batch()
    rows = await session.execute(
        select(AuditPending.position.label("waits_at"), *AuditEntry.__table__.columns)
        .join(AuditPending, AuditPending.entry_id == AuditEntry.id)
        .order_by(AuditPending.position)
        .limit(limit)
    )
    entries = [dict(row) for row in rows.mappings()]
    sealed = [entry.pop("waits_at") for entry in entries]
    if not entries:
        return Batch()
    ends = await _ends(session, {chain_of(entry["clinic_id"]) for entry in entries})
    await session.execute(insert(AuditSeal), _sealed(entries, ends))
    await session.execute(insert(AuditCheckpoint), [_checkpoint(id, end, signer, now) for id, end in ends.items()])
    await session.execute(delete(AuditPending).where(AuditPending.position.in_(sealed)))
    return Batch(len(entries), len(ends), more=len(entries) == limit)


def _sealed(entries: Sequence[Mapping[Any, Any]], ends: dict[UUID, _End]) -> list[dict[str, Any]]:
    """A seal for each entry, in order; moves the ends."""
    seals = []
    for entry in entries:
        chain_id = chain_of(entry["clinic_id"])
        end, entry_digest = ends[chain_id], digest_of(entry)
        end.number += 1
        end.digest = seal_digest(chain_id, end.number, end.digest, entry_digest)
        seals.append(
            {
                "chain_id": chain_id,
                "number": end.number,
                "entry_id": entry["id"],
                "entry_digest": entry_digest,
                "digest": end.digest,
            }
        )
    return seals


def _checkpoint(chain_id: UUID, end: _End, signer: Signer | None, now: datetime) -> dict[str, Any]:
    checkpoint = Checkpoint(
        chain_id=chain_id,
        number=end.number,
        digest=end.digest,
        sealed_at=now,
        key_id=None if signer is None else signer.key_id,
        previous=None if end.checkpoint is None else end.checkpoint.own_digest,
    )
    signature = None if signer is None else signer.sign(checkpoint.statement)
    return {
        "chain_id": chain_id,
        "number": checkpoint.number,
        "digest": checkpoint.digest,
        "sealed_at": checkpoint.sealed_at,
        "key_id": checkpoint.key_id,
        "previous": checkpoint.previous,
        "signature": signature,
    }


_ENDS = text(
    """
    SELECT wanted.chain_id, s.number, s.digest, c.number AS checkpoint_number, c.digest AS checkpoint_digest,
           c.sealed_at, c.key_id, c.previous
    FROM unnest(:chain_ids) AS wanted(chain_id)
    LEFT JOIN LATERAL (
        SELECT number, digest FROM audit_seals WHERE chain_id = wanted.chain_id ORDER BY number DESC LIMIT 1
    ) s ON true
    LEFT JOIN LATERAL (
        SELECT * FROM audit_checkpoints WHERE chain_id = wanted.chain_id ORDER BY number DESC LIMIT 1
    ) c ON true
    """
).bindparams(bindparam("chain_ids", type_=ARRAY(Uuid())))


async def _ends(session: Session, chain_ids: set[UUID]) -> dict[UUID, _End]:
    """The last seal and the last checkpoint of each chain, found by their keys."""
    rows = (await session.execute(_ENDS, {"chain_ids": sorted(chain_ids)})).all()
    return {
        row.chain_id: _End(
            number=row.number or 0,
            digest=row.digest or BEGINNING,
            checkpoint=None
            if row.checkpoint_number is None
            else Checkpoint(
                chain_id=row.chain_id,
                number=row.checkpoint_number,
                digest=row.checkpoint_digest,
                sealed_at=row.sealed_at,
                key_id=row.key_id,
                previous=row.previous,
            ),
        )
        for row in rows
    }
