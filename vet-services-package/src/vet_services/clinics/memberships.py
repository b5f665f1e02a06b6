"""Who holds which role in a clinic, from when until when. It counts from the next request on.

A clinic always keeps an administrator: whoever takes a role away locks the clinic's row first, so that of two
administrators who remove each other at the same moment one comes second and is refused.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, or_, select
from vet_core import audit, outbox
from vet_core.clinics.models import Clinic, Veterinarian
from vet_core.clinics.schemas import ClinicMembershipOut, MembershipIn
from vet_core.db import Session, scope
from vet_core.identity.events import MembershipEnded, MembershipGranted
from vet_core.identity.models import Membership, Person
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.ids import new_id
from vet_core.kernel.policy import enforce

from vet_services.clinics.errors import ClinicNotFound, LicenceNeeded
from vet_services.clinics.policy import HireFacts, may_administer, may_hire
from vet_services.identity.errors import AlreadyMember, LastAdministrator, MembershipNotFound, PersonNotFound


async def grant_membership(
    session: Session, clinic_id: UUID, wish: MembershipIn, *, by: Actor, now: datetime
) -> ClinicMembershipOut:
    """Give somebody the platform knows a role, at once or from a later instant, for good or until an instant.

    Raises ClinicNotFound, PersonNotFound, AlreadyMember, Refused, or LicenceNeeded for a veterinarian without one: whom
    the clinic invites states a licence while accepting.
    """
    enforce(may_hire(by, HireFacts(clinic_id, wish.person_id == by.person_id)), hidden=ClinicNotFound())
    await locked_clinic(session, clinic_id)
    known = await session.scalar(select(Person.id).where(Person.id == wish.person_id, Person.deleted_at.is_(None)))
    if known is None:
        raise PersonNotFound()
    if wish.role is Role.VETERINARIAN and not await has_licence(session, wish.person_id):
        raise LicenceNeeded("Invite them instead: whoever accepts as a veterinarian states a licence.")
    starts_at = max(wish.starts_at or now, now)
    membership = await add(session, clinic_id, wish.person_id, wish.role, starts_at, wish.ends_at, by=by, now=now)
    if membership is None:
        raise AlreadyMember()
    return out(membership)


async def end_membership(session: Session, clinic_id: UUID, membership_id: UUID, *, by: Actor, now: datetime) -> None:
    """Take a role away now; one that has not begun never does. Ending what has ended changes nothing.

    Raises ClinicNotFound, MembershipNotFound, LastAdministrator or Refused.
    """
    enforce(may_administer(by, clinic_id), hidden=ClinicNotFound())
    await locked_clinic(session, clinic_id)
    membership: Membership | None = await session.scalar(
        select(Membership)
        .where(Membership.id == membership_id, Membership.clinic_id == clinic_id)
        .execution_options(populate_existing=True)
    )
    if membership is None:
        raise MembershipNotFound()
    await _end(session, membership, by=by, now=now)


async def end_role(session: Session, clinic_id: UUID, person_id: UUID, role: Role, *, by: Actor, now: datetime) -> None:
    """Take away every period of a role that a person has or will have; of one nobody has, nothing.

    Whoever calls has locked the clinic and decided that this is allowed. Raises LastAdministrator.
    """
    held = await session.scalars(
        select(Membership)
        .where(
            Membership.clinic_id == clinic_id,
            Membership.person_id == person_id,
            Membership.role == role,
            or_(Membership.ends_at.is_(None), Membership.ends_at > now),
        )
        .execution_options(populate_existing=True)
    )
    for membership in held.all():
        await _end(session, membership, by=by, now=now)


async def add(
    session: Session,
    clinic_id: UUID,
    person_id: UUID,
    role: Role,
    starts_at: datetime,
    ends_at: datetime | None,
    *,
    by: Actor,
    now: datetime,
) -> Membership | None:
    """Write a role down with its event and its audit entry; None when the person has it during that time.

    Whoever calls has locked the clinic and decided that this is allowed.
    """
    overlapping = and_(
        Membership.clinic_id == clinic_id,
        Membership.person_id == person_id,
        Membership.role == role,
        or_(Membership.ends_at.is_(None), Membership.ends_at > starts_at),
    )
    if ends_at is not None:
        overlapping = and_(overlapping, Membership.starts_at < ends_at)
    if await session.scalar(select(Membership.id).where(overlapping).limit(1)) is not None:
        return None
    membership = Membership(
        id=new_id(), person_id=person_id, clinic_id=clinic_id, role=role, starts_at=starts_at, ends_at=ends_at
    )
    session.add(membership)
    await session.flush()
    event = MembershipGranted(clinic_id=clinic_id, person_id=person_id, role=role, audience_person_ids=(person_id,))
    outbox.add(session, event, now=now)
    audit.add(session, by, "granted", "person", person_id, now=now, clinic_id=clinic_id, fields=[role.value])
    return membership


async def locked_clinic(session: Session, clinic_id: UUID) -> Clinic:
    """The clinic, kept from others who change its people until the transaction ends. Raises ClinicNotFound."""
    clinic = await session.get(Clinic, clinic_id, with_for_update={"key_share": True})
    if clinic is None:
        raise ClinicNotFound()
    return clinic


async def has_licence(session: Session, person_id: UUID) -> bool:
    found = await session.scalar(select(Veterinarian.id).where(Veterinarian.person_id == person_id))
    return found is not None


def out(membership: Membership) -> ClinicMembershipOut:
    return ClinicMembershipOut(
        id=membership.id, role=membership.role, starts_at=membership.starts_at, ends_at=membership.ends_at
    )


async def _end(session: Session, membership: Membership, *, by: Actor, now: datetime) -> None:
    if membership.ends_at is not None and membership.ends_at <= now:
        return
    clinic_id, person_id, role = membership.clinic_id, membership.person_id, membership.role
    if role is Role.CLINIC_ADMINISTRATOR and not await _another_administrator(session, membership, now):
        raise LastAdministrator()
    if membership.starts_at >= now:
        # Rows of people's roles are the platform's to remove; one that never counted is not worth keeping.
        async with scope.as_system(session):
            await session.delete(membership)
    else:
        membership.ends_at = now
        await session.flush()
    event = MembershipEnded(clinic_id=clinic_id, person_id=person_id, role=role, audience_person_ids=(person_id,))
    outbox.add(session, event, now=now)
    audit.add(session, by, "revoked", "person", person_id, now=now, clinic_id=clinic_id, fields=[role.value])


async def _another_administrator(session: Session, membership: Membership, now: datetime) -> bool:
    """Whether somebody else runs the clinic now and without an end in sight, so that nobody has to come later."""
    if membership.starts_at > now:
        return True
    other = await session.scalar(
        select(Membership.id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.clinic_id == membership.clinic_id,
            Membership.id != membership.id,
            Membership.role == Role.CLINIC_ADMINISTRATOR,
            Membership.starts_at <= now,
            Membership.ends_at.is_(None),
            Person.deleted_at.is_(None),
        )
        .limit(1)
    )
    return other is not None
