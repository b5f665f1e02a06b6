"""Who is signed in, and where."""

from typing import Annotated

from fastapi import Path
from vet_core.db import Page
from vet_core.identity.schemas import MeOut, MePatch, SessionOut
from vet_core.kernel.actor import Actor
from vet_services.identity import people, sessions
from vet_services.identity.errors import SessionNotFound

from vet_clinic_api.edge.access import Allowed, anyone_signed_in
from vet_clinic_api.edge.etags import IfMatchOptional, Tagged
from vet_clinic_api.edge.exchange import Now, PlatformOf, Transaction
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/identity", "identity")

Somebody = Annotated[Actor, Allowed(anyone_signed_in)]
SessionId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,200}$", examples=["sess_2f9TtL0nSxq1"])]


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


@router.get("/sessions")
async def list_sessions(actor: Somebody, session: Transaction, now: Now) -> Page[SessionOut]:
    """Where one is signed in, last seen first."""
    return await sessions.list_sessions(session, by=actor, now=now)


@router.delete("/sessions/{session_id}", status_code=204, responses=problems(SessionNotFound))
async def end_session(
    session_id: SessionId, actor: Somebody, session: Transaction, now: Now, platform: PlatformOf
) -> None:
    """Sign a device out, this one or another; its tokens are refused from now on."""
    await sessions.end(session, platform.sessions.cache, session_id, by=actor, now=now)
