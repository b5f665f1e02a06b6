"""One clinic with a full calendar to list, and veterinarians who work day and night so that there is always a slot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from vet_core import registry
from vet_core.clinics.models import Clinic, OpeningHours, Veterinarian
from vet_core.db import Database, Session
from vet_core.db.types import Interval
from vet_core.identity.models import Membership, Person
from vet_core.kernel.actor import Role
from vet_core.kernel.ids import new_id
from vet_core.kernel.settings import DatabaseSettings
from vet_core.pets.enums import Species
from vet_core.pets.models import Pet, PetOwner
from vet_core.scheduling.enums import AppointmentStatus, ReservationState, ResourceKind
from vet_core.scheduling.models import (
    Appointment,
    AppointmentType,
    AppointmentTypeVeterinarian,
    Reservation,
    Resource,
    Roster,
)

VISIT = timedelta(minutes=15)
CALENDAR_DAYS = 60
VISITS_A_DAY = 14
CALENDAR_VETERINARIANS = 4
TABLES = registry


@dataclass(frozen=True)
class Lane:
    """A veterinarian and a pet of their own for one subject, so that subjects never compete for a slot."""

    veterinarian_id: UUID
    pet_id: UUID


@dataclass(frozen=True)
class World:
    """What the requests need to name."""

    clinic_id: UUID
    appointment_type_id: UUID
    receptionist: str
    owner: str
    first_start: datetime
    list_from: datetime
    lanes: tuple[Lane, ...]


async def build(database_url: str, lanes: int) -> World:
    """Write the world into an empty, migrated database. Subjects are Clerk user ids."""
    database = Database(DatabaseSettings.model_validate({"url": database_url}))
    try:
        async with database.transaction() as session:
            return await _build(session, datetime.now(UTC), lanes)
    finally:
        await database.close()


async def _build(session: Session, now: datetime, lanes: int) -> World:
    clinic = _clinic()
    service = AppointmentType(
        id=new_id(), clinic_id=clinic.id, name="Check-up", duration_minutes=15, slot_interval_minutes=15,
        minimum_notice_minutes=0, horizon_days=365, species=[], price_minor=4900, currency="EUR",
    )  # fmt: skip
    owner, receptionist = _person("owner"), _person("receptionist")
    session.add_all([clinic, owner, receptionist])
    await session.flush()
    session.add_all([*_always_open(clinic), service, _works(receptionist, clinic, Role.RECEPTIONIST, now)])
    await session.flush()
    veterinarians = [
        await _veterinarian(session, clinic, service, number, now) for number in range(CALENDAR_VETERINARIANS + lanes)
    ]
    pets = [Pet(id=new_id(), name=f"Pretzel {number}", species=Species.DOG) for number in range(lanes + 1)]
    session.add_all(pets)
    await session.flush()
    session.add_all(PetOwner(pet_id=pet.id, person_id=owner.id, is_primary=True) for pet in pets)
    midnight = datetime.combine(now.date(), time(), UTC)
    calendar = veterinarians[:CALENDAR_VETERINARIANS]
    session.add_all(Resource(id=vet.id, kind=ResourceKind.VETERINARIAN) for vet in calendar)
    visits = list(_visits(clinic, service, calendar, pets[-1], owner, midnight))
    session.add_all(visits)
    await session.flush()
    session.add_all(
        Reservation(
            resource_id=visit.veterinarian_id, during=Interval(visit.starts_at, visit.ends_at),
            state=ReservationState.BOOKED, appointment_id=visit.id,
        )
        for visit in visits
    )  # fmt: skip
    return World(
        clinic_id=clinic.id,
        appointment_type_id=service.id,
        receptionist=str(receptionist.clerk_user_id),
        owner=str(owner.clerk_user_id),
        first_start=midnight + timedelta(days=2),
        list_from=midnight - timedelta(days=CALENDAR_DAYS // 2),
        lanes=tuple(
            Lane(vet.id, pet.id) for vet, pet in zip(veterinarians[CALENDAR_VETERINARIANS:], pets[:-1], strict=True)
        ),
    )


def _clinic() -> Clinic:
    return Clinic(
        id=new_id(), slug="bench", name="Bench Veterinary Practice", time_zone="Europe/Berlin", street="Lindenallee 1",
        postal_code="10115", locality="Berlin", country_code="DE", latitude=52.5, longitude=13.4,
        phone="+49301234567", email="bench@example.com", currency="EUR", species=["dog"],
    )  # fmt: skip


def _always_open(clinic: Clinic) -> Iterator[OpeningHours]:
    for weekday in range(7):
        yield OpeningHours(clinic_id=clinic.id, weekday=weekday, opens_local=0, closes_local=720)
        yield OpeningHours(clinic_id=clinic.id, weekday=weekday, opens_local=720, closes_local=1440)


def _person(name: str) -> Person:
    return Person(
        id=new_id(), clerk_user_id=f"user_bench_{name}", email=f"{name}@example.com", given_name="Kim", family_name=name
    )


def _works(person: Person, clinic: Clinic, role: Role, now: datetime) -> Membership:
    return Membership(person_id=person.id, clinic_id=clinic.id, role=role, starts_at=now - timedelta(days=400))


async def _veterinarian(
    session: Session, clinic: Clinic, service: AppointmentType, number: int, now: datetime
) -> Veterinarian:
    person = _person(f"veterinarian-{number}")
    session.add(person)
    await session.flush()
    veterinarian = Veterinarian(
        id=new_id(), person_id=person.id, display_name=f"Dr. Kim {number}", license_number=str(number),
        license_region="Berlin", license_expires_on=date(2099, 1, 1), species=["dog"], languages=["de"],
    )  # fmt: skip
    session.add_all([veterinarian, _works(person, clinic, Role.VETERINARIAN, now)])
    await session.flush()
    session.add(AppointmentTypeVeterinarian(appointment_type_id=service.id, veterinarian_id=veterinarian.id))
    shifts: list[dict[str, Any]] = [
        {"starts_local": 0, "ends_local": 720}, {"starts_local": 720, "ends_local": 1440}
    ]  # fmt: skip
    session.add_all(
        Roster(
            clinic_id=clinic.id, veterinarian_id=veterinarian.id, weekday=weekday, effective_from=date(2020, 1, 1),
            **shift,
        )
        for weekday in range(7) for shift in shifts
    )  # fmt: skip
    return veterinarian


def _visits(
    clinic: Clinic,
    service: AppointmentType,
    veterinarians: list[Veterinarian],
    pet: Pet,
    owner: Person,
    today: datetime,
) -> Iterator[Appointment]:
    for day in range(-CALENDAR_DAYS, 0):
        for number in range(VISITS_A_DAY):
            for veterinarian in veterinarians:
                start = today + timedelta(days=day, hours=8) + number * 2 * VISIT
                yield Appointment(
                    id=new_id(), clinic_id=clinic.id, appointment_type_id=service.id, veterinarian_id=veterinarian.id,
                    pet_id=pet.id, booked_by_id=owner.id, status=AppointmentStatus.COMPLETED, starts_at=start,
                    ends_at=start + VISIT, duration_minutes=15, time_zone=clinic.time_zone, note="Limps since Sunday.",
                )  # fmt: skip
