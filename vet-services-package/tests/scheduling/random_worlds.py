"""Random clinics around clock changes: hours, rotations, overrides, holidays, classes, rooms, and who is busy when."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from vet_core.clinics.models import Clinic, OpeningHours
from vet_core.db import Interval, Session
from vet_core.identity.models import Person
from vet_core.kernel.actor import Role
from vet_core.scheduling.enums import ClinicResourceKind, ResourceKind
from vet_core.scheduling.models import (
    Appointment,
    AppointmentTypeRequirement,
    AppointmentTypeVeterinarian,
    ClinicHoliday,
    Hold,
    OpeningOverride,
    Reservation,
    Roster,
    RosterOverride,
)
from vet_core.testing import factories

from vet_services.scheduling import why_not

# A zone, and a UTC day on which its clocks change (or a plain one). Apia went from the 29th to the 31st.
CHANGES = [
    ("Australia/Lord_Howe", datetime(2026, 4, 4, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 10, 3, tzinfo=UTC)),
    ("Pacific/Chatham", datetime(2026, 4, 4, tzinfo=UTC)),
    ("Pacific/Chatham", datetime(2026, 9, 26, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 3, 8, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 11, 1, tzinfo=UTC)),
    ("Asia/Kolkata", datetime(2026, 6, 3, tzinfo=UTC)),
    ("Europe/Kyiv", datetime(2026, 3, 29, tzinfo=UTC)),
    ("Europe/Kyiv", datetime(2026, 10, 25, tzinfo=UTC)),
    ("Pacific/Apia", datetime(2011, 12, 30, tzinfo=UTC)),
    ("America/Havana", datetime(2026, 11, 1, tzinfo=UTC)),
]
_LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)

windows = st.tuples(
    st.integers(0, 24).map(lambda hour: hour * 60) | st.integers(0, 1440),
    st.integers(0, 24).map(lambda hour: hour * 60) | st.integers(0, 1440),
)
wide_windows = st.just((0, 1440)) | st.just((480, 1080)) | st.just((1200, 300)) | windows
# Often on the quarter hour, where things touch.
minutes = st.integers(-96, 240).map(lambda quarter: quarter * 15) | st.integers(-24 * 60, 60 * 60)
lengths = st.integers(1, 16).map(lambda quarter: quarter * 15) | st.integers(1, 400)
spans = st.tuples(minutes, lengths)


@st.composite
def weeks(draw: st.DrawFn, around: date) -> list[dict[str, Any]]:
    always = [{"weekday": day, "window": draw(wide_windows)} for day in range(7)] if draw(st.booleans()) else []
    some = st.fixed_dictionaries(
        {"weekday": st.integers(0, 6), "window": windows},
        optional={
            "since": st.integers(-20, 3).map(lambda days: around + timedelta(days=days)),
            "until": st.integers(3, 20).map(lambda days: around + timedelta(days=days)),
            "rotation": st.sampled_from([(1, 0), (2, 0), (2, 1), (3, 2)]),
        },
    )
    return always + draw(st.lists(some, max_size=4))


days_near = st.integers(-2, 3)
overrides = st.dictionaries(days_near, st.lists(windows, max_size=2), max_size=2)
# What is busy: which resource (veterinarians first, then rooms, then the pet), a span, and how.
busy = st.tuples(st.integers(0, 5), spans, st.sampled_from(["booked", "class", "held", "expired", "mine", "blocked"]))


@st.composite
def specs(draw: st.DrawFn) -> dict[str, Any]:
    zone, day = draw(st.sampled_from(CHANGES))
    around = day.date()
    start, length = draw(minutes), draw(st.integers(1, 4 * 1440))
    return {
        "zone": zone,
        "day": day,
        "kind": {
            "duration_minutes": draw(st.sampled_from([1, 5, 15, 20, 30, 45, 60, 90])),
            "slot_interval_minutes": draw(st.sampled_from([5, 7, 10, 15, 20, 30, 45, 60, 90, 1440])),
            "grid_offset_minutes": draw(st.sampled_from([0, 0, 5, 20, 100])),
            "buffer_before_minutes": draw(st.sampled_from([0, 0, 5, 25])),
            "buffer_after_minutes": draw(st.sampled_from([0, 0, 10, 35])),
            "minimum_notice_minutes": draw(st.sampled_from([0, 0, 60, 1500])),
            "horizon_days": draw(st.sampled_from([1, 2, 90])),
            "capacity": draw(st.sampled_from([1, 1, 1, 2, 3])),
            "daily_cap": draw(st.sampled_from([None, None, 1, 2])),
            "same_day_percent": draw(st.sampled_from([0, 0, 0, 30, 80])),
            "clients": draw(st.sampled_from(["everyone", "everyone", "existing", "new"])),
        },
        "opening": draw(weeks(around)),
        "opening_overrides": draw(overrides),
        "holidays": draw(st.dictionaries(days_near, st.booleans(), max_size=2)),
        "rosters": [draw(weeks(around)) for _ in range(draw(st.integers(1, 3)))],
        "roster_overrides": draw(overrides),
        "durations": draw(st.sampled_from([[], [], [None, 25, 40]])),
        "rooms": draw(st.integers(0, 2)),
        "needs_room": draw(st.booleans()),
        "busy": draw(st.lists(busy, max_size=14)),
        "now": draw(minutes) - 700,
        "within": (start, length),
        "pet": draw(st.booleans()),
        "is_staff": draw(st.integers(0, 3)) == 0,
        "shows_hold": draw(st.booleans()),
        "is_moving": draw(st.booleans()),
        "only": draw(st.integers(0, 3)) == 0,
    }


@dataclass
class Planted:
    """What stands in the tables, and the question to ask about it."""

    clinic: Clinic
    kind_id: UUID
    veterinarian_ids: list[UUID]
    owner: Any
    staff: Any
    pet_id: UUID
    hold_ids: list[UUID] = field(default_factory=list)
    appointment_ids: list[UUID] = field(default_factory=list)


async def plant(session: Session, spec: dict[str, Any]) -> Planted:
    day: datetime = spec["day"]
    clinic = await factories.make_clinic(session, time_zone=spec["zone"])
    for hours in await clinic_hours(session, clinic.id):
        await session.delete(hours)
    await session.flush()
    for each in {(each["weekday"], each["window"][0]): each for each in spec["opening"]}.values():
        opens, closes = each["window"]
        await factories.make_opening_hours(
            session, clinic, weekday=each["weekday"], opens_local=opens, closes_local=closes
        )
    around = day.date()
    for offset, found in spec["opening_overrides"].items():
        session.add(OpeningOverride(clinic_id=clinic.id, on_day=around + timedelta(days=offset), **_arrays(found)))
    for offset, is_open in spec["holidays"].items():
        session.add(
            ClinicHoliday(clinic_id=clinic.id, on_day=around + timedelta(days=offset), name="Holiday", is_open=is_open)
        )
    kind = await factories.make_appointment_type(session, clinic, **spec["kind"])
    staff = await factories.make_person(session)
    owner = await factories.make_person(session)
    pet = await factories.make_pet(session, owner)
    vets = []
    for number, weekly in enumerate(spec["rosters"]):
        vet = await factories.make_veterinarian(session)
        person = await session.get_one(Person, vet.person_id)
        await factories.make_membership(session, person, clinic, Role.VETERINARIAN, starts_at=_LONG_AGO)
        durations = spec["durations"]
        session.add(
            AppointmentTypeVeterinarian(
                appointment_type_id=kind.id,
                veterinarian_id=vet.id,
                duration_minutes=durations[number % len(durations)] if durations else None,
            )
        )
        await factories.make_resource(session, vet.id, ResourceKind.VETERINARIAN)
        for each in weekly:
            starts, ends = each["window"]
            weeks_, week = each.get("rotation", (1, 0))
            session.add(
                Roster(
                    clinic_id=clinic.id,
                    veterinarian_id=vet.id,
                    weekday=each["weekday"],
                    starts_local=starts,
                    ends_local=ends,
                    effective_from=each.get("since", _LONG_AGO.date()),
                    effective_until=each.get("until"),
                    rotation_weeks=weeks_,
                    rotation_week=week,
                )
            )
        vets.append(vet)
    for offset, found in spec["roster_overrides"].items():
        session.add(
            RosterOverride(
                clinic_id=clinic.id,
                veterinarian_id=vets[0].id,
                on_day=around + timedelta(days=offset),
                **_arrays(found),
            )
        )
    rooms = [
        await factories.make_clinic_resource(session, clinic, ClinicResourceKind.ROOM, category="surgery")
        for _ in range(spec["rooms"])
    ]
    if spec["needs_room"]:
        session.add(
            AppointmentTypeRequirement(appointment_type_id=kind.id, kind=ClinicResourceKind.ROOM, category="surgery")
        )
    await factories.make_resource(session, pet.id, ResourceKind.PET)
    await session.flush()
    planted = Planted(clinic, kind.id, [vet.id for vet in vets], owner, staff, pet.id)
    targets = [*(vet.id for vet in vets), *(room.id for room in rooms), pet.id]
    for number, (start, length), how in spec["busy"]:
        during = Interval(day + start * _MINUTE, day + (start + length) * _MINUTE)
        await _occupy(session, spec, planted, targets[number % len(targets)], during, how, clinic, staff)
    return planted


async def _occupy(session, spec, planted: Planted, resource_id, during: Interval, how, clinic, staff) -> None:
    now = spec["day"] + spec["now"] * _MINUTE
    row: dict[str, Any] = {"id": uuid4(), "resource_id": resource_id, "during": during, "state": "booked"}
    capacity = spec["kind"]["capacity"]
    vet_id = resource_id if resource_id in planted.veterinarian_ids else planted.veterinarian_ids[0]
    if how == "class" and capacity > 1:
        row |= {"party_id": why_not.party_id(planted.kind_id, vet_id), "seats": capacity}
    if how == "blocked":
        block = await factories.make_block(
            session, clinic, resource_id, staff, starts_at=during.start, ends_at=during.end
        )
        row |= {"state": "blocked", "block_id": block.id}
    elif how in ("held", "expired", "mine"):
        expires_at = now - _MINUTE if how == "expired" else now + 5 * _MINUTE
        hold_id = uuid4()
        await session.execute(
            insert(Hold).values(
                id=hold_id,
                clinic_id=planted.clinic.id,
                appointment_type_id=planted.kind_id,
                veterinarian_id=vet_id,
                person_id=(planted.owner if how == "mine" else staff).id,
                starts_at=during.start,
                ends_at=during.end,
                expires_at=expires_at,
            )
        )
        if how == "mine":
            planted.hold_ids.append(hold_id)
        row |= {"state": "held", "hold_id": hold_id, "expires_at": expires_at}
    else:
        appointment_id = uuid4()
        await session.execute(
            insert(Appointment).values(
                id=appointment_id,
                clinic_id=planted.clinic.id,
                appointment_type_id=planted.kind_id,
                veterinarian_id=vet_id,
                pet_id=planted.pet_id,
                booked_by_id=planted.owner.id,
                status="confirmed",
                starts_at=during.start,
                ends_at=during.end,
                duration_minutes=during.length // _MINUTE,
                time_zone=spec["zone"],
            )
        )
        planted.appointment_ids.append(appointment_id)
        row["appointment_id"] = appointment_id
    await session.execute(upsert(Reservation).values(**row).on_conflict_do_nothing())


async def clinic_hours(session: Session, clinic_id: UUID):
    found = await session.scalars(select(OpeningHours).filter_by(clinic_id=clinic_id))
    return found.all()


def _arrays(found: list[tuple[int, int]]) -> dict[str, list[int]]:
    return {"starts_minutes": [start for start, _ in found], "ends_minutes": [end for _, end in found]}


__all__ = ["CHANGES", "Planted", "plant", "specs"]
