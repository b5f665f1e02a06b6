"""Visits that repeat: looked at before anything is written, and changed for one, the following or all."""

from typing import Annotated
from uuid import UUID

from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import Refused
from vet_core.scheduling.schemas import (
    SeriesCancelIn,
    SeriesIn,
    SeriesOut,
    SeriesPreviewIn,
    SeriesPreviewOut,
    SeriesRescheduleIn,
)
from vet_services.clinics.errors import ClinicNotFound, ClinicSuspended
from vet_services.pets.errors import PetDeceased, PetNotFound
from vet_services.scheduling import series, series_changes
from vet_services.scheduling.errors import (
    AddressMissing,
    AddressUnneeded,
    AlreadyBegun,
    AnswerMissing,
    AnswerUnknown,
    AppointmentNotFound,
    AppointmentTypeNotFound,
    NotOffered,
    OccurrenceUnknown,
    RuleUnsupported,
    SeriesConflicts,
    SeriesEnded,
    SeriesNotFound,
    SlotTaken,
    WrongMove,
)
from vet_services.scheduling.policy import may_book, may_cancel, may_reschedule, may_view

from vet_clinic_api.edge.access import Allowed
from vet_clinic_api.edge.etags import IfMatchOptional, Tagged
from vet_clinic_api.edge.exchange import Now, ReplyHeaders, Transaction
from vet_clinic_api.edge.idempotency import Idempotent
from vet_clinic_api.edge.limits import RateClass, rated
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/scheduling/series", "scheduling")

Booker = Annotated[Actor, Allowed(may_book)]
Viewer = Annotated[Actor, Allowed(may_view)]
Mover = Annotated[Actor, Allowed(may_reschedule)]
Canceller = Annotated[Actor, Allowed(may_cancel)]
_WISH = (ClinicNotFound, ClinicSuspended, AppointmentTypeNotFound, PetNotFound, PetDeceased, RuleUnsupported, Refused)


@router.post("/preview", dependencies=[rated(RateClass.SEARCH)], responses=problems(*_WISH))
async def preview_series(wish: SeriesPreviewIn, actor: Booker, session: Transaction, now: Now) -> SeriesPreviewOut:
    """Every start of a series and what stands in its way; nothing is written."""
    return await series.preview_series(session, wish, by=actor, now=now)


@router.post(
    "",
    status_code=201,
    dependencies=[Idempotent],
    responses=problems(
        *_WISH,
        OccurrenceUnknown,
        SeriesConflicts,
        NotOffered,
        SlotTaken,
        AnswerMissing,
        AnswerUnknown,
        AddressMissing,
        AddressUnneeded,
    ),
)
async def create_series(
    wish: SeriesIn, actor: Booker, session: Transaction, now: Now, reply: ReplyHeaders, tag: Tagged
) -> SeriesOut:
    """Book all starts of a series, or the chosen ones."""
    created = await series.create_series(session, wish, by=actor, now=now)
    reply["Location"] = f"/v1/scheduling/series/{created.id}"
    return tag.of(created)


@router.get("/{series_id}", responses=problems(SeriesNotFound))
async def get_series(series_id: UUID, actor: Viewer, session: Transaction, now: Now, tag: Tagged) -> SeriesOut:
    """A series with its visits."""
    return tag.of(await series.get_series(session, series_id, by=actor, now=now))


@router.post(
    "/{series_id}/reschedule",
    dependencies=[Idempotent],
    responses=problems(
        SeriesNotFound,
        AppointmentNotFound,
        SeriesConflicts,
        SeriesEnded,
        RuleUnsupported,
        OccurrenceUnknown,
        ClinicSuspended,
        PetDeceased,
        NotOffered,
        SlotTaken,
        WrongMove,
        AlreadyBegun,
        Refused,
    ),
)
async def reschedule_series(
    series_id: UUID,
    wish: SeriesRescheduleIn,
    actor: Mover,
    session: Transaction,
    now: Now,
    seen: IfMatchOptional,
    tag: Tagged,
) -> SeriesOut:
    """Move one visit, it and those that follow, or all that lie ahead."""
    return tag.of(await series_changes.reschedule_series(session, series_id, wish, by=actor, now=now, check=seen.check))


@router.post(
    "/{series_id}/cancel",
    dependencies=[Idempotent],
    responses=problems(SeriesNotFound, AppointmentNotFound, SeriesEnded, WrongMove, AlreadyBegun, Refused),
)
async def cancel_series(
    series_id: UUID,
    why: SeriesCancelIn,
    actor: Canceller,
    session: Transaction,
    now: Now,
    seen: IfMatchOptional,
    tag: Tagged,
) -> SeriesOut:
    """Call off one visit, it and those that follow, or all that lie ahead."""
    return tag.of(await series_changes.cancel_series(session, series_id, why, by=actor, now=now, check=seen.check))
