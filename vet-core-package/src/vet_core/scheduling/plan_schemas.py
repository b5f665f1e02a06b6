"""Wire shapes of plans around visits: series, the waitlist, days that move, and links in letters."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from vet_core.kernel.bounds import MINUTES_A_DAY, Day, Instant, LocalMoment
from vet_core.kernel.shapes import Input, Output
from vet_core.kernel.text import AddressText, LongText, Text
from vet_core.scheduling.appointment_schemas import APPOINTMENT_EXAMPLE, AnswerIn, AppointmentOut
from vet_core.scheduling.enums import (
    AppointmentStatus,
    LinkAction,
    LinkPurpose,
    ProposalState,
    SeriesScope,
    WaitlistStatus,
    WhyNot,
)

Rule = Annotated[str, Text(max_length=300), Field(description="An RRULE of RFC 5545, without its name.")]
Chosen = Annotated[
    Literal["all"] | Annotated[list[LocalMoment], Field(min_length=1, max_length=104)],
    Field(description="Every visit of the rule, or these of them."),
]
Minute = Annotated[int, Field(ge=0, le=MINUTES_A_DAY, description="After local midnight.")]
Token = Annotated[str, Text(max_length=2000)]

_CLINIC = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f02"
_VETERINARIAN = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f03"
_PET = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f05"
_TYPE = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f06"
_HOLD = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f07"
_APPOINTMENT = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f08"
_BLOCK = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f11"
_SERIES = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f12"
_ENTRY = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f13"
_MOVE = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f14"
_PROPOSAL = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f15"
_TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJwdXJwb3NlIjoiY2FuY2VsIn0.c2lnbmF0dXJl"  # noqa: S105  an example
_REPEATING: dict[str, Any] = {
    "clinic_id": _CLINIC,
    "appointment_type_id": _TYPE,
    "veterinarian_id": _VETERINARIAN,
    "pet_id": _PET,
    "starts_local": "2026-03-03T14:30",
    "rrule": "FREQ=WEEKLY;BYDAY=TU;COUNT=6",
}
_OPTION = {
    "starts_at": "2026-03-04T13:30:00Z",
    "ends_at": "2026-03-04T13:50:00Z",
    "veterinarian_id": _VETERINARIAN,
}
_WINDOW: dict[str, Any] = {
    "from_day": "2026-03-03",
    "until_day": "2026-03-31",
    "weekdays": [0, 2, 4],
    "starts_minute": 840,
    "ends_minute": 1080,
}
_ILL = {"clinic_id": _CLINIC, "veterinarian_id": _VETERINARIAN, "on_day": "2026-03-03"}
_PROPOSED: dict[str, Any] = {
    "proposal_id": _PROPOSAL,
    "appointment": APPOINTMENT_EXAMPLE,
    "options": [_OPTION],
    "state": "open",
    "chosen_starts_at": None,
    "expires_at": "2026-03-02T18:00:00Z",
}


def _example(**values: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [values]})


class SeriesPreviewIn(Input):
    """Visits that repeat by a rule, at the same time on the clinic's clock."""

    model_config = _example(**_REPEATING)

    clinic_id: UUID
    appointment_type_id: UUID
    veterinarian_id: UUID
    pet_id: UUID
    starts_local: LocalMoment
    rrule: Rule


class OccurrenceOut(Output):
    """One visit of the rule, and what stands in its way."""

    starts_at: Instant
    starts_local: LocalMoment
    conflict: WhyNot | None


class SeriesPreviewOut(Output):
    """Every visit of the rule; nothing is written."""

    model_config = _example(
        time_zone="Europe/Berlin",
        items=[{"starts_at": "2026-03-03T13:30:00Z", "starts_local": "2026-03-03T14:30", "conflict": None}],
    )

    time_zone: str
    items: list[OccurrenceOut]


class SeriesIn(SeriesPreviewIn):
    """Book them: all, which is refused when one of them cannot be, or those chosen.

    Visits at the pet's home need a `visit_address`, the same for each.
    """

    model_config = _example(**_REPEATING, occurrences="all")

    occurrences: Chosen = "all"
    answers: Annotated[list[AnswerIn], Field(max_length=20)] = Field(default_factory=list)
    visit_address: AddressText | None = None


class SeriesOut(Output):
    """A series and its visits, those that were called off among them."""

    model_config = _example(
        id=_SERIES,
        **_REPEATING,
        time_zone="Europe/Berlin",
        duration_minutes=20,
        ended_at=None,
        version=1,
        appointments=[APPOINTMENT_EXAMPLE],
    )

    id: UUID
    clinic_id: UUID
    appointment_type_id: UUID
    veterinarian_id: UUID
    pet_id: UUID
    rrule: str
    starts_local: LocalMoment
    time_zone: str
    duration_minutes: int
    ended_at: Instant | None
    version: int
    appointments: list[AppointmentOut]


class SeriesRescheduleIn(Input):
    """Another time for this visit, for it and all that follow, or for all that lie ahead."""

    model_config = _example(scope="following", appointment_id=_APPOINTMENT, starts_local="2026-03-05T09:00")

    scope: SeriesScope
    appointment_id: UUID
    starts_local: LocalMoment
    veterinarian_id: UUID | None = None
    occurrences: Chosen = "all"


class SeriesCancelIn(Input):
    """Call off this visit, it and all that follow, or all that lie ahead."""

    model_config = _example(scope="this", appointment_id=_APPOINTMENT, reason="On holiday.")

    scope: SeriesScope
    appointment_id: UUID
    reason: LongText | None = None


class WaitlistWindow(Input):
    """When a time would suit: days from the first to the last, weekdays (none means every one), hours of the day."""

    from_day: Day
    until_day: Day
    weekdays: Annotated[list[Annotated[int, Field(ge=0, le=6)]], Field(max_length=7)] = Field(default_factory=list)
    starts_minute: Minute = 0
    ends_minute: Minute = MINUTES_A_DAY

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.until_day < self.from_day or self.ends_minute <= self.starts_minute:
            raise PydanticCustomError("window_empty", "A window ends after it begins.")
        return self


class WaitlistIn(Input):
    """Ask to be offered a time that comes free. A visit at the pet's home needs a `visit_address`."""

    model_config = _example(clinic_id=_CLINIC, appointment_type_id=_TYPE, pet_id=_PET, windows=[_WINDOW])

    clinic_id: UUID
    appointment_type_id: UUID
    veterinarian_id: UUID | None = None
    pet_id: UUID
    windows: Annotated[list[WaitlistWindow], Field(min_length=1, max_length=10)]
    note: LongText | None = None
    visit_address: AddressText | None = None


class WaitlistOfferOut(Output):
    """A time kept for the one who waits, until it expires."""

    starts_at: Instant
    ends_at: Instant
    veterinarian_id: UUID
    expires_at: Instant
    hold_id: UUID | None


class WaitlistEntryOut(Output):
    """A wish on the waitlist. `owner_name` is null unless clinic staff asks."""

    model_config = _example(
        id=_ENTRY,
        clinic_id=_CLINIC,
        clinic_name="Linden Veterinary Practice",
        appointment_type_id=_TYPE,
        appointment_type_name="General check-up",
        appointment_type_translations={"de": "Vorsorge"},
        veterinarian_id=None,
        pet_id=_PET,
        pet_name="Pretzel",
        owner_name=None,
        time_zone="Europe/Berlin",
        windows=[_WINDOW],
        note=None,
        visit_address=None,
        status="offered",
        offer={**_OPTION, "expires_at": "2026-03-02T11:00:00Z", "hold_id": _HOLD},
        created_at="2026-03-01T09:00:00Z",
        version=2,
    )

    id: UUID
    clinic_id: UUID
    clinic_name: str
    appointment_type_id: UUID
    appointment_type_name: str
    appointment_type_translations: dict[str, str]
    veterinarian_id: UUID | None
    pet_id: UUID
    pet_name: str
    owner_name: str | None
    time_zone: str
    windows: list[WaitlistWindow]
    note: str | None
    visit_address: str | None
    status: WaitlistStatus
    offer: WaitlistOfferOut | None
    created_at: Instant
    version: int


class MoveOptionOut(Output):
    """A time that would be free instead."""

    starts_at: Instant
    ends_at: Instant
    veterinarian_id: UUID


class DayMovePreviewIn(Input):
    """Which day of which veterinarian cannot be kept."""

    model_config = _example(**_ILL)

    clinic_id: UUID
    veterinarian_id: UUID
    on_day: Day


class DayMoveIn(DayMovePreviewIn):
    """Propose other times for all visits of the day, or for those named; the reason stays with the staff."""

    model_config = _example(**_ILL, reason="Down with the flu.", is_blocked=True)

    reason: LongText | None = None
    is_blocked: bool = True
    appointment_ids: Annotated[list[UUID], Field(max_length=200)] | None = None


class MoveProposalOut(Output):
    """One visit of the day and what is proposed for it; before it is written it has neither id nor state."""

    proposal_id: UUID | None
    appointment: AppointmentOut
    options: list[MoveOptionOut]
    state: ProposalState | None
    chosen_starts_at: Instant | None
    expires_at: Instant | None


class DayMovePreviewOut(Output):
    """What would be proposed; nothing is written."""

    model_config = _example(items=[{**_PROPOSED, "proposal_id": None, "state": None, "expires_at": None}])

    items: list[MoveProposalOut]


class DayMoveOut(Output):
    """A day that moves, and how far its people have chosen."""

    model_config = _example(
        id=_MOVE,
        **_ILL,
        reason="Down with the flu.",
        block_id=_BLOCK,
        created_at="2026-03-02T06:00:00Z",
        items=[_PROPOSED],
    )

    id: UUID
    clinic_id: UUID
    veterinarian_id: UUID
    on_day: Day
    reason: str | None
    block_id: UUID | None
    created_at: Instant
    items: list[MoveProposalOut]


class LinkIn(Input):
    """The token of a link in a letter."""

    model_config = _example(token=_TOKEN)

    token: Token


class LinkUseIn(LinkIn):
    """Do what the link is for; where it asks to choose, with the option chosen. Only a kept time can be declined."""

    model_config = _example(token=_TOKEN, starts_at="2026-03-04T13:30:00Z", veterinarian_id=_VETERINARIAN)

    action: LinkAction = LinkAction.ACCEPT
    starts_at: Instant | None = None
    veterinarian_id: UUID | None = None


class LinkOptionOut(MoveOptionOut):
    """A time to choose, with the name under which the clinic shows its veterinarian."""

    veterinarian_name: str


class LinkOut(Output):
    """What a link is for, without anything private."""

    model_config = _example(
        purpose="choose",
        clinic_id=_CLINIC,
        clinic_name="Linden Veterinary Practice",
        appointment_type_id=_TYPE,
        appointment_type_name="General check-up",
        appointment_type_translations={"de": "Vorsorge"},
        veterinarian_name="Dr. Amara Lindqvist",
        status="confirmed",
        starts_at="2026-03-03T13:30:00Z",
        ends_at="2026-03-03T13:50:00Z",
        time_zone="Europe/Berlin",
        starts_local="2026-03-03T14:30",
        options=[{**_OPTION, "veterinarian_name": "Dr. Amara Lindqvist"}],
    )

    purpose: LinkPurpose
    clinic_id: UUID
    clinic_name: str
    appointment_type_id: UUID
    appointment_type_name: str
    appointment_type_translations: dict[str, str]
    veterinarian_name: str | None
    status: AppointmentStatus | WaitlistStatus
    starts_at: Instant
    ends_at: Instant
    time_zone: str
    starts_local: LocalMoment
    options: list[LinkOptionOut]
