"""Clinics for everybody to find, and their people for those who run them."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from vet_core.clinics.schemas import ClinicOut, ClinicPersonOut, ClinicSummaryOut, VeterinarianOut
from vet_core.db import Page
from vet_core.db.pages import InvalidCursor
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import Refused
from vet_core.kernel.species import Species
from vet_core.kernel.text import ShortText
from vet_services.clinics import directory, people
from vet_services.clinics.errors import ClinicNotFound
from vet_services.clinics.policy import may_administer

from vet_clinic_api.edge.access import Allowed, Public
from vet_clinic_api.edge.etags import Tagged
from vet_clinic_api.edge.exchange import Now, Transaction
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.pages import After, PageLimit
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/clinics", "clinics")

Administrator = Annotated[Actor, Allowed(may_administer)]


@router.get("", dependencies=[Public], responses=problems(InvalidCursor))
async def list_clinics(
    session: Transaction,
    q: Annotated[ShortText | None, Query(description="Words of the name or the place.", examples=["linden"])] = None,
    species: Annotated[Species | None, Query(description="Only clinics that see this species.")] = None,
    limit: PageLimit = 50,
    after: After = None,
) -> Page[ClinicSummaryOut]:
    """Find clinics by name, place or species."""
    return await directory.find(session, q=q, species=species, limit=limit, after=after)


@router.get("/{clinic_id}", dependencies=[Public], responses=problems(ClinicNotFound))
async def get_clinic(clinic_id: UUID, session: Transaction, tag: Tagged) -> ClinicOut:
    """One clinic with its opening hours."""
    return tag.of(await directory.get(session, clinic_id))


@router.get("/{clinic_id}/veterinarians", dependencies=[Public], responses=problems(ClinicNotFound))
async def list_veterinarians(clinic_id: UUID, session: Transaction, now: Now) -> Page[VeterinarianOut]:
    """The veterinarians who work at a clinic."""
    return await directory.veterinarians(session, clinic_id, now=now)


@router.get("/{clinic_id}/people", responses=problems(ClinicNotFound, Refused))
async def list_clinic_people(
    clinic_id: UUID, actor: Administrator, session: Transaction, now: Now
) -> Page[ClinicPersonOut]:
    """Everybody who works at a clinic, for its administrators."""
    return await people.list_people(session, clinic_id, by=actor, now=now)
