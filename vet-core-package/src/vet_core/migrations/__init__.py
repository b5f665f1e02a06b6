"""The history of the database: one line of revisions, applied by `vet-core migrate`."""

from vet_core.migrations.grants import RoleMissing
from vet_core.migrations.runner import current_head, expected_head, migrate

__all__ = ["RoleMissing", "current_head", "expected_head", "migrate"]
