"""The clinic's clients, for its staff."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from vet_core.clinics.schemas import ClientNoteIn, ClientOut
from vet_core.db import Page
from vet_core.db.pages import InvalidCursor
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import Refused
from vet_core.kernel.text import ShortText
from vet_services.clinics import clients, policy
from vet_services.clinics.errors import ClientNotFound, ClinicNotFound

from vet_clinic_api.edge.access import Allowed
from vet_clinic_api.edge.exchange import Now, Transaction
from vet_clinic_api.edge.limits import RateClass, rated
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.pages import After, PageLimit
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/clinics/{clinic_id}/clients", "clinics")

Viewer = Annotated[Actor, Allowed(policy.may_see_clients)]
Writer = Annotated[Actor, Allowed(policy.may_note_clients)]


@router.get("", dependencies=[rated(RateClass.SEARCH)], responses=problems(ClinicNotFound, InvalidCursor, Refused))
async def list_clients(
    clinic_id: UUID,
    actor: Viewer,
    session: Transaction,
    now: Now,
    q: Annotated[
        ShortText | None, Query(description="Beginnings of names, of pets' names, or an address.", examples=["pretz"])
    ] = None,
    limit: PageLimit = 50,
    after: After = None,
) -> Page[ClientOut]:
    """The clinic's clients by name, or those who match."""
    return await clients.list_clients(session, clinic_id, by=actor, now=now, q=q, limit=limit, after=after)


@router.put("/{person_id}/note", responses=problems(ClinicNotFound, ClientNotFound, Refused))
async def set_client_note(
    clinic_id: UUID, person_id: UUID, note: ClientNoteIn, actor: Writer, session: Transaction, now: Now
) -> ClientOut:
    """Write what the staff should know about a client; an empty note removes it."""
    return await clients.set_client_note(session, clinic_id, person_id, note, by=actor, now=now)
