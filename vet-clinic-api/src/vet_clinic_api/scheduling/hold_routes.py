"""Keep a start for a few minutes while its owner makes up their mind."""

from typing import Annotated
from uuid import UUID

from vet_core.kernel.actor import Actor
from vet_core.scheduling.schemas import HoldIn, HoldOut
from vet_services.clinics.errors import ClinicNotFound, ClinicSuspended
from vet_services.pets.errors import PetDeceased, PetNotFound
from vet_services.scheduling import holds
from vet_services.scheduling.errors import (
    AppointmentTypeNotFound,
    HoldAlreadyRenewed,
    HoldExpired,
    HoldNotFound,
    NotOffered,
    SlotTaken,
)

from vet_clinic_api.edge.access import Allowed, anyone_signed_in
from vet_clinic_api.edge.exchange import Now, ReplyHeaders, Transaction
from vet_clinic_api.edge.idempotency import Idempotent
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/scheduling/holds", "scheduling")

Holder = Annotated[Actor, Allowed(anyone_signed_in)]


@router.post(
    "",
    status_code=201,
    dependencies=[Idempotent],
    responses=problems(
        ClinicNotFound, ClinicSuspended, AppointmentTypeNotFound, PetNotFound, PetDeceased, NotOffered, SlotTaken
    ),
)
async def hold_slot(wish: HoldIn, actor: Holder, session: Transaction, now: Now, reply: ReplyHeaders) -> HoldOut:
    """Keep an offered start for some minutes."""
    hold = await holds.hold(session, wish, by=actor, now=now)
    reply["Location"] = f"/v1/scheduling/holds/{hold.id}"
    return hold


@router.get("/{hold_id}", responses=problems(HoldNotFound, HoldExpired))
async def get_hold(hold_id: UUID, actor: Holder, session: Transaction, now: Now) -> HoldOut:
    """One's own hold."""
    return await holds.get(session, hold_id, by=actor, now=now)


@router.post(
    "/{hold_id}/renew",
    dependencies=[Idempotent],
    responses=problems(HoldNotFound, HoldExpired, HoldAlreadyRenewed),
)
async def renew_hold(hold_id: UUID, actor: Holder, session: Transaction, now: Now) -> HoldOut:
    """Keep it once more as long."""
    return await holds.renew(session, hold_id, by=actor, now=now)


@router.delete("/{hold_id}", status_code=204, responses=problems(HoldNotFound))
async def release_hold(hold_id: UUID, actor: Holder, session: Transaction, now: Now) -> None:
    """Let the time go before it runs out."""
    await holds.release(session, hold_id, by=actor, now=now)
