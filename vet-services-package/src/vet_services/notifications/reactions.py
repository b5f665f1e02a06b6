"""Turn what happened to an appointment into mails to be sent, and keep its reminder in step.

Reactions may run twice and in any order: a mail is written down once per change and owner, and reminders follow the
appointment as it stands now, not as the event found it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from vet_core.db import Session
from vet_core.identity.models import Person
from vet_core.kernel.ids import new_id
from vet_core.notifications.enums import Channel, DeliveryState, NotificationKind
from vet_core.notifications.models import NotificationDelivery
from vet_core.outbox import Event
from vet_core.pets.models import PetOwner
from vet_core.scheduling.enums import AppointmentStatus
from vet_core.scheduling.events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentConfirmed,
    AppointmentDeclined,
    AppointmentEvent,
    AppointmentRequested,
    AppointmentRescheduled,
)
from vet_core.scheduling.models import Appointment

from vet_services.notifications import series_mails
from vet_services.notifications.policy import reminder_due_at

_KINDS: dict[type[Event], NotificationKind] = {
    AppointmentBooked: NotificationKind.APPOINTMENT_BOOKED,
    AppointmentRescheduled: NotificationKind.APPOINTMENT_RESCHEDULED,
    AppointmentCancelled: NotificationKind.APPOINTMENT_CANCELLED,
    AppointmentRequested: NotificationKind.APPOINTMENT_REQUESTED,
    AppointmentConfirmed: NotificationKind.APPOINTMENT_CONFIRMED,
    AppointmentDeclined: NotificationKind.APPOINTMENT_DECLINED,
}


async def tell_owners(session: Session, event: Event, now: datetime) -> None:
    """Write down one mail for each owner of the pet, due at once, and bring the reminder in line.

    What happens to visits of a series in one go is told in one mail, with the first of them. Whoever walks in is told
    nothing: they are there.
    """
    assert isinstance(event, AppointmentEvent)
    kind = _KINDS[type(event)]
    together = await series_mails.told_together(session, event)
    is_told_with_another = bool(together) and together[0]["appointment_id"] != str(event.appointment_id)
    is_here_already = event.status is AppointmentStatus.CHECKED_IN
    is_told = not is_told_with_another and not is_here_already
    owners = await _owners(session, event.pet_id) if is_told else []
    context = {
        "starts_at": event.starts_at.isoformat(),
        "ends_at": event.ends_at.isoformat(),
        "veterinarian_id": str(event.veterinarian_id),
        "sequence": event.sequence,
        "previous_starts_at": None if event.previous_starts_at is None else event.previous_starts_at.isoformat(),
        "status": event.status,
        "others": together[1:],
    }
    rows = [
        _row(kind, event.appointment_id, owner, f"{event.sequence}", due_at=now, context=context, now=now)
        for owner in owners
    ]
    if rows:
        await session.execute(insert(NotificationDelivery).values(rows).on_conflict_do_nothing())
    await _keep_reminders(session, event.appointment_id, now)


async def follow_status(session: Session, event: Event, now: datetime) -> None:
    """A visit that has begun, or was missed, needs no reminder any more."""
    assert isinstance(event, AppointmentEvent)
    await _keep_reminders(session, event.appointment_id, now)


async def _keep_reminders(session: Session, appointment_id: UUID, now: datetime) -> None:
    """Plan the reminders the appointment needs as it stands, and call off those it does not."""
    appointment = await session.scalar(
        select(Appointment)
        .where(Appointment.id == appointment_id)
        .with_for_update(read=True)
        .execution_options(populate_existing=True)
    )
    if appointment is None:
        return
    due_at = reminder_due_at(appointment.status, appointment.starts_at, now)
    occasion = str(int(appointment.starts_at.timestamp()))
    owners = await _owners(session, appointment.pet_id) if due_at is not None else []
    context = {
        "starts_at": appointment.starts_at.isoformat(),
        "ends_at": appointment.ends_at.isoformat(),
        "veterinarian_id": str(appointment.veterinarian_id),
        "sequence": appointment.sequence,
        "previous_starts_at": None,
        "status": appointment.status,
    }
    kind = NotificationKind.APPOINTMENT_REMINDER
    rows = [_row(kind, appointment_id, owner, occasion, due_at=due_at, context=context, now=now) for owner in owners]
    await session.execute(
        update(NotificationDelivery)
        .where(
            NotificationDelivery.appointment_id == appointment_id,
            NotificationDelivery.kind == kind,
            NotificationDelivery.state == DeliveryState.SCHEDULED,
            NotificationDelivery.dedupe_key.not_in([row["dedupe_key"] for row in rows]),
        )
        .values(state=DeliveryState.CANCELLED, updated_at=now)
        .execution_options(synchronize_session=False)
    )
    if rows:
        wanted = insert(NotificationDelivery).values(rows)
        # Moved away and back again: the reminder that was called off is wanted after all. One that was sent is not.
        await session.execute(
            wanted.on_conflict_do_update(
                index_elements=[NotificationDelivery.dedupe_key],
                set_={
                    "state": DeliveryState.SCHEDULED,
                    "due_at": wanted.excluded.due_at,
                    "context": wanted.excluded.context,
                    "attempts": 0,
                    "updated_at": now,
                },
                where=NotificationDelivery.state.in_([DeliveryState.CANCELLED, DeliveryState.SCHEDULED]),
            )
        )


async def _owners(session: Session, pet_id: UUID) -> Sequence[UUID]:
    found = await session.scalars(
        select(PetOwner.person_id)
        .join(Person, Person.id == PetOwner.person_id)
        .where(PetOwner.pet_id == pet_id, Person.deleted_at.is_(None))
        .order_by(PetOwner.person_id)
    )
    return found.all()


def _row(
    kind: NotificationKind,
    appointment_id: UUID,
    person_id: UUID,
    occasion: str,
    *,
    due_at: datetime | None,
    context: dict[str, Any],
    now: datetime,
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "kind": kind,
        "channel": Channel.EMAIL,
        "person_id": person_id,
        "appointment_id": appointment_id,
        "dedupe_key": f"{kind.value}:{appointment_id}:{occasion}:{person_id}",
        "due_at": due_at,
        "state": DeliveryState.SCHEDULED,
        "attempts": 0,
        "context": context,
        "created_at": now,
        "updated_at": now,
    }
