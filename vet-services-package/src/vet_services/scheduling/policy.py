"""Who may do what with appointments, kinds of visits and rosters. Pure: an actor and facts in, a verdict out."""

from dataclasses import dataclass
from uuid import UUID

from vet_core.kernel.actor import CLINICAL, FRONT_DESK, STAFF, SYSTEM, Actor, Role
from vet_core.kernel.policy import ALLOWED, OUTSIDER, Verdict, refused

# Who keeps the clinic's calendar: the front desk, and veterinarians for their own and their colleagues' visits.
_KEEP_CALENDAR = FRONT_DESK | {Role.VETERINARIAN}
_RUNS_IT = frozenset({Role.CLINIC_ADMINISTRATOR})
_EMERGENCY_READS = refused("scheduling.emergency_reads_only", "An emergency access reads and never writes.")


@dataclass(frozen=True, slots=True)
class AppointmentFacts:
    """Where the visit is, whose pet comes, and who of its owners manages it; the others look on."""

    clinic_id: UUID
    owner_ids: frozenset[UUID]
    manager_ids: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class BookingFacts:
    """Where somebody wants to book, whose pet it is, who manages it, and whether that clinic treats it: by an
    appointment, the registration of an owner, or a share."""

    clinic_id: UUID
    owner_ids: frozenset[UUID]
    is_client: bool
    manager_ids: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class WaitingFacts:
    """Where somebody waits for a time, and who it is."""

    clinic_id: UUID
    person_id: UUID


def may_book(actor: Actor, wish: BookingFacts) -> Verdict:
    """Owners who manage a pet book for it anywhere; a clinic's staff for the pets it treats. To others the pet does not
    exist."""
    if actor.person_id in wish.manager_ids:
        return ALLOWED
    if wish.is_client and actor.works_at(wish.clinic_id):
        return ALLOWED if actor.works_at(wish.clinic_id, as_any_of=_KEEP_CALENDAR) else _ask_front_desk("book it")
    if actor.person_id in wish.owner_ids:
        return _ask_manager("book for it")
    if wish.is_client and wish.clinic_id in actor.opened_clinic_ids:
        return _EMERGENCY_READS
    return OUTSIDER


def may_view(actor: Actor, appointment: AppointmentFacts) -> Verdict:
    """The pet's owners, the clinic's staff, and whoever opened the clinic in an emergency."""
    clinic_id = appointment.clinic_id
    if actor.person_id in appointment.owner_ids or actor.works_at(clinic_id) or clinic_id in actor.opened_clinic_ids:
        return ALLOWED
    return OUTSIDER


def may_cancel(actor: Actor, appointment: AppointmentFacts) -> Verdict:
    return _owner_or(actor, appointment, "cancel it")


def may_reschedule(actor: Actor, appointment: AppointmentFacts) -> Verdict:
    return _owner_or(actor, appointment, "move it")


def may_readdress(actor: Actor, appointment: AppointmentFacts) -> Verdict:
    return _owner_or(actor, appointment, "change where it takes place")


def may_receive(actor: Actor, appointment: AppointmentFacts) -> Verdict:
    """Check a visit in, or note that nobody came."""
    if actor.works_at(appointment.clinic_id, as_any_of=STAFF):
        return ALLOWED
    if may_view(actor, appointment):
        return refused("scheduling.staff_only", "Only the clinic's staff can do this.")
    return OUTSIDER


def may_treat(actor: Actor, appointment: AppointmentFacts) -> Verdict:
    """Begin and finish a visit."""
    if actor.works_at(appointment.clinic_id, as_any_of=CLINICAL):
        return ALLOWED
    if may_view(actor, appointment):
        return refused("scheduling.clinical_staff_only", "Only the clinic's veterinarians and technicians can do this.")
    return OUTSIDER


def may_decide(actor: Actor, appointment: AppointmentFacts) -> Verdict:
    """Say yes or no to a request, and do without a fee: whoever keeps the calendar."""
    if actor.works_at(appointment.clinic_id, as_any_of=_KEEP_CALENDAR):
        return ALLOWED
    return _ask_front_desk("decide it") if may_view(actor, appointment) else OUTSIDER


def may_take_in(actor: Actor, clinic_id: UUID) -> Verdict:
    """Give somebody who walks in a time of today: whoever keeps the calendar."""
    if actor.works_at(clinic_id, as_any_of=_KEEP_CALENDAR):
        return ALLOWED
    if actor.works_at(clinic_id):
        return _ask_front_desk("take them in")
    return _EMERGENCY_READS if clinic_id in actor.opened_clinic_ids else OUTSIDER


def may_override(actor: Actor, clinic_id: UUID) -> Verdict:
    """Book or move against the rules, name a room, resize: whoever keeps the calendar."""
    if actor.works_at(clinic_id, as_any_of=_KEEP_CALENDAR):
        return ALLOWED
    return refused("scheduling.override_refused", "Ask the clinic's front desk to go against the rules.")


def may_list(actor: Actor, clinic_id: UUID) -> Verdict:
    """A clinic's calendar is its staff's, and an emergency's; owners list their own visits instead."""
    return ALLOWED if actor.works_at(clinic_id) or clinic_id in actor.opened_clinic_ids else OUTSIDER


def may_move_day(actor: Actor, clinic_id: UUID) -> Verdict:
    """Propose other times for a whole day of a veterinarian: whoever keeps the calendar."""
    if actor.works_at(clinic_id, as_any_of=_KEEP_CALENDAR):
        return ALLOWED
    if actor.works_at(clinic_id):
        return _ask_front_desk("move the day")
    return _EMERGENCY_READS if clinic_id in actor.opened_clinic_ids else OUTSIDER


def may_block(actor: Actor, clinic_id: UUID) -> Verdict:
    """Keep time free of visits: whoever keeps the calendar."""
    if actor.works_at(clinic_id, as_any_of=_KEEP_CALENDAR):
        return ALLOWED
    if actor.works_at(clinic_id):
        return _ask_front_desk("block the time")
    return _EMERGENCY_READS if clinic_id in actor.opened_clinic_ids else OUTSIDER


def may_pause(actor: Actor, clinic_id: UUID) -> Verdict:
    """Stop and resume online booking: whoever keeps the calendar."""
    if actor.works_at(clinic_id, as_any_of=_KEEP_CALENDAR):
        return ALLOWED
    if actor.works_at(clinic_id):
        return _ask_front_desk("pause online booking")
    return _EMERGENCY_READS if clinic_id in actor.opened_clinic_ids else OUTSIDER


def may_leave_waitlist(actor: Actor, entry: WaitingFacts) -> Verdict:
    """Whoever waits, and the clinic's calendar keepers for them."""
    if actor.person_id == entry.person_id or actor.works_at(entry.clinic_id, as_any_of=_KEEP_CALENDAR):
        return ALLOWED
    if actor.works_at(entry.clinic_id):
        return _ask_front_desk("take it off the list")
    return _EMERGENCY_READS if entry.clinic_id in actor.opened_clinic_ids else OUTSIDER


def may_offer(actor: Actor, clinic_id: UUID) -> Verdict:
    """What a clinic offers, and when, is its own administrators' word; the platform's have none in it."""
    if actor is SYSTEM or actor.works_at(clinic_id, as_any_of=_RUNS_IT):
        return ALLOWED
    if actor.works_at(clinic_id) or actor.is_system_administrator:
        return refused("clinics.administrators_only", "Ask an administrator of the clinic.")
    return OUTSIDER


def is_staff(actor: Actor | None, clinic_id: UUID) -> bool:
    """Whether the rules for staff apply: rosters bound them, opening hours and notice do not."""
    return actor is not None and actor.works_at(clinic_id)


def _owner_or(actor: Actor, appointment: AppointmentFacts, what: str) -> Verdict:
    keeps_calendar = actor.works_at(appointment.clinic_id, as_any_of=_KEEP_CALENDAR)
    if actor.person_id in appointment.manager_ids or keeps_calendar:
        return ALLOWED
    if actor.works_at(appointment.clinic_id):
        return _ask_front_desk(what)
    if actor.person_id in appointment.owner_ids:
        return _ask_manager(what)
    return _EMERGENCY_READS if may_view(actor, appointment) else OUTSIDER


def _ask_manager(what: str) -> Verdict:
    return refused("scheduling.managers_only", f"Ask an owner who manages the pet to {what}.")


def _ask_front_desk(what: str) -> Verdict:
    return refused("scheduling.front_desk_only", f"Ask the front desk or a veterinarian to {what}.")
