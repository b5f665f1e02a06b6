"""What the pure rules offer on the facts of the tables: the other half of the comparison with the SQL."""

from datetime import datetime

from vet_core.db import Interval

from vet_services.scheduling import availability, offers, why_not
from vet_services.scheduling.availability import Busy
from vet_services.scheduling.facts import Question
from vet_services.scheduling.policy import is_staff
from vet_services.scheduling.slots import SlotQuery
from vet_services.scheduling.why_not import Caller


async def list_slots(session, query: SlotQuery, *, by, now: datetime) -> list[dict]:
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
    is_deceased = known.pet is not None and known.pet.is_deceased
    if is_deceased or next(why_not.about_the_visit(known, kind, caller), None) is not None:
        return []
    pet = [each.for_party(None) for each in known.pet.taken] if known.pet is not None else []
    free: dict[tuple[datetime, datetime], list[tuple[str, int]]] = {}
    for veterinarian in sorted(known.veterinarians, key=lambda each: each.id):
        if not why_not.treats(veterinarian.species, known.pet):
            continue
        parameters = why_not.parameters_for(kind, caller, veterinarian)
        party_id = why_not.party_of(kind, veterinarian.id)
        busy: list[Busy] = [each.for_party(party_id) for each in veterinarian.taken]
        for start in availability.starts(
            known.zone,
            [veterinarian.roster] if caller.is_staff else [known.opening, veterinarian.roster],
            busy,
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
            seats = availability.seats_left(busy, parameters, start)
            free.setdefault((start, start + parameters.duration), []).append((str(veterinarian.id), seats))
    return [
        {
            "starts_at": start.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "ends_at": end.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "starts_local": start.astimezone(known.zone).strftime("%Y-%m-%dT%H:%M"),
            "veterinarian_ids": [name for name, _ in found],
            "seats_left": sum(seats for _, seats in found) if kind.parameters.capacity > 1 else None,
        }
        for (start, end), found in sorted(free.items())
    ]
