"""A clinic with a veterinarian on duty, its people, two owners and their pets, and everybody's tokens."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from vet_core.clinics.models import Clinic, Veterinarian
from vet_core.db import Database, Session
from vet_core.identity.models import Person
from vet_core.kernel.actor import Role
from vet_core.kernel.clock import FrozenClock
from vet_core.pets.models import Pet
from vet_core.scheduling.models import AppointmentType
from vet_core.testing import factories as make

from tests.support.clerk import PARTY, Clerk

OFFERED = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
"""A start that the world's veterinarian offers: Tuesday at 10 in Berlin."""


@dataclass
class World:
    clerk: Clerk
    clock: FrozenClock
    database: Database
    clinic: Clinic
    veterinarian: Veterinarian
    veterinarian_person: Person
    appointment_type: AppointmentType
    owner: Person
    pet: Pet
    stranger: Person
    strangers_pet: Pet
    receptionist: Person
    technician: Person
    administrator: Person
    elsewhere: Clinic
    outsider: Person
    """Receptionist of the other clinic."""

    def token(self, person: Person | str, **over: Any) -> str:
        user_id = person if isinstance(person, str) else str(person.clerk_user_id)
        return self.clerk.token(user_id, self.clock.now(), **over)

    def signed_in(self, person: Person | str, **headers: str) -> dict[str, str]:
        """Headers as the web app sends them."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return {"Authorization": f"Bearer {self.token(person)}", "Origin": PARTY, **named}

    def wish(self, starts_at: datetime = OFFERED, pet_id: UUID | None = None, **over: Any) -> dict[str, Any]:
        wish = {
            "clinic_id": str(self.clinic.id),
            "appointment_type_id": str(self.appointment_type.id),
            "starts_at": starts_at.isoformat(),
            "pet_id": str(pet_id or self.pet.id),
        }
        return wish | over


async def build(session: Session, clerk: Clerk, clock: FrozenClock, database: Database) -> World:
    clinic = await make.make_clinic(session, name="Linden Veterinary Practice", slug="linden")
    veterinarian_person = await make.make_person(session, given_name="Amara", family_name="Lindqvist")
    veterinarian = await make.make_veterinarian(session, [clinic], person=veterinarian_person)
    appointment_type = await make.make_appointment_type(session, clinic, [veterinarian])
    await make.make_roster(session, clinic, veterinarian)
    owner = await make.make_person(session, given_name="Olivia", family_name="Hartmann")
    stranger = await make.make_person(session, given_name="Mateo", family_name="Ruiz")
    staff = {}
    for role in (Role.RECEPTIONIST, Role.TECHNICIAN, Role.CLINIC_ADMINISTRATOR):
        staff[role] = await make.make_person(session)
        await make.make_membership(session, staff[role], clinic, role)
    elsewhere = await make.make_clinic(session, name="Harbour Animal Clinic", slug="harbour")
    outsider = await make.make_person(session)
    await make.make_membership(session, outsider, elsewhere, Role.RECEPTIONIST)
    world = World(
        clerk=clerk,
        clock=clock,
        database=database,
        clinic=clinic,
        veterinarian=veterinarian,
        veterinarian_person=veterinarian_person,
        appointment_type=appointment_type,
        owner=owner,
        pet=await make.make_pet(session, owner, name="Pretzel"),
        stranger=stranger,
        strangers_pet=await make.make_pet(session, stranger, name="Luna"),
        receptionist=staff[Role.RECEPTIONIST],
        technician=staff[Role.TECHNICIAN],
        administrator=staff[Role.CLINIC_ADMINISTRATOR],
        elsewhere=elsewhere,
        outsider=outsider,
    )
    await session.commit()
    return world
