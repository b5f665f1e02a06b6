"""Two clinics that have nothing in common, with a row of each in every table of clinic data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from vet_core import audit, outbox
from vet_core.clinics.events import ClinicChanged
from vet_core.clinics.models import Clinic, Veterinarian
from vet_core.db import Session
from vet_core.idempotency.models import IdempotencyKey
from vet_core.identity.models import DataExport, ErasureRequest, Person
from vet_core.kernel.actor import Actor, Grant, Role
from vet_core.notifications.enums import NotificationKind
from vet_core.notifications.models import NotificationDelivery
from vet_core.pets.models import Pet
from vet_core.scheduling.enums import AppointmentStatus
from vet_core.scheduling.models import Appointment, AppointmentMove
from vet_core.testing import factories as make

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Side:
    """One clinic and its people. Nobody here has to do with the other side."""

    clinic: Clinic
    veterinarian: Veterinarian
    receptionist: Person
    owner: Person
    pet: Pet
    appointment: Appointment

    @property
    def staff(self) -> Actor:
        return Actor(self.receptionist.id, frozenset({Grant(self.clinic.id, Role.RECEPTIONIST)}))

    @property
    def client(self) -> Actor:
        return Actor(self.owner.id)


async def build_side(session: Session, *, hour: int = 9) -> Side:
    clinic = await make.make_clinic(session)
    veterinarian = await make.make_veterinarian(session, [clinic])
    receptionist = await make.make_person(session)
    await make.make_membership(session, receptionist, clinic, Role.RECEPTIONIST)
    await make.make_roster(session, clinic, veterinarian)
    kind = await make.make_appointment_type(session, clinic, [veterinarian])
    owner = await make.make_person(session)
    pet = await make.make_pet(session, owner, insurance_number="FW-1")
    starts_at = datetime(2026, 3, 3, hour, tzinfo=UTC)
    appointment = await make.make_appointment(session, kind, veterinarian, pet, owner, starts_at=starts_at)
    await make.make_hold(session, owner, kind, veterinarian, starts_at=starts_at + timedelta(hours=2))
    await make.make_client(session, clinic, owner, private_note="Prefers to wait outside.")
    await make.make_pet_share(session, pet, clinic, owner)
    await make.make_invitation(session, clinic, receptionist)
    await make.make_consent(session, owner)
    await make.make_sign_in_session(session, owner)
    await make.make_break_glass(session, receptionist, clinic)
    session.add_all(
        [
            AppointmentMove(
                appointment_id=appointment.id,
                to_status=AppointmentStatus.CONFIRMED,
                by_person_id=owner.id,
                at=NOW,
                starts_at=starts_at,
            ),
            NotificationDelivery(
                kind=NotificationKind.APPOINTMENT_BOOKED,
                person_id=owner.id,
                appointment_id=appointment.id,
                dedupe_key=f"booked:{appointment.id}",
                due_at=NOW,
            ),
            DataExport(person_id=owner.id, requested_at=NOW),
            ErasureRequest(person_id=owner.id, requested_at=NOW, due_at=NOW + timedelta(days=7)),
            IdempotencyKey(
                person_id=owner.id, key="k", method_path="POST /v1/pets", request_hash="0" * 64, expires_at=NOW
            ),
        ]
    )
    outbox.add(session, ClinicChanged(clinic_id=clinic.id, audience_person_ids=(owner.id,)), now=NOW)
    audit.add(session, Actor(owner.id), "booked", "appointment", appointment.id, now=NOW, clinic_id=clinic.id)
    await session.flush()
    return Side(clinic, veterinarian, receptionist, owner, pet, appointment)
