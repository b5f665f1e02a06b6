"""The words of identity."""

from vet_core.kernel.actor import Role

__all__ = ["Role"]
