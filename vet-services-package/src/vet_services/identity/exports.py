"""Copies of everything about a person: asked for here, made by a job, fetched with the link from the mail.

requested -> running -> ready -> expired, or failed after too many attempts. The link's token is known to the mail
alone: here stands its digest. Fetching takes the token and the person it was made for.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import undefer
from vet_core import audit
from vet_core.db import Page, Session, UtcInstant
from vet_core.identity.enums import ExportState
from vet_core.identity.models import DataExport
from vet_core.identity.privacy_schemas import ExportOut
from vet_core.kernel.actor import SYSTEM, Actor
from vet_core.kernel.ids import new_id

from vet_services.identity.errors import ExportExpired, ExportNotFound, ExportRunning

LINK_LASTS = timedelta(hours=72)
MOST_ATTEMPTS = 4
# Longer than the job's time limit: a copy that still runs by then belongs to a killed worker.
LEASE = timedelta(minutes=3)
_SHOWN = 20

# A copy that failed waits longer each time; one whose worker died is taken over when its lease has passed.
_CLAIM = text("""
    UPDATE data_exports SET state = 'running', started_at = :now, attempts = attempts + 1
     WHERE id = (SELECT id FROM data_exports
                  WHERE (state = 'requested' AND (started_at IS NULL
                                                  OR started_at <= :now - attempts * interval '1 minute'))
                     OR (state = 'running' AND started_at <= :lost_before)
                  ORDER BY requested_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, person_id, attempts
""").bindparams(bindparam("now", type_=UtcInstant()), bindparam("lost_before", type_=UtcInstant()))


@dataclass(frozen=True, slots=True)
class Claim:
    """A copy to be made by this process and nobody else until `started_at` plus the lease."""

    id: UUID
    person_id: UUID
    attempts: int
    started_at: datetime


@dataclass(frozen=True, slots=True)
class ExportFile:
    """The ZIP as it is handed out."""

    name: str
    content: bytes
    sha256: str


async def request_export(session: Session, *, by: Actor, now: datetime) -> ExportOut:
    """Ask for a copy of everything about the caller; a mail brings the link. Raises ExportRunning."""
    made = await session.scalar(
        insert(DataExport)
        .values(id=new_id(), person_id=by.person_id, state=ExportState.REQUESTED, requested_at=now, attempts=0)
        .on_conflict_do_nothing()
        .returning(DataExport.id)
    )
    if made is None:
        raise ExportRunning()
    audit.add(session, by, "requested", "data_export", made, now=now)
    return ExportOut.model_validate(await session.get(DataExport, made))


async def list_exports(session: Session, *, by: Actor) -> Page[ExportOut]:
    """The caller's last copies, newest first."""
    found = await session.scalars(
        select(DataExport)
        .where(DataExport.person_id == by.person_id)
        .order_by(DataExport.requested_at.desc(), DataExport.id.desc())
        .limit(_SHOWN)
    )
    return Page(items=[ExportOut.model_validate(each) for each in found])


async def download_export(session: Session, token: str, *, by: Actor, now: datetime) -> ExportFile:
    """The copy behind a link, for the person it was made for. Raises ExportNotFound or ExportExpired."""
    found = await session.scalar(
        select(DataExport)
        .options(undefer(DataExport.content))
        .where(DataExport.token_digest == digest(token), DataExport.person_id == by.person_id)
    )
    if found is None:
        raise ExportNotFound()
    if found.state is not ExportState.READY or found.expires_at is None or found.expires_at <= now:
        raise ExportExpired()
    assert found.content is not None
    assert found.ready_at is not None
    assert found.sha256 is not None
    audit.add(session, by, "downloaded", "data_export", found.id, now=now)
    return ExportFile(f"my-data-{found.ready_at:%Y-%m-%d}.zip", found.content, found.sha256)


def new_token() -> str:
    """A link's secret, of 256 bits."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored of a token. Tokens are random, so a plain hash cannot be guessed back."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


async def claim(session: Session, now: datetime) -> Claim | None:
    """Take the copy that has waited longest, or one whose worker died; None when there is nothing to do."""
    row = (await session.execute(_CLAIM, {"now": now, "lost_before": now - LEASE})).first()
    return None if row is None else Claim(row.id, row.person_id, row.attempts, started_at=now)


async def keep(session: Session, claimed: Claim, content: bytes, token: str, *, now: datetime) -> datetime | None:
    """Store the copy, encrypted, and say when its link expires; None when the claim was lost meanwhile."""
    expires_at = now + LINK_LASTS
    kept = await session.scalar(
        update(DataExport)
        .where(*_still(claimed))
        .values(
            state=ExportState.READY,
            content=content,
            size_bytes=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            token_digest=digest(token),
            ready_at=now,
            expires_at=expires_at,
            last_error=None,
        )
        .returning(DataExport.id)
        .execution_options(synchronize_session=False)
    )
    if kept is None:
        return None
    audit.add(session, SYSTEM, "prepared", "data_export", claimed.id, now=now)
    return expires_at


async def give_up(session: Session, claimed: Claim, error: str) -> ExportState:
    """Note a failure: the copy is tried again later, a few times, then it counts as failed."""
    state = ExportState.FAILED if claimed.attempts >= MOST_ATTEMPTS else ExportState.REQUESTED
    await session.execute(
        update(DataExport)
        .where(*_still(claimed))
        .values(state=state, last_error=error)
        .execution_options(synchronize_session=False)
    )
    return state


async def expire(session: Session, now: datetime) -> int:
    """Remove the content of copies whose link has run out, and say how many there were."""
    gone = await session.scalars(
        update(DataExport)
        .where(DataExport.state == ExportState.READY, DataExport.expires_at <= now)
        .values(state=ExportState.EXPIRED, content=None)
        .returning(DataExport.id)
        .execution_options(synchronize_session=False)
    )
    return len(gone.all())


def _still(claimed: Claim) -> tuple[ColumnElement[bool], ...]:
    return (
        DataExport.id == claimed.id,
        DataExport.state == ExportState.RUNNING,
        DataExport.started_at == claimed.started_at,
    )
