"""Where all chains end, signed, for an operator to keep elsewhere.

Whoever owns the database can cut a chain's tail together with its checkpoints, and what is left is sound by itself.
Only somebody who remembers how long the chain was can tell.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from vet_core.audit.models import AuditSeal
from vet_core.audit.reading import seal_at
from vet_core.audit.signing import PublicKeys, Signer
from vet_core.audit.verification import Finding, Kind
from vet_core.db.engine import Session

KIND = "vet-audit-head/1"


class HeadUnreadable(ValueError):
    """The file is no statement of heads that can be trusted; the message says why."""


@dataclass(frozen=True, slots=True)
class Head:
    """At that instant each chain ended with that seal: chain -> (number, digest)."""

    at: datetime
    ends: dict[UUID, tuple[int, bytes]]

    def written(self, signer: Signer | None) -> str:
        """One JSON document; unsigned without a signer."""
        chains = {
            str(id): {"number": str(number), "digest": digest.hex()} for id, (number, digest) in self.ends.items()
        }
        key_id = None if signer is None else signer.key_id
        statement = {"kind": KIND, "at": self.at.isoformat(), "key": key_id, "chains": chains}
        signature = None if signer is None else base64.b64encode(signer.sign(statement)).decode()
        return json.dumps({"statement": statement, "signature": signature}, indent=1, sort_keys=True)

    @classmethod
    def read(cls, text: str, keys: PublicKeys | None) -> Head:
        """The statement, its signature checked when there are keys. Raises HeadUnreadable."""
        try:
            document: Any = json.loads(text)
            statement, signature = document["statement"], document["signature"]
            if statement["kind"] != KIND:
                raise HeadUnreadable("it is no statement of audit heads")
            ends = {
                UUID(id): (int(end["number"]), bytes.fromhex(end["digest"])) for id, end in statement["chains"].items()
            }
            at = datetime.fromisoformat(statement["at"])
            raw = None if signature is None else base64.b64decode(signature)
        except (KeyError, TypeError, AttributeError, binascii.Error, ValueError) as refusal:
            raise HeadUnreadable(f"it is no statement of audit heads ({refusal})") from refusal
        fault = keys.fault(statement, statement.get("key"), raw) if keys else None
        if fault is not None:
            raise HeadUnreadable(fault)
        return cls(at, ends)


async def head(session: Session, *, now: datetime) -> Head:
    """Where every chain ends in this session's eyes."""
    last = (
        select(AuditSeal.chain_id, func.max(AuditSeal.number).label("number")).group_by(AuditSeal.chain_id).subquery()
    )
    rows = await session.execute(
        select(AuditSeal.chain_id, AuditSeal.number, AuditSeal.digest)
        .join(last, (last.c.chain_id == AuditSeal.chain_id) & (last.c.number == AuditSeal.number))
        .order_by(AuditSeal.chain_id)
    )
    return Head(now, {chain_id: (number, digest) for chain_id, number, digest in rows})


async def compare(session: Session, kept: Head, chain_id: UUID | None = None) -> list[Finding]:
    """What became of the chains since the statement was made: each must still hold the seal that was its last."""
    findings = []
    for chain, (number, digest) in kept.ends.items():
        if chain_id not in (None, chain):
            continue
        now_there = await seal_at(session, chain, number)
        when = kept.at.isoformat(timespec="seconds")
        if now_there is None:
            sentence = f"the chain reached number {number} on {when}, and that seal is gone: its tail was cut off"
            findings.append(Finding(Kind.CUT, chain, sentence, number))
        elif now_there != digest:
            sentence = f"number {number} is not the seal it was on {when}: the chain was rewritten"
            findings.append(Finding(Kind.EDITED, chain, sentence, number))
    return findings
