"""Draw up a new appointment: as it is shown at once, and as it is entered. Nothing is read and nothing written here.

What the kind of visit says about length, buffers and price is copied: editing the kind never changes a visit.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from vet_core.db import Interval
from vet_core.kernel.actor import Actor
from vet_core.kernel.ids import new_id
from vet_core.kernel.money import Money
from vet_core.scheduling.enums import AppointmentStatus, stage
from vet_core.scheduling.events import AppointmentBooked, AppointmentRequested
from vet_core.scheduling.schemas import AppointmentOut

from vet_services.scheduling import home_visits, ledger, type_names
from vet_services.scheduling.facts import Facts, ResourceFacts, TypeFacts, VeterinarianFacts
from vet_services.scheduling.ledger import Entry


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of an appointment before it has a number."""

    known: Facts
    kind: TypeFacts
    veterinarian: VeterinarianFacts
    pet_id: UUID
    visit: Interval
    status: AppointmentStatus = AppointmentStatus.CONFIRMED
    room: ResourceFacts | None = None
    note: str | None = None
    visit_address: str | None = None
    answers: tuple[dict[str, str], ...] = ()
    override_reason: str | None = None
    arrived_at: datetime | None = None
    """When somebody came without an appointment."""

    def draw_up(self, *, by: Actor, now: datetime) -> tuple[AppointmentOut, Entry]:
        """The appointment as its booker sees it, and as it is entered."""
        known, kind, veterinarian = self.known, self.kind, self.veterinarian
        assert known.pet is not None
        is_for_staff = by.works_at(known.clinic_id)
        answers = [*self.answers] or None
        row: dict[str, Any] = {
            "id": new_id(),
            "clinic_id": known.clinic_id,
            "appointment_type_id": kind.id,
            "veterinarian_id": veterinarian.id,
            "pet_id": self.pet_id,
            "status": self.status,
            "starts_at": self.visit.start,
            "ends_at": self.visit.end,
            "duration_minutes": int(self.visit.length.total_seconds()) // 60,
            "time_zone": known.zone_name,
            "note": self.note or None,
            "visit_address": self.visit_address,
            "room_id": None if self.room is None else self.room.id,
            "is_walk_in": self.arrived_at is not None,
            "override_reason": self.override_reason,
            "arrived_at": self.arrived_at,
            "is_late": False,
            "sequence": 0,
            "version": 1,
            "created_at": now,
        }
        told = AppointmentRequested if self.status is AppointmentStatus.REQUESTED else AppointmentBooked
        event = told(
            appointment_id=row["id"],
            clinic_id=known.clinic_id,
            audience_person_ids=known.pet.owner_ids,
            veterinarian_id=veterinarian.id,
            pet_id=self.pet_id,
            starts_at=self.visit.start,
            ends_at=self.visit.end,
            status=self.status,
        )
        kept = {
            **row,
            "visit_address": home_visits.sealed(self.visit_address),
            "booked_by_id": by.person_id,
            "updated_at": now,
            "buffer_before_minutes": kind.parameters.buffer_before_minutes,
            "buffer_after_minutes": kind.parameters.buffer_after_minutes,
            "price_minor": kind.price_minor,
            "currency": kind.currency,
            "answers": answers,
        }
        entry = ledger.entry(kept, event, by=by, now=now, reason=self.override_reason)
        shown = AppointmentOut(
            **row | {"override_reason": self.override_reason if is_for_staff else None},
            clinic_name=known.clinic_name,
            appointment_type_name=kind.name,
            appointment_type_translations=type_names.names(kind.translations),
            veterinarian_name=veterinarian.name,
            pet_name=known.pet.name,
            pet_species=known.pet.species,
            owner_name=known.pet.owner_name if is_for_staff else None,
            starts_local=self.visit.start.astimezone(known.zone).strftime("%Y-%m-%dT%H:%M"),
            price=Money(kind.price_minor, kind.currency),
            deposit=Money(kind.deposit_minor, kind.currency) if kind.deposit_minor else None,
            place=kind.place,
            room_name=None if self.room is None else self.room.name,
            stage=stage(self.status, roomed_at=None, departed_at=None),
            answers=answers or [],
            series_id=None,
            late_fee=None,
            roomed_at=None,
            began_at=None,
            finished_at=None,
            departed_at=None,
            owner_confirmed_at=None,
            cancelled_at=None,
            cancellation_reason=None,
        )
        return shown, entry
