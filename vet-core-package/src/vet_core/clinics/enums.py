"""The words of clinics."""

from enum import StrEnum

from vet_core.kernel.species import Species

__all__ = ["DataRegion", "Species"]


class DataRegion(StrEnum):
    """Where a clinic's data must stay."""

    EUROPEAN_UNION = "eu"
    UNITED_KINGDOM = "uk"
    UNITED_STATES = "us"
    CANADA = "ca"
    AUSTRALIA = "au"
