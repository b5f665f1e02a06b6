"""Leave everything behind: sessions, roles, visits ahead, pets. The part of erasing that others have to hear of."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select, text, update
from vet_core import audit, outbox
from vet_core.db import Session
from vet_core.identity.enums import PetAccess
from vet_core.identity.events import SessionEnded
from vet_core.identity.models import Membership, SignInSession
from vet_core.kernel.actor import SYSTEM, Actor
from vet_core.pets.events import PetChanged
from vet_core.pets.models import PetOwner
from vet_core.scheduling.enums import AppointmentStatus
from vet_core.scheduling.models import Appointment

from vet_services.clinics import registration
from vet_services.scheduling import booking

_AHEAD = (AppointmentStatus.REQUESTED, AppointmentStatus.CONFIRMED)

_PETS = text("""
    SELECT po.pet_id, po.is_primary,
           EXISTS (SELECT 1 FROM appointments a WHERE a.pet_id = po.pet_id) AS is_seen,
           (SELECT array_agg(o.person_id ORDER BY (o.access = 'manage') DESC, o.added_at, o.person_id)
              FROM pet_owners o JOIN persons p ON p.id = o.person_id AND p.erased_at IS NULL
             WHERE o.pet_id = po.pet_id AND o.person_id <> :person_id) AS others
      FROM pet_owners po WHERE po.person_id = :person_id ORDER BY po.pet_id
""").bindparams(bindparam("person_id", type_=Uuid()))


@dataclass(frozen=True, slots=True)
class Pets:
    """What becomes of each pet: erased, kept without its owner's name, or passed on to the next of its other owners."""

    erased: tuple[UUID, ...]
    kept: tuple[UUID, ...]
    passed_on: tuple[tuple[UUID, tuple[UUID, ...], bool], ...]


async def leave(session: Session, by: Actor, now: datetime) -> Pets:
    """End what is alive through the operations whose events others listen to, and say what becomes of each pet."""
    pets = await _pets(session, by.person_id)
    await _end_sessions_and_roles(session, by, now)
    await _cancel_visits(session, pets, by, now)
    await _pass_on(session, pets, by, now)
    await session.flush()
    return pets


async def _pets(session: Session, person_id: UUID) -> Pets:
    found = (await session.execute(_PETS, {"person_id": person_id})).all()
    return Pets(
        erased=tuple(row.pet_id for row in found if not row.others and not row.is_seen),
        kept=tuple(row.pet_id for row in found if not row.others and row.is_seen),
        passed_on=tuple((row.pet_id, tuple(row.others), row.is_primary) for row in found if row.others),
    )


async def _end_sessions_and_roles(session: Session, by: Actor, now: datetime) -> None:
    """End sessions and roles, with the events that others listen to."""
    sessions = await session.scalars(
        select(SignInSession.id).where(SignInSession.person_id == by.person_id, SignInSession.ended_at.is_(None))
    )
    for session_id in sessions.all():
        ended = SessionEnded(person_id=by.person_id, session_id=session_id, audience_person_ids=(by.person_id,))
        outbox.add(session, ended, now=now)
    roles = await session.execute(
        select(Membership.clinic_id, Membership.role).where(
            Membership.person_id == by.person_id, Membership.ends_at.is_(None)
        )
    )
    for clinic_id, role in roles.all():
        await registration.revoke(session, clinic_id, by.person_id, role, by=SYSTEM, now=now)


async def _cancel_visits(session: Session, pets: Pets, by: Actor, now: datetime) -> None:
    """Visits ahead of pets nobody else owns are called off by their owner, so that the clinics hear of it."""
    ahead = await session.scalars(
        select(Appointment.id)
        .where(Appointment.pet_id.in_(pets.kept), Appointment.starts_at > now, Appointment.status.in_(_AHEAD))
        .order_by(Appointment.id)
    )
    for appointment_id in ahead.all():
        await booking.cancel(session, appointment_id, by=by, now=now)


async def _pass_on(session: Session, pets: Pets, by: Actor, now: datetime) -> None:
    """The next owner, first of all one who manages the pet already, takes over what only this person was."""
    for pet_id, others, is_primary in pets.passed_on:
        heir = (PetOwner.pet_id == pet_id, PetOwner.person_id == others[0])
        await session.execute(update(PetOwner).where(*heir).values(access=PetAccess.MANAGE))
        if is_primary:
            own = (PetOwner.pet_id == pet_id, PetOwner.person_id == by.person_id)
            await session.execute(update(PetOwner).where(*own).values(is_primary=False))
            await session.execute(update(PetOwner).where(*heir).values(is_primary=True))
        changed = PetChanged(pet_id=pet_id, fields=("owner_ids",), audience_person_ids=others)
        outbox.add(session, changed, now=now)
        audit.add(session, by, "passed_on", "pet", pet_id, now=now, fields=["owner_ids"])
