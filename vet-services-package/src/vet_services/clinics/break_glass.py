"""Open a clinic's records in an emergency: a platform administrator, a reason, one hour, and the clinic told at once.

The reason is encrypted and shown to the clinic's administrators. What the access lets its holder read is decided by
each domain's policy from `Actor.opened_clinic_ids`, which is resolved with every request: closing it counts at once.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from vet_core import audit, outbox
from vet_core.clinics.events import BreakGlassOpened
from vet_core.clinics.models import BreakGlassAccess, Clinic
from vet_core.clinics.schemas import BreakGlassIn, BreakGlassOut
from vet_core.db import Page, Session, scope
from vet_core.identity.models import Person
from vet_core.kernel.actor import Actor
from vet_core.kernel.ids import new_id
from vet_core.kernel.policy import enforce

from vet_services.clinics.errors import BreakGlassNotFound, BreakGlassOpen, ClinicNotFound
from vet_services.clinics.memberships import locked_clinic
from vet_services.clinics.policy import may_break_glass, may_see_emergencies

OPEN_FOR = timedelta(hours=1)
_MOST_SHOWN = 200


async def open_break_glass(
    session: Session, clinic_id: UUID, wish: BreakGlassIn, *, by: Actor, now: datetime
) -> BreakGlassOut:
    """Let the caller read the clinic's records for an hour; its administrators get a mail with the reason.

    Raises ClinicNotFound, BreakGlassOpen while an earlier access of theirs is open, or Refused.
    """
    enforce(may_break_glass(by, clinic_id), hidden=ClinicNotFound())
    await locked_clinic(session, clinic_id)
    still_open = await session.scalar(
        select(BreakGlassAccess.id).where(
            BreakGlassAccess.clinic_id == clinic_id,
            BreakGlassAccess.person_id == by.person_id,
            BreakGlassAccess.closed_at.is_(None),
            BreakGlassAccess.expires_at > now,
        )
    )
    if still_open is not None:
        raise BreakGlassOpen()
    access = BreakGlassAccess(
        id=new_id(),
        person_id=by.person_id,
        clinic_id=clinic_id,
        reason=wish.reason,
        opened_at=now,
        expires_at=now + OPEN_FOR,
    )
    session.add(access)
    await session.flush()
    event = BreakGlassOpened(
        clinic_id=clinic_id, access_id=access.id, person_id=by.person_id, audience_person_ids=(by.person_id,)
    )
    outbox.add(session, event, now=now)
    audit.add(session, by, "break_glass_opened", "clinic", clinic_id, now=now, clinic_id=clinic_id)
    return (await _shown(session, clinic_id, access.id)).items[0]


async def list_break_glass(session: Session, clinic_id: UUID, *, by: Actor) -> Page[BreakGlassOut]:
    """The latest emergency accesses to the clinic, newest first. Raises ClinicNotFound or Refused."""
    enforce(may_see_emergencies(by, clinic_id), hidden=ClinicNotFound())
    if await session.get(Clinic, clinic_id) is None:
        raise ClinicNotFound()
    return await _shown(session, clinic_id)


async def close_break_glass(
    session: Session, clinic_id: UUID, access_id: UUID, *, by: Actor, now: datetime
) -> BreakGlassOut:
    """End an emergency access before its hour is over; one that is over stays as it is.

    Raises ClinicNotFound, BreakGlassNotFound or Refused.
    """
    enforce(may_break_glass(by, clinic_id), hidden=ClinicNotFound())
    access: BreakGlassAccess | None = await session.scalar(
        select(BreakGlassAccess)
        .where(BreakGlassAccess.id == access_id, BreakGlassAccess.clinic_id == clinic_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if access is None:
        raise BreakGlassNotFound()
    if access.closed_at is None and access.expires_at > now:
        access.closed_at = now
        await session.flush()
        audit.add(session, by, "break_glass_closed", "clinic", clinic_id, now=now, clinic_id=clinic_id)
    return (await _shown(session, clinic_id, access_id)).items[0]


async def _shown(session: Session, clinic_id: UUID, access_id: UUID | None = None) -> Page[BreakGlassOut]:
    latest = (BreakGlassAccess.opened_at.desc(), BreakGlassAccess.id.desc())
    visible = select(BreakGlassAccess.id).where(BreakGlassAccess.clinic_id == clinic_id)
    if access_id is not None:
        visible = visible.where(BreakGlassAccess.id == access_id)
    # Which accesses are shown is asked in the reader's own scope.
    shown = (await session.scalars(visible.order_by(*latest).limit(_MOST_SHOWN))).all()
    wanted = (
        select(BreakGlassAccess, Clinic.name, Person.given_name, Person.family_name)
        .join(Clinic, Clinic.id == BreakGlassAccess.clinic_id)
        .join(Person, Person.id == BreakGlassAccess.person_id)
        .where(BreakGlassAccess.id.in_(shown))
        .order_by(*latest)
    )
    # The one who looked in is nobody's colleague: their name is shown all the same.
    async with scope.as_system(session):
        rows = (await session.execute(wanted)).all()
    return Page(
        items=[
            BreakGlassOut(
                id=access.id,
                clinic_id=access.clinic_id,
                clinic_name=clinic_name,
                reason=access.reason,
                opened_at=access.opened_at,
                expires_at=access.expires_at,
                closed_at=access.closed_at,
                person_name=f"{given_name} {family_name}".strip(),
            )
            for access, clinic_name, given_name, family_name in rows
        ]
    )
