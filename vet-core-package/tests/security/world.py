"""Two clinics that have nothing in common, with a row of each in every table of clinic data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

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
from vet_core.scheduling.enums import AppointmentStatus, ClinicResourceKind, FeedKind
from vet_core.scheduling.models import (
    Appointment,
    AppointmentMove,
    AppointmentSeries,
    AppointmentType,
    AppointmentTypeRequirement,
    CalendarFeed,
    ClinicHoliday,
    DayMove,
    MoveProposal,
    OpeningOverride,
    RosterOverride,
    SchedulingSettings,
    WaitlistEntry,
    WaitlistOffer,
)
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
    await _plan(session, clinic, kind, veterinarian, receptionist, owner, pet, appointment)
    outbox.add(session, ClinicChanged(clinic_id=clinic.id, audience_person_ids=(owner.id,)), now=NOW)
    audit.add(session, Actor(owner.id), "booked", "appointment", appointment.id, now=NOW, clinic_id=clinic.id)
    await session.flush()
    return Side(clinic, veterinarian, receptionist, owner, pet, appointment)


async def _plan(
    session: Session,
    clinic: Clinic,
    kind: AppointmentType,
    veterinarian: Veterinarian,
    receptionist: Person,
    owner: Person,
    pet: Pet,
    appointment: Appointment,
) -> None:
    """Rooms, days that are different, and plans around visits."""
    room = await make.make_clinic_resource(session, clinic)
    block = await make.make_block(session, clinic, room.id, receptionist, reason="The lamp is being mended.")
    day, starts_at = date(2026, 3, 10), appointment.starts_at + timedelta(days=7)
    entry = WaitlistEntry(
        clinic_id=clinic.id,
        appointment_type_id=kind.id,
        pet_id=pet.id,
        person_id=owner.id,
        windows=[
            {
                "from_day": "2026-03-03",
                "until_day": "2026-03-31",
                "weekdays": [],
                "starts_minute": 0,
                "ends_minute": 1440,
            }
        ],
    )
    move = DayMove(
        clinic_id=clinic.id,
        veterinarian_id=veterinarian.id,
        on_day=day,
        reason="Down with the flu.",
        created_by_id=receptionist.id,
        created_at=NOW,
        block_id=block.id,
    )
    session.add_all(
        [
            AppointmentTypeRequirement(appointment_type_id=kind.id, kind=ClinicResourceKind.ROOM, category="general"),
            RosterOverride(
                clinic_id=clinic.id,
                veterinarian_id=veterinarian.id,
                on_day=day,
                starts_minutes=[],
                ends_minutes=[],
                note="At the dentist.",
            ),
            OpeningOverride(clinic_id=clinic.id, on_day=day, starts_minutes=[540], ends_minutes=[720]),
            ClinicHoliday(clinic_id=clinic.id, on_day=day, name="Founding day"),
            SchedulingSettings(clinic_id=clinic.id),
            AppointmentSeries(
                clinic_id=clinic.id,
                appointment_type_id=kind.id,
                veterinarian_id=veterinarian.id,
                pet_id=pet.id,
                rrule="FREQ=WEEKLY;COUNT=3",
                starts_local=datetime(2026, 3, 3, 10),  # noqa: DTZ001  wall-clock time
                time_zone=clinic.time_zone,
                duration_minutes=30,
                created_by_id=owner.id,
                created_at=NOW,
            ),
            CalendarFeed(person_id=owner.id, kind=FeedKind.OWNER, secret_digest=f"{owner.id.int:064x}", created_at=NOW),
            entry,
            move,
        ]
    )
    await session.flush()
    offered = {"starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=30), "created_at": NOW}
    session.add(
        WaitlistOffer(
            entry_id=entry.id, veterinarian_id=veterinarian.id, expires_at=NOW + timedelta(hours=2), **offered
        )
    )
    session.add(
        MoveProposal(
            day_move_id=move.id,
            appointment_id=appointment.id,
            options=[],
            expires_at=NOW + timedelta(days=1),
            created_at=NOW,
        )
    )
