"""Find the first thing in a chain that is not as it was sealed. Pure: links go in one after another, findings come out.

A walk keeps the digest before, nothing else, so a chain of any length is walked in the same memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from vet_core.audit.canonical import Row, digest_of
from vet_core.audit.chain import BEGINNING, Checkpoint, seal_digest
from vet_core.audit.signing import PublicKeys


class Kind(StrEnum):
    """What somebody did to the trail."""

    EDITED = "edited"
    REMOVED = "removed"
    REORDERED = "reordered"
    INSERTED = "inserted"
    CUT = "cut"
    UNSEALED = "unsealed"
    CHECKPOINT = "checkpoint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, named well enough to go and look at it."""

    kind: Kind
    chain_id: UUID
    sentence: str
    number: int | None = None
    entry_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Seal:
    number: int
    entry_id: UUID
    entry_digest: bytes
    digest: bytes


@dataclass(frozen=True, slots=True)
class Link:
    """One number of a chain as it stands in the database; what is missing is None."""

    number: int
    seal: Seal | None
    entry: Row | None
    checkpoint: Checkpoint | None


@dataclass(slots=True)
class Walk:
    """One chain, fed link by link in the order of numbers. After the first finding it has no more to say.

    Without `keys` signatures are not looked at, only what checkpoints say.
    """

    chain_id: UUID
    keys: PublicKeys | None = None
    number: int = 0
    digest: bytes = BEGINNING
    entries: int = 0
    checkpoints: int = 0
    _checkpoint: Checkpoint | None = None
    _signed: bool = False

    def step(self, link: Link) -> Finding | None:
        """What is wrong with this link, or None."""
        seal = link.seal
        if seal is None:
            return self._cut(link.number)
        if seal.number != self.number + 1:
            return self._gap(seal)
        finding = self._entry(seal, link.entry) or self._seal(seal)
        if finding is not None:
            return finding
        self.number, self.digest = seal.number, seal.digest
        self.entries += 1
        return None if link.checkpoint is None else self._vouched(link.checkpoint, seal)

    def end(self) -> Finding | None:
        """What is missing at the end: each batch of seals is written together with its checkpoint."""
        last = self._checkpoint
        if self.entries and (last is None or last.number != self.number):
            upto = "none" if last is None else f"the last one is at number {last.number}"
            return self._found(
                Kind.CHECKPOINT, f"the seals up to number {self.number} have no checkpoint ({upto}): it was removed"
            )
        if last is not None and self.keys and not self._signed:
            return self._found(
                Kind.CHECKPOINT,
                f"no checkpoint of the chain is signed, so nothing vouches for its {self.number} entries",
                last.number,
            )
        return None

    def _entry(self, seal: Seal, entry: Row | None) -> Finding | None:
        if entry is None:
            return self._found(
                Kind.REMOVED,
                f"the entry {seal.entry_id} at number {seal.number} was removed",
                seal.number,
                seal.entry_id,
            )
        if digest_of(entry) != seal.entry_digest:
            return self._found(
                Kind.EDITED,
                f"the entry {seal.entry_id} at number {seal.number} is not the one that was sealed: it was edited",
                seal.number,
                seal.entry_id,
            )
        return None

    def _seal(self, seal: Seal) -> Finding | None:
        if seal.digest == seal_digest(self.chain_id, seal.number, self.digest, seal.entry_digest):
            return None
        return self._found(
            Kind.EDITED,
            f"the seal at number {seal.number} (entry {seal.entry_id}) does not continue the one before it",
            seal.number,
            seal.entry_id,
        )

    def _vouched(self, checkpoint: Checkpoint, seal: Seal) -> Finding | None:
        def wrong(sentence: str) -> Finding:
            return self._found(Kind.CHECKPOINT, f"the checkpoint at number {seal.number}: {sentence}", seal.number)

        if checkpoint.digest != seal.digest:
            return wrong("it names another seal, so the chain up to here was rewritten")
        if self._checkpoint is not None and checkpoint.previous != self._checkpoint.own_digest:
            return wrong("it does not continue the checkpoint before it")
        if self.keys and (self._signed or checkpoint.signature is not None):
            fault = self.keys.fault(checkpoint.statement, checkpoint.key_id, checkpoint.signature)
            if fault is not None:
                return wrong(fault)
            self._signed = True
        self.checkpoints += 1
        self._checkpoint = checkpoint
        return None

    def _gap(self, seal: Seal) -> Finding:
        first, last = self.number + 1, seal.number - 1
        what = f"number {first} was" if first == last else f"numbers {first} to {last} were"
        return self._found(Kind.REMOVED, f"{what} removed, with the entries sealed there", first)

    def _cut(self, checkpoint_at: int) -> Finding:
        return self._found(
            Kind.CUT,
            f"the chain ends at number {self.number}, but there is a checkpoint at number {checkpoint_at}: "
            f"its tail was cut off",
            self.number + 1,
        )

    def _found(self, kind: Kind, sentence: str, number: int | None = None, entry_id: UUID | None = None) -> Finding:
        return Finding(kind, self.chain_id, sentence, number, entry_id)


@dataclass(slots=True)
class Diagnosis:
    """Tell what happened where a seal does not continue the one before: feed all seals of the chain once more."""

    chain_id: UUID
    broken: Seal
    previous: bytes
    _last: Seal | None = None
    _next: Seal | None = None
    _rightful: Seal | None = None
    _before_rightful: bytes = BEGINNING

    def consider(self, seal: Seal) -> None:
        if self._rightful is None and seal.digest == self._continuation(seal.entry_digest):
            self._rightful, self._before_rightful = seal, BEGINNING if self._last is None else self._last.digest
        if seal.number == self.broken.number + 1:
            self._next = seal
        self._last = seal

    def finding(self) -> Finding:
        number, entry_id = self.broken.number, self.broken.entry_id
        kind, what = self._verdict()
        return Finding(kind, self.chain_id, f"at number {number} (entry {entry_id}): {what}", number, entry_id)

    def _verdict(self) -> tuple[Kind, str]:
        rightful = self._rightful
        if rightful is not None:
            before = self._before_rightful
            if rightful.number == self.broken.number + 1:
                before = rightful.digest
            own = seal_digest(self.chain_id, rightful.number, before, self.broken.entry_digest)
            if own == self.broken.digest:
                return Kind.REORDERED, f"it was exchanged with the one at number {rightful.number}"
            return Kind.INSERTED, f"it was inserted; the one that belongs here stands at number {rightful.number}"
        following = self._next
        if following is not None and not any(
            following.digest == seal_digest(self.chain_id, following.number, digest, following.entry_digest)
            for digest in (self.broken.digest, self._continuation(self.broken.entry_digest))
        ):
            return Kind.REMOVED, "what stood here was removed and the numbers after it were closed up"
        return Kind.EDITED, "its seal was edited"

    def _continuation(self, entry_digest: bytes) -> bytes:
        return seal_digest(self.chain_id, self.broken.number, self.previous, entry_digest)
