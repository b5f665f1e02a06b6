"""Rows for tests: plain functions with sensible values, overridden by keyword, flushed and returned.

They write tables directly and obey none of the rules of vet_services; use operations to test operations.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from vet_core.clinics.models import BreakGlassAccess, Clinic, ClinicClient, OpeningHours, Veterinarian
from vet_core.db import Base, Interval, Session
from vet_core.identity.enums import ConsentPurpose
from vet_core.identity.models import Consent, Invitation, Membership, Person, SignInSession
from vet_core.kernel.actor import Actor, Grant, Role
from vet_core.kernel.ids import new_id
from vet_core.pets.enums import Species
from vet_core.pets.models import Pet, PetOwner, PetShare
from vet_core.scheduling.enums import (
    AppointmentStatus,
    BlockKind,
    ClinicResourceKind,
    ReservationState,
    ResourceKind,
)
from vet_core.scheduling.models import (
    Appointment,
    AppointmentType,
    AppointmentTypeVeterinarian,
    CalendarBlock,
    ClinicResource,
    Hold,
    Reservation,
    Resource,
    Roster,
)

LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)
_numbers = count(1)


async def _add(session: Session, row: Base) -> None:
    session.add(row)
    await session.flush()


async def make_person(session: Session, **over: Any) -> Person:
    number = next(_numbers)
    values = {
        "clerk_user_id": f"user_test_{number}",
        "email": f"person{number}@example.com",
        "given_name": "Olivia",
        "family_name": f"Hartmann {number}",
        "phone": "+49301234567",
    }
    person = Person(**values | over)
    await _add(session, person)
    return person


async def make_clinic(session: Session, *, is_always_open: bool = False, **over: Any) -> Clinic:
    """A clinic in Berlin, open Monday to Friday from 8 to 18 (or day and night when `is_always_open`)."""
    number = next(_numbers)
    values = {
        "slug": f"linden-{number}",
        "name": f"Linden Veterinary Practice {number}",
        "description": "Dogs, cats and small mammals.",
        "time_zone": "Europe/Berlin",
        "street": "Lindenallee 12",
        "postal_code": "10117",
        "locality": "Berlin",
        "country_code": "DE",
        "latitude": 52.5163,
        "longitude": 13.3777,
        "phone": "+49301234567",
        "email": f"hello{number}@linden.example.com",
        "currency": "EUR",
        "locale": "de",
        "species": [Species.DOG, Species.CAT],
    }
    clinic = Clinic(**values | over)
    await _add(session, clinic)
    hours = [(0, 1440)] if is_always_open else [(8 * 60, 18 * 60)]
    for weekday in range(7 if is_always_open else 5):
        for opens, closes in hours:
            await make_opening_hours(session, clinic, weekday=weekday, opens_local=opens, closes_local=closes)
    return clinic


async def make_opening_hours(session: Session, clinic: Clinic, **over: Any) -> OpeningHours:
    values = {"clinic_id": clinic.id, "weekday": 0, "opens_local": 8 * 60, "closes_local": 18 * 60}
    hours = OpeningHours(**values | over)
    await _add(session, hours)
    return hours


async def make_membership(
    session: Session, person: Person, clinic: Clinic, role: Role = Role.RECEPTIONIST, **over: Any
) -> Membership:
    values = {"person_id": person.id, "clinic_id": clinic.id, "role": role, "starts_at": LONG_AGO}
    membership = Membership(**values | over)
    await _add(session, membership)
    return membership


async def make_veterinarian(
    session: Session, clinics: Sequence[Clinic] = (), *, person: Person | None = None, **over: Any
) -> Veterinarian:
    """A veterinarian who works at each of the clinics given."""
    person = person or await make_person(session, given_name="Amara", family_name="Lindqvist")
    values = {
        "person_id": person.id,
        "display_name": f"Dr. {person.given_name} {person.family_name}",
        "license_number": f"BE-{next(_numbers):05}",
        "license_region": "Berlin",
        "license_expires_on": date(2030, 12, 31),
        "species": [Species.DOG, Species.CAT],
        "languages": ["de", "en"],
    }
    veterinarian = Veterinarian(**values | over)
    await _add(session, veterinarian)
    for clinic in clinics:
        await make_membership(session, person, clinic, Role.VETERINARIAN)
    return veterinarian


async def make_client(session: Session, clinic: Clinic, person: Person, **over: Any) -> ClinicClient:
    """A person registered as the clinic's client."""
    values = {"clinic_id": clinic.id, "person_id": person.id, "registered_at": LONG_AGO}
    client = ClinicClient(**values | over)
    await _add(session, client)
    return client


async def make_break_glass(session: Session, person: Person, clinic: Clinic, **over: Any) -> BreakGlassAccess:
    """An emergency access that opened at 8:30 on the frozen clock's day and lasts an hour."""
    opened_at: datetime = over.get("opened_at", datetime(2026, 3, 2, 8, 30, tzinfo=UTC))
    values = {
        "person_id": person.id,
        "clinic_id": clinic.id,
        "reason": "A court order that cannot wait.",
        "opened_at": opened_at,
        "expires_at": opened_at + timedelta(hours=1),
    }
    access = BreakGlassAccess(**values | over)
    await _add(session, access)
    return access


async def make_invitation(session: Session, clinic: Clinic, invited_by: Person, **over: Any) -> Invitation:
    """An invitation to a clinic that is good for a week; its token is never known."""
    created_at: datetime = over.get("created_at", datetime(2026, 3, 2, 8, tzinfo=UTC))
    number = next(_numbers)
    values = {
        "clinic_id": clinic.id,
        "role": Role.RECEPTIONIST,
        "email": f"invited{number}@example.com",
        "token_digest": f"{number:064x}",
        "invited_by": invited_by.id,
        "created_at": created_at,
        "expires_at": created_at + timedelta(days=7),
    }
    invitation = Invitation(**values | over)
    await _add(session, invitation)
    return invitation


async def make_consent(session: Session, person: Person, **over: Any) -> Consent:
    values = {
        "person_id": person.id,
        "purpose": ConsentPurpose.REMINDERS,
        "version": "2026-01",
        "is_granted": True,
        "at": LONG_AGO,
        "source": "web",
    }
    consent = Consent(**values | over)
    await _add(session, consent)
    return consent


async def make_sign_in_session(session: Session, person: Person, **over: Any) -> SignInSession:
    values = {
        "id": f"sess_test_{next(_numbers)}",
        "person_id": person.id,
        "device": "iPhone",
        "browser": "Safari 19",
        "address": "203.0.113.7",
        "place": "Berlin, DE",
        "created_at": LONG_AGO,
        "last_seen_at": LONG_AGO,
    }
    sign_in = SignInSession(**values | over)
    await _add(session, sign_in)
    return sign_in


async def make_pet_share(session: Session, pet: Pet, clinic: Clinic, shared_by: Person, **over: Any) -> PetShare:
    values = {"pet_id": pet.id, "clinic_id": clinic.id, "shared_by": shared_by.id, "shared_at": LONG_AGO}
    share = PetShare(**values | over)
    await _add(session, share)
    return share


async def make_pet(session: Session, *owners: Person, **over: Any) -> Pet:
    """A pet of the given people; the first is its primary owner."""
    values = {"name": f"Pretzel {next(_numbers)}", "species": Species.DOG}
    pet = Pet(**values | over)
    await _add(session, pet)
    for position, owner in enumerate(owners):
        await _add(session, PetOwner(pet_id=pet.id, person_id=owner.id, is_primary=position == 0))
    return pet


async def make_appointment_type(
    session: Session, clinic: Clinic, veterinarians: Sequence[Veterinarian] = (), **over: Any
) -> AppointmentType:
    """A 30-minute check-up on a 30-minute grid, bookable at once and up to 90 days ahead."""
    values = {
        "clinic_id": clinic.id,
        "name": f"Check-up {next(_numbers)}",
        "duration_minutes": 30,
        "slot_interval_minutes": 30,
        "price_minor": 4900,
        "currency": clinic.currency,
    }
    appointment_type = AppointmentType(**values | over)
    await _add(session, appointment_type)
    for veterinarian in veterinarians:
        link = AppointmentTypeVeterinarian(appointment_type_id=appointment_type.id, veterinarian_id=veterinarian.id)
        await _add(session, link)
    return appointment_type


async def make_roster(
    session: Session, clinic: Clinic, veterinarian: Veterinarian, *, weekdays: Sequence[int] = range(5), **over: Any
) -> list[Roster]:
    """Work from 9 to 17 on each of the weekdays."""
    values = {
        "clinic_id": clinic.id,
        "veterinarian_id": veterinarian.id,
        "starts_local": 9 * 60,
        "ends_local": 17 * 60,
        "effective_from": date(2025, 1, 1),
    }
    rosters = [Roster(**values | {"weekday": weekday} | over) for weekday in weekdays]
    session.add_all(rosters)
    await session.flush()
    return rosters


async def make_resource(session: Session, id: UUID, kind: ResourceKind) -> None:
    """The resource row of a veterinarian or a pet, unless it is there."""
    await session.execute(insert(Resource).values(id=id, kind=kind).on_conflict_do_nothing())


async def make_clinic_resource(
    session: Session, clinic: Clinic, kind: ClinicResourceKind = ClinicResourceKind.ROOM, **over: Any
) -> ClinicResource:
    """A room of the clinic, or a piece of its equipment."""
    values = {"id": new_id(), "clinic_id": clinic.id, "kind": kind, "name": f"Room {next(_numbers)}"}
    row = ClinicResource(**values | over)
    await make_resource(session, row.id, ResourceKind(kind.value))
    await _add(session, row)
    return row


async def make_block(
    session: Session, clinic: Clinic, resource_id: UUID, created_by: Person, **over: Any
) -> CalendarBlock:
    """An hour in which a resource, whose row must be there, is kept free."""
    starts_at: datetime = over.get("starts_at", datetime(2026, 3, 3, 12, tzinfo=UTC))
    values = {
        "clinic_id": clinic.id,
        "resource_id": resource_id,
        "kind": BlockKind.BLOCK,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=1),
        "created_by_id": created_by.id,
        "created_at": LONG_AGO,
    }
    block = CalendarBlock(**values | over)
    await _add(session, block)
    during = Interval(block.starts_at, block.ends_at)
    await make_reservation(session, resource_id, during, state=ReservationState.BLOCKED, block_id=block.id)
    return block


async def make_reservation(session: Session, resource_id: UUID, during: Interval, **over: Any) -> Reservation:
    reservation = Reservation(resource_id=resource_id, during=during, **over)
    await _add(session, reservation)
    return reservation


async def make_hold(
    session: Session, person: Person, appointment_type: AppointmentType, veterinarian: Veterinarian, **over: Any
) -> Hold:
    """A hold that reserves the veterinarian for its whole length."""
    starts_at: datetime = over.get("starts_at", datetime(2026, 3, 3, 9, tzinfo=UTC))
    values = {
        "clinic_id": appointment_type.clinic_id,
        "appointment_type_id": appointment_type.id,
        "veterinarian_id": veterinarian.id,
        "person_id": person.id,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=appointment_type.duration_minutes),
        "expires_at": datetime(2026, 3, 2, 9, 5, tzinfo=UTC),
    }
    hold = Hold(**values | over)
    await _add(session, hold)
    await make_resource(session, veterinarian.id, ResourceKind.VETERINARIAN)
    await make_reservation(
        session,
        veterinarian.id,
        Interval(hold.starts_at, hold.ends_at),
        state=ReservationState.HELD,
        hold_id=hold.id,
        expires_at=hold.expires_at,
    )
    return hold


async def make_appointment(
    session: Session,
    appointment_type: AppointmentType,
    veterinarian: Veterinarian,
    pet: Pet,
    booked_by: Person,
    **over: Any,
) -> Appointment:
    """A confirmed visit that reserves the veterinarian and the pet."""
    starts_at: datetime = over.get("starts_at", datetime(2026, 3, 3, 9, tzinfo=UTC))
    values = {
        "clinic_id": appointment_type.clinic_id,
        "appointment_type_id": appointment_type.id,
        "veterinarian_id": veterinarian.id,
        "pet_id": pet.id,
        "booked_by_id": booked_by.id,
        "status": AppointmentStatus.CONFIRMED,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=appointment_type.duration_minutes),
        "duration_minutes": appointment_type.duration_minutes,
        "time_zone": "Europe/Berlin",
    }
    appointment = Appointment(**values | over)
    await _add(session, appointment)
    for resource_id, kind in ((veterinarian.id, ResourceKind.VETERINARIAN), (pet.id, ResourceKind.PET)):
        await make_resource(session, resource_id, kind)
        await make_reservation(
            session,
            resource_id,
            Interval(appointment.starts_at, appointment.ends_at),
            state=ReservationState.BOOKED,
            appointment_id=appointment.id,
        )
    return appointment


def actor_of(person: Person, *grants: tuple[Clinic, Role]) -> Actor:
    """The actor a signed-in person is, with these grants."""
    return Actor(
        person_id=person.id,
        grants=frozenset(Grant(clinic.id, role) for clinic, role in grants),
        is_system_administrator=person.is_system_administrator,
        clerk_user_id=person.clerk_user_id,
    )
