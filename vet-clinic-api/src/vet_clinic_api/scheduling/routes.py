"""Appointments: book, look at, move and cancel."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query, Response
from vet_core.db import Page
from vet_core.db.pages import InvalidCursor
from vet_core.kernel.actor import Actor
from vet_core.kernel.bounds import Instant
from vet_core.kernel.policy import Refused
from vet_core.kernel.text import ShortText
from vet_core.scheduling.enums import AppointmentStatus
from vet_core.scheduling.schemas import AppointmentIn, AppointmentOut, CancelIn, RescheduleIn, VisitAddressIn
from vet_services.clinics.errors import ClinicNotFound, ClinicSuspended
from vet_services.pets.errors import PetDeceased, PetNotFound
from vet_services.scheduling import booking, changes, policy, queries
from vet_services.scheduling.errors import (
    AddressMissing,
    AddressUnneeded,
    AlreadyBegun,
    AnswerMissing,
    AnswerUnknown,
    AppointmentNotFound,
    AppointmentTypeNotFound,
    HoldExpired,
    HoldNotFound,
    NotOffered,
    SlotTaken,
    UnknownRoom,
    WrongMove,
)
from vet_services.scheduling.queries import AppointmentFilter

from vet_clinic_api.edge.access import Allowed
from vet_clinic_api.edge.etags import IfMatchOptional, Tagged
from vet_clinic_api.edge.exchange import Now, ReplyHeaders, Transaction
from vet_clinic_api.edge.idempotency import Idempotent
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.pages import After, PageLimit
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/scheduling/appointments", "scheduling")

Booker = Annotated[Actor, Allowed(policy.may_book)]
Viewer = Annotated[Actor, Allowed(policy.may_view)]
Planner = Annotated[Actor, Allowed(policy.may_list)]
Canceller = Annotated[Actor, Allowed(policy.may_cancel)]
Mover = Annotated[Actor, Allowed(policy.may_reschedule)]
Readdresser = Annotated[Actor, Allowed(policy.may_readdress)]

_WITHOUT_REASON = CancelIn()


@router.post(
    "",
    status_code=201,
    dependencies=[Idempotent],
    responses=problems(
        ClinicNotFound,
        ClinicSuspended,
        AppointmentTypeNotFound,
        PetNotFound,
        HoldNotFound,
        HoldExpired,
        NotOffered,
        SlotTaken,
        PetDeceased,
        AnswerMissing,
        AnswerUnknown,
        AddressMissing,
        AddressUnneeded,
        Refused,
    ),
)
async def book_appointment(
    wish: AppointmentIn, actor: Booker, session: Transaction, now: Now, reply: ReplyHeaders, tag: Tagged
) -> AppointmentOut:
    """Book a visit at an offered start, from a hold or at once; staff with a reason also against the rules."""
    appointment = await booking.book(session, wish, by=actor, now=now)
    reply["Location"] = f"/v1/scheduling/appointments/{appointment.id}"
    return tag.of(appointment)


@router.get("", response_model=Page[AppointmentOut], responses=problems(ClinicNotFound, InvalidCursor))
async def list_appointments(
    actor: Planner,
    session: Transaction,
    now: Now,
    clinic_id: Annotated[
        UUID | None, Query(description="The calendar of a clinic one works at; else one's own.")
    ] = None,
    from_: Annotated[Instant | None, Query(alias="from", description="Visits from this start on.")] = None,
    to: Annotated[Instant | None, Query(description="Visits that start before.")] = None,
    status: Annotated[
        list[AppointmentStatus] | None, Query(max_length=20, description="Only these; may be repeated.")
    ] = None,
    veterinarian_id: Annotated[UUID | None, Query(description="Only visits with this veterinarian.")] = None,
    room_id: Annotated[UUID | None, Query(description="Only visits in this room.")] = None,
    pet_id: Annotated[UUID | None, Query(description="Only this pet's visits.")] = None,
    owner_id: Annotated[UUID | None, Query(description="Only visits of this person's pets.")] = None,
    series_id: Annotated[UUID | None, Query(description="Only visits of this series.")] = None,
    is_walk_in: Annotated[bool | None, Query(description="Only those who came without an appointment, or not.")] = None,
    q: Annotated[ShortText | None, Query(description="Beginnings of words of the pet's or an owner's name.")] = None,
    order: Annotated[Literal["asc", "desc"], Query(description="By start, earliest or latest first.")] = "asc",
    limit: PageLimit = 50,
    after: After = None,
) -> Response:
    """Visits by start: one's own pets', or a clinic's for those who work there."""
    wanted = AppointmentFilter(
        clinic_id=clinic_id,
        veterinarian_id=veterinarian_id,
        starts_from=from_,
        starts_before=to,
        statuses=status or (),
        room_id=room_id,
        pet_id=pet_id,
        owner_id=owner_id,
        series_id=series_id,
        is_walk_in=is_walk_in,
        q=q,
    )
    page = await queries.list_appointments(session, wanted, by=actor, now=now, limit=limit, after=after, order=order)
    return Response(page, media_type="application/json")


@router.get("/{appointment_id}", response_model=AppointmentOut, responses=problems(AppointmentNotFound))
async def get_appointment(appointment_id: UUID, actor: Viewer, session: Transaction, now: Now, tag: Tagged) -> Response:
    """One visit, for the pet's owners and the clinic."""
    found = tag.of(await queries.get_appointment(session, appointment_id, by=actor, now=now))
    return Response(found.text, media_type="application/json")


@router.post(
    "/{appointment_id}/cancel",
    dependencies=[Idempotent],
    responses=problems(AppointmentNotFound, WrongMove, AlreadyBegun, Refused),
)
async def cancel_appointment(
    appointment_id: UUID,
    actor: Canceller,
    session: Transaction,
    now: Now,
    seen: IfMatchOptional,
    tag: Tagged,
    why: CancelIn = _WITHOUT_REASON,
) -> AppointmentOut:
    """Call a visit off; its time is free again at once."""
    return tag.of(await booking.cancel(session, appointment_id, by=actor, now=now, reason=why.reason, check=seen.check))


@router.post(
    "/{appointment_id}/reschedule",
    dependencies=[Idempotent],
    responses=problems(
        AppointmentNotFound,
        WrongMove,
        AlreadyBegun,
        ClinicSuspended,
        NotOffered,
        SlotTaken,
        PetDeceased,
        UnknownRoom,
        Refused,
    ),
)
async def reschedule_appointment(
    appointment_id: UUID,
    wish: RescheduleIn,
    actor: Mover,
    session: Transaction,
    now: Now,
    seen: IfMatchOptional,
    tag: Tagged,
) -> AppointmentOut:
    """Move a visit to another offered start; staff also resize it, or move it against the rules with a reason."""
    return tag.of(await booking.reschedule(session, appointment_id, wish, by=actor, now=now, check=seen.check))


@router.post(
    "/{appointment_id}/visit-address",
    dependencies=[Idempotent],
    responses=problems(AppointmentNotFound, AddressUnneeded, WrongMove, AlreadyBegun, Refused),
)
async def change_visit_address(
    appointment_id: UUID,
    where: VisitAddressIn,
    actor: Readdresser,
    session: Transaction,
    now: Now,
    seen: IfMatchOptional,
    tag: Tagged,
) -> AppointmentOut:
    """Say where else a visit at the pet's home takes place, before it begins."""
    return tag.of(
        await changes.change_address(session, appointment_id, where.visit_address, by=actor, now=now, check=seen.check)
    )
