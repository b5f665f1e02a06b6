"""Who may bring people in. Pure: an actor in, a verdict out."""

from vet_core.kernel.actor import SYSTEM, Actor
from vet_core.kernel.policy import ALLOWED, Verdict, refused


def may_invite(actor: Actor) -> Verdict:
    """Everybody can sign up by themselves; being expected by name is the platform's doing."""
    if actor is SYSTEM or actor.is_system_administrator:
        return ALLOWED
    return refused("identity.platform_administrators_only", "Ask a platform administrator to invite somebody.")
