"""What scheduling's tables know about a person: what their copy shows, what erasing does, how long rows stay.

A visit belongs to the owners of its pet. Staff who booked, moved or treated see in their copy that they did, not whose
pet it was: that is somebody else's data.
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import exists, or_, select
from vet_core.clinics.models import Clinic, Veterinarian
from vet_core.db import Session
from vet_core.pets.models import PetOwner
from vet_core.scheduling.models import AppointmentType

from vet_services.identity.personal_data import Dataset, Erasure, Export, Fate, Retention, Untouched, rows, whose
from vet_services.scheduling import plan_privacy

_APPOINTMENTS = Export("appointments", "appointments", "Visits of your pets, with what was noted on them.")
_MOVES = Export("appointment_moves", "appointment_moves", "Each step in the life of those visits, and your own steps.")
_HOLDS = Export("holds", "holds", "Times that are kept for you while you decide.")
_ROSTERS = Export("rosters", "rosters", "When you work as a veterinarian.")
_TYPES = Export("appointment_type_veterinarians", "services_you_perform", "Services you perform as a veterinarian.")
_WORK = "Visits of other people's pets that you booked, decided on, called off or treated: when and where, not whose."

EXPORTS = (
    _APPOINTMENTS,
    _MOVES,
    _HOLDS,
    _ROSTERS,
    _TYPES,
    Export("appointment_types", why_not="about a practice's services"),
    Export("reservations", why_not="the times of the visits and holds once more, without names"),
    Export("resources", why_not="ids of veterinarians and pets, without anything about them"),
    *plan_privacy.EXPORTS,
)

_RECORD = (
    "GDPR art. 17(3)(b): clinics must keep the record of the visits they made for up to ten years; "
    "no name of an owner is left on them"
)

ERASURES = (
    *plan_privacy.ERASURES,
    Erasure(
        "holds",
        Fate.DELETED,
        "Times kept for you",
        "DELETE FROM holds WHERE person_id = :person_id RETURNING id",
    ),
    Erasure(
        "appointments",
        Fate.PSEUDONYMISED,
        "Notes, addresses, answers and reasons on visits of your pets",
        "UPDATE appointments SET note = NULL, visit_address = NULL, cancellation_reason = NULL,"
        " override_reason = NULL, answers = NULL, updated_at = :now, version = version + 1"
        " WHERE num_nonnulls(note, visit_address, cancellation_reason, override_reason, answers) > 0"
        " AND (pet_id = ANY(:kept_pets) OR (booked_by_id = :person_id AND EXISTS (SELECT 1 FROM pet_owners o"
        " WHERE o.pet_id = appointments.pet_id AND o.person_id = :person_id))) RETURNING id",
        columns=("note", "visit_address", "cancellation_reason", "override_reason", "answers"),
    ),
    Erasure(
        "appointments",
        Fate.KEPT,
        "When your pets were at which clinic, for which service and with whom",
        "SELECT id FROM appointments WHERE pet_id = ANY(:kept_pets)",
        columns=("time_zone", "currency"),
        why=_RECORD,
    ),
    Erasure(
        "appointment_moves",
        Fate.KEPT,
        "Each step in the life of those visits",
        "SELECT m.id FROM appointment_moves m JOIN appointments a ON a.id = m.appointment_id"
        " WHERE a.pet_id = ANY(:kept_pets)",
        why=_RECORD,
    ),
    Erasure(
        "rosters",
        Fate.DELETED,
        "Your working hours as a veterinarian",
        "DELETE FROM rosters WHERE veterinarian_id IN (SELECT id FROM veterinarians WHERE person_id = :person_id)"
        " RETURNING id",
    ),
    Erasure(
        "appointment_type_veterinarians",
        Fate.DELETED,
        "Which services you perform as a veterinarian",
        "DELETE FROM appointment_type_veterinarians WHERE veterinarian_id IN"
        " (SELECT id FROM veterinarians WHERE person_id = :person_id) RETURNING veterinarian_id",
    ),
    Untouched("appointment_types", "about a practice's services"),
    Untouched("reservations", "times of resources, without names; released with the visit or hold they belong to"),
    Untouched("resources", "ids, without anything about them"),
)

_DAY = timedelta(days=1)

RETENTIONS = (
    Retention(
        "appointments",
        "Visits, with their steps and reservations",
        "The longest time veterinary and tax law ask clinics in our regions to keep them.",
        period=3653 * _DAY,
        statement="DELETE FROM appointments WHERE id IN (SELECT id FROM appointments WHERE ends_at < :before"
        " ORDER BY ends_at LIMIT :limit FOR UPDATE SKIP LOCKED) RETURNING id",
    ),
    Retention("appointment_moves", "Steps of visits", "They go with their visit.", by="their visit"),
    Retention(
        "reservations",
        "Reservations given back",
        "They only remember; nothing asks for them.",
        period=90 * _DAY,
        statement="DELETE FROM reservations WHERE id IN (SELECT id FROM reservations WHERE state = 'released'"
        " AND upper(during) < :before ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED) RETURNING id",
    ),
    Retention(
        "holds",
        "Holds that ran out",
        "Whoever comes late hears that theirs ran out.",
        period=_DAY,
        by="`scheduling.forget_expired_holds`",
    ),
    Retention("rosters", "Working hours", "They stay while the veterinarian works there.", by="the clinic, or erasure"),
    Retention("appointment_types", "Services", "They belong to their clinic.", by="the clinic"),
    Retention(
        "appointment_type_veterinarians", "Who performs which service", "It belongs to the clinic.", by="the clinic"
    ),
    Retention("resources", "Ids of what can be busy", "An id says nothing by itself.", by="nobody"),
    *plan_privacy.RETENTIONS,
)


async def collect(session: Session, person_id: UUID) -> list[Dataset]:
    """Everything scheduling's tables know about the person."""
    mine = select(PetOwner.pet_id).where(PetOwner.person_id == person_id)
    as_veterinarian = select(Veterinarian.id).where(Veterinarian.person_id == person_id)
    visit, move, hold, roster = (each.source for each in (_APPOINTMENTS, _MOVES, _HOLDS, _ROSTERS))
    people = ("booked_by_id", "cancelled_by_id", "decided_by_id")
    of_own_pet = visit.c.pet_id.in_(mine)
    own_step = move.c.by_person_id == person_id
    visits = (
        select(
            *_APPOINTMENTS.columns(*people),
            *(whose(visit.c[name], person_id).label(name.removesuffix("_id")) for name in people),
            Clinic.name.label("clinic_name"),
            AppointmentType.name.label("appointment_type_name"),
            Veterinarian.display_name.label("veterinarian_name"),
        )
        .join(Clinic, Clinic.id == visit.c.clinic_id)
        .join(AppointmentType, AppointmentType.id == visit.c.appointment_type_id)
        .join(Veterinarian, Veterinarian.id == visit.c.veterinarian_id)
        .where(of_own_pet)
        .order_by(visit.c.starts_at, visit.c.id)
    )
    work = (
        select(
            visit.c.id,
            visit.c.clinic_id,
            visit.c.starts_at,
            visit.c.ends_at,
            visit.c.status,
            (visit.c.booked_by_id == person_id).label("is_booked_by_you"),
            visit.c.cancelled_by_id.is_not_distinct_from(person_id).label("is_called_off_by_you"),
            visit.c.decided_by_id.is_not_distinct_from(person_id).label("is_decided_by_you"),
            visit.c.veterinarian_id.in_(as_veterinarian).label("is_treated_by_you"),
        )
        .where(
            ~of_own_pet,
            or_(
                visit.c.booked_by_id == person_id,
                visit.c.cancelled_by_id == person_id,
                visit.c.decided_by_id == person_id,
                visit.c.veterinarian_id.in_(as_veterinarian),
            ),
        )
        .order_by(visit.c.starts_at, visit.c.id)
    )
    moves = (
        select(
            *_MOVES.columns("by_person_id"),
            whose(move.c.by_person_id, person_id).label("by"),
        )
        .where(own_step | exists().where(visit.c.id == move.c.appointment_id, of_own_pet))
        .order_by(move.c.appointment_id, move.c.at, move.c.id)
    )
    link = _TYPES.source
    services = (
        select(*_TYPES.columns(), AppointmentType.name.label("appointment_type_name"))
        .join(AppointmentType, AppointmentType.id == link.c.appointment_type_id)
        .where(link.c.veterinarian_id.in_(as_veterinarian))
        .order_by(link.c.appointment_type_id)
    )
    holds = select(*_HOLDS.columns()).where(hold.c.person_id == person_id).order_by(hold.c.id)
    rosters = select(*_ROSTERS.columns()).where(roster.c.veterinarian_id.in_(as_veterinarian)).order_by(roster.c.id)
    return [
        _APPOINTMENTS.holding(await rows(session, visits)),
        Dataset("work_appointments", _WORK, await rows(session, work)),
        _MOVES.holding(await rows(session, moves)),
        _HOLDS.holding(await rows(session, holds)),
        _ROSTERS.holding(await rows(session, rosters)),
        _TYPES.holding(await rows(session, services)),
        *await plan_privacy.collect(session, person_id),
    ]
