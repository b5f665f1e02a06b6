"""Who may run a clinic. Pure: an actor and facts in, a verdict out."""

from uuid import UUID

from vet_core.kernel.actor import SYSTEM, Actor, Role
from vet_core.kernel.policy import ALLOWED, OUTSIDER, Verdict, refused

_RUNS_IT = frozenset({Role.CLINIC_ADMINISTRATOR})


def may_open_clinic(actor: Actor) -> Verdict:
    """Clinics join the platform through its own administrators."""
    if actor is SYSTEM or actor.is_system_administrator:
        return ALLOWED
    return refused("clinics.platform_administrators_only", "Ask a platform administrator to open the clinic.")


def may_administer(actor: Actor, clinic_id: UUID) -> Verdict:
    """People, roles, hours and visits of a clinic are its administrators' business."""
    if actor is SYSTEM or actor.is_system_administrator or actor.works_at(clinic_id, as_any_of=_RUNS_IT):
        return ALLOWED
    if actor.works_at(clinic_id):
        return refused("clinics.administrators_only", "Ask an administrator of the clinic.")
    return OUTSIDER
