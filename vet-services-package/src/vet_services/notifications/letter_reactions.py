"""Write down the letters that invitations, emergencies and offered times bring about. May run twice, in any order."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from vet_core.clinics.events import BreakGlassOpened
from vet_core.db import Session
from vet_core.db.keyring import current_keyring
from vet_core.identity.enums import InvitationState, PetAccess
from vet_core.identity.events import InvitationMade
from vet_core.identity.models import Invitation, Membership, Person
from vet_core.kernel.actor import Role
from vet_core.kernel.ids import new_id
from vet_core.notifications.enums import Channel, DeliveryState, NotificationKind
from vet_core.notifications.models import NotificationDelivery
from vet_core.outbox import Event
from vet_core.pets.models import PetOwner
from vet_core.scheduling.events import MoveProposed, WaitlistOffered
from vet_core.scheduling.models import Appointment, WaitlistEntry

from vet_services.identity import invitations
from vet_services.notifications.privacy import SEALED_TOKEN


async def send_invitation(session: Session, event: Event, now: datetime) -> None:
    """One mail with a link to the address invited. The link's secret is made here: it is in the mail, encrypted in this
    delivery until the mail has left, and nowhere else."""
    assert isinstance(event, InvitationMade)
    invitation = await session.get(Invitation, event.invitation_id, populate_existing=True)
    if invitation is None or invitations.state_of(invitation, now) is not InvitationState.PENDING:
        return
    kind = NotificationKind.PET_INVITATION if invitation.clinic_id is None else NotificationKind.CLINIC_INVITATION
    token = invitations.new_token()
    context = {"invitation_id": str(invitation.id), SEALED_TOKEN: current_keyring().encrypt(token)}
    row = _row(kind, f"{invitation.id}", context, now) | {"address_email": invitation.email}
    if await _write(session, [row]):
        await invitations.arm(session, invitation.id, token)


async def tell_administrators(session: Session, event: Event, now: datetime) -> None:
    """One mail to each administrator of a clinic whose records were opened in an emergency."""
    assert isinstance(event, BreakGlassOpened)
    administrators = await session.scalars(
        select(Membership.person_id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.clinic_id == event.clinic_id,
            Membership.role == Role.CLINIC_ADMINISTRATOR,
            Membership.starts_at <= now,
            Membership.ends_at.is_(None) | (Membership.ends_at > now),
            Person.deleted_at.is_(None),
        )
        .distinct()
    )
    context = {"access_id": str(event.access_id)}
    kind = NotificationKind.BREAK_GLASS_OPENED
    await _write(
        session,
        [
            _row(kind, f"{event.access_id}:{person_id}", context, now) | {"person_id": person_id}
            for person_id in administrators.all()
        ],
    )


async def tell_who_waits(session: Session, event: Event, now: datetime) -> None:
    """One mail to the person a time is kept for."""
    assert isinstance(event, WaitlistOffered)
    person_id = await session.scalar(
        select(WaitlistEntry.person_id)
        .join(Person, Person.id == WaitlistEntry.person_id)
        .where(WaitlistEntry.id == event.entry_id, Person.deleted_at.is_(None))
    )
    kind, context = NotificationKind.WAITLIST_OFFERED, {"offer_id": str(event.offer_id)}
    if person_id is not None:
        await _write(session, [_row(kind, f"{event.offer_id}", context, now) | {"person_id": person_id}])


async def propose_move(session: Session, event: Event, now: datetime) -> None:
    """One mail to each owner who may choose another time for the visit."""
    assert isinstance(event, MoveProposed)
    managers = await session.scalars(
        select(PetOwner.person_id)
        .join(Appointment, Appointment.pet_id == PetOwner.pet_id)
        .join(Person, Person.id == PetOwner.person_id)
        .where(
            Appointment.id == event.appointment_id,
            PetOwner.access == PetAccess.MANAGE,
            Person.deleted_at.is_(None),
        )
    )
    kind, context = NotificationKind.MOVE_PROPOSED, {"proposal_id": str(event.proposal_id)}
    await _write(
        session,
        [
            _row(kind, f"{event.proposal_id}:{person_id}", context, now) | {"person_id": person_id}
            for person_id in managers.all()
        ],
    )


async def _write(session: Session, rows: list[dict[str, Any]]) -> list[UUID]:
    """Write letters down, each occasion once; says which are new."""
    if not rows:
        return []
    new = await session.scalars(
        insert(NotificationDelivery).values(rows).on_conflict_do_nothing().returning(NotificationDelivery.id)
    )
    return list(new)


def _row(kind: NotificationKind, occasion: str, context: dict[str, Any], now: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "kind": kind,
        "channel": Channel.EMAIL,
        "dedupe_key": f"{kind.value}:{occasion}",
        "due_at": now,
        "state": DeliveryState.SCHEDULED,
        "attempts": 0,
        "context": context,
        "created_at": now,
        "updated_at": now,
    }
