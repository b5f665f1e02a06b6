"""A clinic with one vet, one owner and one pet, and visits booked the way the API books them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from vet_core.db import Database
from vet_core.kernel.actor import Actor
from vet_core.scheduling.schemas import AppointmentIn, AppointmentOut
from vet_core.testing.factories import (
    actor_of,
    make_appointment_type,
    make_clinic,
    make_person,
    make_pet,
    make_roster,
    make_veterinarian,
)
from vet_services.scheduling import booking
from vet_services.scheduling.free_starts import free_starts
from vet_services.scheduling.slots import SlotQuery


@dataclass(frozen=True)
class Practice:
    database: Database
    clinic_id: UUID
    appointment_type_id: UUID
    pet_id: UUID
    owner: Actor
    owner_email: str

    async def starts(self, count: int, *, after: datetime, now: datetime) -> list[datetime]:
        """The first starts on offer after that instant."""
        query = SlotQuery(
            self.clinic_id, self.appointment_type_id, after, after + timedelta(days=30), pet_id=self.pet_id
        )
        async with self.database.reading() as session:
            slots = await free_starts(session, query, by=self.owner, now=now)
        return [slot.starts_at for slot in slots[:count]]

    async def book(self, starts_at: datetime, *, now: datetime) -> AppointmentOut:
        """Book in a transaction of its own."""
        async with self.database.transaction() as session:
            return await booking.book(session, self._wish(starts_at), by=self.owner, now=now)

    async def book_many(self, count: int, *, now: datetime) -> list[AppointmentOut]:
        """That many visits from three days ahead, so that their reminders lie in the future; one transaction."""
        starts = await self.starts(count, after=now + timedelta(days=3), now=now)
        assert len(starts) == count
        async with self.database.transaction() as session:
            return [await booking.book(session, self._wish(starts_at), by=self.owner, now=now) for starts_at in starts]

    def _wish(self, starts_at: datetime) -> AppointmentIn:
        return AppointmentIn(
            clinic_id=self.clinic_id,
            appointment_type_id=self.appointment_type_id,
            starts_at=starts_at,
            pet_id=self.pet_id,
        )


async def open_practice(database: Database) -> Practice:
    async with database.transaction() as session:
        owner = await make_person(session, given_name="Olivia", family_name="Hartmann")
        clinic = await make_clinic(session)
        veterinarian = await make_veterinarian(session, [clinic])
        await make_roster(session, clinic, veterinarian)
        appointment_type = await make_appointment_type(session, clinic, [veterinarian])
        pet = await make_pet(session, owner)
        return Practice(database, clinic.id, appointment_type.id, pet.id, actor_of(owner), owner.email)
