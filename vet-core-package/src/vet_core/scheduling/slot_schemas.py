"""Wire shapes of free time."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict, Field

from vet_core.kernel.bounds import Day, Instant
from vet_core.kernel.shapes import Input, Output
from vet_core.scheduling.catalogue_schemas import AppointmentTypeIn
from vet_core.scheduling.enums import WhyNot

_CLINIC = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f02"
_VETERINARIAN = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f03"
_TYPE = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f06"
_SLOT: dict[str, Any] = {
    "starts_at": "2026-03-03T13:30:00Z",
    "ends_at": "2026-03-03T13:50:00Z",
    "starts_local": "2026-03-03T14:30",
    "veterinarian_ids": [_VETERINARIAN],
    "seats_left": None,
}


class SlotOut(Output):
    """One start and the veterinarians free for it; one who takes longer has an item of their own."""

    starts_at: Instant
    ends_at: Instant
    starts_local: Annotated[str, Field(description="Wall-clock time at the clinic, without offset.")]
    veterinarian_ids: list[UUID]
    seats_left: Annotated[int | None, Field(description="For group classes.")] = None


class SlotsOut(Output):
    """Every start offered in the range asked for, earliest first.

    Asked `at` one instant, `why_not` says by which rules it is not offered; it is empty when it is.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "clinic_id": _CLINIC,
                    "appointment_type_id": _TYPE,
                    "time_zone": "Europe/Berlin",
                    "items": [_SLOT],
                    "why_not": None,
                },
                {
                    "clinic_id": _CLINIC,
                    "appointment_type_id": _TYPE,
                    "time_zone": "Europe/Berlin",
                    "items": [],
                    "why_not": ["taken"],
                },
            ]
        }
    )

    clinic_id: UUID
    appointment_type_id: UUID
    time_zone: str
    items: list[SlotOut]
    why_not: list[WhyNot] | None = None


class SlotDayOut(Output):
    """How many starts a local day has to offer, and the first of them."""

    on: Day
    free_count: int
    first_starts_at: Instant | None


class SlotDaysOut(Output):
    """Every local day of the range."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "time_zone": "Europe/Berlin",
                    "items": [
                        {"on": "2026-03-03", "free_count": 11, "first_starts_at": "2026-03-03T13:30:00Z"},
                        {"on": "2026-03-04", "free_count": 0, "first_starts_at": None},
                    ],
                }
            ]
        }
    )

    time_zone: str
    items: list[SlotDayOut]


class SlotsPreviewIn(Input):
    """What would be offered if the clinic offered this; nothing is written."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "clinic_id": _CLINIC,
                    "veterinarian_id": _VETERINARIAN,
                    "from": "2026-03-03T00:00:00Z",
                    "to": "2026-03-04T00:00:00Z",
                    "type": {
                        "clinic_id": _CLINIC,
                        "name": "Dental check",
                        "duration_minutes": 40,
                        "price": {"amount_minor": 8900, "currency": "EUR"},
                        "performers": [{"veterinarian_id": _VETERINARIAN}],
                    },
                }
            ]
        }
    )

    clinic_id: UUID
    veterinarian_id: UUID | None = None
    from_: Annotated[Instant, Field(alias="from")]
    to: Instant
    type: AppointmentTypeIn
