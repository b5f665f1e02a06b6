"""Wire shapes of what a clinic offers and when its veterinarians work."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict, Field

from vet_core.kernel.bounds import Day, LocalEndOut, LocalTimeOut
from vet_core.kernel.money import Currency, Money
from vet_core.kernel.shapes import Input, Output, Patch
from vet_core.kernel.species import Species
from vet_core.kernel.text import LongText, ShortText

DurationMinutes = Annotated[int, Field(ge=5, le=1440)]
BufferMinutes = Annotated[int, Field(ge=0, le=480)]
NoticeMinutes = Annotated[int, Field(ge=0, le=525_600)]
HorizonDays = Annotated[int, Field(ge=1, le=730)]
PriceMinor = Annotated[int, Field(ge=0, le=2**31 - 1, description="In the currency's smallest unit.")]
SpeciesSet = Annotated[list[Species], Field(max_length=len(Species), description="Empty means every species.")]
VeterinarianIds = Annotated[list[UUID], Field(max_length=200)]

_CLINIC = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f02"
_VETERINARIAN = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f03"
_TYPE: dict[str, Any] = {
    "clinic_id": _CLINIC,
    "name": "General check-up",
    "description": "A look from nose to tail.",
    "duration_minutes": 20,
    "buffer_before_minutes": 0,
    "buffer_after_minutes": 5,
    "slot_interval_minutes": 15,
    "minimum_notice_minutes": 120,
    "horizon_days": 90,
    "species": ["dog", "cat"],
    "price": {"amount_minor": 4900, "currency": "EUR"},
    "is_owner_bookable": True,
    "is_active": True,
    "veterinarian_ids": [_VETERINARIAN],
}


class PriceIn(Input):
    """What a visit costs."""

    amount_minor: PriceMinor
    currency: Currency


class AppointmentTypeIn(Input):
    """A service the clinic starts to offer."""

    model_config = ConfigDict(json_schema_extra={"examples": [_TYPE]})

    clinic_id: UUID
    name: ShortText
    description: LongText = ""
    duration_minutes: DurationMinutes
    buffer_before_minutes: BufferMinutes = 0
    buffer_after_minutes: BufferMinutes = 0
    slot_interval_minutes: DurationMinutes = 15
    minimum_notice_minutes: NoticeMinutes = 0
    horizon_days: HorizonDays = 90
    species: SpeciesSet = Field(default_factory=list)
    price: PriceIn
    is_owner_bookable: bool = True
    is_active: bool = True
    veterinarian_ids: VeterinarianIds = Field(default_factory=list)


class AppointmentTypePatch(Patch):
    """Changes to a service; keys left out stay as they are. Booked visits keep their own duration."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"duration_minutes": 30, "is_active": False}]})

    name: ShortText | None = None
    description: LongText | None = None
    duration_minutes: DurationMinutes | None = None
    buffer_before_minutes: BufferMinutes | None = None
    buffer_after_minutes: BufferMinutes | None = None
    slot_interval_minutes: DurationMinutes | None = None
    minimum_notice_minutes: NoticeMinutes | None = None
    horizon_days: HorizonDays | None = None
    species: SpeciesSet | None = None
    price: PriceIn | None = None
    is_owner_bookable: bool | None = None
    is_active: bool | None = None
    veterinarian_ids: VeterinarianIds | None = None


class AppointmentTypeOut(Output):
    """A service as the clinic offers it."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"id": "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f06", **_TYPE, "version": 1}]}
    )

    id: UUID
    clinic_id: UUID
    name: str
    description: str
    duration_minutes: int
    buffer_before_minutes: int
    buffer_after_minutes: int
    slot_interval_minutes: int
    minimum_notice_minutes: int
    horizon_days: int
    species: list[Species]
    price: Money
    is_owner_bookable: bool
    is_active: bool
    veterinarian_ids: list[UUID]
    version: int


class RosterOut(Output):
    """A weekly stretch of work in the clinic's local time; an end before the start is on the next day."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f09",
                    "clinic_id": _CLINIC,
                    "veterinarian_id": _VETERINARIAN,
                    "weekday": 0,
                    "starts_local": "09:00:00",
                    "ends_local": "17:00:00",
                    "effective_from": "2026-01-01",
                    "effective_until": None,
                }
            ]
        }
    )

    id: UUID
    clinic_id: UUID
    veterinarian_id: UUID
    weekday: Annotated[int, Field(ge=0, le=6, description="0 is Monday.")]
    starts_local: LocalTimeOut
    ends_local: LocalEndOut
    effective_from: Day
    effective_until: Day | None
