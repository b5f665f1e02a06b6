"""Waiting for an earlier time: wishes, and the offers made when somebody cancels."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from vet_core.db import Page
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import Refused
from vet_core.scheduling.schemas import AppointmentOut, WaitlistEntryOut, WaitlistIn
from vet_services.clinics.errors import ClinicNotFound, ClinicSuspended
from vet_services.pets.errors import PetDeceased, PetNotFound
from vet_services.scheduling import waitlist
from vet_services.scheduling.errors import (
    AddressMissing,
    AddressUnneeded,
    AlreadyWaiting,
    AppointmentTypeNotFound,
    HoldExpired,
    NobodyToAsk,
    NotOffered,
    OfferOver,
    SlotTaken,
    UnknownVeterinarian,
    WaitlistEntryNotFound,
    WindowsOver,
)
from vet_services.scheduling.policy import may_book, may_leave_waitlist

from vet_clinic_api.edge.access import Allowed, anyone_signed_in
from vet_clinic_api.edge.etags import Tagged
from vet_clinic_api.edge.exchange import Now, ReplyHeaders, Transaction
from vet_clinic_api.edge.idempotency import Idempotent
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/scheduling/waitlist", "scheduling")

Booker = Annotated[Actor, Allowed(may_book)]
Leaver = Annotated[Actor, Allowed(may_leave_waitlist)]
Somebody = Annotated[Actor, Allowed(anyone_signed_in)]


@router.post(
    "",
    status_code=201,
    dependencies=[Idempotent],
    responses=problems(
        ClinicNotFound,
        ClinicSuspended,
        AppointmentTypeNotFound,
        PetNotFound,
        PetDeceased,
        AlreadyWaiting,
        NobodyToAsk,
        WindowsOver,
        UnknownVeterinarian,
        NotOffered,
        AddressMissing,
        AddressUnneeded,
        Refused,
    ),
)
async def join_waitlist(wish: WaitlistIn, actor: Booker, session: Transaction, now: Now) -> WaitlistEntryOut:
    """Wish for a time that is taken; the best match hears of it when it becomes free."""
    return await waitlist.join_waitlist(session, wish, by=actor, now=now)


@router.get("", responses=problems(ClinicNotFound))
async def list_waitlist(
    actor: Somebody,
    session: Transaction,
    now: Now,
    clinic_id: Annotated[UUID | None, Query(description="A clinic one works at; else one's own wishes.")] = None,
) -> Page[WaitlistEntryOut]:
    """Who waits at a clinic, or what one waits for oneself."""
    return Page(items=await waitlist.list_waitlist(session, clinic_id, by=actor, now=now))


@router.delete("/{entry_id}", status_code=204, responses=problems(WaitlistEntryNotFound, Refused))
async def leave_waitlist(entry_id: UUID, actor: Leaver, session: Transaction, now: Now) -> None:
    """Wait no longer."""
    await waitlist.leave_waitlist(session, entry_id, by=actor, now=now)


@router.post(
    "/{entry_id}/accept",
    dependencies=[Idempotent],
    responses=problems(WaitlistEntryNotFound, OfferOver, HoldExpired, NotOffered, SlotTaken, PetDeceased, Refused),
)
async def accept_waitlist_offer(
    entry_id: UUID, actor: Somebody, session: Transaction, now: Now, reply: ReplyHeaders, tag: Tagged
) -> AppointmentOut:
    """Book the time that is offered."""
    appointment = await waitlist.accept_waitlist_offer(session, entry_id, by=actor, now=now)
    reply["Location"] = f"/v1/scheduling/appointments/{appointment.id}"
    return tag.of(appointment)


@router.post(
    "/{entry_id}/decline",
    dependencies=[Idempotent],
    responses=problems(WaitlistEntryNotFound, OfferOver, Refused),
)
async def decline_waitlist_offer(entry_id: UUID, actor: Somebody, session: Transaction, now: Now) -> WaitlistEntryOut:
    """Let the offered time go to the next, and go on waiting."""
    return await waitlist.decline_waitlist_offer(session, entry_id, by=actor, now=now)
