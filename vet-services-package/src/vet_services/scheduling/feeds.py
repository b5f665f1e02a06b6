"""Calendars that other programs subscribe to: an address with a secret in it, for one person's visits.

Whoever knows the address reads the calendar without signing in, so it can be revoked, is kept as a digest alone, says
nothing about pets or people unless its owner wanted that, and shows a veterinarian only clinics they still work at.
Unknown, revoked and orphaned addresses are answered alike.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, Row, Uuid, bindparam, func, select, text, update
from vet_core import audit
from vet_core.clinics.models import Veterinarian
from vet_core.db import Page, Session, UtcInstant, scope
from vet_core.db.keyring import current_keyring
from vet_core.identity.models import Person
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce, refused
from vet_core.kernel.settings import load
from vet_core.scheduling.enums import AppointmentStatus, FeedKind
from vet_core.scheduling.models import CalendarFeed
from vet_core.scheduling.schemas import FeedIn, FeedOut

from vet_services.scheduling import ical
from vet_services.scheduling.errors import FeedNotFound, TooManyFeeds
from vet_services.scheduling.ical import Entry, Method, Party, Status
from vet_services.scheduling.type_names import TYPE_NAME
from vet_services.settings import LinksSettings

MOST_FEEDS = 10
KEEPS_GONE_FOR = timedelta(days=30)
_READ_EVERY = timedelta(minutes=30)
_NOTE_READS_EVERY = timedelta(minutes=1)
_SECRET_BYTES = 32
_VETERINARIANS_ONLY = refused("scheduling.veterinarians_only", "Only veterinarians have a calendar of their work.")
_STATUSES = {
    AppointmentStatus.REQUESTED: Status.TENTATIVE,
    AppointmentStatus.CANCELLED: Status.CANCELLED,
    AppointmentStatus.DECLINED: Status.CANCELLED,
}

_VISITS = """
    SELECT a.id, a.sequence, a.starts_at, a.ends_at, a.time_zone, a.status, a.updated_at,
           {type_name} AS type_name, v.display_name AS veterinarian_name,
           CASE WHEN :shows_details THEN p.name ELSE '' END AS pet_name,
           c.name AS clinic_name, c.phone AS clinic_phone, c.email AS clinic_email,
           CASE WHEN t.place = 'home_visit' THEN c.name
                ELSE concat_ws(', ', c.name, c.street, concat_ws(' ', c.postal_code, c.locality)) END AS place,
           {visit_address} AS visit_address
      FROM appointments a
      JOIN clinics c ON c.id = a.clinic_id
      JOIN appointment_types t ON t.id = a.appointment_type_id
      JOIN veterinarians v ON v.id = a.veterinarian_id
      JOIN pets p ON p.id = a.pet_id
      LEFT JOIN persons reader ON reader.id = :person_id
     WHERE {whose}
       AND CASE a.status WHEN 'cancelled' THEN a.cancelled_at WHEN 'declined' THEN coalesce(a.decided_at, a.updated_at)
                         ELSE a.ends_at END >= :since
     ORDER BY a.starts_at, a.id LIMIT 2000
"""
_PARAMETERS = (bindparam("since", type_=UtcInstant()), bindparam("shows_details", type_=Boolean()))
_OF_OWNER = text(
    _VISITS.format(
        whose="a.pet_id IN (SELECT o.pet_id FROM pet_owners o WHERE o.person_id = :person_id)",
        type_name=TYPE_NAME,
        visit_address="NULL::text",
    )
).bindparams(*_PARAMETERS, bindparam("person_id", type_=Uuid()))
_OF_VETERINARIAN = text(
    _VISITS.format(
        whose="a.veterinarian_id = :veterinarian_id AND a.clinic_id IN ("
        "SELECT m.clinic_id FROM memberships m WHERE m.person_id = :person_id AND m.role = 'veterinarian'"
        " AND m.starts_at <= :now AND (m.ends_at IS NULL OR m.ends_at > :now))",
        type_name=TYPE_NAME,
        visit_address="CASE WHEN :shows_details THEN a.visit_address END",
    )
).bindparams(
    *_PARAMETERS,
    bindparam("person_id", type_=Uuid()),
    bindparam("veterinarian_id", type_=Uuid()),
    bindparam("now", type_=UtcInstant()),
)


@dataclass(frozen=True, slots=True)
class NewFeed:
    """A feed and its secret, which nobody can ever read again."""

    id: UUID
    secret: str


@dataclass(frozen=True, slots=True)
class FeedText:
    """The calendar, and a tag that changes when it does."""

    text: str
    etag: str


async def create_feed(session: Session, wish: FeedIn, *, by: Actor, now: datetime) -> NewFeed:
    """A new address for the caller's own visits: as an owner, or as a veterinarian.

    Raises Refused when they are none, TooManyFeeds.
    """
    veterinarian_id = None
    if wish.kind is FeedKind.VETERINARIAN:
        veterinarian_id = await session.scalar(select(Veterinarian.id).where(Veterinarian.person_id == by.person_id))
        if veterinarian_id is None:
            enforce(_VETERINARIANS_ONLY, hidden=FeedNotFound())
    # Two at once would both find the last place free.
    await session.execute(select(Person.id).where(Person.id == by.person_id).with_for_update())
    if await session.scalar(select(func.count()).select_from(CalendarFeed).where(*_own(by))) == MOST_FEEDS:
        raise TooManyFeeds()
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    feed = CalendarFeed(
        person_id=by.person_id,
        veterinarian_id=veterinarian_id,
        kind=wish.kind,
        secret_digest=_digest(secret),
        shows_details=wish.shows_details,
        created_at=now,
    )
    session.add(feed)
    await session.flush()
    audit.add(session, by, "feed_created", "calendar_feed", feed.id, now=now, fields=["kind", "shows_details"])
    return NewFeed(feed.id, secret)


async def list_feeds(session: Session, *, by: Actor) -> Page[FeedOut]:
    """The caller's own feeds that still work, the oldest first, without their secrets."""
    own = select(CalendarFeed).where(*_own(by)).order_by(CalendarFeed.created_at, CalendarFeed.id)
    rows = await session.scalars(own)
    return Page(items=[FeedOut.model_validate(row) for row in rows])


async def revoke_feed(session: Session, feed_id: UUID, *, by: Actor, now: datetime) -> None:
    """Make the address stop working at once; twice is as good as once. Raises FeedNotFound for somebody else's."""
    feed = await session.get(CalendarFeed, feed_id, with_for_update=True)
    if feed is None or feed.person_id != by.person_id:
        raise FeedNotFound()
    if feed.revoked_at is None:
        feed.revoked_at = now
        audit.add(session, by, "feed_revoked", "calendar_feed", feed.id, now=now)


async def read_feed(session: Session, secret: str, *, now: datetime, links: LinksSettings | None = None) -> FeedText:
    """The calendar behind a secret: what lies ahead, the last thirty days, and what was called off in them.

    Notes when it was read, so let the caller commit. Raises FeedNotFound.
    """
    # Nobody is signed in: the secret alone decides, and what it opens is one person's.
    async with scope.as_system(session):
        feed = await session.scalar(
            select(CalendarFeed)
            .join(Person, Person.id == CalendarFeed.person_id)
            .where(
                CalendarFeed.secret_digest == _digest(secret),
                CalendarFeed.revoked_at.is_(None),
                Person.deleted_at.is_(None),
            )
        )
        if feed is None:
            raise FeedNotFound()
        visits = await _visits(session, feed, now)
        await session.execute(
            update(CalendarFeed)
            .where(
                CalendarFeed.id == feed.id,
                CalendarFeed.last_read_at.is_(None) | (CalendarFeed.last_read_at < now - _NOTE_READS_EVERY),
            )
            .values(last_read_at=now)
            .execution_options(synchronize_session=False)
        )
    web_url = (links or load(LinksSettings)).web_url
    entries = [_entry(visit, web_url, shows_details=feed.shows_details) for visit in visits]
    name = "Appointments" if feed.kind is FeedKind.VETERINARIAN else "Vet appointments"
    written = ical.write(entries, method=Method.PUBLISH, name=name, refresh=_READ_EVERY)
    return FeedText(written, f'"{hashlib.sha256(written.encode()).hexdigest()[:32]}"')


def _own(by: Actor) -> tuple[ColumnElement[bool], ...]:
    return CalendarFeed.person_id == by.person_id, CalendarFeed.revoked_at.is_(None)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()


async def _visits(session: Session, feed: CalendarFeed, now: datetime) -> list[Row[Any]]:
    values: dict[str, Any] = {
        "person_id": feed.person_id,
        "since": now - KEEPS_GONE_FOR,
        "shows_details": feed.shows_details,
    }
    if feed.kind is FeedKind.OWNER:
        return list(await session.execute(_OF_OWNER, values))
    return list(await session.execute(_OF_VETERINARIAN, values | {"veterinarian_id": feed.veterinarian_id, "now": now}))


def _location(visit: Row[Any]) -> str:
    """Where to go to; whom a veterinarian visits at home is a detail."""
    sealed: str | None = visit.visit_address
    return str(visit.place) if sealed is None else current_keyring().decrypt(sealed)


def _entry(visit: Row[Any], web_url: str, *, shows_details: bool) -> Entry:
    url = f"{web_url}/appointments/{visit.id}"
    said = f"{visit.pet_name}: {visit.type_name}" if shows_details else ical.neutral_title(visit.clinic_name)
    told = [f"With {visit.veterinarian_name}"] if shows_details else []
    return Entry(
        appointment_id=visit.id,
        sequence=visit.sequence,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        zone_name=visit.time_zone,
        changed_at=visit.updated_at,
        status=_STATUSES.get(AppointmentStatus(visit.status), Status.CONFIRMED),
        summary=said,
        description="\n".join([*told, f"{visit.clinic_name}, {visit.clinic_phone}", url]),
        location=_location(visit),
        url=url,
        organizer=Party(visit.clinic_name, visit.clinic_email),
    )
