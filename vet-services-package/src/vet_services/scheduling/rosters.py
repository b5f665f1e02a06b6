"""Who works when, week by week, in the clinic's local time."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from math import lcm
from uuid import UUID

from sqlalchemy import delete, select
from vet_core import audit
from vet_core.db import Page, Session
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce
from vet_core.scheduling.models import Roster
from vet_core.scheduling.schemas import RosterIn, RosterOut, RosterWindowIn

from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import calendar_news, day_windows
from vet_services.scheduling.errors import UnknownVeterinarian
from vet_services.scheduling.performers import veterinarians_of
from vet_services.scheduling.policy import may_list, may_offer
from vet_services.scheduling.setup_errors import RosterOverlap


async def list_rosters(
    session: Session, clinic_id: UUID, *, veterinarian_id: UUID | None = None, by: Actor
) -> Page[RosterOut]:
    """Every veterinarian's weeks at the clinic, or one's, for its staff. Raises ClinicNotFound."""
    enforce(may_list(by, clinic_id), hidden=ClinicNotFound())
    wanted = (
        select(Roster)
        .where(Roster.clinic_id == clinic_id)
        .order_by(Roster.veterinarian_id, Roster.effective_from, Roster.weekday, Roster.starts_local, Roster.id)
    )
    if veterinarian_id is not None:
        wanted = wanted.where(Roster.veterinarian_id == veterinarian_id)
    return Page(items=[RosterOut.model_validate(row) for row in await session.scalars(wanted)])


async def set_roster(
    session: Session, veterinarian_id: UUID, wish: RosterIn, *, by: Actor, now: datetime
) -> Page[RosterOut]:
    """Replace a veterinarian's weeks at the clinic; visits that are booked stay.

    Raises ClinicNotFound, Refused, UnknownVeterinarian or RosterOverlap.
    """
    clinic_id = wish.clinic_id
    enforce(may_offer(by, clinic_id), hidden=ClinicNotFound())
    if not await veterinarians_of(session, clinic_id, [veterinarian_id], now=now):
        raise UnknownVeterinarian()
    _refuse_overlaps(wish.windows)
    await session.execute(
        delete(Roster).where(Roster.clinic_id == clinic_id, Roster.veterinarian_id == veterinarian_id)
    )
    session.add_all(
        Roster(clinic_id=clinic_id, veterinarian_id=veterinarian_id, **window.model_dump()) for window in wish.windows
    )
    await session.flush()
    opens = calendar_news.from_now_on(now) if wish.windows else None
    calendar_news.tell(session, clinic_id, veterinarian_id, now=now, opens=opens)
    audit.add(
        session, by, "roster_set", "veterinarian", veterinarian_id, now=now, clinic_id=clinic_id, fields=["roster"]
    )
    return await list_rosters(session, clinic_id, veterinarian_id=veterinarian_id, by=by)


def counts_on(window: RosterWindowIn, day: date) -> bool:
    """Whether the window is worked on that local day: its weekday, in effect, and its week of the rotation."""
    if day.weekday() != window.weekday or day < window.effective_from:
        return False
    if window.effective_until is not None and day > window.effective_until:
        return False
    weeks = (_monday(day) - _monday(window.effective_from)).days // 7
    return weeks % window.rotation_weeks == window.rotation_week


def _refuse_overlaps(windows: Sequence[RosterWindowIn]) -> None:
    for index, window in enumerate(windows):
        if window.starts_local == window.ends_local:
            raise RosterOverlap("A window that starts and ends at the same time is empty; leave it out.")
        if window.effective_until is not None and window.effective_until < window.effective_from:
            raise RosterOverlap("A window must not end before it takes effect.")
        for other in windows[index + 1 :]:
            hours = (window.starts_local, window.ends_local), (other.starts_local, other.ends_local)
            if window.weekday == other.weekday and day_windows.overlap(*hours) and _share_a_day(window, other):
                raise RosterOverlap()


def _share_a_day(one: RosterWindowIn, other: RosterWindowIn) -> bool:
    """Two windows of one weekday meet within as many weeks as both rotations take together, or never."""
    first = max(one.effective_from, other.effective_from)
    day = first + timedelta(days=(one.weekday - first.weekday()) % 7)
    return any(
        counts_on(one, each) and counts_on(other, each)
        for each in (day + timedelta(weeks=week) for week in range(lcm(one.rotation_weeks, other.rotation_weeks)))
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
