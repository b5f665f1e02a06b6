"""How entries hang together: a seal binds an entry to all before it in its clinic, a checkpoint a seal to a key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vet_core.audit.canonical import Row, digest_of

PLATFORM_CHAIN = UUID(int=0)
"""The chain of entries that belong to no clinic."""

BEGINNING = bytes(32)
"""What the first seal of a chain continues."""


def chain_of(clinic_id: UUID | None) -> UUID:
    return clinic_id or PLATFORM_CHAIN


def seal_digest(chain_id: UUID, number: int, previous: bytes, entry_digest: bytes) -> bytes:
    """The digest of seal `number`, which nobody can make without the digest of the seal before it."""
    return digest_of(
        {"kind": "vet-audit-seal/1", "chain": chain_id, "number": number, "previous": previous, "entry": entry_digest}
    )


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What the holder of a signing key says of one chain: at that instant it ended with this seal."""

    chain_id: UUID
    number: int
    digest: bytes
    sealed_at: datetime
    key_id: str | None
    previous: bytes | None
    signature: bytes | None = None

    @property
    def statement(self) -> Row:
        """What is signed: everything but the signature."""
        return {
            "kind": "vet-audit-checkpoint/1",
            "chain": self.chain_id,
            "number": self.number,
            "digest": self.digest,
            "sealed_at": self.sealed_at,
            "key": self.key_id,
            "previous": self.previous,
        }

    @property
    def own_digest(self) -> bytes:
        """What the next checkpoint of the chain continues."""
        return digest_of(self.statement)
