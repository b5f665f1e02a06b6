"""When owners can book: the week, single days, public holidays, and what of them counts for more."""

import json
from datetime import UTC, date, datetime, timedelta
from unittest.mock import Mock
from uuid import uuid4

import pytest
from pydantic import ValidationError
from vet_core.audit.models import AuditEntry
from vet_core.clinics.models import OpeningHours
from vet_core.kernel.actor import Role
from vet_core.kernel.errors import Invalid, NotFound
from vet_core.kernel.policy import Refused
from vet_core.scheduling.models import ClinicHoliday, SchedulingSettings
from vet_core.scheduling.schemas import HolidayIn, HolidayRegionIn, OpeningDayIn, OpeningWeeklyIn, WaitlistOfferLengthIn
from vet_core.testing import factories

from tests.world import World, build, change
from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import holidays, opening, slots
from vet_services.scheduling.setup_errors import (
    DaysRangeInvalid,
    HolidayNotFound,
    HolidayRegionUnknown,
    OpeningOverrideNotFound,
)
from vet_services.scheduling.slots import SlotQuery

CHRISTMAS = date(2026, 12, 25)  # a Friday


class Setup:
    """A clinic whose administrator sets it up; every call is a transaction under row-level security."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.by = world.as_(Role.CLINIC_ADMINISTRATOR)

    async def week(self, *windows, **over):
        sent = [{"weekday": day, "opens_local": opens, "closes_local": closes} for day, opens, closes in windows]
        wish = OpeningWeeklyIn.model_validate({"clinic_id": self.world.clinic.id, "windows": sent})
        return await self._do(opening.set_opening_hours, wish, **over)

    async def day(self, on_day: date, *hours, note="", **over):
        sent = [{"starts_local": starts, "ends_local": ends} for starts, ends in hours]
        wish = OpeningDayIn.model_validate({"clinic_id": self.world.clinic.id, "windows": sent, "note": note})
        return await self._do(opening.set_opening_override, on_day, wish, **over)

    async def clear(self, on_day: date):
        return await self._do(opening.clear_opening_override, self.world.clinic.id, on_day)

    async def region(self, country, subdivision=None, **over):
        wish = HolidayRegionIn(clinic_id=self.world.clinic.id, country=country, subdivision=subdivision)
        return await self._do(holidays.set_holiday_region, wish, **over)

    async def holiday(self, on_day: date, is_open: bool, **over):
        wish = HolidayIn(clinic_id=self.world.clinic.id, is_open=is_open)
        return await self._do(holidays.set_holiday, on_day, wish, **over)

    async def offers(self, minutes: int, **over):
        wish = WaitlistOfferLengthIn(clinic_id=self.world.clinic.id, minutes=minutes)
        return await self._do(opening.set_waitlist_offer_minutes, wish, **over)

    async def read(self, first: date, last: date):
        async with self.world.database.reading() as session:
            return await opening.get_opening(session, self.world.clinic.id, first, last)

    async def starts(self, day: date) -> list[str]:
        """What owners are offered on that local day, on the clinic's clock."""
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        query = SlotQuery(
            clinic_id=self.world.clinic.id,
            appointment_type_id=self.world.kind.id,
            starts_from=midnight - timedelta(hours=2),
            ends_by=midnight + timedelta(hours=26),
        )
        async with self.world.database.reading() as session:
            found = json.loads(await slots.list_slots(session, query, by=None, now=self.world.now))
        return [each["starts_local"][-5:] for each in found["items"] if each["starts_local"].startswith(f"{day}")]

    async def _do(self, operation, *args, by=None, **over):
        by = by or self.by
        async with self.world.acting(by) as session:
            return await operation(session, *args, by=by, now=self.world.now, **over)


@pytest.fixture
async def setup(database, scoped_database, clock) -> Setup:
    return Setup(await build(database, clock, scoped=scoped_database, horizon_days=700))


async def test_a_week_is_replaced_as_a_whole_and_counts_at_once(setup: Setup):
    made = await setup.week((2, "12:00", "13:00"), (0, "20:00", "24:00"), (0, "08:00", "10:00"))
    assert [each.model_dump(mode="json") for each in made.weekly] == [
        {"weekday": 0, "opens_local": "08:00:00", "closes_local": "10:00:00"},
        {"weekday": 0, "opens_local": "20:00:00", "closes_local": "24:00:00"},
        {"weekday": 2, "opens_local": "12:00:00", "closes_local": "13:00:00"},
    ]
    assert (made.version, made.overrides, made.holidays, made.holiday_country) == (1, [], [], None)
    assert await setup.starts(date(2026, 3, 9)) == ["09:00", "09:30"], "the roster begins at nine"
    assert await setup.starts(date(2026, 3, 10)) == []
    assert [(event.type, event.clinic_id) for event in await setup.world.events()] == [
        ("scheduling.calendar_changed", setup.world.clinic.id),
        ("scheduling.time_opened", setup.world.clinic.id),
    ]
    assert [entry.action for entry in await setup.world.all(AuditEntry)] == ["hours_set"]


async def test_the_version_that_was_seen_is_checked_under_the_lock(setup: Setup):
    check = Mock()
    await setup.week(check=check)
    await setup.week(check=check)
    await setup.day(CHRISTMAS)
    await setup.region("DE", check=check)
    assert [call.args for call in check.call_args_list] == [(0,), (1,), (3,)]
    check.side_effect = RuntimeError("somebody was faster")
    with pytest.raises(RuntimeError):
        await setup.week((0, "08:00", "18:00"), check=check)
    assert await setup.world.count(OpeningHours) == 0


async def test_windows_that_overlap_count_as_one_and_an_empty_one_for_nothing(setup: Setup):
    """Of those that begin together the longest is kept."""
    overlapping = [(1, "10:00", "10:30"), (1, "10:00", "11:30"), (1, "11:00", "12:00"), (1, "15:00", "15:00")]
    expected = ["10:00", "10:30", "11:00", "11:30"]
    week = await setup.week(*overlapping)
    assert [(each.opens_local, each.closes_local) for each in week.weekly] == [(600, 690), (660, 720), (900, 900)]
    assert await setup.starts(date(2026, 3, 10)) == expected
    await setup.day(date(2026, 3, 10), *(hours for _, *hours in overlapping))
    await setup.week()
    assert await setup.starts(date(2026, 3, 10)) == expected


async def test_a_days_own_hours_count_for_more_than_the_week_and_the_holiday(setup: Setup):
    thursday = date(2026, 12, 24)
    made = await setup.day(thursday, ("13:00", "24:00"), ("09:00", "10:00"), note="Christmas Eve")
    assert made.model_dump(mode="json") == {
        "on_day": "2026-12-24",
        "windows": [
            {"starts_local": "09:00:00", "ends_local": "10:00:00"},
            {"starts_local": "13:00:00", "ends_local": "24:00:00"},
        ],
        "note": "Christmas Eve",
    }
    assert await setup.starts(thursday) == [
        "09:00",
        "09:30",
        *(f"{h}:{m}" for h in range(13, 17) for m in ("00", "30")),
    ]
    await setup.region("DE", "BE")
    assert await setup.starts(CHRISTMAS) == []
    await setup.day(CHRISTMAS, ("10:00", "11:00"))
    assert await setup.starts(CHRISTMAS) == ["10:00", "10:30"]
    await setup.day(CHRISTMAS)
    assert await setup.starts(CHRISTMAS) == []
    await setup.clear(CHRISTMAS)
    assert (await setup.holiday(CHRISTMAS, True)).is_open
    assert (await setup.starts(CHRISTMAS))[0] == "09:00", "open on a holiday all the same: the week's hours"
    with pytest.raises(OpeningOverrideNotFound):
        await setup.clear(CHRISTMAS)


async def test_holidays_of_three_years_are_written_in_the_clinics_language(setup: Setup):
    made = await setup.region("DE", "BE")
    assert (made.holiday_country, made.holiday_subdivision, made.version) == ("DE", "BE", 1)
    rows = {row.on_day: row.name for row in await setup.world.all(ClinicHoliday)}
    assert {day.year for day in rows} == {2026, 2027, 2028}
    assert rows[date(2026, 3, 8)] == "Frauentag", "which only Berlin and one other keep"
    assert rows[CHRISTMAS] == "Erster Weihnachtstag"
    shown = await setup.read(CHRISTMAS, date(2026, 12, 26))
    assert [(each.on_day, each.name, each.is_open) for each in shown.holidays] == [
        (CHRISTMAS, "Erster Weihnachtstag", False),
        (date(2026, 12, 26), "Zweiter Weihnachtstag", False),
    ]
    await change(setup.world.database, setup.world.clinic, locale="en-GB")
    await setup.region("DE", "BE")
    assert (await setup.read(CHRISTMAS, CHRISTMAS)).holidays[0].name == "Christmas Day"


async def test_what_the_clinic_said_stays_where_both_regions_keep_the_day(setup: Setup):
    await setup.region("DE", "BE")
    await setup.holiday(CHRISTMAS, True)
    await setup.region("FR")
    kept = {row.on_day: (row.name, row.is_open) for row in await setup.world.all(ClinicHoliday)}
    assert kept[CHRISTMAS][1] is True
    assert date(2026, 3, 8) not in kept
    assert kept[date(2026, 7, 14)][1] is False
    await setup.region(None)
    assert await setup.world.count(ClinicHoliday) == 0
    with pytest.raises(HolidayNotFound):
        await setup.holiday(CHRISTMAS, True)


@pytest.mark.parametrize(
    ("country", "subdivision", "pointer"),
    [("XX", None, "/country"), ("DE", "XX", "/subdivision"), (None, "BE", "/country"), ("US", "BE", "/subdivision")],
)
async def test_a_region_nobody_knows_is_refused(setup: Setup, country, subdivision, pointer):
    with pytest.raises(HolidayRegionUnknown) as refusal:
        await setup.region(country, subdivision)
    assert refusal.value.pointer == pointer
    assert await setup.world.count(SchedulingSettings) == 0


async def test_a_new_year_comes_into_sight_and_doing_it_again_changes_nothing(setup: Setup):
    world = setup.world
    await setup.region("DE", "BE")
    await setup.holiday(CHRISTMAS, True)
    before = await world.count(ClinicHoliday)
    assert await holidays.refresh_holidays(world.database, now=world.now) == 0

    world.clock.set(datetime(2026, 12, 31, 23, 30, tzinfo=UTC))  # in Berlin it is 2027 already
    assert await holidays.refresh_holidays(world.database, now=world.now) == 1
    assert await holidays.refresh_holidays(world.database, now=world.now) == 0
    rows = {row.on_day: row.is_open for row in await world.all(ClinicHoliday)}
    assert {day.year for day in rows} == {2026, 2027, 2028, 2029}
    assert rows[CHRISTMAS] is True, "the year that is over stays for a year"
    assert len(rows) > before
    changed = await world.events("scheduling.calendar_changed")
    assert len(changed) == 3, "the region, the open day, and the new year"

    world.clock.set(datetime(2028, 1, 2, tzinfo=UTC))
    await holidays.refresh_holidays(world.database, now=world.now)
    assert {row.on_day.year for row in await world.all(ClinicHoliday)} == {2027, 2028, 2029, 2030}


async def test_a_region_that_is_no_longer_known_holds_up_no_other(setup: Setup, capsys):
    world = setup.world
    await setup.region("DE")
    async with world.database.transaction() as session:
        other = await factories.make_clinic(session)
        session.add(SchedulingSettings(clinic_id=other.id, holiday_country="XX"))
        (await session.get_one(SchedulingSettings, world.clinic.id)).holiday_country = "FR"
    assert await holidays.refresh_holidays(world.database, now=world.now) == 1
    assert "holidays_not_refreshed" in capsys.readouterr().out
    assert date(2026, 7, 14) in {row.on_day for row in await world.all(ClinicHoliday)}


async def test_how_long_an_offer_lasts_is_kept_and_saying_it_again_changes_nothing(setup: Setup):
    check = Mock()
    assert (await setup.read(CHRISTMAS, CHRISTMAS)).waitlist_offer_minutes == 120
    made = await setup.offers(10, check=check)
    assert (made.waitlist_offer_minutes, made.version) == (10, 1)
    assert (await setup.offers(10, check=check)).version == 1
    assert (await setup.offers(10_080, check=check)).version == 2
    assert [call.args for call in check.call_args_list] == [(0,), (1,), (1,)]
    check.side_effect = RuntimeError("somebody was faster")
    with pytest.raises(RuntimeError):
        await setup.offers(60, check=check)
    assert (await setup.read(CHRISTMAS, CHRISTMAS)).waitlist_offer_minutes == 10_080
    entries = await setup.world.all(AuditEntry)
    assert [(entry.action, entry.fields) for entry in entries] == [
        ("waitlist_offers_set", ["waitlist_offer_minutes"])
    ] * 2
    assert await setup.world.events() == [], "free time is the same"


@pytest.mark.parametrize("minutes", [9, 10_081, -1])
def test_an_offer_lasts_from_ten_minutes_to_a_week(minutes: int):
    with pytest.raises(ValidationError):
        WaitlistOfferLengthIn(clinic_id=uuid4(), minutes=minutes)


async def test_who_may_set_it_up(setup: Setup):
    world = setup.world
    elsewhere = await build(world.database, world.clock)
    attempts = (
        lambda by: setup.week(by=by),
        lambda by: setup.day(CHRISTMAS, by=by),
        lambda by: setup.region("DE", by=by),
        lambda by: setup.holiday(CHRISTMAS, True, by=by),
        lambda by: setup.offers(30, by=by),
    )
    for attempt in attempts:
        for role in (Role.RECEPTIONIST, Role.VETERINARIAN, Role.TECHNICIAN):
            with pytest.raises(Refused):
                await attempt(world.as_(role))
        for outsider in (world.as_owner, elsewhere.as_(Role.CLINIC_ADMINISTRATOR)):
            with pytest.raises(ClinicNotFound):
                await attempt(outsider)
    assert await world.events() == []


@pytest.mark.parametrize("days", [-1, 731, 5000])
async def test_days_are_asked_for_in_a_range_that_makes_sense(setup: Setup, days: int):
    with pytest.raises(DaysRangeInvalid):
        await setup.read(CHRISTMAS, CHRISTMAS + timedelta(days=days))
    assert issubclass(DaysRangeInvalid, Invalid)


async def test_a_clinic_that_is_not_there_has_no_hours(setup: Setup):
    async with setup.world.database.reading() as session:
        with pytest.raises(NotFound):
            await opening.get_opening(session, setup.world.owner.id, CHRISTMAS, CHRISTMAS)
