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
OWNER, VIEWER = Actor(uuid4()), Actor(uuid4())
STAFF = {role: Actor(uuid4(), frozenset({Grant(HERE, role)})) for role in Role}
PLATFORM = Actor(uuid4(), is_system_administrator=True)
ACTORS = {
    "owner": OWNER,
    "viewer": VIEWER,
    "stranger": Actor(uuid4()),
    "elsewhere": Actor(uuid4(), frozenset(Grant(ELSEWHERE, role) for role in Role)),
    "platform": PLATFORM,
    "emergency": Actor(uuid4(), is_system_administrator=True, opened_clinic_ids=frozenset({HERE})),
    "emergency elsewhere": Actor(uuid4(), is_system_administrator=True, opened_clinic_ids=frozenset({ELSEWHERE})),
    **{role.value: actor for role, actor in STAFF.items()},
}
PEOPLE = frozenset({OWNER.person_id, VIEWER.person_id})
MANAGERS = frozenset({OWNER.person_id})

appointment = scheduling.AppointmentFacts(HERE, PEOPLE, MANAGERS)
client = scheduling.BookingFacts(HERE, PEOPLE, is_client=True, manager_ids=MANAGERS)
newcomer = scheduling.BookingFacts(HERE, PEOPLE, is_client=False, manager_ids=MANAGERS)
pet = pets.PetFacts(PEOPLE, frozenset({HERE}), MANAGERS)
unseen_pet = pets.PetFacts(PEOPLE, manager_ids=MANAGERS)

YES, NO = "allowed", "refused"
EVERY_ROLE: dict[str, str] = dict.fromkeys((role.value for role in Role), YES)
NO_ROLE: dict[str, str] = dict.fromkeys(EVERY_ROLE, NO)
RUN_PLATFORM = {"platform": YES, "emergency": YES, "emergency elsewhere": YES}
KEEP_CALENDAR = {"receptionist": YES, "clinic_administrator": YES, "veterinarian": YES, "technician": NO}
RUN_CLINIC = {**RUN_PLATFORM, **NO_ROLE, "clinic_administrator": YES}
# Whoever is not named is an outsider and learns nothing.
MATRIX: list[tuple[Any, Any, dict[str, str]]] = [
    (scheduling.may_view, appointment, {"owner": YES, "viewer": YES, "emergency": YES, **EVERY_ROLE}),
    (scheduling.may_cancel, appointment, {"owner": YES, "viewer": NO, "emergency": NO, **KEEP_CALENDAR}),
    (scheduling.may_reschedule, appointment, {"owner": YES, "viewer": NO, "emergency": NO, **KEEP_CALENDAR}),
    (scheduling.may_readdress, appointment, {"owner": YES, "viewer": NO, "emergency": NO, **KEEP_CALENDAR}),
    (scheduling.may_receive, appointment, {"owner": NO, "viewer": NO, "emergency": NO, **EVERY_ROLE}),
    (
        scheduling.may_treat,
        appointment,
        {
            "owner": NO,
            "viewer": NO,
            "emergency": NO,
            "veterinarian": YES,
            "technician": YES,
            "receptionist": NO,
            "clinic_administrator": NO,
        },
    ),
    (scheduling.may_book, client, {"owner": YES, "viewer": NO, "emergency": NO, **KEEP_CALENDAR}),
    (scheduling.may_book, newcomer, {"owner": YES, "viewer": NO}),
    (scheduling.may_decide, appointment, {"owner": NO, "viewer": NO, "emergency": NO, **KEEP_CALENDAR}),
    (scheduling.may_take_in, HERE, {"emergency": NO, **KEEP_CALENDAR}),
    (scheduling.may_override, HERE, {**dict.fromkeys(ACTORS, NO), **KEEP_CALENDAR}),
    (scheduling.may_list, HERE, {"emergency": YES, **EVERY_ROLE}),
    (scheduling.may_pause, HERE, {"emergency": NO, **KEEP_CALENDAR}),
    (scheduling.may_block, HERE, {"emergency": NO, **KEEP_CALENDAR}),
    (scheduling.may_move_day, HERE, {"emergency": NO, **KEEP_CALENDAR}),
    (
        scheduling.may_leave_waitlist,
        scheduling.WaitingFacts(HERE, OWNER.person_id),
        {"owner": YES, "emergency": NO, **KEEP_CALENDAR},
    ),
    (
        scheduling.may_offer,
        HERE,
        {**dict.fromkeys(RUN_PLATFORM, NO), **NO_ROLE, "clinic_administrator": YES},
    ),
    (clinics.may_administer, HERE, RUN_CLINIC),
    (clinics.may_suspend, HERE, {**RUN_PLATFORM, **NO_ROLE}),
    (clinics.may_hire, clinics.HireFacts(HERE, is_oneself=False), RUN_CLINIC),
    (
        clinics.may_hire,
        clinics.HireFacts(HERE, is_oneself=True),
        {**dict.fromkeys(RUN_PLATFORM, NO), **NO_ROLE, "clinic_administrator": YES},
    ),
    (clinics.may_change_licence, clinics.LicenceFacts(HERE, uuid4()), RUN_CLINIC),
    (
        clinics.may_change_licence,
        clinics.LicenceFacts(HERE, STAFF[Role.VETERINARIAN].person_id),
        {**RUN_CLINIC, "veterinarian": YES},
    ),
    (clinics.may_change_licence, clinics.LicenceFacts(HERE, OWNER.person_id), RUN_CLINIC),
    (clinics.may_see_clients, HERE, {"emergency": YES, **EVERY_ROLE}),
    (clinics.may_note_clients, HERE, {"emergency": NO, **EVERY_ROLE}),
    (clinics.may_break_glass, HERE, {**RUN_PLATFORM, **NO_ROLE}),
    (clinics.may_see_emergencies, HERE, RUN_CLINIC),
    (
        clinics.may_search_audit,
        HERE,
        {**dict.fromkeys(RUN_PLATFORM, NO), **NO_ROLE, "clinic_administrator": YES},
    ),
    (pets.may_view, pet, {"owner": YES, "viewer": YES, "emergency": YES, **EVERY_ROLE}),
    (pets.may_change, pet, {"owner": YES, "viewer": NO, "emergency": NO, **NO_ROLE}),
    (pets.may_see_owners, pet, {"owner": YES, "viewer": YES, "emergency": YES, **EVERY_ROLE}),
    (pets.may_share, pet, {"owner": YES, "viewer": NO, "emergency": NO, **NO_ROLE}),
    (pets.may_see_shares, pet, {"owner": YES, "viewer": YES, "emergency": NO, **NO_ROLE}),
    (
        pets.may_remove_owner,
        pets.RemovalFacts(pet, VIEWER.person_id),
        {"owner": YES, "viewer": YES, "emergency": NO, **NO_ROLE},
    ),
    (
        pets.may_remove_owner,
        pets.RemovalFacts(pet, OWNER.person_id),
        {"owner": YES, "viewer": NO, "emergency": NO, **NO_ROLE},
    ),
    *((policy, unseen_pet, {"owner": YES, "viewer": YES}) for policy in (pets.may_view, pets.may_see_shares)),
    *((policy, unseen_pet, {"owner": YES, "viewer": NO}) for policy in (pets.may_change, pets.may_share)),
    (pets.may_remove_owner, pets.RemovalFacts(unseen_pet, uuid4()), {"owner": YES, "viewer": NO}),
]


def said(verdict: Verdict) -> str:
    if verdict.is_allowed:
        return YES
    return "outsider" if verdict.is_outsider else NO


@pytest.mark.parametrize(("policy", "facts", "expected"), MATRIX, ids=lambda each: getattr(each, "__name__", None))
def test_the_matrix(policy, facts, expected):
    verdicts = {name: said(policy(actor, facts)) for name, actor in ACTORS.items()}
    assert verdicts == {name: expected.get(name, "outsider") for name in ACTORS}


def test_every_policy_is_in_the_matrix_or_is_about_nothing_but_the_actor():
    tested = {policy for policy, _, _ in MATRIX} | {clinics.may_open_clinic, identity.may_invite}
    for module in (identity, clinics, scheduling, pets):
        declared = {
            value
            for name, value in vars(module).items()
            if name.startswith("may_") and value.__module__ == module.__name__
        }
        assert declared <= tested


@pytest.mark.parametrize("policy", [clinics.may_open_clinic, identity.may_invite])
def test_the_platforms_own_business(policy):
    assert policy(SYSTEM)
    assert [name for name, actor in ACTORS.items() if policy(actor)] == list(RUN_PLATFORM)
    assert all(policy(actor).code for name, actor in ACTORS.items() if name not in RUN_PLATFORM)


def test_the_platform_itself_administers_every_clinic_and_breaks_no_glass():
    assert clinics.may_administer(SYSTEM, HERE)
    assert clinics.may_suspend(SYSTEM, HERE)
    assert not clinics.may_break_glass(SYSTEM, HERE)


def test_an_emergency_never_writes():
    writing = {
        scheduling.may_cancel,
        scheduling.may_reschedule,
        scheduling.may_readdress,
        scheduling.may_receive,
        scheduling.may_treat,
        scheduling.may_book,
        scheduling.may_decide,
        clinics.may_note_clients,
        pets.may_change,
        pets.may_share,
        pets.may_remove_owner,
    }
    for policy, facts, _ in MATRIX:
        if policy in writing:
            assert not policy(ACTORS["emergency"], facts), policy.__name__


def test_staff_rules_are_for_the_clinics_own_staff():
    assert [name for name, actor in ACTORS.items() if scheduling.is_staff(actor, HERE)] == [role.value for role in Role]
    assert not scheduling.is_staff(None, HERE)
