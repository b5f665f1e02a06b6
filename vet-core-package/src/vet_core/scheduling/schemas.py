"""Wire shapes of appointments, slots and holds. Instants are UTC; local times carry the clinic's zone beside them."""

from __future__ import annotations

from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from vet_core.kernel.bounds import Instant
from vet_core.kernel.money import Money
from vet_core.kernel.shapes import Input, Output
from vet_core.kernel.species import Species
from vet_core.kernel.text import LongText
from vet_core.scheduling.catalogue_schemas import (
    AppointmentTypeIn,
    AppointmentTypeOut,
    AppointmentTypePatch,
    RosterOut,
)
from vet_core.scheduling.enums import AppointmentStatus

__all__ = [
    "AppointmentIn",
    "AppointmentOut",
    "AppointmentTypeIn",
    "AppointmentTypeOut",
    "AppointmentTypePatch",
    "CancelIn",
    "HoldIn",
    "HoldOut",
    "RescheduleIn",
    "RosterOut",
    "SlotOut",
    "SlotsOut",
]

_CLINIC = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f02"
_VETERINARIAN = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f03"
_PET = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f05"
_TYPE = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f06"
_HOLD = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f07"
_APPOINTMENT = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f08"
_LOCAL = "Wall-clock time at the clinic, without offset."


def _example(**values: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [values]})


class SlotOut(Output):
    """One start and the veterinarians free for it."""

    starts_at: Instant
    ends_at: Instant
    starts_local: Annotated[str, Field(description=_LOCAL)]
    veterinarian_ids: list[UUID]


class SlotsOut(Output):
    """Every start offered in the range asked for, earliest first."""

    model_config = _example(
        clinic_id=_CLINIC,
        appointment_type_id=_TYPE,
        time_zone="Europe/Berlin",
        items=[
            {
                "starts_at": "2026-03-03T13:30:00Z",
                "ends_at": "2026-03-03T13:50:00Z",
                "starts_local": "2026-03-03T14:30",
                "veterinarian_ids": [_VETERINARIAN],
            }
        ],
    )

    clinic_id: UUID
    appointment_type_id: UUID
    time_zone: str
    items: list[SlotOut]


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
        expires_at="2026-03-01T09:05:00Z",
        is_renewed=False,
    )

    id: UUID
    clinic_id: UUID
    appointment_type_id: UUID
    veterinarian_id: UUID
    pet_id: UUID | None
    starts_at: Instant
    ends_at: Instant
    expires_at: Instant
    is_renewed: bool


class AppointmentIn(Input):
    """Book from a hold (`hold_id`), or at once (`clinic_id`, `appointment_type_id` and `starts_at`)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"hold_id": _HOLD, "pet_id": _PET, "note": "Limps since Sunday."},
                {
                    "clinic_id": _CLINIC,
                    "appointment_type_id": _TYPE,
                    "starts_at": "2026-03-03T13:30:00Z",
                    "pet_id": _PET,
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

    @model_validator(mode="after")
    def _from_a_hold_or_complete(self) -> Self:
        named = (self.clinic_id, self.appointment_type_id, self.starts_at)
        if self.hold_id is None and None in named:
            raise PydanticCustomError(
                "hold_or_slot", "Send hold_id, or clinic_id, appointment_type_id and starts_at together."
            )
        if self.hold_id is not None and any(value is not None for value in (*named, self.veterinarian_id)):
            raise PydanticCustomError(
                "hold_and_slot", "With hold_id leave out clinic_id, appointment_type_id, starts_at and veterinarian_id."
            )
        return self


class CancelIn(Input):
    """Why, if the person wants to say."""

    model_config = _example(reason="We found an earlier date.")

    reason: LongText | None = None


class RescheduleIn(Input):
    """Another start; the veterinarian stays unless another is named."""

    model_config = _example(starts_at="2026-03-04T09:00:00Z")

    starts_at: Instant
    veterinarian_id: UUID | None = None


class AppointmentOut(Output):
    """A visit with the names a screen needs. `owner_name` is null unless clinic staff asks."""

    model_config = _example(
        id=_APPOINTMENT,
        status="confirmed",
        clinic_id=_CLINIC,
        clinic_name="Linden Veterinary Practice",
        appointment_type_id=_TYPE,
        appointment_type_name="General check-up",
        veterinarian_id=_VETERINARIAN,
        veterinarian_name="Dr. Amara Lindqvist",
        pet_id=_PET,
        pet_name="Pretzel",
        pet_species="dog",
        owner_name=None,
        starts_at="2026-03-03T13:30:00Z",
        ends_at="2026-03-03T13:50:00Z",
        time_zone="Europe/Berlin",
        starts_local="2026-03-03T14:30",
        duration_minutes=20,
        note="Limps since Sunday.",
        price={"amount_minor": 4900, "currency": "EUR"},
        cancelled_at=None,
        cancellation_reason=None,
        sequence=0,
        version=1,
        created_at="2026-03-01T09:00:00Z",
    )

    id: UUID
    status: AppointmentStatus
    clinic_id: UUID
    clinic_name: str
    appointment_type_id: UUID
    appointment_type_name: str
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
    price: Money
    cancelled_at: Instant | None
    cancellation_reason: str | None
    sequence: int
    version: int
    created_at: Instant
