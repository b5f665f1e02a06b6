"""Open a pet's file: the one place that finds a pet together with who may look at it.

One statement finds everything, so that a pet that is nobody's business takes as long as one that does not exist.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, bindparam, column, func, select, text
from vet_core import audit
from vet_core.db import Session, UtcInstant
from vet_core.kernel.actor import Actor
from vet_core.pets.enums import PetAccess
from vet_core.pets.models import Pet, PetOwner

from vet_services.pets.errors import PetNotFound
from vet_services.pets.policy import PetFacts

# Which of the reader's clinics treat the pet. Read as text: pets know nothing of clinics' and scheduling's classes.
_TREATED_BY = (
    text("""
        SELECT array_agg(treating.clinic_id)
          FROM (SELECT a.clinic_id FROM appointments a WHERE a.pet_id = pets.id AND a.clinic_id = ANY(:clinics)
                UNION
                SELECT c.clinic_id FROM clinic_clients c JOIN pet_owners o ON o.person_id = c.person_id
                 WHERE o.pet_id = pets.id AND c.clinic_id = ANY(:clinics)
                UNION
                SELECT s.clinic_id FROM pet_shares s
                 WHERE s.pet_id = pets.id AND s.clinic_id = ANY(:clinics) AND (s.ends_at IS NULL OR s.ends_at > :now)
               ) treating
    """)
    .bindparams(bindparam("clinics", type_=ARRAY(Uuid())), bindparam("now", type_=UtcInstant()))
    .columns(column("clinic_ids", ARRAY(Uuid())))
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class File:
    """A pet, and who may look."""

    pet: Pet
    owner_ids: list[UUID]
    facts: PetFacts


async def find(session: Session, pet_id: UUID, *, by: Actor, now: datetime, is_locked: bool = False) -> File:
    """The pet with the facts its policies ask for, as far as they concern the reader. Raises PetNotFound."""
    owners = select(func.array_agg(PetOwner.person_id)).where(PetOwner.pet_id == Pet.id).correlate(Pet)
    managers = owners.where(PetOwner.access == PetAccess.MANAGE)
    wanted = (
        select(Pet, owners.scalar_subquery(), managers.scalar_subquery(), _TREATED_BY)
        .where(Pet.id == pet_id)
        .execution_options(populate_existing=True)
    )
    if is_locked:
        wanted = wanted.with_for_update(of=Pet)
    clinics = sorted(by.clinic_ids | by.opened_clinic_ids)
    row = (await session.execute(wanted, {"clinics": clinics, "now": now})).first()
    if row is None:
        raise PetNotFound()
    pet, owner_ids, manager_ids, clinic_ids = row
    facts = PetFacts(
        owner_ids=frozenset(owner_ids or ()),
        clinic_ids=frozenset(clinic_ids or ()),
        manager_ids=frozenset(manager_ids or ()),
    )
    return File(pet, sorted(owner_ids or ()), facts)


def note_opened(session: Session, file: File, *, by: Actor, now: datetime) -> None:
    """Append to the audit that somebody who is not an owner opened the file, so that its owners can see who did."""
    if by.person_id in file.facts.owner_ids:
        return
    at_work = sorted(by.clinic_ids & file.facts.clinic_ids)
    in_emergency = sorted(by.opened_clinic_ids & file.facts.clinic_ids)
    clinic_id = next(iter(at_work or in_emergency), None)
    audit.add(
        session,
        by,
        "opened",
        "pet",
        file.pet.id,
        now=now,
        clinic_id=clinic_id,
        reason=None if at_work else "emergency access",
    )
