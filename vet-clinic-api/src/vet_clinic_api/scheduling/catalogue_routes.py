"""What clinics offer, and which starts are free."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from vet_core.db import Page
from vet_core.kernel.actor import Actor
from vet_core.kernel.bounds import Instant
from vet_core.kernel.policy import Refused
from vet_core.scheduling.schemas import AppointmentTypeIn, AppointmentTypeOut, AppointmentTypePatch, SlotsOut
from vet_services.clinics.errors import ClinicNotFound, ClinicSuspended
from vet_services.pets.errors import PetNotFound
from vet_services.scheduling import catalogue, slots
from vet_services.scheduling.errors import AppointmentTypeNotFound, SlotRangeTooLong, TypeNameTaken, UnknownVeterinarian
from vet_services.scheduling.slots import SlotQuery
from vet_services.scheduling.policy import may_offer

from vet_clinic_api.edge.access import Allowed, Visitor
from vet_clinic_api.edge.etags import IfMatch, Tagged
from vet_clinic_api.edge.exchange import Now, ReplyHeaders, Transaction
from vet_clinic_api.edge.idempotency import Idempotent
from vet_clinic_api.edge.limits import RateClass, rated
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/scheduling", "scheduling")

Administrator = Annotated[Actor, Allowed(may_offer)]


@router.get("/appointment-types", responses=problems(ClinicNotFound))
async def list_appointment_types(
    viewer: Visitor,
    session: Transaction,
    clinic_id: Annotated[UUID, Query(description="The clinic whose services are asked for.")],
) -> Page[AppointmentTypeOut]:
    """The services a clinic offers; its staff also sees those that owners cannot book."""
    return await catalogue.list_types(session, clinic_id, by=viewer)


@router.post(
    "/appointment-types",
    status_code=201,
    dependencies=[Idempotent],
    responses=problems(ClinicNotFound, Refused, TypeNameTaken, UnknownVeterinarian),
)
async def create_appointment_type(
    offer: AppointmentTypeIn, actor: Administrator, session: Transaction, now: Now, reply: ReplyHeaders, tag: Tagged
) -> AppointmentTypeOut:
    """Offer a new service."""
    created = await catalogue.create_type(session, offer, by=actor, now=now)
    reply["Location"] = f"/v1/scheduling/appointment-types/{created.id}"
    return tag.of(created)


@router.patch(
    "/appointment-types/{appointment_type_id}",
    responses=problems(AppointmentTypeNotFound, Refused, TypeNameTaken, UnknownVeterinarian),
)
async def update_appointment_type(
    appointment_type_id: UUID,
    patch: AppointmentTypePatch,
    actor: Administrator,
    session: Transaction,
    now: Now,
    seen: IfMatch,
    tag: Tagged,
) -> AppointmentTypeOut:
    """Change a service; visits already booked keep their own duration."""
    return tag.of(await catalogue.update_type(session, appointment_type_id, patch, by=actor, now=now, check=seen.check))


@router.get(
    "/slots",
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
