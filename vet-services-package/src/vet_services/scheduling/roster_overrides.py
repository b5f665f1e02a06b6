"""Single days on which a veterinarian works other hours than the week says, or none. Booked visits stay."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from vet_core import audit
from vet_core.db import Interval, Page, Session
from vet_core.kernel.actor import Actor
from vet_core.kernel.ids import new_id
from vet_core.kernel.policy import enforce
from vet_core.scheduling.models import RosterOverride
from vet_core.scheduling.schemas import RosterOverrideIn, RosterOverrideOut

from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import calendar_news, day_windows
from vet_services.scheduling.errors import UnknownVeterinarian
from vet_services.scheduling.opening import refuse_long_range
from vet_services.scheduling.performers import veterinarians_of
from vet_services.scheduling.policy import may_list, may_offer
from vet_services.scheduling.queries import note_emergency
from vet_services.scheduling.setup_errors import RosterOverrideNotFound


async def list_roster_overrides(
    session: Session, clinic_id: UUID, from_day: date, to_day: date, *, by: Actor, now: datetime
) -> Page[RosterOverrideOut]:
    """The days from the first to the last, for the clinic's staff; an emergency access leaves a note in the trail.

    Raises ClinicNotFound or DaysRangeInvalid.
    """
    enforce(may_list(by, clinic_id), hidden=ClinicNotFound())
    refuse_long_range(from_day, to_day)
    if not by.works_at(clinic_id):
        note_emergency(session, "roster_opened", "clinic", clinic_id, clinic_id, by=by, now=now)
    found = await session.scalars(
        select(RosterOverride)
        .where(RosterOverride.clinic_id == clinic_id, RosterOverride.on_day.between(from_day, to_day))
        .order_by(RosterOverride.on_day, RosterOverride.veterinarian_id)
    )
    return Page(items=[_out(row) for row in found])


async def set_roster_override(
    session: Session, veterinarian_id: UUID, on_day: date, wish: RosterOverrideIn, *, by: Actor, now: datetime
) -> RosterOverrideOut:
    """Let these hours take the place of the week's on that day; no windows means off duty.

    Raises ClinicNotFound, Refused or UnknownVeterinarian.
    """
    enforce(may_offer(by, wish.clinic_id), hidden=ClinicNotFound())
    if not await veterinarians_of(session, wish.clinic_id, [veterinarian_id], now=now):
        raise UnknownVeterinarian()
    written = {"note": wish.note or None, "updated_at": now, **day_windows.columns(wish.windows)}
    of_day = {"clinic_id": wish.clinic_id, "veterinarian_id": veterinarian_id, "on_day": on_day}
    row = await session.scalar(
        insert(RosterOverride)
        .values(id=new_id(), created_at=now, **of_day, **written)
        .on_conflict_do_update(index_elements=list(of_day), set_=written)
        .returning(RosterOverride)
        .execution_options(populate_existing=True)
    )
    assert row is not None
    opens = await calendar_news.on_day(session, wish.clinic_id, on_day) if wish.windows else None
    _record(session, by, "roster_override_set", wish.clinic_id, veterinarian_id, now=now, opens=opens)
    return _out(row)


async def clear_roster_override(
    session: Session, clinic_id: UUID, veterinarian_id: UUID, on_day: date, *, by: Actor, now: datetime
) -> None:
    """Go back to the hours of the week. Raises ClinicNotFound, Refused or RosterOverrideNotFound."""
    enforce(may_offer(by, clinic_id), hidden=ClinicNotFound())
    gone = await session.scalar(
        delete(RosterOverride)
        .where(
            RosterOverride.clinic_id == clinic_id,
            RosterOverride.veterinarian_id == veterinarian_id,
            RosterOverride.on_day == on_day,
        )
        .returning(RosterOverride.id)
    )
    if gone is None:
        raise RosterOverrideNotFound()
    opens = await calendar_news.on_day(session, clinic_id, on_day)
    _record(session, by, "roster_override_cleared", clinic_id, veterinarian_id, now=now, opens=opens)


def _record(
    session: Session,
    by: Actor,
    action: str,
    clinic_id: UUID,
    veterinarian_id: UUID,
    *,
    now: datetime,
    opens: Interval | None,
) -> None:
    calendar_news.tell(session, clinic_id, veterinarian_id, now=now, opens=opens)
    audit.add(session, by, action, "veterinarian", veterinarian_id, now=now, clinic_id=clinic_id, fields=["roster"])


def _out(row: RosterOverride) -> RosterOverrideOut:
    return RosterOverrideOut(
        clinic_id=row.clinic_id,
        veterinarian_id=row.veterinarian_id,
        on_day=row.on_day,
        windows=day_windows.shown(row.starts_minutes, row.ends_minutes),
        note=row.note,
    )
