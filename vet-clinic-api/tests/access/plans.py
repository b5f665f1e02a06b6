"""What each side plans: rooms, blocked time, days that are different, visits that repeat, wishes, links and feeds."""

import hashlib
from datetime import date, datetime, timedelta
from typing import Any

from vet_core.db import Session
from vet_core.kernel.actor import Role
from vet_core.scheduling.enums import (
    AppointmentStatus,
    FeedKind,
    LinkPurpose,
    Place,
    WaitlistStatus,
)
from vet_core.scheduling.models import (
    Appointment,
    AppointmentSeries,
    CalendarFeed,
    ClinicHoliday,
    DayMove,
    MoveProposal,
    OpeningOverride,
    RosterOverride,
    WaitlistEntry,
    WaitlistOffer,
)
from vet_core.testing import factories as make
from vet_services.scheduling import link_tokens
from vet_services.scheduling.link_tokens import Link

from tests.access.sides import TUESDAY, Secret, Side

THURSDAY = TUESDAY + timedelta(days=2)
_WEEK = timedelta(days=7)
_HALF_AN_HOUR = timedelta(minutes=30)
DIFFERENT_DAY, HOLIDAY = date(2026, 3, 12), date(2026, 4, 3)


async def add_plans(session: Session, side: Side, now: datetime) -> None:
    """Give the side one of everything that can be planned."""
    reason = f"{side.name} staff reason."
    side.marks[Secret.PLANS] = {reason}
    await _places(session, side, reason)
    await _different_days(session, side, reason)
    await _more_visits(session, side, now)
    await _repeated(session, side, now)
    await _wishes(session, side, now)
    await _moved_day(session, side, reason, now)
    await _addresses(session, side, now)


async def _places(session: Session, side: Side, reason: str) -> None:
    """A room, and an hour in which it is being painted."""
    room = await make.make_clinic_resource(session, side.clinic, name=f"Room of {side.name}")
    painted_at = TUESDAY + timedelta(days=9)
    block = await make.make_block(
        session,
        side.clinic,
        room.id,
        side.staff[Role.CLINIC_ADMINISTRATOR],
        starts_at=painted_at,
        ends_at=painted_at + timedelta(hours=1),
        reason=reason,
    )
    side.things |= {"room_id": str(room.id), "resource_id": str(room.id), "block_id": str(block.id)}


async def _different_days(session: Session, side: Side, reason: str) -> None:
    hours: dict[str, Any] = {"on_day": DIFFERENT_DAY, "starts_minutes": [600], "ends_minutes": [720]}
    session.add_all(
        [
            RosterOverride(clinic_id=side.clinic.id, veterinarian_id=side.veterinarian.id, note=reason, **hours),
            OpeningOverride(clinic_id=side.clinic.id, **hours),
            ClinicHoliday(clinic_id=side.clinic.id, on_day=HOLIDAY, name="Good Friday"),
        ]
    )
    await session.flush()


async def _more_visits(session: Session, side: Side, now: datetime) -> None:
    """One visit in each further state that a route starts from."""
    late = {
        "cancelled_at": now,
        "cancelled_by_id": side.owner.id,
        "is_late": True,
        "late_fee_minor": 1500,
        "currency": "EUR",
    }
    cases: tuple[tuple[str, datetime, AppointmentStatus, dict[str, Any]], ...] = (
        ("requested_id", THURSDAY, AppointmentStatus.REQUESTED, {}),
        ("finished_id", now - timedelta(hours=3), AppointmentStatus.COMPLETED, {"finished_at": now}),
        ("late_id", THURSDAY + timedelta(hours=1), AppointmentStatus.CANCELLED, late),
    )
    for name, starts_at, status, more in cases:
        visit = await _visit(session, side, starts_at, status, **more)
        side.things[name] = str(visit.id)
    await _home_visit(session, side)


async def _home_visit(session: Session, side: Side) -> None:
    """One more visit, where the pet lives."""
    at_home = await make.make_appointment_type(
        session, side.clinic, [side.veterinarian], name=f"Home visit of {side.name}", place=Place.HOME_VISIT
    )
    visit = await make.make_appointment(
        session,
        at_home,
        side.veterinarian,
        side.pet,
        side.owner,
        starts_at=THURSDAY + timedelta(hours=3),
        visit_address=home_of(side),
    )
    side.things["home_visit_id"] = str(visit.id)
    side.marks[Secret.VISIT].add(home_of(side))


def home_of(side: Side) -> str:
    return f"Meadow Lane 5, {side.name}"


async def _repeated(session: Session, side: Side, now: datetime) -> None:
    """Two visits, a week apart."""
    first = TUESDAY + timedelta(days=3)
    series = AppointmentSeries(
        clinic_id=side.clinic.id,
        appointment_type_id=side.appointment_type.id,
        veterinarian_id=side.veterinarian.id,
        pet_id=side.pet.id,
        rrule="FREQ=WEEKLY;COUNT=2",
        starts_local=_local(first),
        time_zone=side.clinic.time_zone,
        duration_minutes=30,
        created_by_id=side.owner.id,
        created_at=now,
    )
    session.add(series)
    await session.flush()
    for name, starts_at in (("repeated_id", first), ("repeated_later_id", first + _WEEK)):
        visit = await _visit(session, side, starts_at, AppointmentStatus.CONFIRMED)
        visit.series_id, visit.series_starts_local = series.id, _local(starts_at)
        side.things[name] = str(visit.id)
    side.things["series_id"] = str(series.id)
    await session.flush()


async def _wishes(session: Session, side: Side, now: datetime) -> None:
    """The owner waits for two times; one of them is on offer until the evening."""
    starts_at, expires_at = TUESDAY + timedelta(hours=6), now + timedelta(hours=2)
    wished = await make.make_appointment_type(session, side.clinic, [side.veterinarian], name=f"Surgery at {side.name}")
    for name, status in (("entry_id", WaitlistStatus.WAITING), ("offered_entry_id", WaitlistStatus.OFFERED)):
        entry = WaitlistEntry(
            clinic_id=side.clinic.id,
            appointment_type_id=wished.id,
            pet_id=side.pet.id,
            person_id=side.owner.id,
            windows=[
                {
                    "from_day": "2026-03-03",
                    "until_day": "2026-03-13",
                    "weekdays": [0, 1, 2, 3, 4],
                    "starts_minute": 480,
                    "ends_minute": 1080,
                }
            ],
            note=f"Limps, {side.name} visit note.",
            visit_address=home_of(side),
            status=status,
        )
        session.add(entry)
        await session.flush()
        side.things[name] = str(entry.id)
    hold = await make.make_hold(
        session,
        side.owner,
        wished,
        side.veterinarian,
        pet_id=side.pet.id,
        starts_at=starts_at,
        expires_at=expires_at,
        created_at=now,
        is_renewed=True,
    )
    offer = WaitlistOffer(
        entry_id=entry.id,
        hold_id=hold.id,
        starts_at=starts_at,
        ends_at=hold.ends_at,
        veterinarian_id=side.veterinarian.id,
        expires_at=expires_at,
        created_at=now,
    )
    session.add(offer)
    await session.flush()
    side.things["kept_token"] = link_tokens.sign(Link(LinkPurpose.WAITLIST, offer.id, side.owner.id, 0, expires_at))


async def _moved_day(session: Session, side: Side, reason: str, now: datetime) -> None:
    move = DayMove(
        clinic_id=side.clinic.id,
        veterinarian_id=side.veterinarian.id,
        on_day=TUESDAY.date(),
        reason=reason,
        created_by_id=side.staff[Role.RECEPTIONIST].id,
        created_at=now,
    )
    session.add(move)
    await session.flush()
    option = TUESDAY + _WEEK
    visit = await session.get_one(Appointment, side.things["appointment_id"])
    proposal = MoveProposal(
        day_move_id=move.id,
        appointment_id=visit.id,
        options=[
            {
                "starts_at": option.isoformat(),
                "ends_at": (option + _HALF_AN_HOUR).isoformat(),
                "veterinarian_id": str(side.veterinarian.id),
            }
        ],
        expires_at=TUESDAY,
        created_at=now,
    )
    session.add(proposal)
    await session.flush()
    side.things["choice_token"] = link_tokens.sign(
        Link(LinkPurpose.CHOOSE, proposal.id, side.owner.id, visit.sequence, TUESDAY)
    )
    side.things["day_move_id"] = str(move.id)


async def _addresses(session: Session, side: Side, now: datetime) -> None:
    """The owner's link to call the visit off, and the address of their calendar."""
    visit = await session.get_one(Appointment, side.things["appointment_id"])
    side.things["link_token"] = link_tokens.sign(
        Link(LinkPurpose.CANCEL, visit.id, side.owner.id, visit.sequence, visit.starts_at)
    )
    secret = hashlib.sha256(f"{side.name} feed".encode()).hexdigest()[:43]
    feed = CalendarFeed(
        person_id=side.owner.id,
        kind=FeedKind.OWNER,
        secret_digest=hashlib.sha256(secret.encode()).hexdigest(),
        created_at=now,
    )
    session.add(feed)
    await session.flush()
    side.things |= {"feed_id": str(feed.id), "feed_secret": secret}


async def _visit(
    session: Session, side: Side, starts_at: datetime, status: AppointmentStatus, **more: Any
) -> Appointment:
    return await make.make_appointment(
        session,
        side.appointment_type,
        side.veterinarian,
        side.pet,
        side.owner,
        starts_at=starts_at,
        status=status,
        note=f"Limps, {side.name} visit note.",
        **more,
    )


def _local(instant: datetime) -> datetime:
    """The clinic's clock; both sides are in Berlin, before summer time."""
    return (instant + timedelta(hours=1)).replace(tzinfo=None)
