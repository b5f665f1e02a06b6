"""Letters that offer times: to somebody who waits, and to the owners of a visit whose day moves. Read as they leave."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, text
from vet_core.db import Session, UtcInstant
from vet_core.notifications.enums import NotificationKind
from vet_core.scheduling.enums import LinkPurpose

from vet_services.notifications.letters import Letter
from vet_services.notifications.policy import LetterStanding
from vet_services.scheduling.link_tokens import Link
from vet_services.scheduling.type_names import TYPE_NAME

OF_TIMES = frozenset({NotificationKind.WAITLIST_OFFERED, NotificationKind.MOVE_PROPOSED})

_CLINIC = "c.id::text AS clinic_id, c.name AS clinic_name, c.email AS clinic_email, c.phone AS clinic_phone"

_OFFER = (
    text(f"""
    SELECT {_CLINIC}, c.time_zone, {TYPE_NAME} AS type_name, p.name AS pet_name, v.display_name AS veterinarian_name,
           o.starts_at, o.expires_at, o.state <> 'open' OR o.hold_id IS NULL AS is_over
      FROM waitlist_offers o
      JOIN waitlist_entries e ON e.id = o.entry_id
      JOIN clinics c ON c.id = e.clinic_id
      JOIN appointment_types t ON t.id = e.appointment_type_id
      JOIN pets p ON p.id = e.pet_id
      JOIN veterinarians v ON v.id = o.veterinarian_id
      LEFT JOIN persons reader ON reader.id = e.person_id
     WHERE o.id = :id
""")  # noqa: S608  assembled from the constant above
    .bindparams(bindparam("id", type_=Uuid()))
    .columns(starts_at=UtcInstant(), expires_at=UtcInstant())
)

# A proposal for a visit that stands elsewhere by now is over, and so is one to somebody who may no longer move it.
_PROPOSAL = (
    text(f"""
    SELECT {_CLINIC}, c.time_zone, {TYPE_NAME} AS type_name, p.name AS pet_name, v.display_name AS veterinarian_name,
           a.starts_at, a.sequence, m.expires_at,
           m.state <> 'open' OR m.expires_at <> a.starts_at OR NOT EXISTS (
               SELECT 1 FROM pet_owners po
                WHERE po.pet_id = a.pet_id AND po.person_id = :person_id AND po.access = 'manage') AS is_over,
           (SELECT json_agg(json_build_array(option.starts_at, who.display_name) ORDER BY option.starts_at, who.id)
              FROM jsonb_to_recordset(m.options) AS option (starts_at text, veterinarian_id uuid)
              JOIN veterinarians who ON who.id = option.veterinarian_id) AS choices
      FROM move_proposals m
      JOIN appointments a ON a.id = m.appointment_id
      JOIN clinics c ON c.id = a.clinic_id
      JOIN appointment_types t ON t.id = a.appointment_type_id
      JOIN pets p ON p.id = a.pet_id
      JOIN veterinarians v ON v.id = a.veterinarian_id
      LEFT JOIN persons reader ON reader.id = :person_id
     WHERE m.id = :id
""")  # noqa: S608  assembled from the constant above
    .bindparams(bindparam("id", type_=Uuid()), bindparam("person_id", type_=Uuid()))
    .columns(starts_at=UtcInstant(), expires_at=UtcInstant())
)


async def read_offered(
    session: Session, kind: NotificationKind, context: dict[str, Any], row: Any, now: datetime
) -> tuple[Letter, LetterStanding]:
    """The letter and whether what it offers is still there."""
    is_offer = kind is NotificationKind.WAITLIST_OFFERED
    subject_id = UUID(context["offer_id"] if is_offer else context["proposal_id"])
    values = {"id": subject_id} if is_offer else {"id": subject_id, "person_id": row.person_id}
    found = (await session.execute(_OFFER if is_offer else _PROPOSAL, values)).first()
    if found is None:
        return Letter(kind), LetterStanding(row.is_recipient_gone, is_over=True)
    letter = Letter(
        kind,
        clinic_id=found.clinic_id,
        clinic_name=found.clinic_name,
        clinic_email=found.clinic_email,
        clinic_phone=found.clinic_phone,
        pet_name=found.pet_name,
        type_name=found.type_name,
        veterinarian_name=found.veterinarian_name,
        zone_name=found.time_zone,
        at=found.starts_at,
        expires_at=found.expires_at,
        link=Link(
            LinkPurpose.WAITLIST if is_offer else LinkPurpose.CHOOSE,
            subject_id,
            row.person_id,
            0 if is_offer else found.sequence,
            found.expires_at,
        ),
        choices=() if is_offer else tuple((datetime.fromisoformat(at), who) for at, who in found.choices or ()),
    )
    return letter, LetterStanding(row.is_recipient_gone, is_over=found.is_over or found.expires_at <= now)
