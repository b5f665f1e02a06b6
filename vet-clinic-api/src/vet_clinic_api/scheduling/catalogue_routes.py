"""What clinics offer."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from vet_core.db import Page
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import Refused
from vet_core.scheduling.schemas import AppointmentTypeIn, AppointmentTypeOut, AppointmentTypePatch
from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import catalogue
from vet_services.scheduling.errors import AppointmentTypeNotFound, TypeNameTaken, UnknownVeterinarian
from vet_services.scheduling.policy import may_offer
from vet_services.scheduling.setup_errors import FeeCurrency

from vet_clinic_api.edge.access import Allowed, Visitor
from vet_clinic_api.edge.etags import IfMatch, Tagged
from vet_clinic_api.edge.exchange import Now, ReplyHeaders, Transaction
from vet_clinic_api.edge.idempotency import Idempotent
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
    responses=problems(ClinicNotFound, Refused, TypeNameTaken, UnknownVeterinarian, FeeCurrency),
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
    responses=problems(AppointmentTypeNotFound, Refused, TypeNameTaken, UnknownVeterinarian, FeeCurrency),
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
