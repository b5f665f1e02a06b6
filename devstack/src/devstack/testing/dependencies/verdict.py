"""What one check of the dependencies found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from devstack.testing.counts import Counts
from devstack.testing.failures import Failure


@dataclass(frozen=True)
class Verdict:
    """`unanswered` says who could not be asked, and why. Problems count even then."""

    name: str
    problems: tuple[str, ...] = ()
    unanswered: str = ""

    @classmethod
    def of(cls, name: str, problems: Iterable[str], unanswered: str = "") -> Verdict:
        return cls(name, tuple(problems), unanswered)

    def counts(self, *, required: bool) -> Counts:
        problems = list(self.problems)
        if self.unanswered and required:
            problems.append(f"{self.unanswered} (VET_REQUIRE_ADVISORIES is set)")
        if problems:
            return Counts(failed=1, failures=(Failure(self.name, "\n".join(problems)),))
        if self.unanswered:
            return Counts(skipped=1, skips=(f"{self.name}: {self.unanswered}",))
        return Counts(passed=1)
