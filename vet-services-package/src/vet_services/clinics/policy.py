"""Who may run a clinic, see its people and its clients, and look in in an emergency. Pure: facts in, a verdict out.

The clinic itself is public; what happens inside is not. System administrators manage clinics and their staff and see
neither clients nor patients, unless they have opened the clinic in an emergency: then they read, and never write.
"""

from dataclasses import dataclass
from uuid import UUID

from vet_core.kernel.actor import SYSTEM, Actor, Role
from vet_core.kernel.policy import ALLOWED, OUTSIDER, Verdict, refused

_RUNS_IT = frozenset({Role.CLINIC_ADMINISTRATOR})
_ASK_ADMINISTRATOR = refused("clinics.administrators_only", "Ask an administrator of the clinic.")
_ASK_PLATFORM = refused("clinics.platform_administrators_only", "Ask a platform administrator.")


@dataclass(frozen=True, slots=True)
class HireFacts:
    """Where somebody gets a role, and whether it is the one who gives it."""

    clinic_id: UUID
    is_oneself: bool


@dataclass(frozen=True, slots=True)
class LicenceFacts:
    """A veterinarian's licence, seen from a clinic they work at."""

    clinic_id: UUID
    person_id: UUID


def may_open_clinic(actor: Actor) -> Verdict:
    """Clinics join the platform through its own administrators."""
    if actor is SYSTEM or actor.is_system_administrator:
        return ALLOWED
    return refused("clinics.platform_administrators_only", "Ask a platform administrator to open the clinic.")


def may_suspend(actor: Actor, clinic_id: UUID) -> Verdict:
    """Whether a clinic takes part is the platform's word."""
    if actor is SYSTEM or actor.is_system_administrator:
        return ALLOWED
    return _ASK_PLATFORM if actor.works_at(clinic_id) else OUTSIDER


def may_administer(actor: Actor, clinic_id: UUID) -> Verdict:
    """People, roles, hours and visits of a clinic are its administrators' business."""
    if actor is SYSTEM or actor.is_system_administrator or actor.works_at(clinic_id, as_any_of=_RUNS_IT):
        return ALLOWED
    return _ASK_ADMINISTRATOR if actor.works_at(clinic_id) else OUTSIDER


def may_hire(actor: Actor, hire: HireFacts) -> Verdict:
    """Whoever administers a clinic gives its roles. A platform administrator gives none to themself: a role would open
    what only an emergency may."""
    verdict = may_administer(actor, hire.clinic_id)
    if verdict and hire.is_oneself and not actor.works_at(hire.clinic_id, as_any_of=_RUNS_IT):
        return refused(
            "clinics.not_oneself",
            "Platform administrators cannot give themselves a role. Ask an administrator of the clinic.",
        )
    return verdict


def may_change_licence(actor: Actor, licence: LicenceFacts) -> Verdict:
    """The clinic's administrators, and the veterinarian whose licence it is."""
    if actor.person_id == licence.person_id and actor.works_at(licence.clinic_id):
        return ALLOWED
    return may_administer(actor, licence.clinic_id)


def may_see_clients(actor: Actor, clinic_id: UUID) -> Verdict:
    """A clinic's clients are its staff's, and an emergency's."""
    if actor.works_at(clinic_id) or clinic_id in actor.opened_clinic_ids:
        return ALLOWED
    return OUTSIDER


def may_note_clients(actor: Actor, clinic_id: UUID) -> Verdict:
    """The staff's own notes about clients are written by the staff."""
    if actor.works_at(clinic_id):
        return ALLOWED
    return refused_in_emergency() if clinic_id in actor.opened_clinic_ids else OUTSIDER


def may_break_glass(actor: Actor, clinic_id: UUID) -> Verdict:
    """Open a clinic's records in an emergency, or close them again: only a platform administrator, in person."""
    if actor.is_system_administrator:
        return ALLOWED
    return _ASK_PLATFORM if actor.works_at(clinic_id) else OUTSIDER


def may_see_emergencies(actor: Actor, clinic_id: UUID) -> Verdict:
    """Who looked in is shown to the clinic's administrators and to the platform's."""
    return may_administer(actor, clinic_id)


def may_search_audit(actor: Actor, clinic_id: UUID) -> Verdict:
    """A clinic's trail is its administrators'. The platform's own see who looked in, not what the clinic does."""
    if actor.works_at(clinic_id, as_any_of=_RUNS_IT):
        return ALLOWED
    return _ASK_ADMINISTRATOR if actor.works_at(clinic_id) or actor.is_system_administrator else OUTSIDER


def refused_in_emergency() -> Verdict:
    """The answer to a platform administrator who wants to write where they may only look."""
    return refused("clinics.emergency_reads_only", "An emergency access reads and never writes.")
