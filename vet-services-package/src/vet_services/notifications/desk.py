"""The rows of the mails: claim those that are due, take one up just before it leaves, note what came of it.

Every statement here belongs to a short transaction of delivery.py. A claim is known by the instant its lease ends:
whoever finds another instant in the row has lost it. `sent_at` is noted twice: when a mail's last line leaves, while
the row still says "sending", and again with the server's answer. A claim that ran out with the first note belonged to
a process that died in between; its mail counts as sent.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, bindparam, text, update
from vet_core.db import Session, UtcInstant
from vet_core.notifications.enums import DeliveryState, NotificationKind
from vet_core.notifications.models import NotificationDelivery
from vet_core.scheduling.enums import AppointmentStatus

from vet_services.notifications.messages import Recipient
from vet_services.notifications.policy import Standing
from vet_services.notifications.visit import Visit

_PRESUME_SENT = text("""
    UPDATE notification_deliveries
       SET state = 'sent', leased_until = NULL, updated_at = :now,
           last_error = 'Handed over; the mail server''s answer was not seen.'
     WHERE id IN (SELECT id FROM notification_deliveries
                   WHERE state = 'sending' AND leased_until <= :now AND sent_at IS NOT NULL
                   ORDER BY id FOR UPDATE SKIP LOCKED)
    RETURNING id
""").bindparams(bindparam("now", type_=UtcInstant()))

_CLAIM = text("""
    UPDATE notification_deliveries SET state = 'sending', leased_until = :lease_ends_at, updated_at = :now
     WHERE id IN (SELECT id FROM notification_deliveries
                   WHERE (state = 'scheduled' AND due_at <= :now)
                      OR (state = 'sending' AND leased_until <= :now AND sent_at IS NULL)
                   ORDER BY due_at, id LIMIT :batch_size FOR UPDATE SKIP LOCKED)
    RETURNING id, due_at
""").bindparams(bindparam("now", type_=UtcInstant()), bindparam("lease_ends_at", type_=UtcInstant()))

_GIVE_BACK = text("""
    UPDATE notification_deliveries
       SET state = 'scheduled', leased_until = NULL, due_at = greatest(due_at, :due_at), updated_at = :now
     WHERE id = ANY(:ids) AND state = 'sending' AND leased_until = :lease_ends_at
""").bindparams(
    bindparam("ids", type_=ARRAY(Uuid())),
    *(bindparam(name, type_=UtcInstant()) for name in ("now", "due_at", "lease_ends_at")),
)

# Names are read when the mail leaves; times and the veterinarian are those of the change it tells of.
_TAKE_UP = (
    text("""
    WITH taken AS (
        UPDATE notification_deliveries
           SET leased_until = :new_lease_ends_at, attempts = attempts + 1, updated_at = :now,
               message_id = coalesce(message_id, '<' || id || '@' || :domain || '>')
         WHERE id = :id AND state = 'sending' AND leased_until = :lease_ends_at
        RETURNING id, kind, person_id, appointment_id, context, attempts, message_id
    )
    SELECT d.kind, d.attempts, d.message_id, d.context, d.appointment_id,
           pe.email, pe.given_name, pe.family_name, pe.deleted_at IS NOT NULL AS is_recipient_gone,
           a.status, a.starts_at, a.cancellation_reason, a.time_zone, t.name AS type_name, p.name AS pet_name,
           v.display_name AS veterinarian_name, c.name AS clinic_name, c.phone AS clinic_phone, c.email AS clinic_email,
           c.street || ', ' || c.postal_code || ' ' || c.locality AS clinic_address,
           EXISTS (SELECT 1 FROM notification_deliveries newer
                    WHERE newer.appointment_id = d.appointment_id AND newer.person_id = d.person_id
                      AND newer.state = 'sent' AND newer.kind <> 'appointment_reminder'
                      AND (newer.context ->> 'sequence')::int > (d.context ->> 'sequence')::int) AS is_newer_sent
      FROM taken d
      JOIN persons pe ON pe.id = d.person_id
      JOIN appointments a ON a.id = d.appointment_id
      JOIN appointment_types t ON t.id = a.appointment_type_id
      JOIN pets p ON p.id = a.pet_id
      JOIN clinics c ON c.id = a.clinic_id
      JOIN veterinarians v ON v.id = (d.context ->> 'veterinarian_id')::uuid
""")
    .bindparams(
        bindparam("id", type_=Uuid()),
        *(bindparam(name, type_=UtcInstant()) for name in ("now", "lease_ends_at", "new_lease_ends_at")),
    )
    .columns(context=NotificationDelivery.context.type, starts_at=UtcInstant())
)


@dataclass(frozen=True, slots=True)
class Due:
    """A mail that is about to leave, and how its appointment stands at this moment."""

    id: UUID
    kind: NotificationKind
    attempts: int
    message_id: str
    visit: Visit
    recipient: Recipient
    standing: Standing


def hand_over(delivery_id: UUID, *, lease_ends_at: datetime, now: datetime) -> str:
    """The statement that notes a hand-over, complete down to its last byte, so that nothing is left to do in the moment
    it is for. Its values are an id and instants of our own, never anybody's words."""
    at, lease = now.isoformat(), lease_ends_at.isoformat()
    return (
        f"UPDATE notification_deliveries SET sent_at = '{at}', updated_at = '{at}'"  # noqa: S608
        f" WHERE id = '{delivery_id}' AND state = 'sending' AND leased_until = '{lease}'"
    )


async def claim(session: Session, batch_size: int, now: datetime, lease_ends_at: datetime) -> list[UUID]:
    """Claim mails that are due, and those whose claim has run out, longest due first."""
    rows = await session.execute(_CLAIM, {"batch_size": batch_size, "now": now, "lease_ends_at": lease_ends_at})
    return [row.id for row in sorted(rows.all(), key=lambda row: (row.due_at, row.id))]


async def presume_sent(session: Session, now: datetime) -> list[UUID]:
    """Settle mails that were handed over by a process that died before it could note the answer."""
    return list(await session.scalars(_PRESUME_SENT, {"now": now}))


async def doubt(session: Session, delivery_id: UUID, *, lease_ends_at: datetime, now: datetime) -> None:
    """Take back the note of a hand-over whose answer was lost while we listened: the mail is to go out once more."""
    await session.execute(
        update(NotificationDelivery)
        .where(
            NotificationDelivery.id == delivery_id,
            NotificationDelivery.state == DeliveryState.SENDING,
            NotificationDelivery.leased_until == lease_ends_at,
        )
        .values(sent_at=None, updated_at=now)
        .execution_options(synchronize_session=False)
    )


async def take_up(
    session: Session,
    delivery_id: UUID,
    *,
    domain: str,
    lease_ends_at: datetime,
    new_lease_ends_at: datetime,
    now: datetime,
) -> Due | None:
    """Renew the claim on one mail and read what it is to say; None when the claim was lost."""
    row = (
        await session.execute(
            _TAKE_UP,
            {
                "id": delivery_id,
                "domain": domain,
                "lease_ends_at": lease_ends_at,
                "new_lease_ends_at": new_lease_ends_at,
                "now": now,
            },
        )
    ).first()
    return None if row is None else _due(delivery_id, row)


async def settle(
    session: Session, delivery_id: UUID, state: DeliveryState, *, now: datetime, error: str | None = None
) -> None:
    """Note the end: sent, failed or cancelled. It holds even when the claim has run out meanwhile."""
    await session.execute(
        update(NotificationDelivery)
        .where(
            NotificationDelivery.id == delivery_id,
            NotificationDelivery.state.in_([DeliveryState.SENDING, DeliveryState.SCHEDULED]),
        )
        .values(
            state=state,
            sent_at=now if state is DeliveryState.SENT else None,
            leased_until=None,
            last_error=error,
            updated_at=now,
        )
        .execution_options(synchronize_session=False)
    )


async def postpone(
    session: Session,
    delivery_id: UUID,
    *,
    due_at: datetime,
    lease_ends_at: datetime,
    error: str,
    counts: bool,
    now: datetime,
) -> None:
    """Try again later. An attempt that never reached the mail's own turn does not count."""
    await session.execute(
        update(NotificationDelivery)
        .where(
            NotificationDelivery.id == delivery_id,
            NotificationDelivery.state == DeliveryState.SENDING,
            NotificationDelivery.leased_until == lease_ends_at,
        )
        .values(
            state=DeliveryState.SCHEDULED,
            due_at=due_at,
            leased_until=None,
            sent_at=None,
            attempts=NotificationDelivery.attempts - (0 if counts else 1),
            last_error=error,
            updated_at=now,
        )
        .execution_options(synchronize_session=False)
    )


async def give_back(
    session: Session, ids: list[UUID], *, due_at: datetime, lease_ends_at: datetime, now: datetime
) -> None:
    """Let go of claims that were not used."""
    await session.execute(_GIVE_BACK, {"ids": ids, "due_at": due_at, "lease_ends_at": lease_ends_at, "now": now})


def _due(delivery_id: UUID, row: Any) -> Due:
    context: dict[str, Any] = row.context
    kind = NotificationKind(row.kind)
    told_starts_at = datetime.fromisoformat(context["starts_at"])
    previous = context.get("previous_starts_at")
    is_cancelled = kind is NotificationKind.APPOINTMENT_CANCELLED
    return Due(
        id=delivery_id,
        kind=kind,
        attempts=row.attempts,
        message_id=row.message_id,
        visit=Visit(
            appointment_id=row.appointment_id,
            sequence=context["sequence"],
            starts_at=told_starts_at,
            ends_at=datetime.fromisoformat(context["ends_at"]),
            previous_starts_at=None if previous is None else datetime.fromisoformat(previous),
            zone_name=row.time_zone,
            type_name=row.type_name,
            pet_name=row.pet_name,
            veterinarian_name=row.veterinarian_name,
            clinic_name=row.clinic_name,
            clinic_address=row.clinic_address,
            clinic_phone=row.clinic_phone,
            clinic_email=row.clinic_email,
            cancellation_reason=row.cancellation_reason if is_cancelled else None,
        ),
        recipient=Recipient(row.given_name, row.family_name, row.email),
        standing=Standing(
            kind=kind,
            status=AppointmentStatus(row.status),
            starts_at=row.starts_at,
            told_starts_at=told_starts_at,
            is_newer_sent=row.is_newer_sent,
            is_recipient_gone=row.is_recipient_gone,
        ),
    )
