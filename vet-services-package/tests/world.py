"""A small clinic to test in: one or two veterinarians, an owner with a dog, staff, and a stranger."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from vet_core.clinics.models import Clinic, Veterinarian
from vet_core.db import Base, Database, Session, scope
from vet_core.db.keyring import current_keyring
from vet_core.identity.models import Person
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.clock import FrozenClock
from vet_core.notifications.models import NotificationDelivery
from vet_core.outbox import Later, event_from
from vet_core.outbox.models import OutboxEvent
from vet_core.pets.models import Pet
from vet_core.scheduling.models import AppointmentType
from vet_core.scheduling.schemas import AppointmentIn, AppointmentOut, HoldIn, HoldOut
from vet_core.testing import factories

from vet_services.bootstrap import HANDLERS
from vet_services.notifications.privacy import SEALED_TOKEN
from vet_services.scheduling import booking, holds


def tuesday(hour: int, minute: int = 0, *, day: int = 3) -> datetime:
    """A wall-clock time in Berlin on Tuesday 3 March 2026, which is still an hour ahead of UTC."""
    return datetime(2026, 3, day, tzinfo=UTC) + timedelta(hours=hour - 1, minutes=minute)


TEN = tuesday(10)


@dataclass
class World:
    database: Database
    clock: FrozenClock
    clinic: Clinic
    veterinarians: list[Veterinarian]
    kind: AppointmentType
    owner: Person
    pet: Pet
    people: dict[Role, Person]
    stranger: Person
    scoped: Database | None = None

    @asynccontextmanager
    async def acting(self, by: Actor) -> AsyncIterator[Session]:
        """A transaction as the API opens it for this actor: PostgreSQL shows it what is theirs and nothing else."""
        async with (self.scoped or self.database).transaction() as session:
            await scope.enter(session, by, now=self.now)
            yield session

    @property
    def now(self) -> datetime:
        return self.clock.now()

    @property
    def veterinarian(self) -> Veterinarian:
        return self.veterinarians[0]

    @property
    def as_owner(self) -> Actor:
        return factories.actor_of(self.owner)

    @property
    def as_stranger(self) -> Actor:
        return factories.actor_of(self.stranger)

    def as_(self, role: Role) -> Actor:
        return factories.actor_of(self.people[role], (self.clinic, role))

    def wish(self, starts_at: datetime = TEN, **over: Any) -> AppointmentIn:
        return AppointmentIn(
            **{
                "clinic_id": self.clinic.id,
                "appointment_type_id": self.kind.id,
                "starts_at": starts_at,
                "pet_id": self.pet.id,
            }
            | over
        )

    async def book(self, starts_at: datetime = TEN, *, by: Actor | None = None, **over: Any) -> AppointmentOut:
        async with self.database.transaction() as session:
            return await booking.book(session, self.wish(starts_at, **over), by=by or self.as_owner, now=self.now)

    async def hold(self, starts_at: datetime = TEN, *, by: Actor | None = None, **over: Any) -> HoldOut:
        wish = HoldIn(clinic_id=self.clinic.id, appointment_type_id=self.kind.id, starts_at=starts_at, **over)
        async with self.database.transaction() as session:
            return await holds.hold(session, wish, by=by or self.as_owner, now=self.now)

    async def another_owner(self) -> tuple[Actor, Pet]:
        async with self.database.transaction() as session:
            person = await factories.make_person(session)
            return factories.actor_of(person), await factories.make_pet(session, person)

    async def count(self, model: type[Base], *where: Any) -> int:
        async with self.database.transaction() as session:
            return await session.scalar(select(func.count()).select_from(model).where(*where)) or 0

    async def all(self, model: type[Base], *where: Any) -> Sequence[Any]:
        async with self.database.transaction() as session:
            rows = await session.scalars(select(model).where(*where))
            return rows.all()

    async def events(self, *types: str) -> list[OutboxEvent]:
        async with self.database.transaction() as session:
            wanted = select(OutboxEvent).order_by(OutboxEvent.position)
            return [event for event in await session.scalars(wanted) if not types or event.type in types]


async def build(
    database: Database, clock: FrozenClock, *, veterinarians: int = 1, scoped: Database | None = None, **kind: Any
) -> World:
    """A Berlin clinic, open 8 to 18 on weekdays, whose veterinarians work 9 to 17 and do a half-hour check-up."""
    async with database.transaction() as session:
        clinic = await factories.make_clinic(session)
        vets = [await factories.make_veterinarian(session, [clinic]) for _ in range(veterinarians)]
        for vet in vets:
            await factories.make_roster(session, clinic, vet)
        owner = await factories.make_person(session)
        people = {role: await factories.make_person(session) for role in Role}
        for role, person in people.items():
            await factories.make_membership(session, person, clinic, role)
        return World(
            database=database,
            clock=clock,
            clinic=clinic,
            veterinarians=vets,
            kind=await factories.make_appointment_type(session, clinic, vets, **kind),
            owner=owner,
            pet=await factories.make_pet(session, owner),
            people=people,
            stranger=await factories.make_person(session),
            scoped=scoped,
        )


async def react(world: World) -> None:
    """What the relay does, without it: hand every event so far to its handlers; what they put off is left undone."""
    for stored in await world.events():
        for handler in HANDLERS.get(stored.type, []):
            with suppress(Later):
                async with world.database.transaction() as session:
                    await handler.fn(session, event_from(stored.type, stored.payload), world.now)


async def link_to(world: World, email: str) -> str:
    """The secret of the newest link that is on its way to an address."""
    await react(world)
    async with world.database.transaction() as session:
        newest = await session.scalars(
            select(NotificationDelivery)
            .where(NotificationDelivery.address_email == email)
            .order_by(NotificationDelivery.id.desc())
        )
        return current_keyring().decrypt(newest.all()[0].context[SEALED_TOKEN])


async def change(database: Database, row: Base, **values: Any) -> None:
    """Set columns of a row, whatever the rules say."""
    async with database.transaction() as session:
        merged = await session.merge(row)
        for name, value in values.items():
            setattr(merged, name, value)


def ids(rows: Sequence[Any]) -> set[UUID]:
    return {row.id for row in rows}


__all__ = ["Session", "World", "build", "change", "ids", "link_to", "react", "tuesday"]
