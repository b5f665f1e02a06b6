"""Public holidays of the region a clinic keeps, from the `holidays` library: this year's and the next two years'.

They stand in a table, so that whoever looks for free time asks no library, and the clinic can open on one of them all
the same. What the clinic said about a day stays when the library learns better.
"""

import asyncio
import re
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

import holidays as library
import structlog
from holidays.registry import COUNTRIES
from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from vet_core import audit
from vet_core.clinics.models import Clinic
from vet_core.db import Database, Page, Session
from vet_core.kernel.actor import Actor
from vet_core.kernel.errors import Unavailable
from vet_core.kernel.policy import enforce
from vet_core.kernel.versions import VersionCheck, any_version
from vet_core.scheduling.models import ClinicHoliday, SchedulingSettings
from vet_core.scheduling.schemas import (
    HolidayIn,
    HolidayOut,
    HolidayPartOut,
    HolidayRegionIn,
    HolidayRegionOut,
    OpeningOut,
)

from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import calendar_news, opening
from vet_services.scheduling.policy import may_offer
from vet_services.scheduling.setup_errors import HolidayNotFound, HolidayRegionUnknown

YEARS_AHEAD = 2
_LONGEST_NAME = 200
_NAMES = {code: re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name) for name, code, *_ in COUNTRIES.values()}

log = structlog.get_logger(__name__)


def list_holiday_regions() -> Page[HolidayRegionOut]:
    """The countries whose public holidays are known, by code. It costs nothing."""
    return Page(items=[HolidayRegionOut(country=code, name=name) for code, name in sorted(_NAMES.items())])


async def list_holiday_parts(country: str) -> Page[HolidayPartOut]:
    """The parts of a country with public holidays of their own, by the names they go by there, in their order.

    Raises HolidayRegionUnknown.
    """
    if country not in _NAMES:
        raise HolidayRegionUnknown(pointer="path:country")
    names = await asyncio.to_thread(_parts, country)
    return Page(
        items=[
            HolidayPartOut(subdivision=code, name=name)
            for code, name in sorted(names.items(), key=lambda part: (part[1].casefold(), part[0]))
        ]
    )


async def set_holiday_region(
    session: Session, wish: HolidayRegionIn, *, by: Actor, now: datetime, check: VersionCheck = any_version
) -> OpeningOut:
    """Keep the public holidays of a country or a part of it from this year on; none for no country.

    The answer holds what is different from today on. `check` sees the version under a lock. Raises ClinicNotFound,
    Refused or HolidayRegionUnknown.
    """
    enforce(may_offer(by, wish.clinic_id), hidden=ClinicNotFound())
    await _refuse_unknown(wish.country, wish.subdivision)
    settings = await opening.locked_settings(session, wish.clinic_id, now=now)
    check(settings.version)
    settings.holiday_country, settings.holiday_subdivision = wish.country, wish.subdivision
    settings.version += 1
    await _write(session, settings, now=now)
    await session.flush()
    calendar_news.tell(session, wish.clinic_id, now=now, opens=calendar_news.from_now_on(now))
    audit.add(
        session,
        by,
        "holiday_region_set",
        "clinic",
        wish.clinic_id,
        now=now,
        clinic_id=wish.clinic_id,
        fields=["holiday_country", "holiday_subdivision"],
    )
    return await opening.get_opening(session, wish.clinic_id, now.date(), date(now.year + 1, 12, 31))


async def set_holiday(session: Session, on_day: date, wish: HolidayIn, *, by: Actor, now: datetime) -> HolidayOut:
    """Open on a public holiday all the same, or close again. Raises ClinicNotFound, Refused or HolidayNotFound."""
    enforce(may_offer(by, wish.clinic_id), hidden=ClinicNotFound())
    settings = await opening.locked_settings(session, wish.clinic_id, now=now)
    holiday = await session.scalar(
        update(ClinicHoliday)
        .where(ClinicHoliday.clinic_id == wish.clinic_id, ClinicHoliday.on_day == on_day)
        .values(is_open=wish.is_open)
        .returning(ClinicHoliday)
        .execution_options(populate_existing=True)
    )
    if holiday is None:
        raise HolidayNotFound()
    settings.version += 1
    opens = await calendar_news.on_day(session, wish.clinic_id, on_day) if wish.is_open else None
    calendar_news.tell(session, wish.clinic_id, now=now, opens=opens)
    audit.add(
        session, by, "holiday_set", "clinic", wish.clinic_id, now=now, clinic_id=wish.clinic_id, fields=["holidays"]
    )
    return HolidayOut.model_validate(holiday)


async def refresh_holidays(database: Database, *, now: datetime) -> int:
    """Bring every clinic's holidays up to date: a new year comes into sight, or the library learned better.

    Each clinic has a transaction of its own; one whose region is no longer known is logged and holds up no other.
    Says how many changed; doing it again changes nothing.
    """
    async with database.reading() as session:
        keeping = select(SchedulingSettings.clinic_id).where(SchedulingSettings.holiday_country.is_not(None))
        clinic_ids = (await session.scalars(keeping.order_by(SchedulingSettings.clinic_id))).all()
    changed = 0
    for clinic_id in clinic_ids:
        try:
            async with database.system_transaction() as session:
                settings = await opening.locked_settings(session, clinic_id, now=now)
                if await _write(session, settings, now=now):
                    settings.version += 1
                    calendar_news.tell(session, clinic_id, now=now)
                    changed += 1
        except Unavailable:
            raise  # an outage concerns every clinic
        except Exception:  # the other clinics need not wait for one; it is logged, and tomorrow tries again
            log.exception("holidays_not_refreshed", clinic_id=str(clinic_id))
    return changed


def days_of(country: str, subdivision: str | None, locale: str, first_year: int) -> dict[date, str]:
    """The public holidays of three years, in the clinic's language where the library speaks it."""
    years = range(first_year, first_year + YEARS_AHEAD + 1)
    spoken = library.country_holidays(country, subdiv=subdivision).supported_languages
    found: Mapping[date, str] = library.country_holidays(
        country, subdiv=subdivision, years=years, language=_language(spoken, locale)
    )
    return {day: name[:_LONGEST_NAME] for day, name in found.items() if day.year in years}


async def _write(session: Session, settings: SchedulingSettings, *, now: datetime) -> bool:
    """Make the rows the holidays of the region; what the clinic said about a day stays. Says whether any changed."""
    clinic = await session.get_one(Clinic, settings.clinic_id)
    this_year = now.astimezone(ZoneInfo(clinic.time_zone)).year
    country = settings.holiday_country
    wanted: dict[date, str] = {}
    if country is not None:
        part = settings.holiday_subdivision
        wanted = await asyncio.to_thread(days_of, country, part, clinic.locale, this_year)
    # The year that is over stays for whoever looks back on it.
    since = date.min if country is None else date(this_year, 1, 1)
    mine = ClinicHoliday.clinic_id == clinic.id
    found = await session.execute(select(ClinicHoliday.on_day, ClinicHoliday.name).where(mine))
    known = {row.on_day: row.name for row in found}
    gone = [day for day in known if day not in wanted and (day >= since or day.year < this_year - 1)]
    fresh = {day: name for day, name in wanted.items() if known.get(day) != name}
    if gone:
        await session.execute(delete(ClinicHoliday).where(mine, ClinicHoliday.on_day.in_(gone)))
    if fresh:
        adding = insert(ClinicHoliday).values(
            [{"clinic_id": clinic.id, "on_day": day, "name": name, "is_open": False} for day, name in fresh.items()]
        )
        await session.execute(
            adding.on_conflict_do_update(index_elements=["clinic_id", "on_day"], set_={"name": adding.excluded.name})
        )
    return bool(gone or fresh)


async def _refuse_unknown(country: str | None, subdivision: str | None) -> None:
    if country is None and subdivision is None:
        return
    if country is None or country not in _NAMES:
        raise HolidayRegionUnknown(pointer="/country")
    if subdivision is not None and subdivision not in await asyncio.to_thread(_parts, country):
        raise HolidayRegionUnknown(pointer="/subdivision")


def _parts(country: str) -> dict[str, str]:
    """Each part's code and its name: the library's first that is no abbreviation, else the code."""
    known = library.country_holidays(country)
    names: dict[str, str] = {}
    for name, code in known.subdivisions_aliases.items():
        if not name.isupper():
            names.setdefault(code, name)
    return {code: names.get(code, code) for code in known.subdivisions}


def _language(spoken: tuple[str, ...], locale: str) -> str | None:
    """The library's name for the clinic's language, or None for the country's own."""
    tags = {each.replace("_", "-").lower(): each for each in spoken}
    language = locale.lower().split("-")[0]
    return tags.get(locale.lower()) or next((tags[tag] for tag in sorted(tags) if tag.split("-")[0] == language), None)
