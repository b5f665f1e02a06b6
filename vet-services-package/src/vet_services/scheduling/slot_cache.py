"""Answers about free time, remembered in Redis for all processes at once and dropped as soon as a change is committed.

Every clinic has a word in Redis that stands for its calendar as it is. An answer is kept under the word that was read
before the answer was worked out, so that one worked out too early can never be found under the word of a later
calendar. A change puts another word there, chosen anew each time: nothing comes back when Redis forgets. Whoever
changed something in the last minute is answered from PostgreSQL. Without Redis nothing is remembered; a change that it
could not be told of is remembered here, and told before this process looks again.
"""

import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError
from vet_core.db import Session
from vet_core.kernel.redis_lines import Lines

LONGEST_SECONDS = 60
"""No answer lives longer, whatever nobody told us of."""

_CHANGED = "slots_changed"
_WORD = "scheduling:slots:word:"
_ANSWER = "scheduling:slots:answer:"
_CHANGED_BY = "scheduling:slots:changed-by:"
_WORD_SECONDS = 86_400
_OUTAGES = (RedisError, OSError, TimeoutError)

log = structlog.get_logger(__name__)


def changed(session: Session, *clinic_ids: UUID) -> None:
    """Note that this transaction changes when these clinics have time; once committed, the edge drops their answers."""
    session.info.setdefault(_CHANGED, set()).update(clinic_ids)


def changed_in(session: Session) -> frozenset[UUID]:
    """The clinics whose free time a transaction has changed."""
    return frozenset(session.info.get(_CHANGED, ()))


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered for a question: the answer if there is one, and where a new one goes, if anywhere."""

    text: str | None = None
    place: str | None = None


_NOTHING = Kept()


class SlotCache:
    """The answers as one process sees them. Safe to share between requests of one event loop."""

    def __init__(self, redis: Redis, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._lines = Lines(redis)
        self._monotonic = monotonic
        self._untold: dict[UUID, float] = {}

    async def look(self, clinic_id: UUID, question: str, *, person_id: UUID | None) -> Kept:
        """What is remembered of a question, asked in exactly these words, about a clinic's free time.

        Ask before the answer is worked out, in a transaction that has not read anything it depends on.
        """
        try:
            await self._tell(clinic_id)
            if clinic_id in self._untold:
                return _NOTHING
            names = [f"{_WORD}{clinic_id}", f"{_CHANGED_BY}{person_id}"]
            [[word, has_changed]] = await self._lines.run(("MGET", *names))
            if word is None:
                word = await self._first_word(clinic_id)
            place = _ANSWER + blake2b(question.encode(), key=_bytes(word), digest_size=20).hexdigest()
            if person_id is not None and has_changed is not None:
                return Kept(place=place)
            [text] = await self._lines.run(("GET", place))
        except _OUTAGES as outage:
            log.warning("slot_cache_unread", reason=type(outage).__name__)
            return _NOTHING
        return Kept(None if text is None else _bytes(text).decode(), place)

    async def keep(self, kept: Kept, text: str, *, seconds: float) -> None:
        """Remember the answer for so long, and never longer than a minute; not at all for less than a second."""
        lasting = int(min(seconds, LONGEST_SECONDS) * 1000)
        if kept.place is None or lasting < 1000:
            return
        try:
            await self._lines.run(("SET", kept.place, text, "PX", lasting))
        except _OUTAGES as outage:
            log.warning("slot_cache_unwritten", reason=type(outage).__name__)

    async def drop(self, clinic_ids: Iterable[UUID], *, person_id: UUID | None = None) -> None:
        """Forget everything about these clinics; for a minute the person is answered from PostgreSQL.

        Call it after the commit. Never raises: what Redis could not be told is remembered until it can.
        """
        clinics = list(clinic_ids)
        if not clinics:
            return
        told = [("SET", f"{_WORD}{each}", secrets.token_hex(16), "EX", _WORD_SECONDS) for each in clinics]
        if person_id is not None:
            told.append(("SET", f"{_CHANGED_BY}{person_id}", "1", "EX", LONGEST_SECONDS))
        try:
            await self._lines.run(*told)
        except _OUTAGES as outage:
            log.warning("slot_cache_undropped", reason=type(outage).__name__)
            until = self._monotonic() + LONGEST_SECONDS
            self._untold |= dict.fromkeys(clinics, until)

    async def _tell(self, clinic_id: UUID) -> None:
        """Catch up on a drop that failed."""
        until = self._untold.pop(clinic_id, None)
        if until is not None and self._monotonic() < until:
            await self.drop([clinic_id])

    async def _first_word(self, clinic_id: UUID) -> bytes | str:
        """A word for a clinic that has none; that of whoever was faster, if somebody was."""
        name, word = f"{_WORD}{clinic_id}", secrets.token_hex(16)
        [is_first] = await self._lines.run(("SET", name, word, "EX", _WORD_SECONDS, "NX"))
        if is_first:
            return word
        found: bytes | str | None
        [found] = await self._lines.run(("GET", name))
        return word if found is None else found


def _bytes(value: bytes | str) -> bytes:
    return value if isinstance(value, bytes) else value.encode()
