"""Walk the chains as they stand in the database, all in one snapshot, a few hundred rows in memory at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, union
from sqlalchemy.ext.asyncio import AsyncResult

from vet_core.audit.canonical import digest_of
from vet_core.audit.chain import BEGINNING, PLATFORM_CHAIN, Checkpoint, chain_of
from vet_core.audit.models import AuditCheckpoint, AuditEntry, AuditPending, AuditSeal
from vet_core.audit.signing import PublicKeys
from vet_core.audit.verification import Diagnosis, Finding, Kind, Link, Seal, Walk
from vet_core.db.engine import Session

ROWS_AT_A_TIME = 500
UNSEALED_AFTER = timedelta(seconds=10)
"""The sealer takes an entry within a second; one that waits this long says that no sealer runs."""

ENTRY_COLUMNS = tuple(column.name for column in AuditEntry.__table__.columns)


@dataclass(slots=True)
class Report:
    """What a verification saw: the first finding of each chain, the platform's own first."""

    chains: int = 0
    entries: int = 0
    checkpoints: int = 0
    waiting: int = 0
    findings: list[Finding] = field(default_factory=list)


async def verify(
    session: Session,
    *,
    now: datetime,
    keys: PublicKeys | None,
    chain_id: UUID | None = None,
    since: int = 1,
) -> Report:
    """Walk one chain or all, from seal number `since` on, which trusts the seal before it.

    The session must be in one snapshot (REPEATABLE READ), or seals made meanwhile look like faults.
    """
    report = Report()
    for one in [chain_id] if chain_id is not None else await chains(session):
        report.chains += 1
        finding = await _walk(session, one, keys, since, report)
        if finding is not None:
            report.findings.append(finding)
    await _beside(session, chain_id, now, report)
    if chain_id in (None, PLATFORM_CHAIN):
        await _gone(session, report)
    return report


async def chains(session: Session) -> Sequence[UUID]:
    """Every chain that has a seal or a checkpoint."""
    every = union(select(AuditSeal.chain_id), select(AuditCheckpoint.chain_id)).subquery()
    return (await session.scalars(select(every.c.chain_id).order_by(every.c.chain_id))).all()


async def seal_at(session: Session, chain_id: UUID, number: int) -> bytes | None:
    """The digest of that seal, if there is one."""
    digest: bytes | None = await session.scalar(
        select(AuditSeal.digest).where(AuditSeal.chain_id == chain_id, AuditSeal.number == number)
    )
    return digest


async def _walk(
    session: Session, chain_id: UUID, keys: PublicKeys | None, since: int, report: Report
) -> Finding | None:
    start = max(since, 1) - 1
    before = await seal_at(session, chain_id, start) if start else BEGINNING
    if before is None:
        return Finding(Kind.CUT, chain_id, f"the chain has no number {start}, after which to begin", start)
    walk = Walk(chain_id, keys, start, before)
    finding = None
    async with _streamed(session, _links(chain_id, start)) as rows:
        async for row in rows:
            link = _link(chain_id, row._mapping)
            finding = walk.step(link)
            if finding is not None:
                break
    report.entries += walk.entries
    report.checkpoints += walk.checkpoints
    if finding is None:
        return walk.end()
    return await _explained(session, finding, walk.digest, link)


def _links(chain_id: UUID, start: int) -> Select[Any]:
    """Seals of one chain with their entries, and checkpoints even where there is no seal."""
    seals = select(AuditSeal).where(AuditSeal.chain_id == chain_id, AuditSeal.number > start).subquery()
    checkpoints = (
        select(AuditCheckpoint).where(AuditCheckpoint.chain_id == chain_id, AuditCheckpoint.number > start).subquery()
    )
    number = func.coalesce(seals.c.number, checkpoints.c.number).label("number")
    return (
        select(
            number,
            *(column.label(f"seal_{column.name}") for column in seals.c),
            *(column.label(f"checkpoint_{column.name}") for column in checkpoints.c),
            *(column.label(f"entry_{column.name}") for column in AuditEntry.__table__.columns),
        )
        .select_from(
            seals.join(checkpoints, seals.c.number == checkpoints.c.number, full=True).outerjoin(
                AuditEntry, AuditEntry.id == seals.c.entry_id
            )
        )
        .order_by(number)
    )


def _link(chain_id: UUID, row: Mapping[Any, Any]) -> Link:
    entry = None if row["entry_id"] is None else {name: row[f"entry_{name}"] for name in ENTRY_COLUMNS}
    seal = None if row["seal_number"] is None else _seal(row, "seal_")
    checkpoint = None
    if row["checkpoint_number"] is not None:
        names = ("number", "digest", "sealed_at", "key_id", "previous", "signature")
        checkpoint = Checkpoint(chain_id, **{name: row[f"checkpoint_{name}"] for name in names})
    return Link(row["number"], seal, entry, checkpoint)


def _seal(row: Mapping[Any, Any], prefix: str = "") -> Seal:
    return Seal(**{name: row[prefix + name] for name in ("number", "entry_id", "entry_digest", "digest")})


async def _explained(session: Session, finding: Finding, previous: bytes, link: Link) -> Finding:
    """The same fault, told apart by what else the chain holds: an exchange looks like an edit at first."""
    if finding.kind is not Kind.EDITED or link.seal is None or link.entry is None:
        return finding
    seal, actual = link.seal, digest_of(link.entry)
    if actual != seal.entry_digest:
        belongs = await session.scalar(
            select(AuditSeal.number).where(AuditSeal.chain_id == finding.chain_id, AuditSeal.entry_digest == actual)
        )
        if belongs is None:
            return finding
        return replace(
            finding,
            kind=Kind.REORDERED,
            sentence=f"the entry {seal.entry_id} stands at number {seal.number} and was sealed as number {belongs}",
        )
    diagnosis = Diagnosis(finding.chain_id, seal, previous)
    every = select(AuditSeal).where(AuditSeal.chain_id == finding.chain_id).order_by(AuditSeal.number)
    columns = every.with_only_columns(AuditSeal.number, AuditSeal.entry_id, AuditSeal.entry_digest, AuditSeal.digest)
    async with _streamed(session, columns) as rows:
        async for row in rows:
            diagnosis.consider(_seal(row._mapping))
    return diagnosis.finding()


async def _beside(session: Session, chain_id: UUID | None, now: datetime, report: Report) -> None:
    """Entries without a seal: waiting for theirs, or entered where the trigger could not see them."""
    unsealed = (
        select(AuditEntry.id, AuditEntry.clinic_id, AuditEntry.at, AuditPending.entry_id.label("pending"))
        .outerjoin(AuditPending, AuditPending.position == AuditEntry.position)
        .where(~select(AuditSeal.entry_id).where(AuditSeal.entry_id == AuditEntry.id).exists())
        .order_by(AuditEntry.position)
    )
    if chain_id is not None:
        clinic_id = None if chain_id == PLATFORM_CHAIN else chain_id
        unsealed = unsealed.where(AuditEntry.clinic_id.is_not_distinct_from(clinic_id))
    told: set[Kind] = set()
    async with _streamed(session, unsealed) as rows:
        async for row in rows:
            chain, kind = chain_of(row.clinic_id), None
            if row.pending is None:
                kind = Kind.INSERTED
                sentence = f"the entry {row.id} has no seal and waits for none: it was inserted, or its seal removed"
            else:
                report.waiting += 1
                if now - row.at > UNSEALED_AFTER:
                    kind = Kind.UNSEALED
                    sentence = f"the entry {row.id} of {row.at.isoformat()} still waits for its seal: no sealer runs"
            if kind is not None and kind not in told:
                told.add(kind)
                report.findings.append(Finding(kind, chain, sentence, entry_id=row.id))


async def _gone(session: Session, report: Report) -> None:
    """An entry that waits for its seal and does not exist; which clinic it belonged to went with it."""
    gone: UUID | None = await session.scalar(
        select(AuditPending.entry_id)
        .where(~select(AuditEntry.id).where(AuditEntry.id == AuditPending.entry_id).exists())
        .order_by(AuditPending.position)
        .limit(1)
    )
    if gone is not None:
        sentence = f"the entry {gone} was removed before it was sealed"
        report.findings.append(Finding(Kind.REMOVED, PLATFORM_CHAIN, sentence, entry_id=gone))


@asynccontextmanager
async def _streamed(session: Session, statement: Select[*tuple[Any, ...]]) -> AsyncIterator[AsyncResult[Any]]:
    result = await session.stream(statement.execution_options(yield_per=ROWS_AT_A_TIME))
    try:
        yield result
    finally:
        await result.close()
