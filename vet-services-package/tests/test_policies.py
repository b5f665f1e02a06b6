"""Who may do what: every policy against every kind of person, written out."""

from typing import Any
from uuid import uuid4

import pytest
from vet_core.kernel.actor import SYSTEM, Actor, Grant, Role
from vet_core.kernel.policy import Verdict

from vet_services.clinics import policy as clinics
from vet_services.identity import policy as identity
from vet_services.pets import policy as pets
from vet_services.scheduling import policy as scheduling

HERE, ELSEWHERE = uuid4(), uuid4()
OWNER = Actor(uuid4())
STAFF = {role: Actor(uuid4(), frozenset({Grant(HERE, role)})) for role in Role}
ACTORS = {
    "owner": OWNER,
    "stranger": Actor(uuid4()),
    "elsewhere": Actor(uuid4(), frozenset(Grant(ELSEWHERE, role) for role in Role)),
    "platform": Actor(uuid4(), is_system_administrator=True),
    **{role.value: actor for role, actor in STAFF.items()},
}

appointment = scheduling.AppointmentFacts(HERE, frozenset({OWNER.person_id}))
client = scheduling.BookingFacts(HERE, frozenset({OWNER.person_id}), is_client=True)
newcomer = scheduling.BookingFacts(HERE, frozenset({OWNER.person_id}), is_client=False)
pet = pets.PetFacts(frozenset({OWNER.person_id}), frozenset({HERE}))
unseen_pet = pets.PetFacts(frozenset({OWNER.person_id}))

YES, NO = "allowed", "refused"
EVERY_ROLE: dict[str, str] = dict.fromkeys(Role, YES)
# Whoever is not named is an outsider and learns nothing.
MATRIX: list[tuple[Any, Any, dict[str, str]]] = [
    (scheduling.may_view, appointment, {"owner": YES, **EVERY_ROLE}),
    (
        scheduling.may_cancel,
        appointment,
        {"owner": YES, "receptionist": YES, "clinic_administrator": YES, "veterinarian": YES, "technician": NO},
    ),
    (
        scheduling.may_reschedule,
        appointment,
        {"owner": YES, "receptionist": YES, "clinic_administrator": YES, "veterinarian": YES, "technician": NO},
    ),
    (scheduling.may_receive, appointment, {"owner": NO, **EVERY_ROLE}),
    (
        scheduling.may_treat,
        appointment,
        {"owner": NO, "veterinarian": YES, "technician": YES, "receptionist": NO, "clinic_administrator": NO},
    ),
    (
        scheduling.may_book,
        client,
        {"owner": YES, "receptionist": YES, "clinic_administrator": YES, "veterinarian": YES, "technician": NO},
    ),
    (scheduling.may_book, newcomer, {"owner": YES}),
    (scheduling.may_list, HERE, EVERY_ROLE),
    (
        clinics.may_administer,
        HERE,
        {"platform": YES, "clinic_administrator": YES, "veterinarian": NO, "technician": NO, "receptionist": NO},
    ),
    (pets.may_view, pet, {"owner": YES, **EVERY_ROLE}),
    (pets.may_change, pet, {"owner": YES, **dict.fromkeys(EVERY_ROLE, NO)}),
    (pets.may_view, unseen_pet, {"owner": YES}),
    (pets.may_change, unseen_pet, {"owner": YES}),
]


def said(verdict: Verdict) -> str:
    if verdict.is_allowed:
        return YES
    return "outsider" if verdict.is_outsider else NO


@pytest.mark.parametrize(("policy", "facts", "expected"), MATRIX, ids=lambda each: getattr(each, "__name__", None))
def test_the_matrix(policy, facts, expected):
    verdicts = {name: said(policy(actor, facts)) for name, actor in ACTORS.items()}
    assert verdicts == {name: expected.get(name, "outsider") for name in ACTORS}


def test_every_policy_of_scheduling_and_pets_is_in_the_matrix():
    tested = {policy for policy, _, _ in MATRIX}
    for module in (scheduling, pets):
        declared = {value for name, value in vars(module).items() if name.startswith("may_")}
        assert declared <= tested


@pytest.mark.parametrize("policy", [clinics.may_open_clinic, identity.may_invite])
def test_the_platforms_own_business(policy):
    assert policy(SYSTEM)
    assert [name for name, actor in ACTORS.items() if policy(actor)] == ["platform"]
    assert all(policy(actor).code for name, actor in ACTORS.items() if name != "platform")


def test_the_platform_itself_administers_every_clinic():
    assert clinics.may_administer(SYSTEM, HERE)


def test_staff_rules_are_for_the_clinics_own_staff():
    assert [name for name, actor in ACTORS.items() if scheduling.is_staff(actor, HERE)] == [role.value for role in Role]
    assert not scheduling.is_staff(None, HERE)
