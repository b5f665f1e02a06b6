"""Which starts are free."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from vet_core.kernel.bounds import Instant
from vet_core.scheduling.schemas import SlotsOut
from vet_services.clinics.errors import ClinicNotFound, ClinicSuspended
from vet_services.pets.errors import PetNotFound
from vet_services.scheduling import slots
from vet_services.scheduling.errors import AppointmentTypeNotFound, SlotRangeTooLong
from vet_services.scheduling.slots import SlotQuery

from vet_clinic_api.edge.access import Visitor
from vet_clinic_api.edge.exchange import Now, Transaction
from vet_clinic_api.edge.limits import RateClass, rated
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/scheduling/slots", "scheduling")


@router.get(
    "",
    dependencies=[rated(RateClass.SEARCH)],
    responses=problems(ClinicNotFound, ClinicSuspended, AppointmentTypeNotFound, PetNotFound, SlotRangeTooLong),
)
async def list_slots(
    viewer: Visitor,
    session: Transaction,
    now: Now,
    clinic_id: Annotated[UUID, Query()],
    appointment_type_id: Annotated[UUID, Query()],
    from_: Annotated[Instant, Query(alias="from", description="First instant.", examples=["2026-03-03T00:00:00Z"])],
    to: Annotated[Instant, Query(description="Last instant; at most 62 days on.", examples=["2026-03-10T00:00:00Z"])],
    veterinarian_id: Annotated[UUID | None, Query(description="Only starts with this veterinarian.")] = None,
    pet_id: Annotated[UUID | None, Query(description="Leave out times at which this pet is busy.")] = None,
    hold_id: Annotated[UUID | None, Query(description="Show the time kept by one's own hold as free.")] = None,
) -> SlotsOut:
    """Every start that can be booked between two instants; `pet_id` and `hold_id` count for signed-in people."""
    query = SlotQuery(
        clinic_id=clinic_id,
        appointment_type_id=appointment_type_id,
        starts_from=from_,
        ends_by=to,
        veterinarian_id=veterinarian_id,
        pet_id=pet_id,
        hold_id=hold_id,
    )
    return await slots.list_slots(session, query, by=viewer, now=now)
