"""Choose who and what serves a visit: one veterinarian, and one room or piece of equipment for every requirement.

Pure. What somebody else turned out to have taken is left out and the next assignment is tried, until none is left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from vet_core.scheduling.enums import ResourceKind

from vet_services.scheduling.facts import ResourceFacts, VeterinarianFacts
from vet_services.scheduling.why_not import Candidate

_NOTHING: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Assignment:
    """A candidate of an offer, and what was chosen for its requirements."""

    candidate: Candidate
    resources: tuple[ResourceFacts, ...] = ()

    @property
    def veterinarian(self) -> VeterinarianFacts:
        return self.candidate.veterinarian

    @property
    def room(self) -> ResourceFacts | None:
        return next((each for each in self.resources if each.kind is ResourceKind.ROOM), None)


def choose(candidates: Sequence[Candidate], without: frozenset[UUID] = _NOTHING) -> Assignment | None:
    """The first candidate, in the order of the offer, who is left with something free for every requirement."""
    for candidate in candidates:
        if candidate.id in without:
            continue
        chosen = [next((each for each in free if each.id not in without), None) for free in candidate.resources]
        resources = tuple(each for each in chosen if each is not None)
        if len(resources) == len(chosen):
            return Assignment(candidate, resources)
    return None


def has_choice(candidates: Sequence[Candidate]) -> bool:
    """Whether whoever is too late for one assignment may find another."""
    return len(candidates) > 1 or any(len(free) > 1 for each in candidates for free in each.resources)
