"""What stands in the way of a visit of a series, as it is told."""

from dataclasses import dataclass
from datetime import datetime

from vet_core.kernel.errors import JSON

from vet_services.scheduling.errors import NotOffered, SlotTaken

_TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A visit that cannot be had, and the rule that refuses it."""

    starts_local: datetime
    starts_at: datetime
    reason: str

    @property
    def shown(self) -> dict[str, JSON]:
        return {
            "starts_local": f"{self.starts_local:%Y-%m-%dT%H:%M}",
            "starts_at": f"{self.starts_at:%Y-%m-%dT%H:%M:%SZ}",
            "conflict": self.reason,
        }


def reason(refusal: NotOffered | SlotTaken) -> str:
    """The word for a refusal: the rule that would not offer the start, or that somebody has it."""
    return refusal.reason.value if isinstance(refusal, NotOffered) else _TAKEN
