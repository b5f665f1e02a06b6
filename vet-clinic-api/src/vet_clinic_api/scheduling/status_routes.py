"""The steps of a visit in the clinic: agreed to, arrived, in a room, begun, over, gone; and a fee for being late."""

from typing import Annotated
from uuid import UUID

from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import Refused
from vet_core.scheduling.schemas import AppointmentOut, DeclineIn, RoomIn
from vet_services.scheduling import policy, status
from vet_services.scheduling.errors import AppointmentNotFound, TooEarly, UnknownRoom, WrongMove

from vet_clinic_api.edge.access import Allowed
from vet_clinic_api.edge.etags import IfMatchOptional, Tagged
from vet_clinic_api.edge.exchange import Now, Transaction
from vet_clinic_api.edge.idempotency import Idempotent
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/scheduling/appointments", "scheduling")

Decider = Annotated[Actor, Allowed(policy.may_decide)]
Receiver = Annotated[Actor, Allowed(policy.may_receive)]
Clinician = Annotated[Actor, Allowed(policy.may_treat)]

_WITHOUT_REASON = DeclineIn()


@router.post(
    "/{appointment_id}/confirm", dependencies=[Idempotent], responses=problems(AppointmentNotFound, WrongMove, Refused)
)
async def confirm_appointment(
    appointment_id: UUID, actor: Decider, session: Transaction, now: Now, seen: IfMatchOptional, tag: Tagged
) -> AppointmentOut:
    """Say yes to a visit that was asked for."""
    return tag.of(await status.confirm(session, appointment_id, by=actor, now=now, check=seen.check))


@router.post(
    "/{appointment_id}/decline", dependencies=[Idempotent], responses=problems(AppointmentNotFound, WrongMove, Refused)
)
async def decline_appointment(
    appointment_id: UUID,
    actor: Decider,
    session: Transaction,
    now: Now,
    seen: IfMatchOptional,
    tag: Tagged,
    why: DeclineIn = _WITHOUT_REASON,
) -> AppointmentOut:
    """Say no to a visit that was asked for; its time is free again at once."""
    return tag.of(await status.decline(session, appointment_id, by=actor, now=now, reason=why.reason, check=seen.check))


@router.post(
    "/{appointment_id}/check-in", dependencies=[Idempotent], responses=problems(AppointmentNotFound, WrongMove, Refused)
)
async def check_in_appointment(
    appointment_id: UUID, actor: Receiver, session: Transaction, now: Now, seen: IfMatchOptional, tag: Tagged
) -> AppointmentOut:
    """The pet is here."""
    return tag.of(await status.check_in(session, appointment_id, by=actor, now=now, check=seen.check))


@router.post(
    "/{appointment_id}/room",
    dependencies=[Idempotent],
    responses=problems(AppointmentNotFound, WrongMove, UnknownRoom, Refused),
)
async def room_appointment(
    appointment_id: UUID,
    place: RoomIn,
    actor: Receiver,
    session: Transaction,
    now: Now,
    seen: IfMatchOptional,
    tag: Tagged,
) -> AppointmentOut:
    """The pet is led to a room, or to another one."""
    return tag.of(await status.room(session, appointment_id, place.room_id, by=actor, now=now, check=seen.check))


@router.post(
    "/{appointment_id}/start", dependencies=[Idempotent], responses=problems(AppointmentNotFound, WrongMove, Refused)
)
async def start_appointment(
    appointment_id: UUID, actor: Clinician, session: Transaction, now: Now, seen: IfMatchOptional, tag: Tagged
) -> AppointmentOut:
    """The visit begins."""
    return tag.of(await status.start(session, appointment_id, by=actor, now=now, check=seen.check))


@router.post(
    "/{appointment_id}/finish", dependencies=[Idempotent], responses=problems(AppointmentNotFound, WrongMove, Refused)
)
async def finish_appointment(
    appointment_id: UUID, actor: Clinician, session: Transaction, now: Now, seen: IfMatchOptional, tag: Tagged
) -> AppointmentOut:
    """The visit is over."""
    return tag.of(await status.finish(session, appointment_id, by=actor, now=now, check=seen.check))


@router.post(
    "/{appointment_id}/depart", dependencies=[Idempotent], responses=problems(AppointmentNotFound, WrongMove, Refused)
)
async def depart_appointment(
    appointment_id: UUID, actor: Receiver, session: Transaction, now: Now, seen: IfMatchOptional, tag: Tagged
) -> AppointmentOut:
    """The pet and its people have left."""
    return tag.of(await status.depart(session, appointment_id, by=actor, now=now, check=seen.check))


@router.post(
    "/{appointment_id}/mark-missed",
    dependencies=[Idempotent],
    responses=problems(AppointmentNotFound, WrongMove, TooEarly, Refused),
)
async def mark_appointment_missed(
    appointment_id: UUID, actor: Receiver, session: Transaction, now: Now, seen: IfMatchOptional, tag: Tagged
) -> AppointmentOut:
    """Nobody came."""
    return tag.of(await status.mark_missed(session, appointment_id, by=actor, now=now, check=seen.check))


@router.post(
    "/{appointment_id}/waive-late-fee", dependencies=[Idempotent], responses=problems(AppointmentNotFound, Refused)
)
async def waive_late_fee(
    appointment_id: UUID, actor: Decider, session: Transaction, now: Now, seen: IfMatchOptional, tag: Tagged
) -> AppointmentOut:
    """Do without the fee for a late change."""
    return tag.of(await status.waive_late_fee(session, appointment_id, by=actor, now=now, check=seen.check))
