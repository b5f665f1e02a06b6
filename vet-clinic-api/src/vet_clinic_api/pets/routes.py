"""Pets as their owners keep them."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from vet_core.db import Page
from vet_core.db.pages import InvalidCursor
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import Refused
from vet_core.kernel.species import Species
from vet_core.pets.schemas import BreedOut, PetIn, PetOut, PetPatch
from vet_services.pets import policy, profiles
from vet_services.pets.errors import BreedMismatch, ImplausibleDates, MicrochipTaken, PetNotFound

from vet_clinic_api.edge.access import Allowed, Public, anyone_signed_in
from vet_clinic_api.edge.etags import IfMatch, Tagged
from vet_clinic_api.edge.exchange import Now, ReplyHeaders, Transaction
from vet_clinic_api.edge.idempotency import Idempotent
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.pages import After, PageLimit
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/pets", "pets")

Somebody = Annotated[Actor, Allowed(anyone_signed_in)]
Viewer = Annotated[Actor, Allowed(policy.may_view)]
Owner = Annotated[Actor, Allowed(policy.may_change)]


@router.get("", responses=problems(InvalidCursor))
async def list_pets(actor: Somebody, session: Transaction, limit: PageLimit = 50, after: After = None) -> Page[PetOut]:
    """One's own pets."""
    return await profiles.list_mine(session, by=actor, limit=limit, after=after)


@router.post(
    "", status_code=201, dependencies=[Idempotent], responses=problems(BreedMismatch, ImplausibleDates, MicrochipTaken)
)
async def register_pet(
    pet: PetIn, actor: Somebody, session: Transaction, now: Now, reply: ReplyHeaders, tag: Tagged
) -> PetOut:
    """Add a pet; the caller becomes its primary owner."""
    registered = await profiles.register_pet(session, pet, by=actor, now=now)
    reply["Location"] = f"/v1/pets/{registered.id}"
    return tag.of(registered)


@router.get("/breeds", dependencies=[Public])
async def list_breeds(
    session: Transaction,
    species: Annotated[Species | None, Query(description="Only breeds of this species.")] = None,
) -> Page[BreedOut]:
    """Breeds to choose from, by name."""
    return await profiles.breeds(session, species=species)


@router.get("/{pet_id}", responses=problems(PetNotFound))
async def get_pet(pet_id: UUID, actor: Viewer, session: Transaction, now: Now, tag: Tagged) -> PetOut:
    """One pet, for its owners and for clinics that treat it."""
    return tag.of(await profiles.get_pet(session, pet_id, by=actor, now=now))


@router.patch("/{pet_id}", responses=problems(PetNotFound, Refused, BreedMismatch, ImplausibleDates, MicrochipTaken))
async def update_pet(
    pet_id: UUID, patch: PetPatch, actor: Owner, session: Transaction, now: Now, seen: IfMatch, tag: Tagged
) -> PetOut:
    """Change what is known about a pet."""
    return tag.of(await profiles.update_pet(session, pet_id, patch, by=actor, now=now, check=seen.check))
