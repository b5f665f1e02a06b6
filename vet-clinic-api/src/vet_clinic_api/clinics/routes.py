"""Clinics for everybody to find, and what those who run them or the platform say about them."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from vet_core.clinics.schemas import ClinicOut, ClinicPatch, ClinicSummaryOut, VeterinarianOut
from vet_core.db import Page
from vet_core.db.pages import InvalidCursor
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import Refused
from vet_core.kernel.species import Species
from vet_core.kernel.text import ShortText
from vet_services.clinics import directory, policy, registration
from vet_services.clinics.errors import ClinicNotFound, SlugTaken
from vet_services.clinics.registration import NewClinic
from vet_services.scheduling import slot_cache

from vet_clinic_api.edge.access import Allowed, Public
from vet_clinic_api.edge.etags import IfMatch, Tagged
from vet_clinic_api.edge.exchange import Now, ReplyHeaders, Transaction
from vet_clinic_api.edge.idempotency import Idempotent
from vet_clinic_api.edge.limits import RateClass, rated
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.pages import After, PageLimit
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/clinics", "clinics")

Platform = Annotated[Actor, Allowed(policy.may_open_clinic)]
Suspender = Annotated[Actor, Allowed(policy.may_suspend)]
Administrator = Annotated[Actor, Allowed(policy.may_administer)]


@router.get("", dependencies=[Public, rated(RateClass.SEARCH)], responses=problems(InvalidCursor))
async def list_clinics(
    session: Transaction,
    q: Annotated[ShortText | None, Query(description="Words of the name or the place.", examples=["linden"])] = None,
    species: Annotated[Species | None, Query(description="Only clinics that see this species.")] = None,
    limit: PageLimit = 50,
    after: After = None,
) -> Page[ClinicSummaryOut]:
    """Find clinics by name, place or species."""
    return await directory.find(session, q=q, species=species, limit=limit, after=after)


@router.get("/suspended", responses=problems(Refused))
async def list_suspended_clinics(actor: Platform, session: Transaction) -> Page[ClinicSummaryOut]:
    """Clinics that are off the platform for now, for those who run it."""
    return await directory.list_suspended(session, by=actor)


@router.get("/{clinic_id}", dependencies=[Public], responses=problems(ClinicNotFound))
async def get_clinic(clinic_id: UUID, session: Transaction, tag: Tagged) -> ClinicOut:
    """One clinic with its opening hours."""
    return tag.of(await directory.get(session, clinic_id))


@router.get("/{clinic_id}/veterinarians", dependencies=[Public], responses=problems(ClinicNotFound))
async def list_veterinarians(clinic_id: UUID, session: Transaction, now: Now) -> Page[VeterinarianOut]:
    """The veterinarians who work at a clinic."""
    return await directory.veterinarians(session, clinic_id, now=now)


@router.post("", status_code=201, dependencies=[Idempotent], responses=problems(SlugTaken, Refused))
async def open_clinic(
    clinic: NewClinic, actor: Platform, session: Transaction, now: Now, reply: ReplyHeaders, tag: Tagged
) -> ClinicOut:
    """Let a clinic join the platform."""
    clinic_id = await registration.open_clinic(session, clinic, by=actor, now=now)
    reply["Location"] = f"/v1/clinics/{clinic_id}"
    return tag.of(await directory.get(session, clinic_id))


@router.patch("/{clinic_id}", responses=problems(ClinicNotFound, Refused))
async def update_clinic(
    clinic_id: UUID,
    patch: ClinicPatch,
    actor: Administrator,
    session: Transaction,
    now: Now,
    seen: IfMatch,
    tag: Tagged,
) -> ClinicOut:
    """Change what a clinic says about itself."""
    await registration.update_clinic(session, clinic_id, patch, by=actor, now=now, check=seen.check)
    slot_cache.changed(session, clinic_id)
    return tag.of(await directory.get(session, clinic_id))


@router.post("/{clinic_id}/suspend", dependencies=[Idempotent], responses=problems(ClinicNotFound, Refused))
async def suspend_clinic(clinic_id: UUID, actor: Suspender, session: Transaction, now: Now, tag: Tagged) -> ClinicOut:
    """Take a clinic off the platform for now."""
    await registration.suspend_clinic(session, clinic_id, by=actor, now=now)
    slot_cache.changed(session, clinic_id)
    return tag.of(await directory.get(session, clinic_id))


@router.post("/{clinic_id}/resume", dependencies=[Idempotent], responses=problems(ClinicNotFound, Refused))
async def resume_clinic(clinic_id: UUID, actor: Suspender, session: Transaction, now: Now, tag: Tagged) -> ClinicOut:
    """Let a suspended clinic take part again."""
    await registration.resume_clinic(session, clinic_id, by=actor, now=now)
    slot_cache.changed(session, clinic_id)
    return tag.of(await directory.get(session, clinic_id))
