"""When veterinarians work: their weeks, and the days that are different."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from vet_core.db import Page
from vet_core.kernel.actor import Actor
from vet_core.kernel.bounds import Day
from vet_core.kernel.policy import Refused
from vet_core.scheduling.schemas import RosterIn, RosterOut, RosterOverrideIn, RosterOverrideOut
from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import roster_overrides, rosters
from vet_services.scheduling.errors import UnknownVeterinarian
from vet_services.scheduling.policy import may_list, may_offer
from vet_services.scheduling.setup_errors import DaysRangeInvalid, RosterOverrideNotFound

from vet_clinic_api.edge.access import Allowed
from vet_clinic_api.edge.exchange import Now, Transaction
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/scheduling", "scheduling")

Staff = Annotated[Actor, Allowed(may_list)]
Administrator = Annotated[Actor, Allowed(may_offer)]
Clinic = Annotated[UUID, Query(description="A clinic one works at.")]


@router.get("/rosters", responses=problems(ClinicNotFound))
async def list_rosters(
    actor: Staff,
    session: Transaction,
    clinic_id: Clinic,
    veterinarian_id: Annotated[UUID | None, Query(description="Only this veterinarian's weeks.")] = None,
) -> Page[RosterOut]:
    """The weekly hours of a clinic's veterinarians."""
    return await rosters.list_rosters(session, clinic_id, veterinarian_id=veterinarian_id, by=actor)


@router.put("/rosters/{veterinarian_id}", responses=problems(ClinicNotFound, Refused, UnknownVeterinarian))
async def set_roster(
    veterinarian_id: UUID, roster: RosterIn, actor: Administrator, session: Transaction, now: Now
) -> Page[RosterOut]:
    """Replace a veterinarian's weeks at a clinic; visits that are booked stay."""
    return await rosters.set_roster(session, veterinarian_id, roster, by=actor, now=now)


@router.get("/roster-overrides", responses=problems(ClinicNotFound, DaysRangeInvalid))
async def list_roster_overrides(
    actor: Staff,
    session: Transaction,
    now: Now,
    clinic_id: Clinic,
    from_day: Annotated[Day, Query(description="First day.", examples=["2026-03-01"])],
    to_day: Annotated[Day, Query(description="Last day.", examples=["2026-03-31"])],
) -> Page[RosterOverrideOut]:
    """The days on which a clinic's veterinarians do not work their weekly hours."""
    return await roster_overrides.list_roster_overrides(session, clinic_id, from_day, to_day, by=actor, now=now)


@router.put(
    "/roster-overrides/{veterinarian_id}/{on_day}",
    responses=problems(ClinicNotFound, Refused, UnknownVeterinarian),
)
async def set_roster_override(
    veterinarian_id: UUID, on_day: Day, override: RosterOverrideIn, actor: Administrator, session: Transaction, now: Now
) -> RosterOverrideOut:
    """Let other hours, or none, take the place of a veterinarian's weekly hours on one day."""
    return await roster_overrides.set_roster_override(session, veterinarian_id, on_day, override, by=actor, now=now)


@router.delete(
    "/roster-overrides/{veterinarian_id}/{on_day}",
    status_code=204,
    responses=problems(ClinicNotFound, Refused, RosterOverrideNotFound),
)
async def clear_roster_override(
    veterinarian_id: UUID, on_day: Day, actor: Administrator, session: Transaction, now: Now, clinic_id: Clinic
) -> None:
    """Go back to the weekly hours on that day."""
    await roster_overrides.clear_roster_override(session, clinic_id, veterinarian_id, on_day, by=actor, now=now)
