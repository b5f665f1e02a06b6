"""Every reason why a start is not offered, each on facts in which nothing else stands against it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from vet_core.kernel.species import Species
from vet_core.scheduling.enums import Clients, Place, ResourceKind

from vet_services.scheduling import why_not
from vet_services.scheduling.availability import Hours, Parameters
from vet_services.scheduling.availability import WhyNot as W
from vet_services.scheduling.facts import (
    Facts,
    PetFacts,
    RequirementFacts,
    ResourceFacts,
    Taken,
    TypeFacts,
    VeterinarianFacts,
)
from vet_services.scheduling.why_not import Caller

TEN = datetime(2026, 3, 3, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
VET, OTHER, ROOM, SECOND = (UUID(int=number) for number in range(1, 5))
NINE_TO_FIVE = Hours.every_week(dict.fromkeys(range(7), ((540, 1020),)))
CLOSED = Hours(())
OWNER = Caller(is_staff=False, now=TEN - timedelta(days=1))
STAFF = replace(OWNER, is_staff=True)
KIND = TypeFacts(
    id=UUID(int=9),
    name="Surgery",
    parameters=Parameters(60, 30),
    species=frozenset(),
    price_minor=0,
    currency="EUR",
    is_active=True,
    is_owner_bookable=True,
    clients=Clients.EVERYONE,
    place=Place.IN_CLINIC,
    daily_cap=None,
    requirements=(RequirementFacts(ResourceKind.ROOM, "surgery"),),
    deposit_minor=0,
    late_fee_minor=0,
    cancellation_notice_minutes=0,
    is_confirmation_needed=False,
    questions=(),
    translations={},
)
DOG = PetFacts(
    name="Pretzel",
    species=Species.DOG,
    is_deceased=False,
    is_client=True,
    owner_ids=(),
    manager_ids=frozenset(),
    owners=(),
    owner_name=None,
    taken=(),
)


def vet(id: UUID = VET, *taken: Taken, count: int = 0, roster: Hours = NINE_TO_FIVE, minutes: int | None = None):
    return VeterinarianFacts(id, "Dr. Kim", frozenset(), count, minutes, roster, taken)


def room(id: UUID = ROOM, *taken: Taken):
    return ResourceFacts(id, ResourceKind.ROOM, "surgery", "Room", taken)


def facts(**over) -> Facts:
    known = Facts(
        clinic_id=UUID(int=8),
        clinic_name="Linden",
        zone_name="UTC",
        zone=ZoneInfo("UTC"),
        is_paused=False,
        is_suspended=False,
        species=frozenset(),
        opening=NINE_TO_FIVE,
        type=KIND,
        veterinarians=(vet(),),
        pet=DOG,
        resources=(room(),),
        starts_of_type=(),
    )
    return replace(known, **over)


def reasons(known: Facts, *, caller: Caller = OWNER, start: datetime = TEN) -> list[W]:
    assert known.type is not None
    return list(why_not.judge(known, known.type, start, caller).reasons)


AT_TEN = Taken(TEN, TEN + HOUR)
ASKS = replace(KIND, clients=Clients.NEW)
CAPPED = replace(KIND, daily_cap=1)
SHARED = replace(KIND, parameters=Parameters(60, 30, same_day_percent=90))
PRESSED = replace(KIND, parameters=Parameters(60, 30, notice_minutes=2 * 1440))


@pytest.mark.parametrize(
    ("known", "start", "expected", "for_staff"),
    [
        (facts(), TEN, [], []),
        (facts(type=replace(KIND, is_active=False)), TEN, [W.INACTIVE], [W.INACTIVE]),
        (facts(type=replace(KIND, is_owner_bookable=False)), TEN, [W.INACTIVE], []),
        (facts(is_paused=True), TEN, [W.PAUSED], []),
        (facts(species=frozenset({"cat"})), TEN, [W.SPECIES], [W.SPECIES]),
        (facts(type=ASKS), TEN, [W.CLIENTS], []),
        (facts(type=PRESSED), TEN, [W.NOTICE], []),
        (facts(), TEN + timedelta(days=400), [W.HORIZON], [W.HORIZON]),
        (facts(), TEN + timedelta(minutes=10), [W.OFF_GRID], [W.OFF_GRID]),
        (facts(opening=CLOSED), TEN, [W.CLOSED], []),
        (facts(veterinarians=(vet(roster=CLOSED),)), TEN, [W.OFF_DUTY], [W.OFF_DUTY]),
        (facts(veterinarians=()), TEN, [W.OFF_DUTY], [W.OFF_DUTY]),
        (facts(veterinarians=(vet(VET, AT_TEN),)), TEN, [W.TAKEN], [W.TAKEN]),
        (facts(pet=replace(DOG, taken=(AT_TEN,))), TEN, [W.TAKEN], [W.TAKEN]),
        (facts(resources=(room(ROOM, AT_TEN),)), TEN, [W.ROOM_BUSY], [W.ROOM_BUSY]),
        (facts(resources=()), TEN, [W.ROOM_BUSY], [W.ROOM_BUSY]),
        (facts(type=CAPPED, starts_of_type=(TEN - HOUR,)), TEN, [W.CAP], []),
        (facts(type=SHARED), TEN, [W.SAME_DAY_ONLY], []),
        # Several at once, in their order.
        (
            facts(is_paused=True, opening=CLOSED),
            TEN + timedelta(minutes=1),
            [W.PAUSED, W.OFF_GRID, W.CLOSED],
            [W.OFF_GRID],
        ),
        # One is off duty and the other busy: that the other is busy is what stands in the way.
        (facts(veterinarians=(vet(roster=CLOSED), vet(OTHER, AT_TEN))), TEN, [W.TAKEN], [W.TAKEN]),
    ],
)  # fmt: skip
def test_the_reasons(known, start, expected, for_staff):
    assert reasons(known, start=start) == expected
    assert reasons(known, start=start, caller=STAFF) == for_staff


def test_who_was_given_the_fewest_comes_first_with_a_free_room():
    known = facts(veterinarians=(vet(VET, count=3), vet(OTHER, count=2)), resources=(room(ROOM, AT_TEN), room(SECOND)))
    found = why_not.judge(known, KIND, TEN, OWNER).candidates
    assert [(each.id, [[one.id for one in some] for some in each.resources]) for each in found] == [
        (OTHER, [[SECOND]]),
        (VET, [[SECOND]]),
    ]


def test_each_veterinarian_takes_their_own_time():
    known = facts(veterinarians=(vet(VET), vet(OTHER, minutes=90)), type=replace(KIND, requirements=()))
    assert known.type is not None
    found = why_not.judge(known, known.type, TEN, OWNER).candidates
    assert [(each.id, each.visit.length) for each in found] == [(VET, HOUR), (OTHER, 1.5 * HOUR)]


def test_a_class_goes_on_in_its_room_until_its_seats_are_taken():
    kind = replace(KIND, parameters=Parameters(60, 30, capacity=2))
    mine = Taken(TEN, TEN + HOUR, why_not.party_of(kind, VET))
    known = facts(type=kind, veterinarians=(vet(VET, mine),), resources=(room(ROOM), room(SECOND, mine)))
    [candidate] = why_not.judge(known, kind, TEN, OWNER).candidates
    assert [one.id for one in candidate.resources[0]] == [SECOND, ROOM]
    assert (candidate.party_id, candidate.seats, why_not.seats_left(candidate)) == (mine.party_id, 2, 1)
    assert reasons(replace(known, veterinarians=(vet(VET, mine, mine),))) == [W.TAKEN]
    somebody = replace(mine, party_id=UUID(int=77))
    assert reasons(replace(known, veterinarians=(vet(VET, somebody),))) == [W.TAKEN]


def test_a_day_begins_and_ends_where_the_clinic_is():
    auckland = ZoneInfo("Pacific/Auckland")
    known = facts(type=CAPPED, zone=auckland, starts_of_type=(datetime(2026, 3, 3, 12, tzinfo=UTC),))
    assert known.closed_days == {date(2026, 3, 4)}
