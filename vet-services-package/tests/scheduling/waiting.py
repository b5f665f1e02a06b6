"""What the tests of the waitlist do again and again: join it, free a time, answer an offer, look at what stands."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from vet_core.kernel.actor import Actor
from vet_core.pets.models import Pet
from vet_core.scheduling.models import (
    AppointmentType,
    WaitlistEntry,
    WaitlistOffer,
)
from vet_core.scheduling.schemas import (
    AppointmentOut,
    WaitlistEntryOut,
    WaitlistIn,
)

from tests.world import World, react
from vet_services.scheduling import booking, waitlist, waitlist_offering
from vet_services.scheduling.waitlist_grace import GRACE

MORNING = {
    "from_day": "2026-03-03",
    "until_day": "2026-03-03",
    "weekdays": [],
    "starts_minute": 540,
    "ends_minute": 720,
}
TWO_HOURS = timedelta(hours=2)


async def join(world: World, by: Actor, pet: Pet, **over: Any) -> WaitlistEntryOut:
    values = {
        "clinic_id": world.clinic.id,
        "appointment_type_id": world.kind.id,
        "pet_id": pet.id,
        "windows": [MORNING],
    }
    async with world.acting(by) as session:
        return await waitlist.join_waitlist(session, WaitlistIn(**values | over), by=by, now=world.now)


async def newcomer(world: World, **over: Any) -> tuple[Actor, WaitlistEntryOut]:
    world.clock.advance(timedelta(seconds=1))
    by, pet = await world.another_owner()
    return by, await join(world, by, pet, **over)


async def cancel(world: World, booked: AppointmentOut) -> None:
    async with world.acting(world.as_owner) as session:
        await booking.cancel(session, booked.id, by=world.as_owner, now=world.now)


async def follow(world: World) -> None:
    """Let the time go by in which what was given back can be taken back, and follow what happened."""
    world.clock.advance(GRACE)
    await react(world)


async def retype(world: World, **values: Any) -> None:
    async with world.database.transaction() as session:
        kind = await session.get_one(AppointmentType, world.kind.id)
        for name, value in values.items():
            setattr(kind, name, value)


async def advance(world: World) -> int:
    async with world.database.transaction() as session:
        return await waitlist_offering.advance(session, now=world.now)


async def statuses(world: World, *entries: WaitlistEntryOut) -> list[str]:
    rows = {row.id: row.status.value for row in await world.all(WaitlistEntry)}
    return [rows[each.id] for each in entries]


async def open_offers(world: World) -> list[tuple[UUID, datetime]]:
    rows = await world.all(WaitlistOffer, WaitlistOffer.state == "open")
    return sorted((row.entry_id, row.starts_at) for row in rows)


async def accept(world: World, by: Actor, entry: WaitlistEntryOut) -> AppointmentOut:
    async with world.acting(by) as session:
        return await waitlist.accept_waitlist_offer(session, entry.id, by=by, now=world.now)


async def decline(world: World, by: Actor, entry: WaitlistEntryOut) -> WaitlistEntryOut:
    async with world.acting(by) as session:
        return await waitlist.decline_waitlist_offer(session, entry.id, by=by, now=world.now)
