"""Wire shapes of holds and appointments, and of the waiting-room board. Instants are UTC; local times carry the
clinic's zone beside them.
"""

from __future__ import annotations

from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from vet_core.kernel.bounds import Day, Instant
from vet_core.kernel.money import Money
from vet_core.kernel.shapes import Input, Output
from vet_core.kernel.species import Species
from vet_core.kernel.text import AddressText, LineText, LongText, ShortText
from vet_core.scheduling.enums import AppointmentStatus, Place, Stage

_CLINIC = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f02"
_VETERINARIAN = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f03"
_PET = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f05"
_TYPE = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f06"
_HOLD = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f07"
_APPOINTMENT = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f08"
_ROOM = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f0a"
_LOCAL = "Wall-clock time at the clinic, without offset."
APPOINTMENT_EXAMPLE: dict[str, Any] = {
    "id": _APPOINTMENT,
    "status": "confirmed",
    "clinic_id": _CLINIC,
    "clinic_name": "Linden Veterinary Practice",
    "appointment_type_id": _TYPE,
    "appointment_type_name": "General check-up",
    "appointment_type_translations": {"de": "Vorsorge"},
    "veterinarian_id": _VETERINARIAN,
    "veterinarian_name": "Dr. Amara Lindqvist",
    "pet_id": _PET,
    "pet_name": "Pretzel",
    "pet_species": "dog",
    "owner_name": None,
    "starts_at": "2026-03-03T13:30:00Z",
    "ends_at": "2026-03-03T13:50:00Z",
    "time_zone": "Europe/Berlin",
    "starts_local": "2026-03-03T14:30",
    "duration_minutes": 20,
    "note": "Limps since Sunday.",
    "visit_address": None,
    "price": {"amount_minor": 4900, "currency": "EUR"},
    "cancelled_at": None,
    "cancellation_reason": None,
    "sequence": 0,
    "version": 1,
    "created_at": "2026-03-01T09:00:00Z",
    "place": "in_clinic",
    "room_id": None,
    "room_name": None,
    "stage": "expected",
    "is_walk_in": False,
    "series_id": None,
    "deposit": None,
    "is_late": False,
    "late_fee": None,
    "override_reason": None,
    "answers": [{"question_id": "since", "text": "Since Sunday."}],
    "owner_confirmed_at": None,
    "arrived_at": None,
    "roomed_at": None,
    "began_at": None,
    "finished_at": None,
    "departed_at": None,
}


def _example(**values: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [values]})


class HoldIn(Input):
    """Keep a slot for a few minutes. Without a veterinarian any free one is taken."""

    model_config = _example(clinic_id=_CLINIC, appointment_type_id=_TYPE, starts_at="2026-03-03T13:30:00Z", pet_id=_PET)

    clinic_id: UUID
    appointment_type_id: UUID
    starts_at: Instant
    veterinarian_id: UUID | None = None
    pet_id: UUID | None = None


class HoldOut(Output):
    """A kept slot; it is free again at `expires_at`."""

    model_config = _example(
        id=_HOLD,
        clinic_id=_CLINIC,
        appointment_type_id=_TYPE,
        veterinarian_id=_VETERINARIAN,
        pet_id=_PET,
        starts_at="2026-03-03T13:30:00Z",
        ends_at="2026-03-03T13:50:00Z",
        room_id=None,
        expires_at="2026-03-01T09:05:00Z",
        is_renewed=False,
    )

    id: UUID
    clinic_id: UUID
    appointment_type_id: UUID
    veterinarian_id: UUID
    pet_id: UUID | None
    room_id: UUID | None
    starts_at: Instant
    ends_at: Instant
    expires_at: Instant
    is_renewed: bool


class AnswerIn(Input):
    """What an owner answers to one question of the visit: a text, `yes` or `no`, or one of the choices."""

    model_config = _example(question_id="since", text="Since Sunday.")

    question_id: ShortText
    text: LongText


class AppointmentIn(Input):
    """Book from a hold (`hold_id`), or at once (`clinic_id`, `appointment_type_id` and `starts_at`).

    With an `override_reason` staff who keep the calendar book against the rules and over others. A visit at the pet's
    home needs a `visit_address`; no other has one.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "hold_id": _HOLD,
                    "pet_id": _PET,
                    "note": "Limps since Sunday.",
                    "answers": [{"question_id": "since", "text": "Since Sunday."}],
                },
                {
                    "clinic_id": _CLINIC,
                    "appointment_type_id": _TYPE,
                    "starts_at": "2026-03-03T13:30:00Z",
                    "pet_id": _PET,
                    "visit_address": "Rosenweg 4\n10117 Berlin",
                },
            ]
        }
    )

    pet_id: UUID
    hold_id: UUID | None = None
    clinic_id: UUID | None = None
    appointment_type_id: UUID | None = None
    starts_at: Instant | None = None
    veterinarian_id: UUID | None = None
    note: LongText | None = None
    visit_address: AddressText | None = None
    answers: Annotated[list[AnswerIn], Field(max_length=20)] = Field(default_factory=list)
    override_reason: LineText | None = None

    @model_validator(mode="after")
    def _from_a_hold_or_complete(self) -> Self:
        named = (self.clinic_id, self.appointment_type_id, self.starts_at)
        if self.hold_id is None and None in named:
            raise PydanticCustomError(
                "hold_or_slot", "Send hold_id, or clinic_id, appointment_type_id and starts_at together."
            )
        others = (*named, self.veterinarian_id, self.override_reason)
        if self.hold_id is not None and any(value is not None for value in others):
            raise PydanticCustomError(
                "hold_and_slot",
                "With hold_id leave out clinic_id, appointment_type_id, starts_at, veterinarian_id, override_reason.",
            )
        return self


class CancelIn(Input):
    """Why, if the person wants to say."""

    model_config = _example(reason="We found an earlier date.")

    reason: LongText | None = None


class DeclineIn(Input):
    """Why the clinic says no, for the owner to read."""

    model_config = _example(reason="That day is full of operations; please call us.")

    reason: LongText | None = None


class RescheduleIn(Input):
    """Another start; the veterinarian stays unless another is named.

    The clinic's staff may also name a room and another length, or with a reason go against the rules.
    """

    model_config = _example(starts_at="2026-03-04T09:00:00Z")

    starts_at: Instant
    veterinarian_id: UUID | None = None
    room_id: UUID | None = None
    duration_minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    override_reason: LineText | None = None


class VisitAddressIn(Input):
    """Where to come to."""

    model_config = _example(visit_address="Rosenweg 4\n10117 Berlin")

    visit_address: AddressText


class RoomIn(Input):
    """Where the pet is led."""

    model_config = _example(room_id=_ROOM)

    room_id: UUID


class WalkInIn(Input):
    """Somebody is here without an appointment. Without a veterinarian whoever is free first sees them."""

    model_config = _example(clinic_id=_CLINIC, pet_id=_PET, appointment_type_id=_TYPE, note="Ate a sock.")

    clinic_id: UUID
    pet_id: UUID
    appointment_type_id: UUID
    veterinarian_id: UUID | None = None
    note: LongText | None = None
    answers: Annotated[list[AnswerIn], Field(max_length=20)] = Field(default_factory=list)


class AnswerOut(Output):
    """What the owner answered."""

    question_id: str
    text: str


class AppointmentOut(Output):
    """A visit with the names a screen needs. `owner_name` and `override_reason` are null unless clinic staff asks.

    `visit_address` is where a visit at the pet's home takes place. `appointment_type_translations` has the name of the
    service by language. `cancellation_reason` also says why the clinic declined a request. `late_fee` is what a change
    after the cancellation notice costs, unless it was waived.
    """

    model_config = _example(**APPOINTMENT_EXAMPLE)

    id: UUID
    status: AppointmentStatus
    clinic_id: UUID
    clinic_name: str
    appointment_type_id: UUID
    appointment_type_name: str
    appointment_type_translations: dict[str, str]
    veterinarian_id: UUID
    veterinarian_name: str
    pet_id: UUID
    pet_name: str
    pet_species: Species
    owner_name: str | None = None
    starts_at: Instant
    ends_at: Instant
    time_zone: str
    starts_local: Annotated[str, Field(description=_LOCAL)]
    duration_minutes: int
    note: str | None
    visit_address: str | None
    price: Money
    cancelled_at: Instant | None
    cancellation_reason: str | None
    sequence: int
    version: int
    created_at: Instant
    place: Place
    room_id: UUID | None
    room_name: str | None
    stage: Stage | None
    is_walk_in: bool
    series_id: UUID | None
    deposit: Money | None
    is_late: bool
    late_fee: Money | None
    override_reason: str | None
    answers: list[AnswerOut]
    owner_confirmed_at: Instant | None
    arrived_at: Instant | None
    roomed_at: Instant | None
    began_at: Instant | None
    finished_at: Instant | None
    departed_at: Instant | None


class BoardItemOut(AppointmentOut):
    """A visit of the day with how long it has waited.

    `waiting_minutes` runs from the arrival until the visit begins, and is null before the arrival. `expected_at` is
    when the pet is to be seen: the planned start, and never before the arrival.
    """

    model_config = _example(**APPOINTMENT_EXAMPLE, waiting_minutes=None, expected_at="2026-03-03T13:30:00Z")

    stage: Stage
    waiting_minutes: int | None
    expected_at: Instant


class BoardOut(Output):
    """Who is expected today, who waits and where, who is being seen, and who has left."""

    model_config = _example(
        on="2026-03-03",
        time_zone="Europe/Berlin",
        items=[{**APPOINTMENT_EXAMPLE, "waiting_minutes": None, "expected_at": "2026-03-03T13:30:00Z"}],
    )

    on: Day
    time_zone: str
    items: list[BoardItemOut]
