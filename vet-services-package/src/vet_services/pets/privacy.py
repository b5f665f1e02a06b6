"""What pets' tables know about a person: what their copy shows, what erasing does, how long rows stay."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select
from vet_core.db import Session
from vet_core.pets.models import Breed, Pet, PetOwner

from vet_services.identity.personal_data import Dataset, Erasure, Export, Fate, Retention, Untouched, rows, whose

_PETS = Export("pets", "pets", "Your pets, as you and your co-owners describe them.")
_OWNERS = Export("pet_owners", "pet_ownerships", "Which pets are yours, and how many others own them with you.")
_SHARES = Export("pet_shares", "pet_shares", "Clinics your pets are shown to.")

EXPORTS = (_PETS, _OWNERS, _SHARES, Export("breeds", why_not="a reference list, the same for everybody"))

_RECORD = (
    "GDPR art. 17(3)(b): veterinary law obliges clinics to keep the record of the animals they treated; "
    "the animal is described, its owner is not"
)

ERASURES = (
    Erasure(
        "pet_shares",
        Fate.DELETED,
        "To which clinics you showed your pets",
        "DELETE FROM pet_shares WHERE pet_id = ANY(:erased_pets) OR pet_id = ANY(:kept_pets)"
        " OR shared_by = :person_id RETURNING pet_id",
    ),
    Erasure(
        "pet_owners",
        Fate.DELETED,
        "Your part in pets that others own too; the pets stay with them",
        "DELETE FROM pet_owners WHERE person_id = :person_id AND pet_id <> ALL(:kept_pets)"
        " AND pet_id <> ALL(:erased_pets) RETURNING pet_id",
    ),
    Erasure(
        "pets",
        Fate.DELETED,
        "Pets of yours that no clinic has seen",
        "DELETE FROM pets WHERE id = ANY(:erased_pets) RETURNING id",
    ),
    Erasure(
        "pets",
        Fate.PSEUDONYMISED,
        "Notes, insurance and microchip numbers of pets that clinics have seen",
        "UPDATE pets SET note = NULL, insurer = NULL, insurance_number = NULL, microchip_number = NULL,"
        " updated_at = :now, version = version + 1 WHERE id = ANY(:kept_pets) RETURNING id",
        columns=("note", "insurer", "insurance_number", "microchip_number"),
    ),
    Erasure(
        "pets",
        Fate.KEPT,
        "Name, species, breed, sex, colour, weight and dates of pets that clinics have seen",
        "SELECT id FROM pets WHERE id = ANY(:kept_pets)",
        columns=("name", "color"),
        why=_RECORD,
    ),
    Untouched("breeds", "a reference list"),
)

_DAY = timedelta(days=1)

RETENTIONS = (
    Retention(
        "pets",
        "Pets of erased owners that no visit needs any more",
        "They stay only for the visits; when the last of those has gone, so do they.",
        period=0 * _DAY,
        statement="DELETE FROM pets WHERE id IN (SELECT p.id FROM pets p WHERE p.updated_at < :before"
        " AND EXISTS (SELECT 1 FROM pet_owners o WHERE o.pet_id = p.id)"
        " AND NOT EXISTS (SELECT 1 FROM pet_owners o JOIN persons pe ON pe.id = o.person_id"
        " WHERE o.pet_id = p.id AND pe.erased_at IS NULL)"
        " AND NOT EXISTS (SELECT 1 FROM appointments a WHERE a.pet_id = p.id)"
        " ORDER BY p.id LIMIT :limit FOR UPDATE SKIP LOCKED) RETURNING id",
    ),
    Retention("pet_owners", "Who owns which pet", "It stays with the pet.", by="the owners, or erasure"),
    Retention(
        "pet_shares",
        "Shares with clinics that have ended",
        "Long enough to answer who could see the pet.",
        period=365 * _DAY,
        statement="DELETE FROM pet_shares WHERE (pet_id, clinic_id) IN (SELECT pet_id, clinic_id FROM pet_shares"
        " WHERE ends_at < :before ORDER BY pet_id, clinic_id LIMIT :limit FOR UPDATE SKIP LOCKED) RETURNING pet_id",
    ),
    Retention("breeds", "Breeds", "A reference list.", by="migrations"),
)


async def collect(session: Session, person_id: UUID) -> list[Dataset]:
    """Everything pets' tables know about the person."""
    mine = select(PetOwner.pet_id).where(PetOwner.person_id == person_id)
    owner, others, share = _OWNERS.source, _OWNERS.source.alias("others"), _SHARES.source
    co_owners = (
        select(func.count())
        .select_from(others)
        .where(others.c.pet_id == owner.c.pet_id, others.c.person_id != person_id)
        .scalar_subquery()
        .label("co_owners")
    )
    return [
        _PETS.holding(
            await rows(
                session,
                select(*_PETS.columns(), Breed.name.label("breed_name"))
                .outerjoin(Breed, Breed.id == Pet.breed_id)
                .where(Pet.id.in_(mine))
                .order_by(Pet.id),
            )
        ),
        _OWNERS.holding(
            await rows(
                session,
                select(*_OWNERS.columns(), co_owners).where(owner.c.person_id == person_id).order_by(owner.c.pet_id),
            )
        ),
        _SHARES.holding(
            await rows(
                session,
                select(*_SHARES.columns("shared_by"), whose(share.c.shared_by, person_id).label("shared_by"))
                .where(share.c.pet_id.in_(mine) | (share.c.shared_by == person_id))
                .order_by(share.c.pet_id, share.c.clinic_id),
            )
        ),
    ]
