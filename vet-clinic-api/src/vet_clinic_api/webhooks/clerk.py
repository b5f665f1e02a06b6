"""Clerk tells us when accounts change."""

from vet_services.identity import clerk_events
from vet_services.identity.errors import InvalidWebhook, UnreadableWebhook

from vet_clinic_api.edge.access import Public
from vet_clinic_api.edge.exchange import Now, PlatformOf, RawRequest, Transaction
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/webhooks", "identity")


@router.post("/clerk", status_code=204, dependencies=[Public], responses=problems(InvalidWebhook, UnreadableWebhook))
async def receive_clerk_webhook(request: RawRequest, session: Transaction, now: Now, platform: PlatformOf) -> None:
    """Take a signed message of Clerk; the same message again changes nothing."""
    body, ended = await request.body(), platform.sessions.cache
    await clerk_events.store(session, platform.clerk_webhooks, request.headers, body, now, sessions=ended)
