"""Visits that repeat: shown with what stands in their way, booked all or chosen, moved and called off by scope.

A series is a rule on the clinic's clock, and each of its visits an appointment like any other: booked, moved and
called off by booking.py, which decides every race. A visit keeps its place in the rule (`series_starts_local`) when it
alone is moved. "This and following" and "all" touch what lies ahead; what went before stays in a series that ends.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic_core import to_json
from sqlalchemy import Text, Uuid, bindparam, select, text
from vet_core import audit
from vet_core.clinics.models import Clinic
from vet_core.db import Page, Session
from vet_core.kernel.actor import Actor
from vet_core.kernel.ids import new_id
from vet_core.kernel.policy import enforce
from vet_core.pets.models import PetOwner
from vet_core.scheduling.models import AppointmentSeries
from vet_core.scheduling.schemas import (
    AppointmentIn,
    AppointmentOut,
    SeriesIn,
    SeriesOut,
    SeriesPreviewIn,
    SeriesPreviewOut,
)

from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import booking, offers, reservations, series_rules
from vet_services.scheduling.errors import NotOffered, OccurrenceUnknown, SeriesConflicts, SeriesNotFound, SlotTaken
from vet_services.scheduling.offers import Wish
from vet_services.scheduling.policy import AppointmentFacts, is_staff, may_view
from vet_services.scheduling.queries import AppointmentFilter, list_appointments
from vet_services.scheduling.series_conflicts import Conflict, reason

_PAGE = 100

_BELONG = text("""
    UPDATE appointments a SET series_id = :series_id, series_starts_local = w.starts_local
      FROM json_to_recordset(CAST(:places AS json)) AS w (id uuid, starts_local timestamp)
     WHERE a.id = w.id
""").bindparams(bindparam("series_id", type_=Uuid()), bindparam("places", type_=Text()))


async def preview_series(session: Session, wish: SeriesPreviewIn, *, by: Actor, now: datetime) -> SeriesPreviewOut:
    """Every visit the rule would make, each with the first thing that stands in its way. Nothing is written.

    Raises RuleUnsupported; ClinicNotFound, AppointmentTypeNotFound, PetNotFound or PetDeceased.
    """
    zone = await clinic_zone(session, wish.clinic_id)
    items = []
    for starts_local in series_rules.occurrences(series_rules.parse(wish.rrule, zone), wish.starts_local):
        starts_at = series_rules.instant(starts_local, zone)
        conflict = await _why_not(session, wish, starts_at, by=by, now=now)
        items.append({"starts_at": starts_at, "starts_local": spoken(starts_local), "conflict": conflict})
    return SeriesPreviewOut.model_validate({"time_zone": zone.key, "items": items})


async def create_series(session: Session, wish: SeriesIn, *, by: Actor, now: datetime) -> SeriesOut:
    """Book every visit of the rule, or those chosen; all of them or none.

    Raises SeriesConflicts with everything that stands in the way, RuleUnsupported, OccurrenceUnknown; ClinicNotFound,
    AppointmentTypeNotFound, PetNotFound, PetDeceased, AnswerMissing, AnswerUnknown, AddressMissing,
    AddressUnneeded or Refused. After any of them undo the transaction.
    """
    zone = await clinic_zone(session, wish.clinic_id)
    rule = series_rules.parse(wish.rrule, zone)
    times = chosen(series_rules.occurrences(rule, wish.starts_local), wish.occurrences)
    await reservations.queue(session, [wish.veterinarian_id, wish.pet_id])
    booked, conflicts = await _book_each(session, wish, times, zone, by=by, now=now)
    if conflicts:
        raise SeriesConflicts([each.shown for each in conflicts])
    series = AppointmentSeries(
        id=new_id(),
        clinic_id=wish.clinic_id,
        appointment_type_id=wish.appointment_type_id,
        veterinarian_id=wish.veterinarian_id,
        pet_id=wish.pet_id,
        rrule=str(rule),
        starts_local=wish.starts_local,
        time_zone=zone.key,
        duration_minutes=booked[0].duration_minutes,
        created_by_id=by.person_id,
        created_at=now,
    )
    session.add(series)
    await session.flush()
    await belong(session, series.id, [(each.id, at) for each, at in zip(booked, times, strict=True)])
    record(session, by, "booked", series, now=now)
    return await show(session, series, by=by, now=now)


async def get_series(session: Session, series_id: UUID, *, by: Actor, now: datetime) -> SeriesOut:
    """A series with its visits, for the pet's owners and the clinic's staff. Raises SeriesNotFound."""
    series = await session.get(AppointmentSeries, series_id)
    if series is None:
        raise SeriesNotFound()
    owners = await session.scalars(select(PetOwner.person_id).where(PetOwner.pet_id == series.pet_id))
    enforce(may_view(by, AppointmentFacts(series.clinic_id, frozenset(owners))), hidden=SeriesNotFound())
    return await show(session, series, by=by, now=now)


async def show(session: Session, series: AppointmentSeries, *, by: Actor, now: datetime) -> SeriesOut:
    """The series as a value, with every visit that belongs to it."""
    wanted = AppointmentFilter(
        clinic_id=series.clinic_id if series.clinic_id in by.clinic_ids | by.opened_clinic_ids else None,
        series_id=series.id,
    )
    visits: list[AppointmentOut] = []
    after: str | None = None
    while True:
        page = Page[AppointmentOut].model_validate_json(
            await list_appointments(session, wanted, by=by, now=now, limit=_PAGE, after=after)
        )
        visits += page.items
        after = page.next
        if after is None:
            break
    values = {column.key: getattr(series, column.key) for column in AppointmentSeries.__mapper__.columns}
    return SeriesOut.model_validate(
        values | {"starts_local": spoken(series.starts_local), "appointments": [each.model_dump() for each in visits]}
    )


async def clinic_zone(session: Session, clinic_id: UUID) -> ZoneInfo:
    """The clinic's clock. Raises ClinicNotFound."""
    name: str | None = await session.scalar(select(Clinic.time_zone).where(Clinic.id == clinic_id))
    if name is None:
        raise ClinicNotFound()
    return ZoneInfo(name)


def chosen(times: Sequence[datetime], wanted: str | Sequence[datetime]) -> list[datetime]:
    """The times of the rule that were asked for. Raises OccurrenceUnknown for one that is none of them."""
    if isinstance(wanted, str):
        return list(times)
    for place, each in enumerate(wanted):
        if each not in times:
            raise OccurrenceUnknown(place)
    if not wanted:
        raise OccurrenceUnknown(None)
    return [each for each in times if each in set(wanted)]


async def belong(session: Session, series_id: UUID, places: Sequence[tuple[UUID, datetime]]) -> None:
    """Say of appointments that they belong to the series, and where in its rule."""
    rows = [{"id": appointment_id, "starts_local": at} for appointment_id, at in places]
    await session.execute(_BELONG, {"series_id": series_id, "places": to_json(rows).decode()})


def record(session: Session, by: Actor, action: str, series: AppointmentSeries, *, now: datetime) -> None:
    audit.add(session, by, action, "appointment_series", series.id, now=now, clinic_id=series.clinic_id)


def spoken(starts_local: datetime) -> str:
    """A wall-clock time as it travels."""
    return f"{starts_local:%Y-%m-%dT%H:%M}"


async def _why_not(
    session: Session, wish: SeriesPreviewIn, starts_at: datetime, *, by: Actor, now: datetime
) -> str | None:
    try:
        await offers.offer_at(
            session,
            Wish(
                clinic_id=wish.clinic_id,
                appointment_type_id=wish.appointment_type_id,
                starts_at=starts_at,
                veterinarian_id=wish.veterinarian_id,
                pet_id=wish.pet_id,
                is_horizon_ignored=is_staff(by, wish.clinic_id),
            ),
            by=by,
            now=now,
        )
    except (NotOffered, SlotTaken) as refusal:
        return reason(refusal)
    return None


async def _book_each(
    session: Session, wish: SeriesIn, times: Sequence[datetime], zone: ZoneInfo, *, by: Actor, now: datetime
) -> tuple[list[AppointmentOut], list[Conflict]]:
    booked: list[AppointmentOut] = []
    conflicts: list[Conflict] = []
    for starts_local in times:
        starts_at = series_rules.instant(starts_local, zone)
        visit = AppointmentIn(
            clinic_id=wish.clinic_id,
            appointment_type_id=wish.appointment_type_id,
            veterinarian_id=wish.veterinarian_id,
            pet_id=wish.pet_id,
            starts_at=starts_at,
            answers=wish.answers,
            visit_address=wish.visit_address,
        )
        try:
            async with session.begin_nested():
                is_staffs = is_staff(by, wish.clinic_id)
                booked.append(await booking.book(session, visit, by=by, now=now, is_horizon_ignored=is_staffs))
        except (NotOffered, SlotTaken) as refusal:
            conflicts.append(Conflict(starts_local, starts_at, reason(refusal)))
    return booked, conflicts
