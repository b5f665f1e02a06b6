"""A clinic's day on paper, and how busy its hours are."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from vet_core.kernel.actor import Actor
from vet_core.kernel.bounds import Day
from vet_core.scheduling.schemas import HeatMapOut
from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import day_sheet, heat_map
from vet_services.scheduling.errors import SlotRangeTooLong
from vet_services.scheduling.policy import may_list

from vet_clinic_api.edge.access import Allowed
from vet_clinic_api.edge.downloads import attachment
from vet_clinic_api.edge.exchange import Now, Transaction
from vet_clinic_api.edge.limits import RateClass, rated
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/scheduling", "scheduling")

Staff = Annotated[Actor, Allowed(may_list)]
Clinic = Annotated[UUID, Query(description="A clinic one works at.")]
Veterinarian = Annotated[UUID | None, Query(description="Only this veterinarian's.")]


class Pdf(Response):
    media_type = "application/pdf"


@router.get(
    "/day-sheet", response_class=Pdf, dependencies=[rated(RateClass.EXPORTS)], responses=problems(ClinicNotFound)
)
async def get_day_sheet(
    actor: Staff,
    session: Transaction,
    now: Now,
    clinic_id: Clinic,
    on: Annotated[Day, Query(description="A day at the clinic.", examples=["2026-03-03"])],
    veterinarian_id: Veterinarian = None,
) -> Response:
    """A day's visits to print."""
    sheet = await day_sheet.get_day_sheet(session, clinic_id, on, veterinarian_id=veterinarian_id, by=actor, now=now)
    return Pdf(sheet, headers=attachment(f"day-sheet-{on}.pdf"))


@router.get("/heat-map", response_model=HeatMapOut, responses=problems(ClinicNotFound, SlotRangeTooLong))
async def get_heat_map(
    actor: Staff,
    session: Transaction,
    now: Now,
    clinic_id: Clinic,
    from_day: Annotated[Day, Query(description="First day.", examples=["2026-03-01"])],
    to_day: Annotated[Day, Query(description="Last day.", examples=["2026-03-31"])],
    veterinarian_id: Veterinarian = None,
) -> Response:
    """Hour by hour, how much of the working time is taken."""
    text = await heat_map.get_heat_map(
        session, clinic_id, from_day, to_day, veterinarian_id=veterinarian_id, by=actor, now=now
    )
    return Response(text, media_type="application/json")
