"""The world of the matrix: two sides made alike, each a clinic with its people and an owner with a pet that visits it.

Whatever is private on a side carries words found nowhere else, its marks, so that a reply can be searched for them.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from vet_core.clinics.models import Clinic, Veterinarian
from vet_core.db import Session
from vet_core.identity.enums import PetAccess
from vet_core.identity.models import Person
from vet_core.kernel.actor import Role
from vet_core.pets.enums import Species
from vet_core.pets.models import Breed, Pet, PetOwner
from vet_core.scheduling.enums import AppointmentStatus
from vet_core.scheduling.models import AppointmentType
from vet_core.testing import factories as make

TUESDAY = datetime.fromisoformat("2026-03-03T09:00:00+00:00")
"""The visit of each side's pet: Tuesday at 10 in Berlin, tomorrow by the world's clock."""


class Secret(StrEnum):
    """What is private on a side, by who may know it."""

    OWNERS = "owners"
    PET = "pet"
    VISIT = "visit"
    PEOPLE = "people"
    NOTE = "note"
    PLANS = "plans"
    AUDIT = "audit"
    EMERGENCY = "emergency"


@dataclass
class Side:
    """One clinic and one pet's people."""

    name: str
    clinic: Clinic
    owner: Person
    co_owner: Person
    viewer: Person
    staff: dict[Role, Person]
    veterinarian: Veterinarian
    appointment_type: AppointmentType
    pet: Pet
    things: dict[str, str] = field(default_factory=dict)
    marks: dict[Secret, set[str]] = field(default_factory=dict)


async def build_side(session: Session, name: str, species: Species, now: datetime) -> Side:
    """Make a side whose marks all contain its name."""
    clinic = await make.make_clinic(
        session, slug=name.lower(), name=f"{name} Veterinary Practice", email=f"desk@{name.lower()}.example.com"
    )
    staff = {role: await _person(session, name, role.value.replace("_", " ").title().replace(" ", "")) for role in Role}
    veterinarian = await make.make_veterinarian(session, person=staff[Role.VETERINARIAN], display_name=f"Dr. {name}")
    memberships = {role: await make.make_membership(session, person, clinic, role) for role, person in staff.items()}
    appointment_type = await make.make_appointment_type(session, clinic, [veterinarian], name=f"Check-up at {name}")
    await make.make_roster(session, clinic, veterinarian)
    owner, co_owner, viewer = [await _person(session, name, word) for word in ("Owner", "CoOwner", "Viewer")]
    pet = await make.make_pet(
        session,
        owner,
        co_owner,
        name=f"Pet{name}",
        species=species,
        note=f"Bites, {name} pet note.",
        microchip_number=f"27609810234560{len(name)}",
        insurance_number=f"INS-{name}",
    )
    session.add(PetOwner(pet_id=pet.id, person_id=viewer.id, is_primary=False, access=PetAccess.VIEW))
    side = Side(name, clinic, owner, co_owner, viewer, staff, veterinarian, appointment_type, pet)
    side.things = {
        "clinic_id": str(clinic.id),
        "pet_id": str(pet.id),
        "appointment_type_id": str(appointment_type.id),
        "veterinarian_id": str(veterinarian.id),
        "breed_id": str(await session.scalar(select(Breed.id).where(Breed.species == species).limit(1))),
        "owner_id": str(owner.id),
        "viewer_id": str(viewer.id),
        "receptionist_id": str(staff[Role.RECEPTIONIST].id),
        "membership_id": str(memberships[Role.RECEPTIONIST].id),
        "owner_email": owner.email,
    }
    await _visits(session, side, now)
    side.marks = {
        Secret.OWNERS: {text for person in (owner, co_owner, viewer) for text in _names(person) | _contacts(person)},
        Secret.PET: {pet.name, str(pet.note), str(pet.microchip_number), str(pet.insurance_number)},
        Secret.VISIT: {f"Limps, {name} visit note."},
        Secret.PEOPLE: {text for person in staff.values() for text in _contacts(person)},
    }
    return side


async def _person(session: Session, side: str, word: str) -> Person:
    return await make.make_person(
        session,
        clerk_user_id=f"user_{side}_{word}",
        email=f"{word}.{side}@people.example.com".lower(),
        given_name=f"{word}{side}",
        family_name=f"Of{word}{side}",
        phone="+4930" + str(int.from_bytes((side + word).encode(), "big") % 10**8).rjust(8, "7"),
        address=f"{word}street {side}",
    )


async def _visits(session: Session, side: Side, now: datetime) -> None:
    """One visit in each state that a route starts from, and a hold."""
    kind, veterinarian, pet, owner = side.appointment_type, side.veterinarian, side.pet, side.owner
    for name, starts_at, status in (
        ("appointment_id", TUESDAY, AppointmentStatus.CONFIRMED),
        ("arrived_id", now, AppointmentStatus.CHECKED_IN),
        ("begun_id", now - timedelta(minutes=30), AppointmentStatus.IN_PROGRESS),
        ("missed_id", now - timedelta(minutes=60), AppointmentStatus.CONFIRMED),
    ):
        visit = await make.make_appointment(
            session,
            kind,
            veterinarian,
            pet,
            owner,
            starts_at=starts_at,
            status=status,
            note=f"Limps, {side.name} visit note.",
        )
        side.things[name] = str(visit.id)
    hold = await make.make_hold(
        session,
        owner,
        kind,
        veterinarian,
        pet_id=pet.id,
        starts_at=TUESDAY + timedelta(hours=4),
        expires_at=now + timedelta(minutes=5),
        created_at=now,
    )
    side.things["hold_id"] = str(hold.id)


def _names(person: Person) -> set[str]:
    return {person.given_name, person.family_name}


def _contacts(person: Person) -> set[str]:
    return {person.email, str(person.phone), str(person.address)}
