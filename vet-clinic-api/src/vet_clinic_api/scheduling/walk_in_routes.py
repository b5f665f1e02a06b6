"""People who come without an appointment, and the board of who waits for what."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from vet_core.kernel.actor import Actor
from vet_core.kernel.bounds import Day
from vet_core.kernel.policy import Refused
from vet_core.scheduling.schemas import AppointmentOut, BoardOut, WalkInIn
from vet_services.clinics.errors import ClinicNotFound, ClinicSuspended
from vet_services.pets.errors import PetDeceased, PetNotFound
from vet_services.scheduling import board, walk_ins
from vet_services.scheduling.errors import (
    AnswerUnknown,
    AppointmentTypeNotFound,
    NotOffered,
    SlotTaken,
    WalkInElsewhere,
)
from vet_services.scheduling.policy import may_list, may_take_in

from vet_clinic_api.edge.access import Allowed
from vet_clinic_api.edge.etags import Tagged
from vet_clinic_api.edge.exchange import Now, ReplyHeaders, Transaction
from vet_clinic_api.edge.idempotency import Idempotent
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/scheduling", "scheduling")

Planner = Annotated[Actor, Allowed(may_take_in)]
Staff = Annotated[Actor, Allowed(may_list)]


@router.post(
    "/walk-ins",
    status_code=201,
    dependencies=[Idempotent],
    responses=problems(
        ClinicNotFound,
        ClinicSuspended,
        AppointmentTypeNotFound,
        PetNotFound,
        PetDeceased,
        NotOffered,
        SlotTaken,
        AnswerUnknown,
        WalkInElsewhere,
        Refused,
    ),
)
async def add_walk_in(
    visitor: WalkInIn, actor: Planner, session: Transaction, now: Now, reply: ReplyHeaders, tag: Tagged
) -> AppointmentOut:
    """Take in a pet that came without an appointment, at the next free time of today or else right now."""
    appointment = await walk_ins.add(session, visitor, by=actor, now=now)
    reply["Location"] = f"/v1/scheduling/appointments/{appointment.id}"
    return tag.of(appointment)


@router.get("/board", response_model=BoardOut, responses=problems(ClinicNotFound))
async def get_board(
    actor: Staff,
    session: Transaction,
    now: Now,
    clinic_id: Annotated[UUID, Query(description="A clinic one works at.")],
    on: Annotated[
        Day | None, Query(description="A day at the clinic; today if absent.", examples=["2026-03-03"])
    ] = None,
) -> Response:
    """Who is expected, waits, is seen, has to pay and has gone."""
    shown = await board.get(session, clinic_id, on, by=actor, now=now)
    return Response(shown, media_type="application/json")
