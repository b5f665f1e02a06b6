"""Which starts are free, how many each day has, and why a time is not offered."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from fastapi.exceptions import RequestValidationError
from vet_core.kernel.actor import Actor
from vet_core.kernel.bounds import Instant
from vet_core.kernel.policy import Refused
from vet_core.scheduling.schemas import SlotDaysOut, SlotsOut, SlotsPreviewIn
from vet_services.clinics.errors import ClinicNotFound, ClinicSuspended
from vet_services.pets.errors import PetDeceased, PetNotFound
from vet_services.scheduling import slots
from vet_services.scheduling.errors import AppointmentTypeNotFound, SlotRangeTooLong
from vet_services.scheduling.policy import may_offer
from vet_services.scheduling.slots import SlotQuery

from vet_clinic_api.edge.access import Allowed, Visitor
from vet_clinic_api.edge.etags import Fingerprinted
from vet_clinic_api.edge.exchange import Now, PlatformOf, Transaction
from vet_clinic_api.edge.limits import RateClass, rated
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/scheduling/slots", "scheduling")

Administrator = Annotated[Actor, Allowed(may_offer)]
Clinic = Annotated[UUID, Query(description="The clinic.")]
Kind = Annotated[UUID, Query(description="The kind of visit.")]
From = Annotated[Instant, Query(alias="from", description="First instant.", examples=["2026-03-03T00:00:00Z"])]
To = Annotated[Instant, Query(description="Last instant; at most 62 days on.", examples=["2026-03-10T00:00:00Z"])]
MaybeFrom = Annotated[
    Instant | None, Query(alias="from", description="First instant.", examples=["2026-03-03T00:00:00Z"])
]
MaybeTo = Annotated[
    Instant | None, Query(description="Last instant; at most 62 days on.", examples=["2026-03-10T00:00:00Z"])
]
At = Annotated[Instant | None, Query(description="One start, in place of `from` and `to`: is it offered, or why not?")]
Veterinarian = Annotated[UUID | None, Query(description="Only starts with this veterinarian.")]
Pet = Annotated[UUID | None, Query(description="Leave out times at which this pet is busy.")]
Hold = Annotated[UUID | None, Query(description="Show the time kept by one's own hold as free.")]

_SEARCH = rated(RateClass.SEARCH)
_UNKNOWN = (ClinicNotFound, ClinicSuspended, AppointmentTypeNotFound, PetNotFound)
_JSON = "application/json"


@router.get(
    "",
    response_model=SlotsOut,
    dependencies=[_SEARCH],
    responses=problems(*_UNKNOWN, PetDeceased, Refused, SlotRangeTooLong),
)
async def list_slots(
    viewer: Visitor,
    session: Transaction,
    now: Now,
    mark: Fingerprinted,
    platform: PlatformOf,
    clinic_id: Clinic,
    appointment_type_id: Kind,
    from_: MaybeFrom = None,
    to: MaybeTo = None,
    at: At = None,
    veterinarian_id: Veterinarian = None,
    pet_id: Pet = None,
    hold_id: Hold = None,
) -> Response:
    """Every start that can be booked between two instants; or, with `at`, that one start or the rules against it.

    `pet_id` and `hold_id` count for signed-in people.
    """
    starts_from, ends_by = _range(from_, to, at)
    query = SlotQuery(clinic_id, appointment_type_id, starts_from, ends_by, veterinarian_id, pet_id, hold_id)
    if at is not None:
        text = await slots.explain_slot(session, query, at, by=viewer, now=now)
    else:
        text = await slots.list_slots(session, query, by=viewer, now=now, cache=platform.slots)
    return Response(mark.of(text), media_type=_JSON)


@router.get(
    "/days",
    response_model=SlotDaysOut,
    dependencies=[_SEARCH],
    responses=problems(*_UNKNOWN, Refused, SlotRangeTooLong),
)
async def list_slot_days(
    viewer: Visitor,
    session: Transaction,
    now: Now,
    mark: Fingerprinted,
    platform: PlatformOf,
    clinic_id: Clinic,
    appointment_type_id: Kind,
    from_: From,
    to: To,
    veterinarian_id: Veterinarian = None,
    pet_id: Pet = None,
    hold_id: Hold = None,
) -> Response:
    """How many starts each day has at the clinic, and its first; days without any are left out."""
    query = SlotQuery(clinic_id, appointment_type_id, from_, to, veterinarian_id, pet_id, hold_id)
    text = await slots.list_slot_days(session, query, by=viewer, now=now, cache=platform.slots)
    return Response(mark.of(text), media_type=_JSON)


@router.post(
    "/preview",
    response_model=SlotsOut,
    dependencies=[_SEARCH],
    responses=problems(ClinicNotFound, ClinicSuspended, Refused, SlotRangeTooLong),
)
async def preview_slots(wish: SlotsPreviewIn, actor: Administrator, session: Transaction, now: Now) -> Response:
    """What owners would be offered if a kind of visit were like this; nothing is written."""
    query = SlotQuery(wish.clinic_id, wish.clinic_id, wish.from_, wish.to, wish.veterinarian_id)
    text = await slots.preview_slots(session, query, wish.type, by=actor, now=now)
    return Response(text, media_type=_JSON)


def _range(from_: Instant | None, to: Instant | None, at: Instant | None) -> tuple[Instant, Instant]:
    """The range asked for; a start alone is its own. Raises RequestValidationError unless it is one or the other."""
    if from_ is not None and to is not None and at is None:
        return from_, to
    if at is not None and from_ is None and to is None:
        return at, at
    if at is not None:
        raise RequestValidationError([_error("at", "at_or_range", "Send either at, or from and to.")])
    missing = [name for name, value in (("from", from_), ("to", to)) if value is None]
    raise RequestValidationError([_error(name, "missing", "Send from and to, or at.") for name in missing])


def _error(name: str, kind: str, message: str) -> dict[str, object]:
    return {"type": kind, "loc": ("query", name), "msg": message}
