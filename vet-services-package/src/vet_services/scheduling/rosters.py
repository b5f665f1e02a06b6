"""Who works when, week by week, in the clinic's local time."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from vet_core import audit
from vet_core.db import Page, Session
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce
from vet_core.scheduling.models import Roster
from vet_core.scheduling.schemas import RosterIn, RosterOut

from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import calendar_news
from vet_services.scheduling.errors import UnknownVeterinarian
from vet_services.scheduling.performers import veterinarians_of
from vet_services.scheduling.policy import may_list, may_offer


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

    Raises ClinicNotFound, Refused or UnknownVeterinarian.
    """
    clinic_id = wish.clinic_id
    enforce(may_offer(by, clinic_id), hidden=ClinicNotFound())
    if not await veterinarians_of(session, clinic_id, [veterinarian_id], now=now):
        raise UnknownVeterinarian()
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
