"""Where people are signed in, and the end of it: an ended session refuses its tokens at once, on every process.

A token is good for a minute whatever happens; what ends a session earlier is a row here, told by Clerk's webhooks or by
the person. The row is read through Redis, and from PostgreSQL when Redis does not know: with neither of them nothing
else of the platform works either, so nobody is let in on trust.

Ending works in three steps, because Clerk is somebody else's server: the intent is written with the request, which is
enough for us to refuse the session; after the commit a job tells Clerk (`tell_clerk`) and records that it did.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from redis.asyncio import Redis
from sqlalchemy import Text, bindparam, select, text, update
from sqlalchemy.dialects.postgresql import insert
from vet_core import audit, outbox
from vet_core.db import Database, Page, Session, UtcInstant
from vet_core.identity.events import SessionEnded
from vet_core.identity.models import Person, SignInSession
from vet_core.identity.schemas import SessionOut
from vet_core.kernel.actor import SYSTEM, Actor
from vet_core.kernel.clock import Clock

from vet_services.identity.adapters.clerk import ClerkDirectory
from vet_services.identity.devices import describe
from vet_services.identity.errors import SessionNotFound, SessionOver
from vet_services.identity.session_cache import SessionCache, SessionState
from vet_services.identity.tokens import SessionClaims

ASKED_FOR = "asked_for"
"""Why a session ended whose person wished so, until Clerk has been told."""
SIGNED_OUT_HERE = "signed_out_here"
"""The same, once Clerk knows."""
_SHOWN_FOR = timedelta(days=30)
_LONGEST_ADDRESS = 64

# Seen at most once a minute, so that a busy person writes little; a session of nobody we know is not kept.
_SEE = text("""
    WITH person AS (
        SELECT id FROM persons WHERE clerk_user_id = :clerk_user_id AND deleted_at IS NULL
    ), seen AS (
        INSERT INTO sign_in_sessions AS known (id, person_id, device, browser, address, created_at, last_seen_at)
        SELECT :session_id, person.id, :device, :browser, :address, :now, :now
          FROM person
         WHERE NOT EXISTS (SELECT 1 FROM sign_in_sessions fresh
                            WHERE fresh.id = :session_id
                              AND (fresh.ended_at IS NOT NULL OR fresh.last_seen_at > :now - interval '1 minute'))
        ON CONFLICT (id) DO UPDATE
           SET last_seen_at = excluded.last_seen_at, address = coalesce(excluded.address, known.address),
               device = coalesce(known.device, excluded.device), browser = coalesce(known.browser, excluded.browser)
         WHERE known.ended_at IS NULL
    )
    SELECT EXISTS (SELECT 1 FROM person) AS is_known,
           EXISTS (SELECT 1 FROM sign_in_sessions s WHERE s.id = :session_id AND s.ended_at IS NOT NULL) AS is_over
""").bindparams(
    bindparam("now", type_=UtcInstant()),
    *(bindparam(name, type_=Text()) for name in ("clerk_user_id", "session_id", "device", "browser", "address")),
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a request came from, as far as it tells."""

    user_agent: str | None = None
    address: str | None = None


class SignInSessions:
    """The sessions as one process sees them. Safe to share between requests of one event loop."""

    def __init__(self, database: Database, redis: Redis, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.cache = SessionCache(redis)

    async def check(self, claims: SessionClaims, sighting: Sighting | None = None) -> None:
        """Return while the session behind genuine claims is open, and note now and then that it was seen.

        Call it with no transaction open. Raises SessionOver, or DatabaseUnavailable when nobody can tell.
        """
        state = await self.cache.state(claims.session_id)
        if state is SessionState.OPEN:
            return
        if state is None and not await self._is_over(claims, sighting or Sighting()):
            return
        raise SessionOver()

    async def _is_over(self, claims: SessionClaims, sighting: Sighting) -> bool:
        device, browser = describe(sighting.user_agent)
        facts = {
            "clerk_user_id": claims.clerk_user_id,
            "session_id": claims.session_id,
            "device": device,
            "browser": browser,
            "address": sighting.address and sighting.address[:_LONGEST_ADDRESS],
            "now": self._clock.now(),
        }
        async with self._database.system_transaction() as session:
            row = (await session.execute(_SEE, facts)).one()
        if row.is_over:
            await self.cache.note_ended(claims.session_id)
        elif row.is_known:
            await self.cache.note_open(claims.session_id)
        return bool(row.is_over)


async def list_sessions(session: Session, *, by: Actor, now: datetime) -> Page[SessionOut]:
    """Where the person is signed in, last seen first. Sessions nobody has used for a month are not shown."""
    rows = await session.scalars(
        select(SignInSession)
        .where(
            SignInSession.person_id == by.person_id,
            SignInSession.ended_at.is_(None),
            SignInSession.last_seen_at > now - _SHOWN_FOR,
        )
        .order_by(SignInSession.last_seen_at.desc(), SignInSession.id)
    )
    return Page(
        items=[
            SessionOut(
                id=row.id,
                device=row.device,
                browser=row.browser,
                address=row.address,
                place=row.place,
                created_at=row.created_at,
                last_seen_at=row.last_seen_at,
                is_current=row.id == by.session_id,
            )
            for row in rows
        ]
    )


async def end(session: Session, cache: SessionCache, session_id: str, *, by: Actor, now: datetime) -> None:
    """End one of the person's own sessions, this one or another; ending it twice changes nothing.

    It is refused from here on, also when the caller's commit fails: then for the minute the cache remembers. Clerk is
    told after the commit (`tell_clerk`). Raises SessionNotFound for anybody else's.
    """
    ended = await session.scalar(
        update(SignInSession)
        .where(
            SignInSession.id == session_id,
            SignInSession.person_id == by.person_id,
            SignInSession.ended_at.is_(None),
        )
        .values(ended_at=now, end_reason=ASKED_FOR)
        .returning(SignInSession.person_id)
        .execution_options(synchronize_session=False)
    )
    if ended is None:
        known = await session.scalar(
            select(SignInSession.id).where(SignInSession.id == session_id, SignInSession.person_id == by.person_id)
        )
        if known is None:
            raise SessionNotFound()
        return
    _record(session, by, by.person_id, session_id, now)
    await cache.note_ended(session_id)


async def open_from_clerk(
    session: Session, session_id: str, clerk_user_id: str, sighting: Sighting, *, created_at: datetime, now: datetime
) -> None:
    """Keep a session that Clerk told of. One that has ended stays ended, and one of nobody we know is met later."""
    person_id = await _person(session, clerk_user_id)
    if person_id is None:
        return
    device, browser = describe(sighting.user_agent)
    told = {
        "device": device,
        "browser": browser,
        "address": sighting.address and sighting.address[:_LONGEST_ADDRESS],
    }
    opened = insert(SignInSession).values(
        id=session_id, person_id=person_id, created_at=created_at, last_seen_at=now, **told
    )
    await session.execute(
        opened.on_conflict_do_update(
            index_elements=[SignInSession.id],
            set_={"created_at": created_at} | {name: value for name, value in told.items() if value},
            where=SignInSession.ended_at.is_(None),
        )
    )


async def end_from_clerk(session: Session, session_id: str, clerk_user_id: str, reason: str, *, now: datetime) -> None:
    """Note that Clerk ended a session. It is kept as ended even when nobody has told of its beginning yet."""
    person_id = await _person(session, clerk_user_id)
    if person_id is None:
        return
    ended = insert(SignInSession).values(
        id=session_id, person_id=person_id, created_at=now, last_seen_at=now, ended_at=now, end_reason=reason
    )
    written = await session.scalar(
        ended.on_conflict_do_update(
            index_elements=[SignInSession.id],
            set_={"ended_at": now, "end_reason": reason},
            where=SignInSession.ended_at.is_(None),
        ).returning(SignInSession.id)
    )
    if written is not None:
        _record(session, SYSTEM, person_id, session_id, now)


async def tell_clerk(database: Database, directory: ClerkDirectory, clock: Clock, *, limit: int = 50) -> int:
    """Tell Clerk about sessions that people ended here, and say how many it knows of now.

    Owns its transactions: nothing is open while Clerk is asked. Raises SignInUnavailable when Clerk is away; what was
    not told is told the next time. Telling twice does no harm, so two may run at once.
    """
    async with database.system_transaction() as session:
        waiting = await session.scalars(
            select(SignInSession.id)
            .where(SignInSession.end_reason == ASKED_FOR)
            .order_by(SignInSession.ended_at)
            .limit(limit)
        )
        session_ids = list(waiting)
    for session_id in session_ids:
        await directory.end_session(session_id)
        async with database.system_transaction() as session:
            await session.execute(
                update(SignInSession)
                .where(SignInSession.id == session_id, SignInSession.end_reason == ASKED_FOR)
                .values(end_reason=SIGNED_OUT_HERE)
                .execution_options(synchronize_session=False)
            )
    return len(session_ids)


async def _person(session: Session, clerk_user_id: str) -> UUID | None:
    # Messages may come late: of somebody who was erased no device is kept again.
    found: UUID | None = await session.scalar(
        select(Person.id).where(Person.clerk_user_id == clerk_user_id, Person.erased_at.is_(None))
    )
    return found


def _record(session: Session, by: Actor, person_id: UUID, session_id: str, now: datetime) -> None:
    event = SessionEnded(person_id=person_id, session_id=session_id, audience_person_ids=(person_id,))
    outbox.add(session, event, now=now)
    audit.add(session, by, "session_ended", "person", person_id, now=now)
