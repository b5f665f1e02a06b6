"""How long to wait before trying a server again: longer each time, up to a bound, never in step with others."""

from __future__ import annotations

import random
from dataclasses import dataclass

FIRST_SECONDS = 0.2
LONGEST_SECONDS = 5.0


@dataclass
class Pauses:
    failures: int = 0

    def next(self) -> float:
        """The seconds to wait now: between half of the step and the whole of it."""
        step: float = min(FIRST_SECONDS * 2**self.failures, LONGEST_SECONDS)
        self.failures = min(self.failures + 1, 16)
        return step * random.uniform(0.5, 1)  # noqa: S311  spreads load, guards nothing

    def reset(self) -> None:
        self.failures = 0
