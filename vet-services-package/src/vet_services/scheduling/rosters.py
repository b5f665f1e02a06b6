"""Who works when, week by week, in the clinic's local time."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field
from sqlalchemy import delete, select
from vet_core import audit, outbox
from vet_core.clinics.events import ClinicChanged
from vet_core.db import Page, Session
from vet_core.kernel.actor import Actor
from vet_core.kernel.bounds import Day, LocalEnd, LocalTime
from vet_core.kernel.policy import enforce
from vet_core.kernel.shapes import Input
from vet_core.scheduling.models import Roster
from vet_core.scheduling.schemas import RosterOut

from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling.catalogue import veterinarians_of
from vet_services.scheduling.errors import RosterOverlap, UnknownVeterinarian
from vet_services.scheduling.policy import may_list, may_offer


class RosterWindow(Input):
    """A stretch of work that repeats on a weekday (0 is Monday); an end before the start is on the next day."""

    weekday: Annotated[int, Field(ge=0, le=6)]
    starts_local: LocalTime
    ends_local: LocalEnd
    effective_from: Day
    effective_until: Day | None = None


async def list_rosters(session: Session, clinic_id: UUID, *, by: Actor) -> Page[RosterOut]:
    """Every veterinarian's weeks at the clinic, for its staff. Raises ClinicNotFound."""
    enforce(may_list(by, clinic_id), hidden=ClinicNotFound())
    rows = await session.scalars(
        select(Roster)
        .where(Roster.clinic_id == clinic_id)
        .order_by(Roster.veterinarian_id, Roster.effective_from, Roster.weekday, Roster.starts_local)
    )
    return Page(items=[RosterOut.model_validate(row) for row in rows])


async def set_roster(
    session: Session,
    clinic_id: UUID,
    veterinarian_id: UUID,
    windows: Sequence[RosterWindow],
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Replace a veterinarian's weeks at the clinic; visits that are booked stay.

    Raises ClinicNotFound, Refused, UnknownVeterinarian or RosterOverlap.
    """
    enforce(may_offer(by, clinic_id), hidden=ClinicNotFound())
    if not await veterinarians_of(session, clinic_id, [veterinarian_id], now=now):
        raise UnknownVeterinarian()
    _refuse_overlaps(windows)
    await session.execute(
        delete(Roster).where(Roster.clinic_id == clinic_id, Roster.veterinarian_id == veterinarian_id)
    )
    session.add_all(
        Roster(clinic_id=clinic_id, veterinarian_id=veterinarian_id, **window.model_dump()) for window in windows
    )
    outbox.add(session, ClinicChanged(clinic_id=clinic_id), now=now)
    audit.add(
        session, by, "roster_set", "veterinarian", veterinarian_id, now=now, clinic_id=clinic_id, fields=["roster"]
    )


def _refuse_overlaps(windows: Sequence[RosterWindow]) -> None:
    for index, window in enumerate(windows):
        if window.starts_local == window.ends_local:
            raise RosterOverlap("A window that starts and ends at the same time is empty; leave it out.")
        if window.effective_until is not None and window.effective_until < window.effective_from:
            raise RosterOverlap("A window must not end before it takes effect.")
        for other in windows[index + 1 :]:
            if window.weekday == other.weekday and _share_days(window, other) and _share_hours(window, other):
                raise RosterOverlap()


def _share_days(one: RosterWindow, other: RosterWindow) -> bool:
    until = min(one.effective_until or date.max, other.effective_until or date.max)
    return max(one.effective_from, other.effective_from) <= until


def _share_hours(one: RosterWindow, other: RosterWindow) -> bool:
    """Two windows that begin on the same day; one that runs past midnight covers the rest of its day."""
    first, second = sorted((one, other), key=lambda window: window.starts_local)
    is_overnight = first.ends_local < first.starts_local
    return is_overnight or second.starts_local < first.ends_local
