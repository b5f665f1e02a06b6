"""Time that is kept free of visits: a meeting, a repair, a veterinarian's time off."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from vet_core.db import Page
from vet_core.kernel.actor import Actor
from vet_core.kernel.bounds import Instant
from vet_core.kernel.policy import Refused
from vet_core.scheduling.schemas import BlockIn, BlockOut, BlockPatch
from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import blocks
from vet_services.scheduling.policy import may_block, may_list
from vet_services.scheduling.setup_errors import BlockIsExternal, BlockNotFound, BlockRangeInvalid, ResourceUnknown

from vet_clinic_api.edge.access import Allowed
from vet_clinic_api.edge.exchange import Now, ReplyHeaders, Transaction
from vet_clinic_api.edge.idempotency import Idempotent
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/scheduling/blocks", "scheduling")

Staff = Annotated[Actor, Allowed(may_list)]
Planner = Annotated[Actor, Allowed(may_block)]


@router.get("", responses=problems(ClinicNotFound, BlockRangeInvalid))
async def list_blocks(
    actor: Staff,
    session: Transaction,
    now: Now,
    clinic_id: Annotated[UUID, Query(description="A clinic one works at.")],
    from_: Annotated[
        Instant, Query(alias="from", description="Those that end after.", examples=["2026-03-03T00:00:00Z"])
    ],
    to: Annotated[Instant, Query(description="Those that begin before.", examples=["2026-03-10T00:00:00Z"])],
    resource_id: Annotated[
        UUID | None, Query(description="Only of this veterinarian, room or piece of equipment.")
    ] = None,
) -> Page[BlockOut]:
    """The blocked times of a clinic, with the visits they lie over."""
    return await blocks.list_blocks(session, clinic_id, from_, to, resource_id=resource_id, by=actor, now=now)


@router.post(
    "",
    status_code=201,
    dependencies=[Idempotent],
    responses=problems(ClinicNotFound, ResourceUnknown, Refused, BlockRangeInvalid),
)
async def create_block(wish: BlockIn, actor: Planner, session: Transaction, now: Now, reply: ReplyHeaders) -> BlockOut:
    """Block time; visits that are booked already stay and are named as conflicts."""
    created = await blocks.create_block(session, wish, by=actor, now=now)
    reply["Location"] = f"/v1/scheduling/blocks/{created.id}"
    return created


@router.patch("/{block_id}", responses=problems(BlockNotFound, Refused, BlockIsExternal, BlockRangeInvalid))
async def update_block(block_id: UUID, patch: BlockPatch, actor: Planner, session: Transaction, now: Now) -> BlockOut:
    """Move it, or say another reason."""
    return await blocks.update_block(session, block_id, patch, by=actor, now=now)


@router.delete("/{block_id}", status_code=204, responses=problems(BlockNotFound, Refused, BlockIsExternal))
async def remove_block(block_id: UUID, actor: Planner, session: Transaction, now: Now) -> None:
    """Give the time back."""
    await blocks.remove_block(session, block_id, by=actor, now=now)
