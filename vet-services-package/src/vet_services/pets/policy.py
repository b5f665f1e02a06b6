"""Who may see and change a pet. Pure: an actor and facts in, a verdict out."""

from dataclasses import dataclass
from uuid import UUID

from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import ALLOWED, OUTSIDER, Verdict, refused


@dataclass(frozen=True, slots=True)
class PetFacts:
    """Whose pet it is, and the clinics it has an appointment with, past or future."""

    owner_ids: frozenset[UUID]
    clinic_ids: frozenset[UUID] = frozenset()


def may_view(actor: Actor, pet: PetFacts) -> Verdict:
    """Owners, and the staff of every clinic the pet is a patient of."""
    if actor.person_id in pet.owner_ids or actor.clinic_ids & pet.clinic_ids:
        return ALLOWED
    return OUTSIDER


def may_change(actor: Actor, pet: PetFacts) -> Verdict:
    """A pet's profile is its owners' word; clinics write into their own records."""
    if actor.person_id in pet.owner_ids:
        return ALLOWED
    if may_view(actor, pet):
        return refused("pets.owners_only", "Only the pet's owners can change its profile.")
    return OUTSIDER
