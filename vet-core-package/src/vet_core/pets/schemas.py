"""Wire shapes of pets."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict, Field

from vet_core.kernel.bounds import Day
from vet_core.kernel.shapes import Input, Output, Patch
from vet_core.kernel.text import LongText, ShortText
from vet_core.pets.enums import Sex, Species
from vet_core.pets.sharing_schemas import AccessLogEntryOut, PetInvitationIn, PetOwnerOut, PetShareIn, PetShareOut

__all__ = [
    "AccessLogEntryOut",
    "BreedOut",
    "InsuranceNumber",
    "MicrochipNumber",
    "PetIn",
    "PetInvitationIn",
    "PetOut",
    "PetOwnerOut",
    "PetPatch",
    "PetShareIn",
    "PetShareOut",
    "WeightGrams",
]

# ISO 11784: three digits of country or manufacturer, twelve of the animal.
MicrochipNumber = Annotated[
    str, Field(pattern=r"^[0-9]{15}$", description="15 digits, ISO 11784.", examples=["276098102345678"])
]
InsuranceNumber = Annotated[ShortText, Field(max_length=60)]
WeightGrams = Annotated[int, Field(ge=1, le=2_000_000, description="In grams.")]

_BREED = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f04"
_PET: dict[str, Any] = {
    "name": "Pretzel",
    "species": "dog",
    "breed_id": _BREED,
    "sex": "male",
    "is_neutered": True,
    "born_on": "2021-05-04",
    "is_birth_date_estimated": False,
    "weight_grams": 8600,
    "microchip_number": "276098102345678",
    "color": "red",
    "note": "Afraid of scales.",
    "insurer": "Fellwohl",
    "insurance_number": "FW-48213-07",
}


class PetIn(Input):
    """A pet as its owner describes it."""

    model_config = ConfigDict(json_schema_extra={"examples": [_PET]})

    name: ShortText
    species: Species
    breed_id: UUID | None = None
    sex: Sex = Sex.UNKNOWN
    is_neutered: bool | None = None
    born_on: Day | None = None
    is_birth_date_estimated: bool = False
    weight_grams: WeightGrams | None = None
    microchip_number: MicrochipNumber | None = None
    color: ShortText | None = None
    note: LongText | None = None
    insurer: ShortText | None = None
    insurance_number: InsuranceNumber | None = None


class PetPatch(Patch):
    """What may change about a pet; keys left out stay as they are. A pet does not change its species."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"weight_grams": 8900, "is_neutered": True}]})
    nullable = frozenset(
        {
            "breed_id",
            "is_neutered",
            "born_on",
            "weight_grams",
            "microchip_number",
            "color",
            "note",
            "insurer",
            "insurance_number",
            "deceased_on",
        }
    )

    name: ShortText | None = None
    breed_id: UUID | None = None
    sex: Sex | None = None
    is_neutered: bool | None = None
    born_on: Day | None = None
    is_birth_date_estimated: bool | None = None
    weight_grams: WeightGrams | None = None
    microchip_number: MicrochipNumber | None = None
    color: ShortText | None = None
    note: LongText | None = None
    insurer: ShortText | None = None
    insurance_number: InsuranceNumber | None = None
    deceased_on: Day | None = None


class PetOut(Output):
    """A pet as its owners and its clinics see it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f05",
                    **_PET,
                    "breed_name": "Dachshund",
                    "deceased_on": None,
                    "owner_ids": ["0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f01"],
                    "version": 1,
                }
            ]
        }
    )

    id: UUID
    name: str
    species: Species
    breed_id: UUID | None
    breed_name: str | None
    sex: Sex
    is_neutered: bool | None
    born_on: Day | None
    is_birth_date_estimated: bool
    weight_grams: int | None
    microchip_number: str | None
    color: str | None
    note: str | None
    insurer: str | None
    insurance_number: str | None
    deceased_on: Day | None
    owner_ids: list[UUID]
    version: int


class BreedOut(Output):
    """A breed to choose from."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"id": _BREED, "species": "dog", "name": "Dachshund", "fci_number": 148}]}
    )

    id: UUID
    species: Species
    name: str
    fci_number: int | None
