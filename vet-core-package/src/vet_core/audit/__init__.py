"""Who did what to which thing, and why. Entries are added and never changed; PostgreSQL refuses the rest."""

from vet_core.audit.trail import add, values

__all__ = ["add", "values"]
