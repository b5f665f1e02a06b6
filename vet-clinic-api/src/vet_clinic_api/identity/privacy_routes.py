"""What the law gives people: their consents, a copy of everything about them, and to be forgotten."""

from typing import Annotated

from fastapi import Response
from vet_core.db import Page
from vet_core.identity.schemas import ConsentIn, ConsentOut, ConsentsOut, ErasureIn, ErasureOut, ExportOut, TokenIn
from vet_core.kernel.actor import Actor
from vet_services.identity import consents, erasure, exports
from vet_services.identity.errors import (
    ErasureBlocked,
    ErasureNotConfirmed,
    ErasureNotFound,
    ExportExpired,
    ExportNotFound,
    ExportRunning,
)

from vet_clinic_api.edge.access import Allowed, anyone_signed_in
from vet_clinic_api.edge.downloads import ZIP, Zip, attachment
from vet_clinic_api.edge.exchange import Now, Transaction
from vet_clinic_api.edge.idempotency import Idempotent
from vet_clinic_api.edge.limits import RateClass, rated
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/identity", "identity")

Somebody = Annotated[Actor, Allowed(anyone_signed_in)]
_RATED = rated(RateClass.EXPORTS)


@router.get("/consents")
async def list_consents(actor: Somebody, session: Transaction) -> ConsentsOut:
    """One's last word on each purpose, and everything one ever said."""
    return await consents.list_consents(session, by=actor)


@router.post("/consents", status_code=201, dependencies=[Idempotent])
async def record_consent(consent: ConsentIn, actor: Somebody, session: Transaction, now: Now) -> ConsentOut:
    """Say yes or no to one version of a text; the last word counts."""
    return await consents.record_consent(session, consent, by=actor, now=now)


@router.post("/exports", status_code=201, dependencies=[Idempotent, _RATED], responses=problems(ExportRunning))
async def request_export(actor: Somebody, session: Transaction, now: Now) -> ExportOut:
    """Ask for a copy of everything about oneself; a mail brings the link to it."""
    return await exports.request_export(session, by=actor, now=now)


@router.get("/exports")
async def list_exports(actor: Somebody, session: Transaction) -> Page[ExportOut]:
    """One's copies, newest first."""
    return await exports.list_exports(session, by=actor)


@router.post(
    "/exports/download",
    response_class=Zip,
    dependencies=[_RATED],
    responses={200: ZIP, **problems(ExportNotFound, ExportExpired)},
)
async def download_export(link: TokenIn, actor: Somebody, session: Transaction, now: Now) -> Response:
    """The copy behind the mailed link, for the person it was made for."""
    file = await exports.download_export(session, link.token, by=actor, now=now)
    return Zip(file.content, headers=attachment(file.name))


@router.post(
    "/erasure",
    status_code=201,
    dependencies=[Idempotent, _RATED],
    responses=problems(ErasureNotConfirmed, ErasureBlocked),
)
async def request_erasure(wish: ErasureIn, actor: Somebody, session: Transaction, now: Now) -> ErasureOut:
    """Ask to be forgotten in seven days; what the law demands is kept without one's name."""
    return await erasure.request_erasure(session, wish, by=actor, now=now)


@router.get("/erasure", responses=problems(ErasureNotFound))
async def get_erasure(actor: Somebody, session: Transaction) -> ErasureOut:
    """One's wish to be forgotten, while it can be taken back."""
    return await erasure.get_erasure(session, by=actor)


@router.delete("/erasure", status_code=204, responses=problems(ErasureNotFound))
async def cancel_erasure(actor: Somebody, session: Transaction, now: Now) -> None:
    """Take the wish back."""
    await erasure.cancel_erasure(session, by=actor, now=now)
