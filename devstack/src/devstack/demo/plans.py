"""What lies ahead in the first clinic besides single visits: time off, a day of its own, a course, a class, wishes.

A few of each, beyond the days that the calendar fills, so that every screen of planning has something to show.
"""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from vet_core.db import Session
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.species import Species
from vet_core.scheduling.enums import BlockKind
from vet_core.scheduling.schemas import (
    AppointmentIn,
    BlockIn,
    DayWindow,
    OpeningDayIn,
    RosterOverrideIn,
    SeriesIn,
    SeriesPreviewIn,
    WaitlistIn,
    WaitlistWindow,
)
from vet_services.scheduling import blocks, booking, opening, roster_overrides, series, slots, waitlist
from vet_services.scheduling.slots import SlotQuery

from devstack.demo.calendar import DAYS_AHEAD
from devstack.demo.cast import PRACTICES
from devstack.demo.founding import Founded, work_address
from devstack.demo.households import Animal, Household

HOME = PRACTICES[0]
ZONE = ZoneInfo(HOME.time_zone)
SATURDAY = 5
PUPPIES = 4
CONTROLS = 5


async def plan(session: Session, world: Founded, households: list[Household], now: datetime) -> None:
    """All of it, in the first clinic. Needs its past lived through: staff plan for the pets they know."""
    clinic_id = world.clinics[HOME.slug]
    staff = {role: world.workers[work_address(each, HOME)] for each in HOME.staff for role in each.roles}
    veterinarians = [world.veterinarians[work_address(each, HOME)] for each in HOME.staff if each.is_veterinarian]
    later = now.astimezone(ZONE).date() + timedelta(days=DAYS_AHEAD + 2)
    head = staff[Role.CLINIC_ADMINISTRATOR]
    holiday = BlockIn(
        clinic_id=clinic_id,
        resource_id=veterinarians[1],
        kind=BlockKind.TIME_OFF,
        starts_at=datetime.combine(later, time(), ZONE),
        ends_at=datetime.combine(later + timedelta(days=5), time(), ZONE),
        reason="A week by the sea.",
    )
    await blocks.create_block(session, holiday, by=head, now=now - timedelta(days=3))
    mornings = [DayWindow(starts_local="08:00", ends_local="12:00")]
    training = OpeningDayIn(clinic_id=clinic_id, windows=mornings, note="Training of the team in the afternoon.")
    await opening.set_opening_override(session, _working_day(later + timedelta(days=6)), training, by=head, now=now)
    lecture = RosterOverrideIn(clinic_id=clinic_id, windows=mornings, note="Lecture at the university.")
    await roster_overrides.set_roster_override(
        session, veterinarians[0], _working_day(later + timedelta(days=1)), lecture, by=head, now=now
    )
    await _request(session, world, households[0], now)
    await _class(session, world, households, now)
    await _course(session, world, households, veterinarians[0], now, by=staff[Role.RECEPTIONIST])
    await _wishes(session, world, households, now)


async def _request(session: Session, world: Founded, home: Household, now: datetime) -> None:
    """A visit at home that waits for the clinic's word."""
    kind = world.kinds[HOME.slug, "Home visit"]
    owner, pet_id = world.owners[home.email], world.pet(home.animals[0])
    start, veterinarian_id = (await _starts(session, world, kind, pet_id, now + timedelta(days=4), now, by=owner))[0]
    wish = AppointmentIn(
        clinic_id=world.clinics[HOME.slug],
        appointment_type_id=kind,
        starts_at=start,
        veterinarian_id=veterinarian_id,
        pet_id=pet_id,
        note="Does not like the car any more.",
        visit_address=f"Am Anger 3\n{HOME.postal_code} {HOME.locality}",
    )
    await booking.book(session, wish, by=owner, now=now)


async def _class(session: Session, world: Founded, households: list[Household], now: datetime) -> None:
    """Some dogs in one puppy hour, booked by their owners."""
    kind = world.kinds[HOME.slug, "Puppy hour"]
    dogs = [(home, animal) for home in households for animal in home.animals if _is(animal, Species.DOG)][-PUPPIES:]
    since = now + timedelta(days=2)
    # A dog that sees somebody at that hour cannot come: the first start that is free for all of them.
    free = [
        await _starts(session, world, kind, world.pet(animal), since, now, by=world.owners[home.email])
        for home, animal in dogs
    ]
    start, veterinarian_id = next(each for each in free[0] if all(each in others for others in free))
    for home, animal in dogs:
        wish = AppointmentIn(
            clinic_id=world.clinics[HOME.slug],
            appointment_type_id=kind,
            starts_at=start,
            veterinarian_id=veterinarian_id,
            pet_id=world.pet(animal),
        )
        await booking.book(session, wish, by=world.owners[home.email], now=now)


async def _course(
    session: Session,
    world: Founded,
    households: list[Household],
    veterinarian_id: UUID,
    now: datetime,
    *,
    by: Actor,
) -> None:
    """A control every week for one patient, where the vet is free."""
    kind = world.kinds[HOME.slug, "Follow-up"]
    patient = next(animal for home in households[1:] for animal in home.animals if _is(animal, Species.CAT))
    pet_id = world.pet(patient)
    starts = await _starts(session, world, kind, pet_id, now + timedelta(days=1), now, veterinarian_id, by=by)
    start, _ = starts[0]
    wish = SeriesPreviewIn(
        clinic_id=world.clinics[HOME.slug],
        appointment_type_id=kind,
        veterinarian_id=veterinarian_id,
        pet_id=pet_id,
        starts_local=start.astimezone(ZONE).replace(tzinfo=None),
        rrule=f"FREQ=WEEKLY;COUNT={CONTROLS}",
    )
    seen = await series.preview_series(session, wish, by=by, now=now)
    free = [each.starts_local for each in seen.items if each.conflict is None]
    await series.create_series(session, SeriesIn(**wish.model_dump(), occurrences=free), by=by, now=now)


async def _wishes(session: Session, world: Founded, households: list[Household], now: datetime) -> None:
    """Owners who wait for an earlier time."""
    today = now.astimezone(ZONE).date()
    for home, offer, note in (
        (households[0], "General check-up", "Any morning would be fine."),
        (households[4], "General check-up", None),
        (households[6], "Vaccination", "Before we travel."),
    ):
        wish = WaitlistIn(
            clinic_id=world.clinics[HOME.slug],
            appointment_type_id=world.kinds[HOME.slug, offer],
            pet_id=world.pet(home.animals[0]),
            windows=[WaitlistWindow(from_day=today, until_day=today + timedelta(days=10), weekdays=[0, 1, 2, 3, 4])],
            note=note,
        )
        await waitlist.join_waitlist(session, wish, by=world.owners[home.email], now=now)


async def _starts(
    session: Session,
    world: Founded,
    kind: UUID,
    pet_id: UUID,
    since: datetime,
    now: datetime,
    veterinarian_id: UUID | None = None,
    *,
    by: Actor,
) -> list[tuple[datetime, UUID]]:
    """Every free start of the next weeks for this pet, and who can serve it; the earliest first."""
    query = SlotQuery(
        clinic_id=world.clinics[HOME.slug],
        appointment_type_id=kind,
        starts_from=since,
        ends_by=since + timedelta(days=30),
        veterinarian_id=veterinarian_id,
        pet_id=pet_id,
    )
    found = json.loads(await slots.list_slots(session, query, by=by, now=now))["items"]
    return [
        (datetime.fromisoformat(each["starts_at"]), UUID(who)) for each in found for who in each["veterinarian_ids"]
    ]


def _working_day(day: date) -> date:
    """The day itself, or the Monday after its weekend."""
    return day if day.weekday() < SATURDAY else day + timedelta(days=7 - day.weekday())


def _is(animal: Animal, species: Species) -> bool:
    return animal.kind.species is species
