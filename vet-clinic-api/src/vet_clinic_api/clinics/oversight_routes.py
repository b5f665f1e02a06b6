"""Who did what in a clinic, and who looked in in an emergency."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from vet_core.clinics.schemas import BreakGlassIn, BreakGlassOut
from vet_core.db import Page
from vet_core.db.pages import InvalidCursor
from vet_core.identity.schemas import AuditEntryOut
from vet_core.kernel.actor import Actor
from vet_core.kernel.bounds import Instant
from vet_core.kernel.policy import Refused
from vet_services.clinics import audit_search, break_glass, policy
from vet_services.clinics.audit_search import AuditFilter
from vet_services.clinics.errors import BreakGlassNotFound, BreakGlassOpen, ClinicNotFound

from vet_clinic_api.edge.access import Allowed
from vet_clinic_api.edge.exchange import Now, Transaction
from vet_clinic_api.edge.idempotency import Idempotent
from vet_clinic_api.edge.limits import RateClass, rated
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.pages import After, PageLimit
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/clinics/{clinic_id}", "clinics")

Rescuer = Annotated[Actor, Allowed(policy.may_break_glass)]
Watcher = Annotated[Actor, Allowed(policy.may_see_emergencies)]
Auditor = Annotated[Actor, Allowed(policy.may_search_audit)]
Word = Annotated[str | None, Query(pattern=r"^[a-z][a-z_]{0,79}$")]


@router.get("/audit", dependencies=[rated(RateClass.AUDIT)], responses=problems(ClinicNotFound, InvalidCursor, Refused))
async def search_audit(
    clinic_id: UUID,
    actor: Auditor,
    session: Transaction,
    now: Now,
    actor_id: Annotated[UUID | None, Query(description="Only what this person did.")] = None,
    subject_type: Word = None,
    subject_id: Annotated[UUID | None, Query(description="Only what was done to this thing.")] = None,
    action: Word = None,
    from_: Annotated[Instant | None, Query(alias="from", description="From this instant on.")] = None,
    to: Annotated[Instant | None, Query(description="Before this instant.")] = None,
    limit: PageLimit = 50,
    after: After = None,
) -> Page[AuditEntryOut]:
    """Who did what in the clinic, the latest first; that somebody searched is written down as well."""
    wanted = AuditFilter(
        actor_id=actor_id, subject_type=subject_type, subject_id=subject_id, action=action, from_at=from_, before_at=to
    )
    return await audit_search.search_audit(session, clinic_id, wanted, by=actor, now=now, limit=limit, after=after)


@router.post(
    "/break-glass",
    status_code=201,
    dependencies=[Idempotent, rated(RateClass.SIGN_IN)],
    responses=problems(ClinicNotFound, BreakGlassOpen, Refused),
)
async def open_break_glass(
    clinic_id: UUID, why: BreakGlassIn, actor: Rescuer, session: Transaction, now: Now
) -> BreakGlassOut:
    """Read a clinic's records for an hour in an emergency; its administrators are told, and all is written down."""
    return await break_glass.open_break_glass(session, clinic_id, why, by=actor, now=now)


@router.get("/break-glass", responses=problems(ClinicNotFound, Refused))
async def list_break_glass(clinic_id: UUID, actor: Watcher, session: Transaction) -> Page[BreakGlassOut]:
    """Who looked in, when and why, the latest first."""
    return await break_glass.list_break_glass(session, clinic_id, by=actor)


@router.delete("/break-glass/{access_id}", responses=problems(ClinicNotFound, BreakGlassNotFound, Refused))
async def close_break_glass(
    clinic_id: UUID, access_id: UUID, actor: Rescuer, session: Transaction, now: Now
) -> BreakGlassOut:
    """End an emergency before its hour is over."""
    return await break_glass.close_break_glass(session, clinic_id, access_id, by=actor, now=now)
