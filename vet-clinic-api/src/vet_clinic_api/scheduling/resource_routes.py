"""Rooms and equipment: what a visit may need besides a veterinarian."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from vet_core.db import Page
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import Refused
from vet_core.scheduling.schemas import ResourceIn, ResourceOut, ResourcePatch
from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import resources
from vet_services.scheduling.errors import ResourceNameTaken, ResourceNotFound
from vet_services.scheduling.policy import may_list, may_offer

from vet_clinic_api.edge.access import Allowed
from vet_clinic_api.edge.etags import IfMatch, Tagged
from vet_clinic_api.edge.exchange import Now, ReplyHeaders, Transaction
from vet_clinic_api.edge.idempotency import Idempotent
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/scheduling/resources", "scheduling")

Staff = Annotated[Actor, Allowed(may_list)]
Administrator = Annotated[Actor, Allowed(may_offer)]


@router.get("", responses=problems(ClinicNotFound))
async def list_resources(
    actor: Staff, session: Transaction, clinic_id: Annotated[UUID, Query(description="A clinic one works at.")]
) -> Page[ResourceOut]:
    """A clinic's rooms and equipment, those out of use included."""
    return await resources.list_resources(session, clinic_id, by=actor)


@router.post(
    "", status_code=201, dependencies=[Idempotent], responses=problems(ClinicNotFound, Refused, ResourceNameTaken)
)
async def create_resource(
    wish: ResourceIn, actor: Administrator, session: Transaction, now: Now, reply: ReplyHeaders, tag: Tagged
) -> ResourceOut:
    """Add a room or a piece of equipment."""
    created = await resources.create_resource(session, wish, by=actor, now=now)
    reply["Location"] = f"/v1/scheduling/resources/{created.id}"
    return tag.of(created)


@router.patch("/{resource_id}", responses=problems(ResourceNotFound, Refused, ResourceNameTaken))
async def update_resource(
    resource_id: UUID,
    patch: ResourcePatch,
    actor: Administrator,
    session: Transaction,
    now: Now,
    seen: IfMatch,
    tag: Tagged,
) -> ResourceOut:
    """Rename it, put it in another category, or take it out of use."""
    return tag.of(await resources.update_resource(session, resource_id, patch, by=actor, now=now, check=seen.check))
