"""A veterinarian's day falls away: new times are proposed for its visits, and their owners choose."""

from typing import Annotated
from uuid import UUID

from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import Refused
from vet_core.scheduling.schemas import DayMoveIn, DayMoveOut, DayMovePreviewIn, DayMovePreviewOut
from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import day_moves
from vet_services.scheduling.errors import AppointmentNotFound, DayMoveNotFound
from vet_services.scheduling.policy import may_list, may_move_day

from vet_clinic_api.edge.access import Allowed
from vet_clinic_api.edge.exchange import Now, ReplyHeaders, Transaction
from vet_clinic_api.edge.idempotency import Idempotent
from vet_clinic_api.edge.limits import RateClass, rated
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/scheduling/day-moves", "scheduling")

Planner = Annotated[Actor, Allowed(may_move_day)]
Staff = Annotated[Actor, Allowed(may_list)]


@router.post(
    "/preview",
    dependencies=[rated(RateClass.SEARCH)],
    responses=problems(ClinicNotFound, Refused),
)
async def preview_day_move(wish: DayMovePreviewIn, actor: Planner, session: Transaction, now: Now) -> DayMovePreviewOut:
    """A day's visits and the times that could be proposed for them; nothing is written."""
    return await day_moves.preview_day_move(session, wish, by=actor, now=now)


@router.post(
    "",
    status_code=201,
    dependencies=[Idempotent],
    responses=problems(ClinicNotFound, Refused, AppointmentNotFound),
)
async def create_day_move(
    wish: DayMoveIn, actor: Planner, session: Transaction, now: Now, reply: ReplyHeaders
) -> DayMoveOut:
    """Propose new times for a day's visits; their owners get a link to choose."""
    created = await day_moves.create_day_move(session, wish, by=actor, now=now)
    reply["Location"] = f"/v1/scheduling/day-moves/{created.id}"
    return created


@router.get("/{day_move_id}", responses=problems(DayMoveNotFound))
async def get_day_move(day_move_id: UUID, actor: Staff, session: Transaction, now: Now) -> DayMoveOut:
    """Who has chosen what."""
    return await day_moves.get_day_move(session, day_move_id, by=actor, now=now)
