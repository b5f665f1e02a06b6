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

from sqlalchemy import ARRAY, Text, Uuid, bindparam, cast, text, update
from vet_core.db import Session, UtcInstant
from vet_core.db.scope import ENTER_SYSTEM
from vet_core.notifications.enums import DeliveryState, NotificationKind
from vet_core.notifications.models import NotificationDelivery
from vet_core.scheduling.enums import AppointmentStatus

from vet_services.notifications.letters import Letter
from vet_services.notifications.messages import Recipient
from vet_services.notifications.offered_times import OF_TIMES, read_offered
from vet_services.notifications.policy import LetterStanding, Standing
from vet_services.notifications.privacy import SEALED_TOKEN
from vet_services.notifications.visit import Visit
from vet_services.scheduling.type_names import TYPE_NAME

_PRESUME_SENT = text("""
    UPDATE notification_deliveries
       SET state = 'sent', leased_until = NULL, updated_at = :now, context = context - 'sealed_token',
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

_TAKE_UP = (
    text("""
    WITH taken AS (
        UPDATE notification_deliveries
           SET leased_until = :new_lease_ends_at, attempts = attempts + 1, updated_at = :now,
               message_id = coalesce(message_id, '<' || id || '@' || :domain || '>')
         WHERE id = :id AND state = 'sending' AND leased_until = :lease_ends_at
        RETURNING id, kind, person_id, address_email, appointment_id, context, attempts, message_id
    )
    SELECT d.kind, d.attempts, d.message_id, d.context, d.appointment_id, d.person_id, pe.time_zone,
           coalesce(pe.email, d.address_email) AS email,
           coalesce(pe.given_name, d.context ->> 'given_name', '') AS given_name,
           coalesce(pe.family_name, '') AS family_name, pe.deleted_at IS NOT NULL AS is_recipient_gone
      FROM taken d LEFT JOIN persons pe ON pe.id = d.person_id
""")
    .bindparams(
        bindparam("id", type_=Uuid()),
        *(bindparam(name, type_=UtcInstant()) for name in ("now", "lease_ends_at", "new_lease_ends_at")),
    )
    .columns(context=NotificationDelivery.context.type)
)

# Names are read when the mail leaves; times and the veterinarian are those of the change it tells of.
_VISIT = (
    text(f"""
    SELECT a.status, a.starts_at, a.cancellation_reason, a.time_zone, {TYPE_NAME} AS type_name, p.name AS pet_name,
           t.place = 'home_visit' AS is_at_home,
           v.display_name AS veterinarian_name, c.name AS clinic_name, c.phone AS clinic_phone, c.email AS clinic_email,
           c.street || ', ' || c.postal_code || ' ' || c.locality AS clinic_address, d.person_id,
           EXISTS (SELECT 1 FROM pet_owners po
                    WHERE po.pet_id = a.pet_id AND po.person_id = d.person_id AND po.access = 'manage') AS is_manager,
           EXISTS (SELECT 1 FROM notification_deliveries newer
                    WHERE newer.appointment_id = d.appointment_id AND newer.person_id = d.person_id
                      AND newer.state = 'sent' AND newer.kind <> 'appointment_reminder'
                      AND (newer.context ->> 'sequence')::int > (d.context ->> 'sequence')::int) AS is_newer_sent
      FROM notification_deliveries d
      JOIN appointments a ON a.id = d.appointment_id
      JOIN appointment_types t ON t.id = a.appointment_type_id
      JOIN pets p ON p.id = a.pet_id
      JOIN clinics c ON c.id = a.clinic_id
      JOIN veterinarians v ON v.id = (d.context ->> 'veterinarian_id')::uuid
      LEFT JOIN persons reader ON reader.id = d.person_id
     WHERE d.id = :id
""")  # noqa: S608  assembled from a constant
    .bindparams(bindparam("id", type_=Uuid()))
    .columns(starts_at=UtcInstant())
)

_INVITATION = (
    text("""
    SELECT i.role, i.access, i.expires_at, c.id::text AS clinic_id, c.name AS clinic_name, c.email AS clinic_email,
           c.time_zone, p.name AS pet_name, trim(pe.given_name || ' ' || pe.family_name) AS inviter_name,
           i.accepted_at IS NOT NULL OR i.revoked_at IS NOT NULL OR i.expires_at <= :now AS is_over
      FROM invitations i
      JOIN persons pe ON pe.id = i.invited_by
      LEFT JOIN clinics c ON c.id = i.clinic_id
      LEFT JOIN pets p ON p.id = i.pet_id
     WHERE i.id = :id
""")
    .bindparams(bindparam("id", type_=Uuid()), bindparam("now", type_=UtcInstant()))
    .columns(expires_at=UtcInstant())
)

# The reason stays encrypted until it is put into words.
_EMERGENCY = (
    text("""
    SELECT b.reason AS sealed_reason, b.opened_at AS at, b.expires_at, c.id::text AS clinic_id, c.name AS clinic_name,
           c.time_zone, trim(pe.given_name || ' ' || pe.family_name) AS person_name
      FROM break_glass_accesses b
      JOIN clinics c ON c.id = b.clinic_id
      JOIN persons pe ON pe.id = b.person_id
     WHERE b.id = :id
""")
    .bindparams(bindparam("id", type_=Uuid()))
    .columns(at=UtcInstant(), expires_at=UtcInstant())
)


@dataclass(frozen=True, slots=True)
class Due:
    """A mail that is about to leave, what it is about, and how that stands at this moment."""

    id: UUID
    kind: NotificationKind
    attempts: int
    message_id: str
    about: Visit | Letter
    recipient: Recipient
    standing: Standing | LetterStanding


def hand_over(delivery_id: UUID, *, lease_ends_at: datetime, now: datetime) -> str:
    """What notes a hand-over, complete down to its last byte, so that nothing is left to do in the moment it is for.

    Sent in one piece it is one transaction, in system scope. Its values are an id and instants of our own, never
    anybody's words.
    """
    at, lease = now.isoformat(), lease_ends_at.isoformat()
    return (
        f"{ENTER_SYSTEM}; "  # noqa: S608
        f"UPDATE notification_deliveries SET sent_at = '{at}', updated_at = '{at}'"
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
    if row is None:
        return None
    kind = NotificationKind(row.kind)
    read = _read_visit if row.appointment_id is not None else _read_letter
    about, standing = await read(session, delivery_id, kind, row, now)
    return Due(
        id=delivery_id,
        kind=kind,
        attempts=row.attempts,
        message_id=row.message_id,
        about=about,
        recipient=Recipient(row.given_name, row.family_name, row.email),
        standing=standing,
    )


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
            # The secret of a link is kept for its mail, and no longer.
            context=NotificationDelivery.context.op("-")(cast(SEALED_TOKEN, Text)),
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


async def _read_visit(
    session: Session, delivery_id: UUID, kind: NotificationKind, row: Any, now: datetime
) -> tuple[Visit, Standing]:
    found = (await session.execute(_VISIT, {"id": delivery_id})).one()
    context: dict[str, Any] = row.context
    told_starts_at = datetime.fromisoformat(context["starts_at"])
    previous = context.get("previous_starts_at")
    is_over = kind in (NotificationKind.APPOINTMENT_CANCELLED, NotificationKind.APPOINTMENT_DECLINED)
    told = {
        "zone_name": found.time_zone,
        "type_name": found.type_name,
        "is_at_home": found.is_at_home,
        "pet_name": found.pet_name,
        "veterinarian_name": found.veterinarian_name,
        "clinic_name": found.clinic_name,
        "clinic_address": found.clinic_address,
        "clinic_phone": found.clinic_phone,
        "clinic_email": found.clinic_email,
    }
    visit = Visit(
        appointment_id=row.appointment_id,
        sequence=context["sequence"],
        starts_at=told_starts_at,
        ends_at=datetime.fromisoformat(context["ends_at"]),
        previous_starts_at=None if previous is None else datetime.fromisoformat(previous),
        cancellation_reason=found.cancellation_reason if is_over else None,
        reader_id=found.person_id if found.is_manager else None,
        is_requested=context.get("status") == AppointmentStatus.REQUESTED,
        others=tuple(
            Visit(
                appointment_id=UUID(other["appointment_id"]),
                sequence=other["sequence"],
                starts_at=datetime.fromisoformat(other["starts_at"]),
                ends_at=datetime.fromisoformat(other["ends_at"]),
                previous_starts_at=None,
                **told,
            )
            for other in context.get("others", ())
        ),
        **told,
    )
    standing = Standing(
        kind=kind,
        status=AppointmentStatus(found.status),
        starts_at=found.starts_at,
        told_starts_at=told_starts_at,
        is_newer_sent=found.is_newer_sent,
        is_recipient_gone=row.is_recipient_gone,
    )
    return visit, standing


async def _read_letter(
    session: Session, delivery_id: UUID, kind: NotificationKind, row: Any, now: datetime
) -> tuple[Letter, LetterStanding]:
    del delivery_id
    context: dict[str, Any] = row.context
    sealed_token = context.get(SEALED_TOKEN)
    if kind in (NotificationKind.CLINIC_INVITATION, NotificationKind.PET_INVITATION):
        found = (await session.execute(_INVITATION, {"id": UUID(context["invitation_id"]), "now": now})).first()
        if found is None:
            return Letter(kind), LetterStanding(row.is_recipient_gone, is_over=True)
        letter = Letter(
            kind,
            sealed_token=sealed_token,
            clinic_id=found.clinic_id,
            clinic_name=found.clinic_name or "",
            clinic_email=found.clinic_email,
            pet_name=found.pet_name or "",
            inviter_name=found.inviter_name,
            role=found.role or "",
            access=found.access or "",
            zone_name=found.time_zone or "UTC",
            expires_at=found.expires_at,
        )
        return letter, LetterStanding(row.is_recipient_gone, is_over=found.is_over)
    if kind in OF_TIMES:
        return await read_offered(session, kind, context, row, now)
    if kind is NotificationKind.BREAK_GLASS_OPENED:
        found = (await session.execute(_EMERGENCY, {"id": UUID(context["access_id"])})).one()
        letter = Letter(
            kind,
            sealed_reason=found.sealed_reason,
            clinic_id=found.clinic_id,
            clinic_name=found.clinic_name,
            person_name=found.person_name,
            zone_name=found.time_zone,
            at=found.at,
            expires_at=found.expires_at,
        )
        return letter, LetterStanding(row.is_recipient_gone)
    expires_at = datetime.fromisoformat(context["expires_at"]) if "expires_at" in context else None
    letter = Letter(
        kind,
        sealed_token=sealed_token,
        zone_name=row.time_zone or "UTC",
        expires_at=expires_at,
        deleted=tuple(context.get("deleted", ())),
        kept=tuple(context.get("kept", ())),
    )
    return letter, LetterStanding(row.is_recipient_gone, is_over=expires_at is not None and expires_at <= now)
