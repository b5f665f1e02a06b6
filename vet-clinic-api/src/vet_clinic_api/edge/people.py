"""Turn proven claims into an actor. Whom we meet for the first time is fetched from Clerk before anything is open."""

from vet_core.kernel.actor import Actor
from vet_services.identity import actors
from vet_services.identity.tokens import SessionClaims

from vet_clinic_api.edge.platform import Platform


class NotMetYet(Exception):
    """The claims are genuine but belong to nobody in our tables; call `introduce` outside of any transaction."""


async def introduce(platform: Platform, claims: SessionClaims) -> Actor:
    """Register the person behind the claims, in a transaction of its own."""
    return await actors.meet(platform.database, platform.directory, claims, platform.clock.now())


async def actor_for(platform: Platform, claims: SessionClaims) -> Actor:
    """The actor behind the claims as our tables know them at this moment."""
    async with platform.database.transaction() as session:
        actor = await actors.resolve_actor(session, claims, platform.clock.now())
    return actor if actor is not None else await introduce(platform, claims)
