"""The words of clinics."""

from vet_core.kernel.species import Species

__all__ = ["Species"]
