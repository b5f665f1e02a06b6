"""When a clinic is open to owners: its week, and the days that are different. It bounds owners, never the staff.

On a local day its own hours count if it has any; else a public holiday on which the clinic does not open closes it;
else the week says. Visits that are booked stay.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from vet_core import audit
from vet_core.clinics.models import Clinic, OpeningHours
from vet_core.db import Interval, Session
from vet_core.kernel.actor import Actor
from vet_core.kernel.bounds import MINUTES_A_DAY
from vet_core.kernel.ids import new_id
from vet_core.kernel.policy import enforce
from vet_core.kernel.versions import VersionCheck, any_version
from vet_core.scheduling.models import ClinicHoliday, OpeningOverride, SchedulingSettings
from vet_core.scheduling.schemas import (
    HolidayOut,
    OpeningDayIn,
    OpeningDayOut,
    OpeningOut,
    OpeningWeeklyIn,
    OpeningWindowIn,
    OpeningWindowOut,
    WaitlistOfferLengthIn,
)

from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import calendar_news, day_windows
from vet_services.scheduling.policy import may_offer
from vet_services.scheduling.setup_errors import DaysRangeInvalid, OpeningOverrideNotFound

LONGEST_DAYS = 731
_DEFAULTS = SchedulingSettings(waitlist_offer_minutes=120, version=0)
"""What counts for a clinic without settings of its own."""


async def get_opening(session: Session, clinic_id: UUID, from_day: date, to_day: date) -> OpeningOut:
    """The week, and the days from the first to the last that are different. Raises ClinicNotFound, DaysRangeInvalid."""
    refuse_long_range(from_day, to_day)
    if await session.get(Clinic, clinic_id) is None:
        raise ClinicNotFound()
    settings = await session.get(SchedulingSettings, clinic_id) or _DEFAULTS
    overrides = await session.scalars(
        select(OpeningOverride)
        .where(OpeningOverride.clinic_id == clinic_id, OpeningOverride.on_day.between(from_day, to_day))
        .order_by(OpeningOverride.on_day)
    )
    holidays = await session.scalars(
        select(ClinicHoliday)
        .where(ClinicHoliday.clinic_id == clinic_id, ClinicHoliday.on_day.between(from_day, to_day))
        .order_by(ClinicHoliday.on_day)
    )
    return OpeningOut(
        weekly=await _weekly(session, clinic_id),
        overrides=[_out(row) for row in overrides],
        holidays=[HolidayOut.model_validate(row) for row in holidays],
        holiday_country=settings.holiday_country,
        holiday_subdivision=settings.holiday_subdivision,
        waitlist_offer_minutes=settings.waitlist_offer_minutes,
        version=settings.version,
    )


async def set_opening_hours(
    session: Session, wish: OpeningWeeklyIn, *, by: Actor, now: datetime, check: VersionCheck = any_version
) -> OpeningOut:
    """Replace the clinic's week; the answer holds what is different from today on for a year.

    `check` sees the version under a lock. Raises ClinicNotFound or Refused.
    """
    clinic_id = wish.clinic_id
    enforce(may_offer(by, clinic_id), hidden=ClinicNotFound())
    settings = await locked_settings(session, clinic_id, now=now)
    check(settings.version)
    settings.version += 1
    await session.execute(delete(OpeningHours).where(OpeningHours.clinic_id == clinic_id))
    session.add_all(OpeningHours(clinic_id=clinic_id, **each.model_dump()) for each in _longest(wish.windows))
    await session.flush()
    opens = calendar_news.from_now_on(now) if wish.windows else None
    _record(session, by, "hours_set", clinic_id, now=now, opens=opens)
    return await get_opening(session, clinic_id, now.date(), date(now.year + 1, 12, 31))


async def set_opening_override(
    session: Session, on_day: date, wish: OpeningDayIn, *, by: Actor, now: datetime
) -> OpeningDayOut:
    """Open at these hours on that day, or not at all; it counts for more than a holiday.

    Raises ClinicNotFound or Refused.
    """
    enforce(may_offer(by, wish.clinic_id), hidden=ClinicNotFound())
    (await locked_settings(session, wish.clinic_id, now=now)).version += 1
    written = {"note": wish.note, "updated_at": now, **day_windows.columns(wish.windows)}
    row = await session.scalar(
        insert(OpeningOverride)
        .values(id=new_id(), clinic_id=wish.clinic_id, on_day=on_day, created_at=now, **written)
        .on_conflict_do_update(index_elements=["clinic_id", "on_day"], set_=written)
        .returning(OpeningOverride)
        .execution_options(populate_existing=True)
    )
    assert row is not None
    opens = await calendar_news.on_day(session, wish.clinic_id, on_day) if wish.windows else None
    _record(session, by, "opening_day_set", wish.clinic_id, now=now, opens=opens)
    return _out(row)


async def clear_opening_override(session: Session, clinic_id: UUID, on_day: date, *, by: Actor, now: datetime) -> None:
    """Go back to the week, or the holiday. Raises ClinicNotFound, Refused or OpeningOverrideNotFound."""
    enforce(may_offer(by, clinic_id), hidden=ClinicNotFound())
    settings = await locked_settings(session, clinic_id, now=now)
    gone = await session.scalar(
        delete(OpeningOverride)
        .where(OpeningOverride.clinic_id == clinic_id, OpeningOverride.on_day == on_day)
        .returning(OpeningOverride.id)
    )
    if gone is None:
        raise OpeningOverrideNotFound()
    settings.version += 1
    opens = await calendar_news.on_day(session, clinic_id, on_day)
    _record(session, by, "opening_day_cleared", clinic_id, now=now, opens=opens)


async def set_waitlist_offer_minutes(
    session: Session, wish: WaitlistOfferLengthIn, *, by: Actor, now: datetime, check: VersionCheck = any_version
) -> OpeningOut:
    """Keep a time that came free for so long; offers that stand keep their end.

    The answer holds what is different from today on for a year. `check` sees the version under a lock. Raises
    ClinicNotFound or Refused.
    """
    clinic_id = wish.clinic_id
    enforce(may_offer(by, clinic_id), hidden=ClinicNotFound())
    settings = await locked_settings(session, clinic_id, now=now)
    check(settings.version)
    if settings.waitlist_offer_minutes != wish.minutes:
        settings.waitlist_offer_minutes = wish.minutes
        settings.version += 1
        await session.flush()
        audit.add(
            session,
            by,
            "waitlist_offers_set",
            "clinic",
            clinic_id,
            now=now,
            clinic_id=clinic_id,
            fields=["waitlist_offer_minutes"],
        )
    return await get_opening(session, clinic_id, now.date(), date(now.year + 1, 12, 31))


async def locked_settings(session: Session, clinic_id: UUID, *, now: datetime) -> SchedulingSettings:
    """The clinic's settings, made when there are none and locked: whoever changes opening does it one at a time.

    Raises ClinicNotFound.
    """
    if await session.get(Clinic, clinic_id) is None:
        raise ClinicNotFound()
    await session.execute(
        insert(SchedulingSettings)
        .values(clinic_id=clinic_id, version=0, updated_at=now)
        .on_conflict_do_nothing(index_elements=["clinic_id"])
    )
    return (
        await session.scalars(
            select(SchedulingSettings)
            .where(SchedulingSettings.clinic_id == clinic_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).one()


def refuse_long_range(from_day: date, to_day: date) -> None:
    if not 0 <= (to_day - from_day).days < LONGEST_DAYS:
        raise DaysRangeInvalid()


def _longest(windows: Iterable[OpeningWindowIn]) -> Iterable[OpeningWindowIn]:
    """Of the windows that begin together the longest, which covers the others."""
    found: dict[tuple[int, int], OpeningWindowIn] = {}
    for window in sorted(windows, key=_minutes):
        found[window.weekday, window.opens_local] = window
    return found.values()


def _minutes(window: OpeningWindowIn) -> int:
    is_overnight = window.closes_local < window.opens_local
    return window.closes_local - window.opens_local + is_overnight * MINUTES_A_DAY


async def _weekly(session: Session, clinic_id: UUID) -> list[OpeningWindowOut]:
    rows: Sequence[OpeningHours] = (
        await session.scalars(
            select(OpeningHours)
            .where(OpeningHours.clinic_id == clinic_id)
            .order_by(OpeningHours.weekday, OpeningHours.opens_local)
        )
    ).all()
    return [OpeningWindowOut.model_validate(row) for row in rows]


def _out(row: OpeningOverride) -> OpeningDayOut:
    return OpeningDayOut(
        on_day=row.on_day, windows=day_windows.shown(row.starts_minutes, row.ends_minutes), note=row.note
    )


def _record(
    session: Session, by: Actor, action: str, clinic_id: UUID, *, now: datetime, opens: Interval | None
) -> None:
    calendar_news.tell(session, clinic_id, now=now, opens=opens)
    audit.add(session, by, action, "clinic", clinic_id, now=now, clinic_id=clinic_id, fields=["opening_hours"])
