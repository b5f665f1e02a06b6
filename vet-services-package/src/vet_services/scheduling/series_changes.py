"""Move a series or call it off: this visit, this and the following, or all that lie ahead."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from vet_core.db import Session
from vet_core.kernel.actor import Actor
from vet_core.kernel.ids import new_id
from vet_core.kernel.policy import Verdict, enforce
from vet_core.kernel.versions import VersionCheck, any_version
from vet_core.scheduling.enums import AppointmentStatus
from vet_core.scheduling.models import Appointment, AppointmentSeries
from vet_core.scheduling.schemas import RescheduleIn, SeriesCancelIn, SeriesOut, SeriesRescheduleIn

from vet_services.scheduling import booking, reservations, series, series_rules, status
from vet_services.scheduling.errors import (
    AppointmentNotFound,
    NotOffered,
    SeriesConflicts,
    SeriesEnded,
    SeriesNotFound,
    SlotTaken,
)
from vet_services.scheduling.policy import AppointmentFacts, is_staff, may_cancel, may_reschedule
from vet_services.scheduling.series_conflicts import Conflict, reason
from vet_services.scheduling.series_rules import Rule

_MOVABLE = (AppointmentStatus.REQUESTED, AppointmentStatus.CONFIRMED)
Verb: TypeAlias = Callable[[Actor, AppointmentFacts], Verdict]


@dataclass(frozen=True, slots=True)
class Member:
    """A visit of a series and its place in the rule, wherever it was moved alone."""

    id: UUID
    place: datetime
    status: AppointmentStatus
    starts_at: datetime
    veterinarian_id: UUID

    def lies_ahead(self, now: datetime) -> bool:
        return self.status in _MOVABLE and self.starts_at > now


async def reschedule_series(
    session: Session,
    series_id: UUID,
    wish: SeriesRescheduleIn,
    *,
    by: Actor,
    now: datetime,
    check: VersionCheck = any_version,
) -> SeriesOut:
    """Move the visit, or with it the following or all that lie ahead by as many days and to the same time of day.

    Returns the series the visit belongs to afterwards. Raises SeriesConflicts with everything that stands in the way of
    the visits that were to move, SlotTaken or NotOffered for a single one; RuleUnsupported when no rule names the new
    days; OccurrenceUnknown, SeriesNotFound, AppointmentNotFound, SeriesEnded, Refused, WrongMove or AlreadyBegun. After
    any of them undo the transaction.
    """
    kept, visit = await _find(session, series_id, wish.appointment_id, by=by, verb=may_reschedule)
    check(kept.version)
    zone = ZoneInfo(kept.time_zone)
    if wish.scope == "this":
        there = RescheduleIn(
            starts_at=series_rules.instant(wish.starts_local, zone), veterinarian_id=wish.veterinarian_id
        )
        await booking.reschedule(session, visit.id, there, by=by, now=now)
        return await series.show(session, kept, by=by, now=now)
    rule = series_rules.parse(kept.rrule, zone)
    positions = series_rules.occurrences(rule, kept.starts_local)
    place = _place(visit)
    first = _first(positions, place, wish.scope, zone, now)
    by_days = (wish.starts_local.date() - place.date()).days
    new_rule, times = series_rules.moved(rule, positions[first:], by_days, wish.starts_local.time())
    place_of = dict(zip(positions[first:], times, strict=True))
    wanted = set(series.chosen(times, wish.occurrences))
    # Visits that were called off with the end of the rule have no place in it any more.
    members = [each for each in await _members(session, kept.id, positions[first]) if each.place in place_of]
    moving = [
        (each, place_of[each.place]) for each in members if each.lies_ahead(now) and place_of[each.place] in wanted
    ]
    conflicts = await _move_each(session, kept, moving, wish.veterinarian_id, zone, by=by, now=now)
    if conflicts:
        raise SeriesConflicts([each.shown for each in conflicts])
    ahead = _continue(session, kept, rule, positions[:first], new_rule, times[0], zone, by=by, now=now)
    ahead.veterinarian_id = wish.veterinarian_id or ahead.veterinarian_id
    await session.flush()
    await series.belong(session, ahead.id, [(each.id, place_of[each.place]) for each in members])
    series.record(session, by, "rescheduled", ahead, now=now)
    return await series.show(session, ahead, by=by, now=now)


async def cancel_series(
    session: Session,
    series_id: UUID,
    wish: SeriesCancelIn,
    *,
    by: Actor,
    now: datetime,
    check: VersionCheck = any_version,
) -> SeriesOut:
    """Call the visit off, or with it the following or all that lie ahead; the series ends with them.

    Raises SeriesNotFound, AppointmentNotFound, SeriesEnded, Refused, WrongMove or AlreadyBegun.
    """
    kept, visit = await _find(session, series_id, wish.appointment_id, by=by, verb=may_cancel)
    check(kept.version)
    if wish.scope == "this":
        await booking.cancel(session, visit.id, by=by, now=now, reason=wish.reason)
        return await series.show(session, kept, by=by, now=now)
    zone = ZoneInfo(kept.time_zone)
    rule = series_rules.parse(kept.rrule, zone)
    positions = series_rules.occurrences(rule, kept.starts_local)
    first = _first(positions, _place(visit), wish.scope, zone, now)
    for each in await _members(session, kept.id, positions[first]):
        if each.lies_ahead(now):
            await booking.cancel(session, each.id, by=by, now=now, reason=wish.reason)
    _cut_off(kept, rule, positions[:first], zone, now)
    series.record(session, by, "cancelled", kept, now=now)
    await session.flush()
    return await series.show(session, kept, by=by, now=now)


async def _find(
    session: Session, series_id: UUID, appointment_id: UUID, verb: Verb, by: Actor
) -> tuple[AppointmentSeries, Appointment]:
    """The series and one of its visits, both locked, for somebody who may do this with the visit."""
    kept = await session.get(AppointmentSeries, series_id, with_for_update=True)
    if kept is None:
        raise SeriesNotFound()
    visit, owners = await status.load(session, appointment_id)
    enforce(verb(by, status.facts(visit, owners)), hidden=SeriesNotFound())
    if visit.series_id != series_id:
        raise AppointmentNotFound()
    return kept, visit


async def _members(session: Session, series_id: UUID, since: datetime) -> list[Member]:
    """Its visits from a place of the rule on, as plain values: what is tried and undone would empty rows of the ORM.

    All are locked before anything else is waited for, as whoever moves one of them alone locks that first.
    """
    rows = await session.execute(
        select(
            Appointment.id,
            Appointment.series_starts_local,
            Appointment.status,
            Appointment.starts_at,
            Appointment.veterinarian_id,
        )
        .where(Appointment.series_id == series_id, Appointment.series_starts_local >= since)
        .order_by(Appointment.series_starts_local, Appointment.id)
        .with_for_update()
    )
    return [
        Member(appointment_id, place, stands, starts_at, veterinarian_id)
        for appointment_id, place, stands, starts_at, veterinarian_id in rows
        if place is not None
    ]


async def _move_each(
    session: Session,
    kept: AppointmentSeries,
    moving: Sequence[tuple[Member, datetime]],
    veterinarian_id: UUID | None,
    zone: ZoneInfo,
    *,
    by: Actor,
    now: datetime,
) -> list[Conflict]:
    """Give all their times back, then take the new ones: visits of one series do not stand in each other's way.

    A daily cap counts visits by their day, so those that move to later days go from the last to the first.
    """
    goals = [(each, starts_local, series_rules.instant(starts_local, zone)) for each, starts_local in moving]
    changing = [
        (each, starts_local, starts_at)
        for each, starts_local, starts_at in goals
        if (each.starts_at, each.veterinarian_id) != (starts_at, veterinarian_id or each.veterinarian_id)
    ]
    resources = {each.veterinarian_id for each, *_ in changing} | {kept.pet_id, veterinarian_id or kept.veterinarian_id}
    is_staffs = is_staff(by, kept.clinic_id)
    await reservations.queue(session, resources)
    for each, *_ in changing:
        await reservations.release(session, each.id)
    conflicts = []
    for each, starts_local, starts_at in sorted(changing, key=_order):
        there = RescheduleIn(starts_at=starts_at, veterinarian_id=veterinarian_id)
        try:
            async with session.begin_nested():
                await booking.reschedule(session, each.id, there, by=by, now=now, is_horizon_ignored=is_staffs)
        except (NotOffered, SlotTaken) as refusal:
            conflicts.append(Conflict(starts_local, starts_at, reason(refusal)))
    return sorted(conflicts, key=lambda each: each.starts_at)


def _order(moving: tuple[Member, datetime, datetime]) -> tuple[bool, float]:
    member, _, starts_at = moving
    is_later = starts_at > member.starts_at
    return is_later, -starts_at.timestamp() if is_later else starts_at.timestamp()


def _continue(
    session: Session,
    kept: AppointmentSeries,
    rule: Rule,
    before: Sequence[datetime],
    new_rule: Rule,
    starts_local: datetime,
    zone: ZoneInfo,
    *,
    by: Actor,
    now: datetime,
) -> AppointmentSeries:
    """The series that the moved visits belong to: the same one when it moved as a whole, otherwise one that begins."""
    if not before:
        kept.rrule, kept.starts_local = str(new_rule), starts_local
        return kept
    _cut_off(kept, rule, before, zone, now)
    ahead = AppointmentSeries(
        id=new_id(),
        clinic_id=kept.clinic_id,
        appointment_type_id=kept.appointment_type_id,
        veterinarian_id=kept.veterinarian_id,
        pet_id=kept.pet_id,
        rrule=str(new_rule),
        starts_local=starts_local,
        time_zone=kept.time_zone,
        duration_minutes=kept.duration_minutes,
        created_by_id=by.person_id,
        created_at=now,
    )
    session.add(ahead)
    return ahead


def _cut_off(kept: AppointmentSeries, rule: Rule, before: Sequence[datetime], zone: ZoneInfo, now: datetime) -> None:
    """Let the series end after what went before; over it is when none of that lies ahead."""
    if before:
        kept.rrule = str(series_rules.first_of(rule, len(before)))
    if not before or series_rules.instant(before[-1], zone) <= now:
        kept.ended_at = now


def _first(positions: Sequence[datetime], place: datetime, scope: str, zone: ZoneInfo, now: datetime) -> int:
    """Where in the rule the change begins. Raises SeriesEnded when nothing of it lies ahead."""
    if scope == "following" and place in positions:
        return positions.index(place)
    for number, each in enumerate(positions):
        if scope == "all" and series_rules.instant(each, zone) > now:
            return number
    raise SeriesEnded()


def _place(visit: Appointment) -> datetime:
    assert visit.series_starts_local is not None, "a visit of a series has its place in the rule"
    return visit.series_starts_local
