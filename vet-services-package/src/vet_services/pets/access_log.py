"""Who looked at a pet's file or its visits, or changed them: for the pet's owners.

Others are named as their clinic shows them in public: veterinarians by the name they practise under, everybody else by
what they do there. Owners may ask which clinic looked and why; the names of its employees are theirs (CJEU C-579/21,
Pankki S). What an owner did themself is not listed.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, text
from vet_core.db import Page, Session, UtcInstant, decode_cursor, encode_cursor, scope
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.policy import enforce
from vet_core.pets.schemas import AccessLogEntryOut

from vet_services.pets import files
from vet_services.pets.errors import PetNotFound
from vet_services.pets.policy import may_see_shares

# Visits and clinics are read as text: pets know none of their classes.
_ENTRIES = (
    text("""
    SELECT e.position, e.at, e.acting_as, e.action, e.clinic_id, c.name AS clinic_name,
           e.reason IS NOT NULL AS reason_given, v.display_name AS veterinarian_name,
           (SELECT trim(pe.given_name || ' ' || pe.family_name)
              FROM pet_owners o JOIN persons pe ON pe.id = o.person_id
             WHERE o.pet_id = :pet_id AND o.person_id = e.actor_person_id) AS co_owner_name
      FROM audit_entries e
      LEFT JOIN clinics c ON c.id = e.clinic_id
      LEFT JOIN veterinarians v ON v.person_id = e.actor_person_id
     WHERE ((e.subject_type = 'pet' AND e.subject_id = :pet_id)
         OR (e.subject_type = 'appointment' AND e.subject_id IN (SELECT id FROM appointments WHERE pet_id = :pet_id)))
       AND e.actor_person_id <> :person_id AND e.position < :before
     ORDER BY e.position DESC LIMIT :limit
""")
    .bindparams(bindparam("pet_id", type_=Uuid()), bindparam("person_id", type_=Uuid()))
    .columns(at=UtcInstant())
)

_FROM_THE_END = 2**63 - 1
_EMPLOYEES = {
    Role.VETERINARIAN: "A veterinarian",
    Role.TECHNICIAN: "A technician",
    Role.RECEPTIONIST: "The front desk",
    Role.CLINIC_ADMINISTRATOR: "An administrator",
}


async def list_pet_access(
    session: Session, pet_id: UUID, *, by: Actor, now: datetime, limit: int = 50, after: str | None = None
) -> Page[AccessLogEntryOut]:
    """What others did with the pet's file and its visits, the latest first. Raises PetNotFound or Refused."""
    file = await files.find(session, pet_id, by=by, now=now)
    enforce(may_see_shares(by, file.facts), hidden=PetNotFound())
    (before,) = (_FROM_THE_END,) if after is None else decode_cursor(after, int)
    wanted = {"pet_id": pet_id, "person_id": by.person_id, "before": before, "limit": limit + 1}
    # The policy has spoken, and the statement asks for this pet alone: its visits' entries belong to the clinics.
    async with scope.as_system(session):
        found = (await session.execute(_ENTRIES, wanted)).all()
    page = found[:limit]
    return Page(
        items=[_out(row) for row in page],
        next=encode_cursor(page[-1].position) if len(found) > limit else None,
    )


def _out(row: Any) -> AccessLogEntryOut:
    return AccessLogEntryOut(
        at=row.at,
        who=_who(row),
        clinic_id=row.clinic_id,
        clinic_name=row.clinic_name,
        acting_as=row.acting_as,
        action=row.action,
        reason_given=row.reason_given,
    )


def _who(row: Any) -> str:
    if row.acting_as == "system_administrator":
        return "A platform administrator"
    roles = row.acting_as.split(",")
    if row.clinic_name is not None and Role.VETERINARIAN in roles and row.veterinarian_name:
        return f"{row.veterinarian_name} of {row.clinic_name}"
    for role, words in _EMPLOYEES.items():
        if role in roles and row.clinic_name is not None:
            return f"{words} of {row.clinic_name}"
    return row.co_owner_name or "A former owner"
