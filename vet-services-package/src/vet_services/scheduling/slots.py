"""List what is on offer in a range, to whoever asks. Never writes: holding a slot is booking's job."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from vet_core.db import Interval, Session
from vet_core.kernel.actor import Actor
from vet_core.scheduling.schemas import SlotOut, SlotsOut

from vet_services.scheduling import availability, offers, why_not
from vet_services.scheduling.errors import SlotRangeTooLong
from vet_services.scheduling.facts import Facts, Question, TypeFacts
from vet_services.scheduling.policy import is_staff
from vet_services.scheduling.why_not import Caller

LONGEST_RANGE = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class SlotQuery:
    """Which slots somebody wants to see. Their own hold, or the visit that is to move, is not in their way."""

    clinic_id: UUID
    appointment_type_id: UUID
    starts_from: datetime
    ends_by: datetime
    veterinarian_id: UUID | None = None
    pet_id: UUID | None = None
    hold_id: UUID | None = None
    own_appointment_id: UUID | None = None
    duration_minutes: int | None = None
    is_horizon_ignored: bool = False


async def list_slots(session: Session, query: SlotQuery, *, by: Actor | None, now: datetime) -> SlotsOut:
    """Every start on offer in the range, with the veterinarians free for it. `by` is None for a visitor.

    Staff of the clinic see what they may book: rosters without opening hours, and no notice. Raises ClinicNotFound,
    AppointmentTypeNotFound, PetNotFound or SlotRangeTooLong.
    """
    if not timedelta() < query.ends_by - query.starts_from <= LONGEST_RANGE:
        raise SlotRangeTooLong()
    within = Interval(query.starts_from, query.ends_by)
    question = Question(
        clinic_id=query.clinic_id,
        appointment_type_id=query.appointment_type_id,
        starts_from=within.start,
        ends_by=within.end,
        veterinarian_id=query.veterinarian_id,
        pet_id=query.pet_id,
        person_id=None if by is None else by.person_id,
        own_hold_id=query.hold_id,
        own_appointment_id=query.own_appointment_id,
        duration_minutes=query.duration_minutes,
    )
    known, kind = await offers.load(session, question, by=by, now=now)
    caller = Caller(
        is_staff=is_staff(by, query.clinic_id),
        now=now,
        duration_minutes=query.duration_minutes,
        is_horizon_ignored=query.is_horizon_ignored,
        is_moving=query.own_appointment_id is not None,
    )
    return SlotsOut(
        clinic_id=query.clinic_id,
        appointment_type_id=query.appointment_type_id,
        time_zone=known.zone_name,
        items=by_the_rules(known, kind, caller, within),
    )


def by_the_rules(known: Facts, kind: TypeFacts, caller: Caller, within: Interval) -> list[SlotOut]:
    """The starts that the pure rules offer on these facts."""
    is_for_the_living = known.pet is None or not known.pet.is_deceased
    if not is_for_the_living or next(why_not.about_the_visit(known, kind, caller), None) is not None:
        return []
    pet = [each.for_party(None) for each in known.pet.taken] if known.pet is not None else []
    free: dict[tuple[datetime, datetime], list[UUID]] = {}
    for veterinarian in sorted(known.veterinarians, key=lambda each: each.id):
        if not why_not.treats(veterinarian.species, known.pet):
            continue
        parameters = why_not.parameters_for(kind, caller, veterinarian)
        party_id = why_not.party_of(kind, veterinarian.id)
        for start in availability.starts(
            known.zone,
            [veterinarian.roster] if caller.is_staff else [known.opening, veterinarian.roster],
            [each.for_party(party_id) for each in veterinarian.taken],
            parameters,
            now=caller.now,
            within=within,
            pet=pet,
            resources=[
                [[each.for_party(party_id) for each in resource.taken] for resource in why_not.matching(known, wanted)]
                for wanted in kind.requirements
            ],
            closed_days=() if caller.is_staff else known.closed_days,
        ):
            free.setdefault((start, start + parameters.duration), []).append(veterinarian.id)
    return [
        SlotOut(
            starts_at=start,
            ends_at=end,
            starts_local=start.astimezone(known.zone).strftime("%Y-%m-%dT%H:%M"),
            veterinarian_ids=free[start, end],
        )
        for start, end in sorted(free)
    ]
