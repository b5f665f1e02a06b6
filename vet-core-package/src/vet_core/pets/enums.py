"""The words of pets. Species lives here in words only; which clinics treat which is clinics' business."""

from enum import StrEnum

from vet_core.identity.enums import PetAccess
from vet_core.kernel.species import Species

__all__ = ["PetAccess", "Sex", "Species"]


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"
