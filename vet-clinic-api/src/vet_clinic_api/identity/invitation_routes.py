"""Links that were sent by mail: what one invites to, and saying yes."""

from typing import Annotated

from vet_core.clinics.schemas import InvitationAcceptIn
from vet_core.identity.schemas import InvitationPreviewOut, TokenIn
from vet_core.kernel.actor import Actor
from vet_services.clinics.errors import LicenceExpired, LicenceNeeded
from vet_services.flows import accept_invitation as accepting
from vet_services.identity.errors import InvitationForAnother, InvitationInvalid

from vet_clinic_api.edge.access import Allowed, anyone_signed_in
from vet_clinic_api.edge.exchange import Now, Transaction
from vet_clinic_api.edge.idempotency import Idempotent
from vet_clinic_api.edge.limits import RateClass, rated
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/identity/invitations", "identity")

Somebody = Annotated[Actor, Allowed(anyone_signed_in)]
_RATED = rated(RateClass.SIGN_IN)


@router.post("/look-up", dependencies=[_RATED], responses=problems(InvitationInvalid))
async def look_up_invitation(link: TokenIn, actor: Somebody, session: Transaction, now: Now) -> InvitationPreviewOut:
    """What a link invites to."""
    return await accepting.look_up_invitation(session, link.token, now=now)


@router.post(
    "/accept",
    dependencies=[Idempotent, _RATED],
    responses=problems(InvitationInvalid, InvitationForAnother, LicenceNeeded, LicenceExpired),
)
async def accept_invitation(
    acceptance: InvitationAcceptIn, actor: Somebody, session: Transaction, now: Now
) -> InvitationPreviewOut:
    """Take what a link invites to; the signed-in address must be the invited one."""
    return await accepting.accept_invitation(session, acceptance, by=actor, now=now)
