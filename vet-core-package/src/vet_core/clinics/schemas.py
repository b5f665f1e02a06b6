"""Wire shapes of clinics. What goes out is public: no licence numbers, no people's addresses."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict, Field

from vet_core.clinics.enums import DataRegion
from vet_core.clinics.people_schemas import (
    BreakGlassIn,
    BreakGlassOut,
    ClientNoteIn,
    ClientOut,
    ClientPetOut,
    ClinicMembershipOut,
    ClinicPersonOut,
    InvitationAcceptIn,
    LicenceIn,
    LicenceOut,
    LicencePatch,
    MembershipIn,
)
from vet_core.kernel.bounds import Instant, LocalEndOut, LocalTimeOut
from vet_core.kernel.shapes import Output, Patch
from vet_core.kernel.species import Species
from vet_core.kernel.text import EmailText, LineText, LongText, PhoneText, ShortText

__all__ = [
    "AddressOut",
    "BreakGlassIn",
    "BreakGlassOut",
    "ClientNoteIn",
    "ClientOut",
    "ClientPetOut",
    "ClinicMembershipOut",
    "ClinicOut",
    "ClinicPatch",
    "ClinicPersonOut",
    "ClinicSummaryOut",
    "InvitationAcceptIn",
    "LicenceIn",
    "LicenceOut",
    "LicencePatch",
    "MembershipIn",
    "OpeningHoursOut",
    "VeterinarianOut",
]

_CLINIC = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f02"
_VETERINARIAN = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f03"

_SUMMARY: dict[str, Any] = {
    "id": _CLINIC,
    "slug": "linden",
    "name": "Linden Veterinary Practice",
    "description": "Dogs, cats and small mammals, with a quiet room for cats.",
    "time_zone": "Europe/Berlin",
    "address": {
        "street": "Lindenallee 12",
        "postal_code": "10117",
        "locality": "Berlin",
        "region": None,
        "country_code": "DE",
    },
    "latitude": 52.5163,
    "longitude": 13.3777,
    "phone": "+49301234567",
    "email": "hello@linden.example.com",
    "currency": "EUR",
    "locale": "de",
    "species": ["dog", "cat", "small_mammal"],
    "is_booking_paused": False,
    "data_region": "eu",
    "version": 1,
}


class AddressOut(Output):
    street: str
    postal_code: str
    locality: str
    region: str | None
    country_code: Annotated[str, Field(description="ISO 3166-1 alpha-2.")]


class OpeningHoursOut(Output):
    """Local times of the clinic; closing before opening means the next day."""

    weekday: Annotated[int, Field(ge=0, le=6, description="0 is Monday.")]
    opens: LocalTimeOut
    closes: LocalEndOut


class ClinicSummaryOut(Output):
    """A clinic as a list shows it."""

    model_config = ConfigDict(json_schema_extra={"examples": [_SUMMARY]})

    id: UUID
    slug: str
    name: str
    description: str
    time_zone: str
    address: AddressOut
    latitude: float
    longitude: float
    phone: str
    email: str
    currency: str
    locale: str
    species: list[Species]
    is_booking_paused: bool
    data_region: Annotated[DataRegion, Field(description="Where the clinic's data stays.")]
    version: int


class ClinicOut(ClinicSummaryOut):
    """A clinic with its week."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    **_SUMMARY,
                    "opening_hours": [{"weekday": 0, "opens": "08:00:00", "closes": "18:00:00"}],
                    "paused_at": None,
                    "pause_reason": None,
                },
            ]
        }
    )

    opening_hours: list[OpeningHoursOut]
    paused_at: Annotated[Instant | None, Field(description="Since when owners cannot book online.")]
    pause_reason: Annotated[str | None, Field(description="Why, for them to read.")]


class ClinicPatch(Patch):
    """What a clinic's administrators may change about it; keys left out stay as they are."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"phone": "+49 30 7654321", "street": "Lindenallee 14", "region": None}]}
    )
    nullable = frozenset({"region"})

    name: ShortText | None = None
    description: LongText | None = None
    phone: PhoneText | None = None
    email: EmailText | None = None
    street: LineText | None = None
    postal_code: Annotated[ShortText, Field(max_length=20)] | None = None
    locality: ShortText | None = None
    region: ShortText | None = None
    is_booking_paused: bool | None = None


class VeterinarianOut(Output):
    """A veterinarian as pet owners see them."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": _VETERINARIAN,
                    "display_name": "Dr. Amara Lindqvist",
                    "species": ["dog", "cat"],
                    "languages": ["de", "en", "sv"],
                    "biography": "Dentistry and older cats.",
                    "clinic_ids": [_CLINIC],
                }
            ]
        }
    )

    id: UUID
    display_name: str
    species: list[Species]
    languages: list[str]
    biography: str | None
    clinic_ids: list[UUID]
