"""The switch of online booking, for the front desk of a busy day. Pressing it twice does no more than once."""

from typing import Annotated
from uuid import UUID

from vet_core.clinics.schemas import ClinicOut
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import Refused
from vet_core.scheduling.schemas import PauseIn
from vet_services.clinics import directory
from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import pause
from vet_services.scheduling.policy import may_pause

from vet_clinic_api.edge.access import Allowed
from vet_clinic_api.edge.etags import Tagged
from vet_clinic_api.edge.exchange import Now, Transaction
from vet_clinic_api.edge.idempotency import Idempotent
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/clinics", "clinics")

Keeper = Annotated[Actor, Allowed(may_pause)]

_WITHOUT_REASON = PauseIn()


@router.post("/{clinic_id}/pause-booking", dependencies=[Idempotent], responses=problems(ClinicNotFound, Refused))
async def pause_booking(
    clinic_id: UUID, actor: Keeper, session: Transaction, now: Now, tag: Tagged, why: PauseIn = _WITHOUT_REASON
) -> ClinicOut:
    """Take no bookings by owners for now; staff go on booking."""
    await pause.pause_booking(session, clinic_id, reason=why.reason, by=actor, now=now)
    return tag.of(await directory.get(session, clinic_id))


@router.post("/{clinic_id}/resume-booking", dependencies=[Idempotent], responses=problems(ClinicNotFound, Refused))
async def resume_booking(clinic_id: UUID, actor: Keeper, session: Transaction, now: Now, tag: Tagged) -> ClinicOut:
    """Let owners book again."""
    await pause.resume_booking(session, clinic_id, by=actor, now=now)
    return tag.of(await directory.get(session, clinic_id))
