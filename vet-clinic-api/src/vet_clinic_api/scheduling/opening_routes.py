"""When a clinic is open to owners: its weeks, single days, and public holidays."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from vet_core.db import Page
from vet_core.kernel.actor import Actor
from vet_core.kernel.bounds import Day
from vet_core.kernel.policy import Refused
from vet_core.scheduling.schemas import (
    HolidayIn,
    HolidayOut,
    HolidayPartOut,
    HolidayRegionIn,
    HolidayRegionOut,
    OpeningDayIn,
    OpeningDayOut,
    OpeningOut,
    OpeningWeeklyIn,
    WaitlistOfferLengthIn,
)
from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import holidays, opening
from vet_services.scheduling.policy import may_offer
from vet_services.scheduling.setup_errors import (
    DaysRangeInvalid,
    HolidayNotFound,
    HolidayRegionUnknown,
    OpeningOverrideNotFound,
)

from vet_clinic_api.edge.access import Allowed, Public
from vet_clinic_api.edge.etags import IfMatchOptional, Tagged
from vet_clinic_api.edge.exchange import Now, Transaction
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/scheduling", "scheduling")

Administrator = Annotated[Actor, Allowed(may_offer)]
Clinic = Annotated[UUID, Query(description="The clinic.")]


@router.get("/opening", dependencies=[Public], responses=problems(ClinicNotFound, DaysRangeInvalid))
async def get_opening(
    session: Transaction,
    tag: Tagged,
    clinic_id: Clinic,
    from_day: Annotated[Day, Query(description="First day.", examples=["2026-03-01"])],
    to_day: Annotated[Day, Query(description="Last day.", examples=["2026-03-31"])],
) -> OpeningOut:
    """The hours in which owners can book: each week's, and what is different on single days."""
    return tag.of(await opening.get_opening(session, clinic_id, from_day, to_day))


@router.put("/opening/weekly", responses=problems(ClinicNotFound, Refused))
async def set_opening_hours(
    week: OpeningWeeklyIn,
    actor: Administrator,
    session: Transaction,
    now: Now,
    seen: IfMatchOptional,
    tag: Tagged,
) -> OpeningOut:
    """Replace the weekly hours."""
    return tag.of(await opening.set_opening_hours(session, week, by=actor, now=now, check=seen.check))


@router.put("/opening/days/{on_day}", responses=problems(ClinicNotFound, Refused))
async def set_opening_override(
    on_day: Day, day: OpeningDayIn, actor: Administrator, session: Transaction, now: Now
) -> OpeningDayOut:
    """Open at other hours, or not at all, on one day; it counts for more than a holiday."""
    return await opening.set_opening_override(session, on_day, day, by=actor, now=now)


@router.delete(
    "/opening/days/{on_day}", status_code=204, responses=problems(ClinicNotFound, Refused, OpeningOverrideNotFound)
)
async def clear_opening_override(
    on_day: Day, actor: Administrator, session: Transaction, now: Now, clinic_id: Clinic
) -> None:
    """Go back to the weekly hours on that day."""
    await opening.clear_opening_override(session, clinic_id, on_day, by=actor, now=now)


@router.put("/opening/holidays", responses=problems(ClinicNotFound, Refused, HolidayRegionUnknown))
async def set_holiday_region(
    region: HolidayRegionIn,
    actor: Administrator,
    session: Transaction,
    now: Now,
    seen: IfMatchOptional,
    tag: Tagged,
) -> OpeningOut:
    """Keep the public holidays of a country or a part of it; none for null."""
    return tag.of(await holidays.set_holiday_region(session, region, by=actor, now=now, check=seen.check))


@router.put("/opening/holidays/{on_day}", responses=problems(ClinicNotFound, Refused, HolidayNotFound))
async def set_holiday(
    on_day: Day, holiday: HolidayIn, actor: Administrator, session: Transaction, now: Now
) -> HolidayOut:
    """Open on a public holiday anyway, or close again."""
    return await holidays.set_holiday(session, on_day, holiday, by=actor, now=now)


@router.put("/opening/waitlist-offers", responses=problems(ClinicNotFound, Refused))
async def set_waitlist_offer_minutes(
    length: WaitlistOfferLengthIn,
    actor: Administrator,
    session: Transaction,
    now: Now,
    seen: IfMatchOptional,
    tag: Tagged,
) -> OpeningOut:
    """Say how long a time that came free is kept for whoever on the waitlist is offered it."""
    return tag.of(await opening.set_waitlist_offer_minutes(session, length, by=actor, now=now, check=seen.check))


@router.get("/holiday-regions", dependencies=[Public])
async def list_holiday_regions() -> Page[HolidayRegionOut]:
    """The countries whose public holidays are known."""
    return holidays.list_holiday_regions()


@router.get("/holiday-regions/{country}/parts", dependencies=[Public], responses=problems(HolidayRegionUnknown))
async def list_holiday_parts(country: str) -> Page[HolidayPartOut]:
    """The parts of a country that have public holidays of their own, each by the name it goes by there."""
    return await holidays.list_holiday_parts(country)
