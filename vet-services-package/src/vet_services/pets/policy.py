"""Who may see and change a pet, and who else may. Pure: an actor and facts in, a verdict out."""

from dataclasses import dataclass
from uuid import UUID

from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import ALLOWED, OUTSIDER, Verdict, refused

_ASK_MANAGER = refused("pets.managers_only", "Only the owners who manage the pet can do this.")
_OWNERS_ONLY = refused("pets.owners_only", "Only the pet's owners can do this.")


@dataclass(frozen=True, slots=True)
class PetFacts:
    """Whose pet it is, who of them manages it, and the clinics that treat it: by an appointment, the registration of an
    owner, or a share."""

    owner_ids: frozenset[UUID]
    clinic_ids: frozenset[UUID] = frozenset()
    manager_ids: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class RemovalFacts:
    """Which owner is to go."""

    pet: PetFacts
    person_id: UUID


def may_view(actor: Actor, pet: PetFacts) -> Verdict:
    """Owners, the staff of every clinic that treats the pet, and whoever opened such a clinic in an emergency."""
    if actor.person_id in pet.owner_ids or (actor.clinic_ids | actor.opened_clinic_ids) & pet.clinic_ids:
        return ALLOWED
    return OUTSIDER


def may_change(actor: Actor, pet: PetFacts) -> Verdict:
    """A pet's profile is the word of the owners who manage it; clinics write into their own records."""
    if actor.person_id in pet.manager_ids:
        return ALLOWED
    if actor.person_id in pet.owner_ids:
        return _ASK_MANAGER
    if may_view(actor, pet):
        return refused("pets.owners_only", "Only the pet's owners can change its profile.")
    return OUTSIDER


def may_see_owners(actor: Actor, pet: PetFacts) -> Verdict:
    """Owners see one another; a clinic sees whose patient it is."""
    return may_view(actor, pet)


def may_share(actor: Actor, pet: PetFacts) -> Verdict:
    """Who else sees the pet, as co-owner or as clinic, is decided by those who manage it."""
    if actor.person_id in pet.manager_ids:
        return ALLOWED
    if actor.person_id in pet.owner_ids:
        return _ASK_MANAGER
    return _OWNERS_ONLY if may_view(actor, pet) else OUTSIDER


def may_see_shares(actor: Actor, pet: PetFacts) -> Verdict:
    """Every owner knows to whom the pet is shown, and who opened its file; clinics do not learn of one another."""
    if actor.person_id in pet.owner_ids:
        return ALLOWED
    return _OWNERS_ONLY if may_view(actor, pet) else OUTSIDER


def may_remove_owner(actor: Actor, removal: RemovalFacts) -> Verdict:
    """Those who manage the pet remove others; everybody may leave."""
    if actor.person_id == removal.person_id and actor.person_id in removal.pet.owner_ids:
        return ALLOWED
    return may_share(actor, removal.pet)
