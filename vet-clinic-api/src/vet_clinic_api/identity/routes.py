"""Who is signed in."""

from typing import Annotated

from vet_core.identity.schemas import MeOut, MePatch
from vet_core.kernel.actor import Actor
from vet_services.identity import people

from vet_clinic_api.edge.access import Allowed, anyone_signed_in
from vet_clinic_api.edge.etags import IfMatchOptional, Tagged
from vet_clinic_api.edge.exchange import Now, Transaction
from vet_clinic_api.edge.operation import domain_router

router = domain_router("/v1/identity", "identity")

Somebody = Annotated[Actor, Allowed(anyone_signed_in)]


@router.get("/me")
async def get_me(actor: Somebody, session: Transaction, now: Now, tag: Tagged) -> MeOut:
    """The signed-in person, with the clinics they work at."""
    return tag.of(await people.me(session, actor, now))


@router.patch("/me")
async def update_me(
    patch: MePatch, actor: Somebody, session: Transaction, now: Now, seen: IfMatchOptional, tag: Tagged
) -> MeOut:
    """Change one's own name, phone number, language or time zone."""
    return tag.of(await people.update_me(session, patch, by=actor, now=now, check=seen.check))
